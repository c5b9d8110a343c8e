//! Integers as JSON Schema means them: `3.0` and `1e3` are some.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

/// An integer, or an option, list or map of integers.
pub trait Integers: Sized {
    /// Decodes it.
    ///
    /// # Errors
    /// When the value is not an integer, or does not fit.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Decodes integers, however they are spelled.
///
/// # Errors
/// When a value is not an integer, or does not fit.
pub fn integers<'de, T: Integers, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// As [`integers`], of a member that may be null: what is there is `Some`.
///
/// # Errors
/// As [`integers`].
pub fn deserialize_some_integers<'de, T: Integers, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::read(deserializer).map(Some)
}

/// As [`integers`], of JSON text.
///
/// # Errors
/// As [`integers`].
pub fn integers_of<T: Integers>(text: &str) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::read(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

struct Read<T>(T);

impl<'de, T: Integers> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Read)
    }
}

impl<T: Integers> Integers for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Read<T>>::deserialize(deserializer)?.map(|it| it.0))
    }
}

impl<T: Integers> Integers for Box<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Box::new)
    }
}

impl<T: Integers> Integers for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Vec::<Read<T>>::deserialize(deserializer)?;
        Ok(read.into_iter().map(|it| it.0).collect())
    }
}

impl<T: Integers> Integers for BTreeMap<String, T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = BTreeMap::<String, Read<T>>::deserialize(deserializer)?;
        Ok(read.into_iter().map(|(key, it)| (key, it.0)).collect())
    }
}

macro_rules! integer {
    ($($ty:ty),*) => { $(
        impl Integers for $ty {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(IntegerVisitor(PhantomData))
            }
        }
    )* };
}

integer!(i32, u32, i64, u64);

struct IntegerVisitor<T>(PhantomData<T>);

impl<T: TryFrom<i64> + TryFrom<u64>> Visitor<'_> for IntegerVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "an integer that fits {}",
            std::any::type_name::<T>()
        )
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        value
            .try_into()
            .map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        value
            .try_into()
            .map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "only whole numbers in range are converted"
    )]
    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        const EDGE: f64 = 18_446_744_073_709_551_616.0;
        if value.fract() == 0.0 && (0.0..EDGE).contains(&value) {
            return self.visit_u64(value as u64);
        }
        if value.fract() == 0.0 && (-EDGE / 2.0..0.0).contains(&value) {
            return self.visit_i64(value as i64);
        }
        Err(E::invalid_value(Unexpected::Float(value), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_integers_however_they_are_spelled() {
        assert_eq!(integers_of::<i64>("3.0").unwrap(), 3);
        assert_eq!(integers_of::<i64>("1e3").unwrap(), 1000);
        assert_eq!(integers_of::<i32>("-2.0").unwrap(), -2);
        assert_eq!(
            integers_of::<u64>("18446744073709551615").unwrap(),
            u64::MAX
        );
        assert_eq!(
            integers_of::<i64>("-9223372036854775808").unwrap(),
            i64::MIN
        );
        assert_eq!(
            integers_of::<Option<Vec<i64>>>("[1.0, 2]").unwrap(),
            Some(vec![1, 2])
        );
        let map: BTreeMap<String, Option<u32>> = integers_of(r#"{"a": 1.0, "b": null}"#).unwrap();
        assert_eq!(map["a"], Some(1));
    }

    #[test]
    fn others_are_refused() {
        for text in ["1.5", "1e40", "-1e40", "\"1\"", "null", "true", "3 4"] {
            assert!(integers_of::<i64>(text).is_err(), "{text}");
        }
        assert!(integers_of::<u32>("-1").is_err());
        assert!(integers_of::<i32>("3e9").is_err());
    }
}
