//! Keywords that check a value, and give it no form of their own.
//!
//! ```yaml
//! {type: object, properties: {...}, not: {required: [a]}, if: {...}, then: {...}}
//! ```
//! becomes
//! ```yaml
//! {type: object, properties: {...}}
//! ```
//! with a note each: the Rust type takes every value that the contract allows, and the service checks the rest. Properties
//! that `then` or `else` alone name are kept in a map. `patternProperties` is a map, and so is what `prefixItems` gives a
//! form by position, a list of any values.

use serde_json::{Map, Value, json};

use crate::{Error, document::Document, walk};

const PASS: &str = "assertions";

const CHECKS: [&str; 13] = [
    "not",
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "unevaluatedItems",
    "contentSchema",
    "$vocabulary",
];

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::schemas(document, |document, schema, pointer| {
        let Some(members) = schema.as_object_mut() else {
            return Ok(());
        };
        let conditional = members.contains_key("if") || members.contains_key("dependentSchemas");
        let found: Vec<&str> = CHECKS
            .into_iter()
            .filter(|key| members.remove(*key).is_some())
            .collect();
        if !found.is_empty() {
            let what = format!("checked by the service alone: {}", found.join(", "));
            document.note(PASS, pointer, what);
        }
        let patterns = members.remove("patternProperties");
        let unevaluated = members.remove("unevaluatedProperties");
        if let Some(Value::Object(patterns)) = patterns {
            let value = map_value(&patterns, members.get("additionalProperties"));
            members.insert("additionalProperties".into(), value);
            members.entry("type").or_insert_with(|| json!("object"));
            let what = "members whose names fit a pattern are kept in a map";
            document.note(PASS, pointer, what);
        } else if let Some(Value::Object(value)) = unevaluated {
            members
                .entry("additionalProperties")
                .or_insert(Value::Object(value));
        }
        if conditional
            && members.contains_key("properties")
            && !matches!(members.get("additionalProperties"), Some(Value::Object(_)))
        {
            members.insert("additionalProperties".into(), Value::Bool(true));
        }
        if members.remove("prefixItems").is_some() {
            members.insert("items".into(), json!({}));
            members.entry("type").or_insert_with(|| json!("array"));
            document.note(
                PASS,
                pointer,
                "a form for each position: a list of any values",
            );
        }
        if members.get("items").is_some_and(Value::is_boolean) {
            members.insert("items".into(), json!({}));
        }
        Ok(())
    })
}

/// What a member may be: the one pattern's value, or any where several say different things.
fn map_value(patterns: &Map<String, Value>, others: Option<&Value>) -> Value {
    let mut values = patterns
        .values()
        .chain(others.filter(|it| !it.is_boolean()));
    let first = values.next().cloned().unwrap_or_else(|| json!({}));
    let open = others == Some(&Value::Bool(true));
    match !open && values.all(|it| *it == first) {
        true => first,
        false => json!({}),
    }
}
