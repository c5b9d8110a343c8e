//! JSON text exactly as received.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The name by which serde_json recognises that a value is wanted as text. Other formats, and
/// buffered values inside `flatten` and `untagged`, do not know it and call
/// `visit_newtype_struct`; there the text is written again from the value.
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
/// the length of the text tells [`error_location`](crate::error_location) which of the values before there it is.
pub(crate) fn refused<E: serde::de::Error>(why: impl fmt::Display, text: &str) -> E {
    E::custom(format_args!("{why}{LENGTH}{}", text.len()))
}

/// The length in an error of [`refused`].
pub(crate) fn refused_length(error: &serde_json::Error) -> Option<usize> {
    let mut words = Tail::default();
    fmt::write(&mut words, format_args!("{error}")).ok()?;
    let words = String::from_utf8_lossy(&words.0);
    let (_, behind) = words.rsplit_once(LENGTH)?;
    behind.split(' ').next()?.parse().ok()
}

/// The end of a text: serde repeats what it was given, which may be long, before what matters here.
#[derive(Default)]
struct Tail(Vec<u8>);

impl fmt::Write for Tail {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        const ENOUGH: usize = 256;
        let from = text.len().saturating_sub(ENOUGH);
        self.0
            .extend(text.as_bytes().get(from..).unwrap_or_default());
        self.0.drain(..self.0.len().saturating_sub(ENOUGH));
        Ok(())
    }
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

/// Writes JSON text unchanged.
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

/// The members of a JSON object in their order, each as text; a name that occurs twice is there twice. None for a value
/// that is not an object.
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

/// The member of that name of a JSON object, as text; the last one where several have it. None for what is not an object.
/// However many members there are, no more than one is kept.
pub(crate) fn member<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    struct Member<'n>(&'n str);

    impl<'de> Visitor<'de> for Member<'_> {
        type Value = Option<&'de str>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut found = None;
            while let Some((name, value)) = map.next_entry::<&RawValue, &RawValue>()? {
                if is_spelled(self.0, name.get()) {
                    found = Some(value.get());
                }
            }
            Ok(found)
        }
    }

    serde_json::Deserializer::from_str(text)
        .deserialize_map(Member(name))
        .ok()
        .flatten()
}

/// Whether the JSON string `spelled` says `name`.
fn is_spelled(name: &str, spelled: &str) -> bool {
    match spelled.contains('\\') {
        true => bounded(spelled) == name,
        false => {
            spelled
                .strip_prefix('"')
                .and_then(|it| it.strip_suffix('"'))
                == Some(name)
        }
    }
}

/// The longest JSON string that [`bounded`] reads to its end, in bytes.
const LONGEST: usize = 1 << 16;

/// What a JSON string says, as [`string`]; of one that is longer than 64 KiB the beginning, and an ellipsis.
pub(crate) fn bounded(text: &str) -> String {
    if text.len() <= LONGEST {
        return string(text);
    }
    let mut end = 1;
    while let Some(length) = text
        .get(end..)
        .and_then(unit)
        .filter(|it| end + it <= LONGEST)
    {
        end += length;
    }
    let begin = text.get(..end).unwrap_or_default();
    string(&format!("{begin}…\""))
}

/// The length of the first character, as it is spelled in a JSON string: with its escape, and both halves of a pair.
fn unit(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if first != '\\' {
        return Some(first.len_utf8());
    }
    Some(match text.as_bytes().get(1..4)? {
        [b'u', b'd' | b'D', b'8' | b'9' | b'a' | b'b' | b'A' | b'B'] => 12,
        [b'u', ..] => 6,
        _ => 2,
    })
}

/// What a JSON string says; as it is spelled, where that is not Unicode, as with half a surrogate pair.
pub fn string(text: &str) -> String {
    serde_json::from_str(text).unwrap_or_else(|_| {
        let inside = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        inside.unwrap_or(text).to_owned()
    })
}
