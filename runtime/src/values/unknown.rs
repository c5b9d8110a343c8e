//! Values that a service may send and the contract does not list yet.

use std::fmt;

use serde::{Deserializer, Serialize, Serializer, de::DeserializeOwned, de::Visitor};

use super::raw::{raw_text, same_json, write_text};
use super::union::count_unknown;

/// A string that the contract's enum does not list. Made only by decoding or parsing: a
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
        formatter.pad(&self.0)
    }
}

/// An integer that the contract's enum does not list. Made only by decoding or converting: a listed value is
/// always its own variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownInteger(i64);

impl UnknownInteger {
    /// For generated code; `allowed`: whether the contract allows the value without listing it.
    #[doc(hidden)]
    pub fn of(value: i64, allowed: bool) -> Self {
        if !allowed {
            count_unknown();
        }
        Self(value)
    }

    /// The value as received.
    pub fn get(self) -> i64 {
        self.0
    }
}

/// The boolean that the contract's enum does not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownBoolean(bool);

impl UnknownBoolean {
    /// For generated code; `allowed`: whether the contract allows the value without listing it.
    #[doc(hidden)]
    pub fn of(value: bool, allowed: bool) -> Self {
        if !allowed {
            count_unknown();
        }
        Self(value)
    }

    /// The value as received.
    pub fn get(self) -> bool {
        self.0
    }
}

/// An open string enum: one table of its known values, from which everything else follows.
pub trait OpenEnum: Clone + 'static {
    /// Each known value as the wire has it, with its variant.
    const TABLE: &'static [(&'static str, Self)];

    /// Whether the contract allows any other value as well.
    const OPEN: bool = false;

    /// The variant for a value outside the table.
    fn unknown(value: UnknownValue) -> Self;

    /// The variant for any value. Allocates for unknown ones only.
    fn of(value: &str) -> Self {
        match Self::TABLE.iter().find(|(wire, _)| *wire == value) {
            Some((_, variant)) => variant.clone(),
            None => {
                if !Self::OPEN {
                    count_unknown();
                }
                Self::unknown(UnknownValue(value.into()))
            }
        }
    }
}

/// Decodes an open string enum.
///
/// # Errors
/// When the value is not a string.
pub fn read_open_enum<'de, T: OpenEnum, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    /// Does not name the enum, so it is compiled once.
    struct Text<'a>(&'a mut dyn FnMut(&str));

    impl Visitor<'_> for Text<'_> {
        type Value = ();

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a string")
        }

        fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
            (self.0)(value);
            Ok(())
        }
    }

    let mut read = None;
    deserializer.deserialize_str(Text(&mut |value| read = Some(T::of(value))))?;
    read.ok_or_else(|| serde::de::Error::custom("expected a string"))
}

/// A JSON value that the contract's enum does not list, kept as text, with its parsed form where it
/// has the form of the listed ones.
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

/// An open enum of JSON values that are not strings, such as tuples.
pub trait OpenJsonEnum: Clone + 'static {
    /// The common form of the known values.
    type Parsed: DeserializeOwned;

    /// Each known value as compact JSON, with its variant.
    const TABLE: &'static [(&'static str, Self)];

    /// The variant for a value outside the table.
    fn unknown(value: UnknownJson<Self::Parsed>) -> Self;
}

/// Decodes an open enum of JSON values. Allocates for unknown values, and for known ones whose
/// strings are spelled with escapes.
///
/// # Errors
/// When the input is not JSON.
pub fn read_open_json_enum<'de, T: OpenJsonEnum, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let text = raw_text(deserializer)?;
    if let Some((_, variant)) = T::TABLE.iter().find(|(known, _)| same_json(known, &text)) {
        return Ok(variant.clone());
    }
    // What `Value` cannot hold, such as 1e999 or half a surrogate pair, is not a known value either.
    if text.contains('\\')
        && let Ok(value) = serde_json::from_str::<serde_json::Value>(&text)
    {
        let spelled = value.to_string();
        if let Some((_, variant)) = T::TABLE.iter().find(|(known, _)| *known == spelled) {
            return Ok(variant.clone());
        }
    }
    let value = serde_json::from_str(&text).ok();
    count_unknown();
    Ok(T::unknown(UnknownJson {
        text: text.into(),
        value,
    }))
}

/// Encodes JSON text unchanged.
///
/// # Errors
/// When the text is not JSON, or the serializer fails.
pub fn write_json<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    write_text(text, serializer)
}
