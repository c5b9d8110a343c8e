//! JSON that the contract leaves open, kept as text.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};

use super::raw::{raw_text, refused, write_text};

/// A JSON object whose members the contract leaves open.
///
/// The text is kept exactly as received (number spelling, key order, white space) and parsed only
/// on demand. Equality is equality of the text.
///
/// ```
/// let json: neo_api_runtime::Json = serde_json::from_str(r#"{"rate":1.10}"#)?;
/// assert_eq!(json.as_str(), r#"{"rate":1.10}"#);
/// let parsed: std::collections::HashMap<String, f64> = json.parse()?;
/// assert_eq!(parsed["rate"], 1.1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Json(Box<str>);

impl Json {
    /// Any serialisable value that becomes a JSON object.
    ///
    /// # Errors
    /// When the value does not serialise, or becomes something other than an object.
    pub fn from_value<T: Serialize + ?Sized>(value: &T) -> Result<Self, NotAnObject> {
        let text = serde_json::to_string(value).map_err(|source| NotAnObject {
            source: Some(source),
        })?;
        Self::checked(text)
    }

    /// The JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Parses the object into any deserialisable type.
    ///
    /// # Errors
    /// When the object does not have the form of `T`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.0)
    }

    fn checked(text: String) -> Result<Self, NotAnObject> {
        if text.starts_with('{') {
            Ok(Self(text.into()))
        } else {
            Err(NotAnObject { source: None })
        }
    }
}

impl Default for Json {
    /// The empty object.
    fn default() -> Self {
        Self("{}".into())
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Json({})", self.0)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::str::FromStr for Json {
    type Err = NotAnObject;

    fn from_str(text: &str) -> Result<Self, NotAnObject> {
        let raw: &serde_json::value::RawValue =
            serde_json::from_str(text).map_err(|source| NotAnObject {
                source: Some(source),
            })?;
        Self::checked(raw.get().to_owned())
    }
}

impl TryFrom<serde_json::Value> for Json {
    type Error = NotAnObject;

    fn try_from(value: serde_json::Value) -> Result<Self, NotAnObject> {
        Self::checked(value.to_string())
    }
}

impl From<serde_json::Map<String, serde_json::Value>> for Json {
    fn from(map: serde_json::Map<String, serde_json::Value>) -> Self {
        Self(serde_json::Value::Object(map).to_string().into())
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = raw_text(deserializer)?;
        if text.starts_with('{') {
            Ok(Self(text.into()))
        } else {
            Err(refused("expected a JSON object", &text))
        }
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_text(&self.0, serializer)
    }
}

/// Any JSON value, including null, where the contract does not specify a form.
///
/// The text is kept exactly as received and parsed only on demand. Equality is equality of the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct JsonValue(Box<str>);

impl JsonValue {
    /// Any serialisable value.
    ///
    /// # Errors
    /// When the value does not serialise.
    pub fn from_value<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        serde_json::to_string(value).map(|text| Self(text.into()))
    }

    /// JSON text that was read as such.
    pub(crate) fn of_text(text: &str) -> Self {
        Self(text.into())
    }

    /// The JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the value is null.
    pub fn is_null(&self) -> bool {
        &*self.0 == "null"
    }

    /// Parses the value into any deserialisable type.
    ///
    /// # Errors
    /// When the value does not have the form of `T`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.0)
    }
}

impl Default for JsonValue {
    /// Null.
    fn default() -> Self {
        Self("null".into())
    }
}

impl fmt::Debug for JsonValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "JsonValue({})", self.0)
    }
}

impl fmt::Display for JsonValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::str::FromStr for JsonValue {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, serde_json::Error> {
        let raw: &serde_json::value::RawValue = serde_json::from_str(text)?;
        Ok(Self(raw.get().into()))
    }
}

impl From<serde_json::Value> for JsonValue {
    fn from(value: serde_json::Value) -> Self {
        Self(value.to_string().into())
    }
}

impl From<Json> for JsonValue {
    fn from(object: Json) -> Self {
        Self(object.0)
    }
}

impl<'de> Deserialize<'de> for JsonValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(raw_text(deserializer)?.into()))
    }
}

impl Serialize for JsonValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_text(&self.0, serializer)
    }
}

/// The value given for a [`Json`] is not a JSON object.
pub struct NotAnObject {
    source: Option<serde_json::Error>,
}

impl fmt::Display for NotAnObject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) => write!(formatter, "not JSON: {source}"),
            None => formatter.write_str("the JSON value is not an object"),
        }
    }
}

impl fmt::Debug for NotAnObject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::error::debug_sentence(self, formatter)
    }
}

impl std::error::Error for NotAnObject {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
