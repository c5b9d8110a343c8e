//! What a pass takes out of a schema and people should still read.

use serde_json::{Map, Value};

/// Adds a sentence to the description of a schema, as a paragraph of its own.
pub(super) fn describe(members: &mut Map<String, Value>, sentence: String) {
    let description = match members.get("description").and_then(Value::as_str) {
        Some(description) => format!("{description}\n\n{sentence}"),
        None => sentence,
    };
    members.insert("description".into(), Value::String(description));
}
