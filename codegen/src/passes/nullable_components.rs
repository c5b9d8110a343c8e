//! Components that may be null.
//!
//! ```yaml
//! properties: {color: {$ref: '#/components/schemas/Color'}}
//! components: {schemas: {Color: {oneOf: [...], nullable: true}}}
//! ```
//! becomes
//! ```yaml
//! properties: {color: {allOf: [{$ref: '#/components/schemas/Color'}], nullable: true}}
//! components: {schemas: {Color: {oneOf: [...]}}}
//! ```
//! so that a field is `Option<Color>`, and the type itself has a value. Otherwise typify gives two types the one name.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::{
    Error,
    document::{Document, component, referenced},
    walk,
};

const PASS: &str = "nullable_components";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let mut nullable = BTreeSet::new();
    // A component that is another one's reference is null with it.
    loop {
        let more: Vec<String> = document
            .schemas
            .iter()
            .filter(|(name, schema)| {
                !nullable.contains(*name)
                    && (schema.get("nullable") == Some(&Value::Bool(true))
                        || target(schema).is_some_and(|it| nullable.contains(&it)))
            })
            .map(|(name, _)| name.clone())
            .collect();
        if more.is_empty() {
            break;
        }
        nullable.extend(more);
    }
    for name in &nullable {
        if let Some(members) = document
            .schemas
            .get_mut(name)
            .and_then(Value::as_object_mut)
        {
            members.remove("nullable");
        }
        document.note(
            PASS,
            &component(name),
            "null stands where it is used, not in the type",
        );
    }
    let is_component = |pointer: &str| {
        pointer
            .strip_prefix("/components/schemas/")
            .is_some_and(|name| !name.contains('/'))
    };
    let mut wrapped_at = BTreeSet::new();
    walk::schemas(document, |_, schema, pointer| {
        // The reference of a component that is one was dealt with above.
        let done = pointer
            .strip_suffix("/allOf/0")
            .is_some_and(|outer| wrapped_at.contains(outer) || is_component(outer));
        if done || is_component(pointer) || !target(schema).is_some_and(|it| nullable.contains(&it))
        {
            return Ok(());
        }
        let mut wrapped = Map::new();
        let reference = match schema.get("allOf") {
            Some(all) => all.clone(),
            None => json!([schema.clone()]),
        };
        if let Some(description) = schema.get("description") {
            wrapped.insert("description".into(), description.clone());
        }
        wrapped.insert("allOf".into(), reference);
        wrapped.insert("nullable".into(), Value::Bool(true));
        *schema = Value::Object(wrapped);
        wrapped_at.insert(pointer.to_owned());
        Ok(())
    })
}

/// The component that a schema is, by a reference alone or by one in an `allOf` of its own.
fn target(schema: &Value) -> Option<String> {
    match schema
        .get("allOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        Some([only]) if schema.get("properties").is_none() => referenced(only),
        _ => referenced(schema),
    }
}
