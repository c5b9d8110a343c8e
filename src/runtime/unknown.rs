//! Values that a service may send and the contract does not list yet.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};

use super::raw::{raw_text, write_text};

/// A string that the contract's enum does not list. Made only by decoding or parsing, so that a
/// listed value is always its own variant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// The value as received.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A string enum with a table of its known values: what the generated code of an open enum leans on.
pub trait Known: Clone + 'static {
    /// Each known value as the wire has it, with its variant.
    const TABLE: &'static [(&'static str, Self)];

    /// The variant for a value outside the table.
    fn unknown(value: UnknownValue) -> Self;

    /// The variant for any value.
    fn of(value: &str) -> Self {
        Self::known(value).unwrap_or_else(|| Self::unknown(UnknownValue(value.into())))
    }

    /// The variant for a value of the table.
    fn known(value: &str) -> Option<Self> {
        Self::TABLE
            .iter()
            .find(|(wire, _)| *wire == value)
            .map(|(_, variant)| variant.clone())
    }
}

/// Decodes an open string enum; allocates for unknown values only.
///
/// # Errors
/// When the value is no string.
pub fn read_known<'de, T: Known, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct KnownVisitor<T>(std::marker::PhantomData<T>);
    impl<T: Known> Visitor<'_> for KnownVisitor<T> {
        type Value = T;
        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a string")
        }
        fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<T, E> {
            Ok(T::of(value))
        }
    }
    deserializer.deserialize_str(KnownVisitor(std::marker::PhantomData))
}

/// A JSON value that the contract's enum does not list, kept as text, with its parsed form where it
/// has the same form as the listed ones.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownJson<T> {
    text: Box<str>,
    value: Option<T>,
}

impl<T> UnknownJson<T> {
    /// The JSON text as received.
    pub fn as_json(&self) -> &str {
        &self.text
    }

    /// The value, where it has the form of the listed ones.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }
}

impl<T> Serialize for UnknownJson<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_text(&self.text, serializer)
    }
}

/// Decodes an enum whose values are not strings: each listed value is compared by its JSON text
/// first and, where the spelling differs, by its parsed form.
///
/// # Errors
/// When the input is no JSON.
pub fn read_known_json<'de, T, P, D>(
    deserializer: D,
    table: &[(&'static str, T)],
    same: impl Fn(&T, &P) -> bool,
    unknown: impl FnOnce(UnknownJson<P>) -> T,
) -> Result<T, D::Error>
where
    T: Clone,
    P: for<'a> Deserialize<'a>,
    D: Deserializer<'de>,
{
    let text = raw_text(deserializer)?;
    if let Some((_, variant)) = table.iter().find(|(wire, _)| *wire == text) {
        return Ok(variant.clone());
    }
    let value: Option<P> = serde_json::from_str(&text).ok();
    if let Some(value) = &value
        && let Some((_, variant)) = table.iter().find(|(_, variant)| same(variant, value))
    {
        return Ok(variant.clone());
    }
    Ok(unknown(UnknownJson {
        text: text.into(),
        value,
    }))
}
