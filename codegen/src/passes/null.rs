//! The ways to say that a value may be null.
//!
//! ```yaml
//! {type: [integer, 'null']}
//! {anyOf: [{type: integer}, {type: 'null'}]}
//! {oneOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}
//! {type: [string, 'null'], enum: [a, null]}
//! ```
//! become
//! ```yaml
//! {type: integer, nullable: true}
//! {type: integer, nullable: true}
//! {allOf: [{$ref: '#/components/schemas/A'}], nullable: true}
//! {type: string, enum: [a], nullable: true}
//! ```

use serde_json::{Map, Value, json};

use crate::{Error, document::Document, pointer::join, walk};

const PASS: &str = "null";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::schemas(document, |document, schema, pointer| {
        let Some(members) = schema.as_object_mut() else {
            return Ok(());
        };
        let by_type = from_type(document, members, pointer)?;
        let by_enum = from_enum(members);
        let by_union = from_union(members, "anyOf") | from_union(members, "oneOf");
        // A list of types alone allows null where an enum beside it does not, and the other way round.
        let nullable = by_union || (by_type && (by_enum || !members.contains_key("enum")));
        if nullable || (by_enum && !members.contains_key("type")) {
            if members.contains_key("$ref") {
                let reference = members.remove("$ref").unwrap_or_default();
                members.insert("allOf".into(), json!([{ "$ref": reference }]));
            }
            members.insert("nullable".into(), Value::Bool(true));
            document.note(PASS, pointer, "may be null");
        }
        Ok(())
    })
}

/// Takes null out of a list of types; says whether it was there.
fn from_type(
    document: &mut Document,
    members: &mut Map<String, Value>,
    pointer: &str,
) -> Result<bool, Error> {
    let Some(Value::Array(types)) = members.get_mut("type") else {
        return Ok(false);
    };
    let before = types.len();
    types.retain(|it| it != "null");
    let null = types.len() < before;
    match types.as_slice() {
        [one] => {
            let one = one.clone();
            members.insert("type".into(), one);
        }
        [] if null => {
            members.insert("type".into(), json!("null"));
            return Ok(false);
        }
        [] => return Err(document.invalid(&join(pointer, "type"), "expected at least one type")),
        _ => {
            members.retain(|key, _| key == "description");
            document.note(PASS, pointer, "several types at once; kept as JSON text");
            return Ok(false);
        }
    }
    Ok(null)
}

/// Takes null out of an enum that has other values; says whether it was there.
fn from_enum(members: &mut Map<String, Value>) -> bool {
    match members.get_mut("enum") {
        Some(Value::Array(values)) if values.len() > 1 && values.contains(&Value::Null) => {
            values.retain(|value| !value.is_null());
            true
        }
        _ => false,
    }
}

/// Takes `{type: null}` out of a union, and the union away where one branch is left.
fn from_union(members: &mut Map<String, Value>, key: &str) -> bool {
    let Some(Value::Array(branches)) = members.get_mut(key) else {
        return false;
    };
    let before = branches.len();
    branches.retain(|branch| !is_null(branch));
    let null = branches.len() < before;
    if null && branches.is_empty() {
        members.remove(key);
        members.insert("type".into(), json!("null"));
        return false;
    }
    if let [only] = branches.as_mut_slice() {
        let only = only.take();
        members.remove(key);
        match only {
            // What stands beside the union describes the place, what is inside it the value.
            Value::Object(inner) if !clash(members, &inner) && !inner.contains_key("$ref") => {
                members.extend(inner)
            }
            only => {
                members.insert("allOf".into(), json!([only]));
            }
        }
    }
    null
}

fn is_null(branch: &Value) -> bool {
    match branch {
        Value::Object(members) => {
            members
                .get("type")
                .is_some_and(|it| it == "null" || *it == json!(["null"]))
                || members.get("enum").is_some_and(|it| *it == json!([null]))
        }
        _ => false,
    }
}

fn clash(outer: &Map<String, Value>, inner: &Map<String, Value>) -> bool {
    inner.keys().any(|key| {
        outer.contains_key(key)
            && !matches!(
                key.as_str(),
                "title" | "description" | "examples" | "example"
            )
    })
}
