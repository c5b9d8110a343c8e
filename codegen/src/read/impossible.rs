//! Schemas that no value fits.
//!
//! ```yaml
//! {allOf: [{type: string}, {type: integer}]}
//! {oneOf: []}
//! ```
//! A type is made of them as of others, and nothing ever decodes as it.

use serde_json::{Map, Value};

const TYPES: [&str; 6] = ["array", "boolean", "null", "number", "object", "string"];

/// Why no value fits, where that can be seen from the schema's own parts.
pub(super) fn why(whole: &Value, schema: &Map<String, Value>) -> Option<String> {
    let empty = ["oneOf", "anyOf", "enum"]
        .into_iter()
        .find(|key| matches!(schema.get(*key), Some(Value::Array(list)) if list.is_empty()));
    if let Some(key) = empty {
        return Some(format!(
            "`{key}` lists nothing, so that nothing can decode as it"
        ));
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
            "`allOf` asks for {} at once, so that nothing can decode as it",
            names.join(" and ")
        )
    })
}

/// The types that a schema allows, where it says so itself or by one reference.
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
            // An integer is a number too; whether both fit is more than a type says.
            let name = name
                .as_str()
                .map(|it| if it == "integer" { "number" } else { it });
            TYPES.into_iter().find(|it| Some(*it) == name)
        })
        .collect()
}
