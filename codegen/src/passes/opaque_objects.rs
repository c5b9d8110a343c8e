//! Objects and values whose inside the contract leaves open.
//!
//! ```yaml
//! settings: {type: object, additionalProperties: true}
//! payload: {}
//! ```
//! become references to the runtime's `Json` (an object, kept as text) and `JsonValue` (any value, kept as text).

use serde_json::{Map, Value};

use super::runtime_types::{JSON, JSON_VALUE, substitute};
use crate::{Error, document::Document};

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    substitute(document, "opaque_objects", |schema| match schema {
        Value::Bool(true) => Some((JSON_VALUE, "any value; kept as JSON text")),
        Value::Object(members) if is_any(members) => {
            Some((JSON_VALUE, "any value; kept as JSON text"))
        }
        Value::Object(members) if members.get("type").is_some_and(|it| it == "null") => {
            Some((JSON_VALUE, "null and nothing else; kept as JSON text"))
        }
        Value::Object(members) if is_opaque(members) => {
            Some((JSON, "an object without named members; kept as JSON text"))
        }
        _ => None,
    })
}

/// Members that say nothing about a value.
fn is_annotation(key: &str) -> bool {
    matches!(key, "description" | "nullable")
}

fn is_any(members: &Map<String, Value>) -> bool {
    members.keys().all(|key| is_annotation(key))
}

fn is_opaque(members: &Map<String, Value>) -> bool {
    members.get("type").is_some_and(|it| it == "object")
        && members.iter().all(|(key, value)| match key.as_str() {
            "type" => true,
            "additionalProperties" => {
                matches!(value, Value::Bool(true)) || value.as_object().is_some_and(Map::is_empty)
            }
            "properties" => value.as_object().is_some_and(Map::is_empty),
            "required" => value.as_array().is_some_and(Vec::is_empty),
            key => is_annotation(key),
        })
}
