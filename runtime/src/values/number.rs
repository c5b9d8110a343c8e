//! Numbers that remember whether they were spelled as integers.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};

/// A JSON number that the contract does not restrict to integers.
///
/// It derefs to [`f64`], and encodes as received: `3` stays `3` and `3.0` stays `3.0`. An integer that neither an `i64`
/// nor a `u64` holds, and digits beyond the precision of an `f64`, become the nearest `f64`. Comparisons compare the
/// value alone.
///
/// ```
/// let timings: Vec<neo_api_runtime::Number> = serde_json::from_str("[3, 1.5, 18446744073709551615]")?;
/// assert_eq!(timings[0], 3.0);
/// assert_eq!(*timings[0] + *timings[1], 4.5);
/// assert_eq!(serde_json::to_string(&timings)?, "[3,1.5,18446744073709551615]");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Default)]
pub struct Number {
    value: f64,
    spelling: Spelling,
}

#[derive(Clone, Copy, Default)]
enum Spelling {
    #[default]
    Float,
    Signed(i64),
    Unsigned(u64),
}

impl Number {
    /// The number. An integer beyond 2^53 is the nearest `f64`.
    pub fn get(self) -> f64 {
        self.value
    }

    /// The number, where it was spelled as an integer that an `i64` holds.
    pub fn as_i64(self) -> Option<i64> {
        match self.spelling {
            Spelling::Float => None,
            Spelling::Signed(value) => Some(value),
            Spelling::Unsigned(value) => value.try_into().ok(),
        }
    }
}

impl Deref for Number {
    type Target = f64;

    fn deref(&self) -> &f64 {
        &self.value
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self {
            value,
            spelling: Spelling::Float,
        }
    }
}

impl From<i64> for Number {
    #[expect(clippy::cast_precision_loss, reason = "the spelling keeps it exactly")]
    fn from(value: i64) -> Self {
        Self {
            value: value as f64,
            spelling: Spelling::Signed(value),
        }
    }
}

impl From<u64> for Number {
    #[expect(clippy::cast_precision_loss, reason = "the spelling keeps it exactly")]
    fn from(value: u64) -> Self {
        Self {
            value: value as f64,
            spelling: Spelling::Unsigned(value),
        }
    }
}

impl From<f32> for Number {
    fn from(value: f32) -> Self {
        f64::from(value).into()
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        i64::from(value).into()
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        u64::from(value).into()
    }
}

impl From<Number> for f64 {
    fn from(number: Number) -> Self {
        number.value
    }
}

impl std::str::FromStr for Number {
    type Err = serde_json::Error;

    /// Reads a JSON number.
    fn from_str(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.spelling {
            Spelling::Float => self.value.fmt(formatter),
            Spelling::Signed(value) => value.fmt(formatter),
            Spelling::Unsigned(value) => value.fmt(formatter),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.spelling {
            Spelling::Float => fmt::Debug::fmt(&self.value, formatter),
            Spelling::Signed(value) => fmt::Debug::fmt(&value, formatter),
            Spelling::Unsigned(value) => fmt::Debug::fmt(&value, formatter),
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self.as_i64(), other.as_i64()) {
            (Some(one), Some(other)) => one == other,
            _ => self.value == other.value,
        }
    }
}

impl PartialEq<f64> for Number {
    fn eq(&self, other: &f64) -> bool {
        self.value == *other
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.as_i64(), other.as_i64()) {
            (Some(one), Some(other)) => Some(one.cmp(&other)),
            _ => self.value.partial_cmp(&other.value),
        }
    }
}

impl PartialOrd<f64> for Number {
    fn partial_cmp(&self, other: &f64) -> Option<Ordering> {
        self.value.partial_cmp(other)
    }
}

impl Serialize for Number {
    /// Fails for infinity and not-a-number, which JSON does not have.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.spelling {
            Spelling::Float if !self.value.is_finite() => Err(serde::ser::Error::custom(format!(
                "{} is not a JSON number",
                self.value
            ))),
            Spelling::Float => serializer.serialize_f64(self.value),
            Spelling::Signed(value) => serializer.serialize_i64(value),
            Spelling::Unsigned(value) => serializer.serialize_u64(value),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberVisitor;

        impl Visitor<'_> for NumberVisitor {
            type Value = Number;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a number")
            }

            fn visit_f64<E>(self, value: f64) -> Result<Number, E> {
                Ok(value.into())
            }

            fn visit_i64<E>(self, value: i64) -> Result<Number, E> {
                Ok(value.into())
            }

            fn visit_u64<E>(self, value: u64) -> Result<Number, E> {
                Ok(value.into())
            }
        }

        deserializer.deserialize_f64(NumberVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn encodes_as_it_came() {
        for text in [
            "0",
            "3",
            "3.0",
            "-1",
            "-0.0",
            "1.5",
            "9007199254740993",
            "-9223372036854775808",
            "18446744073709551615",
            "31.245270191439438",
            "5e-324",
            "1e+300",
        ] {
            let number: Number = text.parse().unwrap();
            let encoded = serde_json::to_string(&number).unwrap();
            assert_eq!(encoded, text);
        }
        for text in ["\"1\"", "null", "true", "", "x", "1e999"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }

    #[test]
    fn compares_by_value_and_exactly_where_it_can() {
        let number = |text: &str| text.parse::<Number>().unwrap();
        assert_eq!(number("3"), number("3.0"));
        assert!(number("9007199254740993") > number("9007199254740992"));
        assert!(number("2") < 2.5);
        assert_ne!(Number::from(f64::NAN), Number::from(f64::NAN));
    }

    #[test]
    fn what_json_does_not_have_is_an_error_rather_than_null() {
        for value in [f64::NAN, f64::INFINITY] {
            assert!(serde_json::to_string(&Number::from(value)).is_err());
        }
    }
}
