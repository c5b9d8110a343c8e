//! Strict JSON: a duplicate key in an object is an error with a pointer, not a silent loss.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::sanitize;
use neo_api_document::pointer;

/// Why a text is not valid JSON.
#[derive(Debug, thiserror::Error)]
#[error("invalid JSON: {0}")]
pub struct StrictError(#[from] serde_json::Error);

/// Checks that `text` is one JSON value without duplicate keys.
pub(super) fn check(text: &str) -> Result<(), StrictError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    NodePath::Root.deserialize(&mut reader)?;
    reader.end()?;
    Ok(())
}

/// The location of a value. It becomes a pointer only in an error: as a pointer for every value, long keys would be
/// copied for each value inside.
#[derive(Clone, Copy)]
enum NodePath<'a> {
    Root,
    Key(&'a NodePath<'a>, &'a str),
    Index(&'a NodePath<'a>, usize),
}

impl NodePath<'_> {
    fn pointer(&self) -> String {
        match self {
            NodePath::Root => String::new(),
            NodePath::Key(parent, key) => pointer::join(&parent.pointer(), key),
            NodePath::Index(parent, index) => pointer::join(&parent.pointer(), &index.to_string()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for NodePath<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodePath<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let mut index = 0usize;
        while sequence
            .next_element_seed(NodePath::Index(&self, index))?
            .is_some()
        {
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            let path = NodePath::Key(&self, &key);
            if seen.contains(&key) {
                map.next_value::<IgnoredAny>()?;
                let pointer = sanitize::line(&path.pointer());
                return Err(A::Error::custom(format!("{pointer} is a duplicate key")));
            }
            map.next_value_seed(path)?;
            seen.insert(key);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duplicate_key_is_named_with_its_pointer() {
        let error = check(r#"{"a": [{"b/c": 1, "b/c": 2}]}"#).unwrap_err();
        assert!(
            error.to_string().contains("/a/0/b~1c is a duplicate key"),
            "{error}"
        );
    }

    #[test]
    fn trailing_text_and_broken_json_are_errors_and_valid_json_is_not() {
        assert!(check("{} x").is_err());
        assert!(check("{\"a\":").is_err());
        assert!(
            check(
                r#"{"a": [1, -2, 3.5, 12345678901234567890123, true, null, "x"], "b": {"a": {}}}"#
            )
            .is_ok()
        );
    }
}
