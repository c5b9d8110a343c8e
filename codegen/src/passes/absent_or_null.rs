//! Properties that may be absent, and may be null.
//!
//! ```yaml
//! {type: object, properties: {note: {type: string, nullable: true}}}
//! ```
//! is left as it is and remembered: the field becomes `Option<Option<String>>`, where the outer `None` is absence (an
//! update keeps the value) and `Some(None)` is null (an update deletes it). A schema that takes such a property over by
//! `allOf` has it as well.

use std::collections::BTreeSet;

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
        let mut parts = Parts::default();
        parts.add(document, schema, 0);
        let optional = parts.nullable.difference(&parts.required);
        found.extend(optional.map(|property| (name.clone(), property.clone())));
    }
    for (name, property) in &found {
        let at = component(name);
        let properties = document
            .schemas
            .get(name)
            .and_then(|it| it.get("properties"));
        if properties.is_some_and(|it| it.get(property).is_some()) {
            let pointer = join(&join(&at, "properties"), property);
            document.note(PASS, &pointer, "absent and null are told apart");
        } else {
            let what = format!("absent and null of `{property}` are told apart");
            document.note(PASS, &at, what);
        }
    }
    document.absent_or_null = found;
    Ok(())
}

/// The properties of a schema, with those of all that it consists of by `allOf`: they are fields of one struct.
#[derive(Default)]
struct Parts {
    nullable: BTreeSet<String>,
    required: BTreeSet<String>,
}

impl Parts {
    fn add(&mut self, document: &Document, schema: &Value, depth: usize) {
        let required = schema.get("required").and_then(Value::as_array);
        let names = required.into_iter().flatten().filter_map(Value::as_str);
        self.required.extend(names.map(str::to_owned));
        let properties = schema.get("properties").and_then(Value::as_object);
        for (property, schema) in properties.into_iter().flatten() {
            if may_be_null(document, schema) {
                self.nullable.insert(property.clone());
            }
        }
        let parts = schema.get("allOf").and_then(Value::as_array);
        for part in parts.into_iter().flatten().filter(|_| depth < 16) {
            let target = referenced(part).and_then(|name| document.schemas.get(&name));
            self.add(document, target.unwrap_or(part), depth + 1);
        }
    }
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
