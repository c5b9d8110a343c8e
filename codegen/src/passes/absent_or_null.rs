//! Properties that may be absent, and may be null.
//!
//! ```yaml
//! {type: object, properties: {note: {type: string, nullable: true}}}
//! ```
//! is left as it is and remembered: the field becomes `Option<Option<String>>`, where the outer `None` is absence (an
//! update keeps the value) and `Some(None)` is null (an update deletes it).

use serde_json::Value;

use crate::{
    Error,
    document::{Document, Replacement, component, referenced},
    pointer::join,
};

const PASS: &str = "absent_or_null";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let mut found = Vec::new();
    for (name, schema) in &document.schemas {
        let required = schema.get("required").and_then(Value::as_array);
        for (property, schema) in schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let optional =
                !required.is_some_and(|required| required.iter().any(|it| it == property));
            if optional && may_be_null(document, schema) {
                found.push((name.clone(), property.clone()));
            }
        }
    }
    for (name, property) in &found {
        let pointer = join(&join(&component(name), "properties"), property);
        document.note(PASS, &pointer, "absent and null are told apart");
    }
    document.absent_or_null = found;
    Ok(())
}

fn may_be_null(document: &Document, schema: &Value) -> bool {
    let only = match schema
        .get("allOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        Some([only]) => only,
        _ => schema,
    };
    schema.get("nullable") == Some(&Value::Bool(true))
        || referenced(only).is_some_and(|name| {
            matches!(
                document.replacements.get(&name),
                Some(Replacement::Runtime("JsonValue"))
            )
        })
}
