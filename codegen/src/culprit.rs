//! Which part of a document it was that progenitor refused.
//!
//! progenitor and typify say what they do not know, not where it stands. Given less and less of the document they say
//! the same until the part is gone that they meant.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::pointer::join;

/// The pointer to the smallest part that `refused` refuses: an operation, or a component schema. None where no single
/// one is to blame.
pub(crate) fn find(whole: &Value, refused: impl Fn(&Value) -> bool) -> Option<String> {
    let without_paths = with(whole, "paths", Value::Object(Map::new()));
    if refused(&without_paths) {
        schema(&without_paths, refused)
    } else {
        operation(whole, refused)
    }
}

fn operation(whole: &Value, refused: impl Fn(&Value) -> bool) -> Option<String> {
    for (path, item) in whole.get("paths")?.as_object()? {
        let item = item.as_object()?;
        let is_method = |key: &str| {
            item.get(key)
                .is_some_and(|it| it.get("responses").is_some())
        };
        for method in item.keys().filter(|key| is_method(key)) {
            let alone: Map<String, Value> = item
                .iter()
                .filter(|(key, _)| *key == method || !is_method(key))
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            let paths: Map<String, Value> = [(path.clone(), alone.into())].into_iter().collect();
            let alone = with(whole, "paths", paths.into());
            if refused(&alone) {
                let pointer = join(&join("/paths", path), method);
                return Some(inside(&alone, &pointer, &refused).unwrap_or(pointer));
            }
        }
    }
    None
}

/// The one schema of an operation without which it is not refused.
fn inside(alone: &Value, operation: &str, refused: impl Fn(&Value) -> bool) -> Option<String> {
    let mut schemas = Vec::new();
    let part = alone.pointer(operation)?;
    for index in 0..part
        .get("parameters")
        .and_then(Value::as_array)
        .map_or(0, Vec::len)
    {
        schemas.push(format!("{operation}/parameters/{index}/schema"));
    }
    let mut owners = vec![format!("{operation}/requestBody")];
    for status in part
        .get("responses")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::keys)
    {
        owners.push(join(&format!("{operation}/responses"), status));
    }
    for owner in owners {
        let content = format!("{owner}/content");
        let types = alone.pointer(&content).and_then(Value::as_object);
        for media_type in types.into_iter().flat_map(Map::keys) {
            schemas.push(join(&join(&content, media_type), "schema"));
        }
    }
    schemas.into_iter().find(|pointer| {
        let mut without = alone.clone();
        let found = without.pointer_mut(pointer).map(|it| *it = json!({}));
        found.is_some() && !refused(&without)
    })
}

/// Of the schemas that are refused with all that they refer to, the one that refers to the least.
fn schema(whole: &Value, refused: impl Fn(&Value) -> bool) -> Option<String> {
    let schemas = whole.pointer("/components/schemas")?.as_object()?;
    let mut all: Vec<(&String, BTreeSet<&str>)> = schemas
        .keys()
        .map(|name| (name, closure(schemas, name)))
        .collect();
    all.sort_by_key(|(name, needed)| (needed.len(), *name));
    all.into_iter().find_map(|(name, needed)| {
        let some: Map<String, Value> = schemas
            .iter()
            .filter(|(name, _)| needed.contains(name.as_str()))
            .map(|(name, schema)| (name.clone(), schema.clone()))
            .collect();
        let components = with(whole.get("components")?, "schemas", some.into());
        refused(&with(whole, "components", components)).then(|| join("/components/schemas", name))
    })
}

/// A schema's name and those of all that it refers to.
fn closure<'a>(schemas: &'a Map<String, Value>, name: &'a str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open = vec![name];
    while let Some(name) = open.pop() {
        if found.insert(name) {
            let mut values: Vec<&Value> = schemas.get(name).into_iter().collect();
            while let Some(value) = values.pop() {
                match value {
                    Value::String(text) => {
                        open.extend(text.strip_prefix("#/components/schemas/"));
                    }
                    Value::Array(items) => values.extend(items),
                    Value::Object(members) => values.extend(members.values()),
                    _ => {}
                }
            }
        }
    }
    found
}

fn with(value: &Value, key: &str, member: Value) -> Value {
    let mut members = value.as_object().cloned().unwrap_or_default();
    members.insert(key.to_owned(), member);
    Value::Object(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Value {
        json!({
            "paths": {
                "/a/{b}": { "parameters": ["shared"], "get": { "responses": {} }, "put": { "responses": { "odd": 1 } } },
                "/c": { "get": { "responses": {} } },
            },
            "components": { "schemas": {
                "Fine": { "type": "object" },
                "Holder": { "items": { "$ref": "#/components/schemas/Odd" } },
                "Odd": { "strange": true, "not": { "$ref": "#/components/schemas/Odd" } },
            } },
        })
    }

    fn contains(text: &'static str) -> impl Fn(&Value) -> bool {
        move |value| value.to_string().contains(text)
    }

    #[test]
    fn names_the_one_operation() {
        let found = find(&document(), contains("\"odd\""));
        assert_eq!(found.as_deref(), Some("/paths/~1a~1{b}/put"));
    }

    #[test]
    fn names_the_schema_and_not_who_refers_to_it() {
        let found = find(&document(), contains("strange"));
        assert_eq!(found.as_deref(), Some("/components/schemas/Odd"));
    }

    #[test]
    fn names_nothing_where_only_several_together_are_refused() {
        let refused = |value: &Value| {
            let text = value.to_string();
            text.contains("\"odd\"") && text.contains("\"/c\"")
        };
        assert_eq!(find(&document(), refused), None);
    }
}
