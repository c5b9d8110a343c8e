//! Schemas without a valid value.
//!
//! ```yaml
//! {allOf: [{type: string}, {type: integer}]}
//! {oneOf: []}
//! ```
//! They get a type like any other, but nothing ever decodes into it.

use serde_json::{Map, Value};

const TYPES: [&str; 6] = ["array", "boolean", "null", "number", "object", "string"];

/// Why no value is valid, if the schema's own parts show it.
pub(super) fn reason(whole: &Value, schema: &Map<String, Value>) -> Option<String> {
    let empty = ["oneOf", "anyOf", "enum"]
        .into_iter()
        .find(|key| matches!(schema.get(*key), Some(Value::Array(list)) if list.is_empty()));
    if let Some(key) = empty {
        return Some(format!("`{key}` is empty: no value is valid"));
    }
    let Some(Value::Array(parts)) = schema.get("allOf") else {
        return None;
    };
    let all: Vec<Vec<&str>> = std::iter::once(schema)
        .chain(parts.iter().filter_map(Value::as_object))
        .filter_map(|part| types(whole, part))
        .collect();
    let some = TYPES
        .iter()
        .any(|one| all.iter().all(|types| types.contains(one)));
    (!some).then(|| {
        let names: Vec<String> = all.iter().map(|types| types.join(" or ")).collect();
        format!(
            "`allOf` requires {} at once: no value is valid",
            names.join(" and ")
        )
    })
}

/// The types that a schema allows, by itself or by one reference.
fn types(whole: &Value, schema: &Map<String, Value>) -> Option<Vec<&'static str>> {
    let schema = match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => whole.pointer(reference.strip_prefix('#')?)?.as_object()?,
        None => schema,
    };
    let names = match schema.get("type")? {
        Value::Array(names) => names.as_slice(),
        name => std::slice::from_ref(name),
    };
    names
        .iter()
        .map(|name| {
            // An integer is also a number; whether both are satisfiable needs more than the types.
            let name = name
                .as_str()
                .map(|it| if it == "integer" { "number" } else { it });
            TYPES.into_iter().find(|it| Some(*it) == name)
        })
        .collect()
}
