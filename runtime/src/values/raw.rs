//! JSON text exactly as received.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The name by which serde_json recognises that a value is wanted as text. Other formats, and
/// buffered values inside `flatten` and `untagged`, do not know it and answer through
/// `visit_newtype_struct`; there the text is written anew from the value.
const TOKEN: &str = "$serde_json::private::RawValue";

/// The JSON text of the next value: borrowed from the input where that is in memory.
pub(crate) fn raw_text<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Cow<'de, str>, D::Error> {
    deserializer.deserialize_newtype_struct(TOKEN, RawVisitor)
}

/// Before the length of the text that was refused, in the words of [`refused`].
const LENGTH: &str = "; bytes of its JSON: ";

/// The error for a value that was read as text and does not do. serde_json does not know of such an error where it was:
/// the length of the text tells [`place`](crate::place) which of the values before there it is.
pub(crate) fn refused<E: serde::de::Error>(why: impl fmt::Display, text: &str) -> E {
    E::custom(format_args!("{why}{LENGTH}{}", text.len()))
}

/// The length in an error of [`refused`].
pub(crate) fn refused_length(error: &serde_json::Error) -> Option<usize> {
    let words = error.to_string();
    let (_, behind) = words.rsplit_once(LENGTH)?;
    behind.split(' ').next()?.parse().ok()
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        match map.next_key::<Key>()? {
            Some(Key) => map.next_value::<Text<'de>>().map(|text| text.0),
            None => Err(serde::de::Error::custom("expected JSON text")),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Ok(Cow::Owned(value.to_string()))
    }
}

struct Key;

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = Key;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("JSON text")
            }
            fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Key, E> {
                if key == TOKEN {
                    Ok(Key)
                } else {
                    Err(E::custom("expected JSON text"))
                }
            }
        }
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Cow<'de, str>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("JSON text")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(text))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text.to_owned()))
            }
            fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text))
            }
        }
        deserializer.deserialize_str(TextVisitor).map(Text)
    }
}

/// Writes JSON text as it stands.
pub(crate) fn write_text<S: serde::Serializer>(
    text: &str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let raw: &RawValue = serde_json::from_str(text).map_err(serde::ser::Error::custom)?;
    serde::Serialize::serialize(raw, serializer)
}

/// Whether `text` is the JSON text `compact` with white space between its tokens. Strings are
/// compared as they are spelled.
pub(crate) fn same_json(compact: &str, text: &str) -> bool {
    let mut expected = compact.bytes();
    let mut in_string = false;
    let mut escaped = false;
    for byte in text.bytes() {
        if !in_string && matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
            continue;
        }
        if expected.next() != Some(byte) {
            return false;
        }
        if byte == b'"' && !escaped {
            in_string = !in_string;
        }
        escaped = in_string && byte == b'\\' && !escaped;
    }
    expected.next().is_none()
}

/// The members of a JSON object in their order, each as text; a name that stands twice is there twice. None for what is
/// no object.
pub fn members(text: &str) -> Option<Vec<(String, &str)>> {
    struct Members;

    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(String, &'de str)>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some((name, value)) = map.next_entry::<&RawValue, &RawValue>()? {
                members.push((string(name.get()), value.get()));
            }
            Ok(members)
        }
    }

    serde_json::Deserializer::from_str(text)
        .deserialize_map(Members)
        .ok()
}

/// What a JSON string says; as it is spelled, where that is no text of Unicode, as with half a surrogate pair.
pub fn string(text: &str) -> String {
    serde_json::from_str(text).unwrap_or_else(|_| {
        let inside = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        inside.unwrap_or(text).to_owned()
    })
}
