//! OpenAPI 3.0, converted to 3.1.
//!
//! ```yaml
//! {type: string, nullable: true}
//! {$ref: '#/components/schemas/A', nullable: true}
//! {type: integer, minimum: 0, exclusiveMinimum: true}
//! {type: string, example: a}
//! ```
//! become
//! ```yaml
//! {type: [string, 'null']}
//! {anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}
//! {type: integer, exclusiveMinimum: 0}
//! {type: string, examples: [a]}
//! ```
//! Many 3.1 documents have `nullable` and the flags of bounds: they mean the same there. `format: byte` and `format:
//! binary` are normalised in 3.1 as well: `contentEncoding: base64` and `contentMediaType: application/octet-stream`
//! become them.

use serde_json::{Map, Value, json};

use super::node_path::NodePath;
use super::objects::Object;
use super::reading::Reading;
use super::version::Version;
use crate::pointer::join;

const PASS: &str = "openapi_3_0";

/// Keywords that describe a schema and do not constrain its values.
const ANNOTATIONS: [&str; 10] = [
    "title",
    "description",
    "deprecated",
    "readOnly",
    "writeOnly",
    "default",
    "example",
    "examples",
    "externalDocs",
    "xml",
];

pub(super) fn lift(reading: &mut Reading, version: Version) {
    if version == Version::V3_0 {
        reading.root["openapi"] = json!("3.1.1");
        reading.rewrote(PASS, "/openapi", "OpenAPI 3.0, read as 3.1");
    }
    reading.each(|reading, value, of, location| {
        if of != Object::Schema {
            return;
        }
        if version == Version::V3_0 {
            beside_reference(reading, value, location);
            example(reading, value, location);
        }
        bound(reading, value, location, "minimum", "exclusiveMinimum");
        bound(reading, value, location, "maximum", "exclusiveMaximum");
        bytes(reading, value, location, version);
        nullable(reading, value, location);
    });
}

fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || key.starts_with("x-")
}

/// OpenAPI 3.0 ignores keywords beside `$ref`; 3.1 does not. Annotations are kept, because the author meant them.
fn beside_reference(reading: &mut Reading, value: &mut Value, location: &NodePath<'_>) {
    let Value::Object(members) = value else {
        return;
    };
    if !members.get("$ref").is_some_and(Value::is_string) {
        return;
    }
    let ignored: Vec<String> = members
        .keys()
        .filter(|key| !matches!(key.as_str(), "$ref" | "nullable") && !is_annotation(key))
        .cloned()
        .collect();
    if ignored.is_empty() {
        return;
    }
    for key in &ignored {
        members.remove(key);
    }
    let what = format!(
        "OpenAPI 3.0 ignores keywords beside `$ref`: `{}`",
        ignored.join("`, `")
    );
    reading.rewrote(PASS, &location.pointer(), what);
}

fn example(reading: &mut Reading, value: &mut Value, location: &NodePath<'_>) {
    let Value::Object(members) = value else {
        return;
    };
    if members.contains_key("examples") {
        return;
    }
    if let Some(example) = members.remove("example") {
        members.insert("examples".into(), json!([example]));
        reading.rewrote(PASS, &location.pointer(), "`example` is `examples` in 3.1");
    }
}

/// A bound whose flag excludes the bound itself.
fn bound(reading: &mut Reading, value: &mut Value, location: &NodePath<'_>, key: &str, flag: &str) {
    let Some(Value::Bool(exclusive)) = value.get(flag).cloned() else {
        return;
    };
    let Value::Object(members) = value else {
        return;
    };
    members.remove(flag);
    if !exclusive {
        return;
    }
    let what = match members.remove(key) {
        Some(limit) => {
            let what = format!("`{flag}: true` is `{flag}: {limit}` in 3.1");
            members.insert(flag.to_owned(), limit);
            what
        }
        None => format!("`{flag}: true` has no effect without `{key}`"),
    };
    reading.rewrote(PASS, &location.pointer(), what);
}

fn bytes(reading: &mut Reading, value: &mut Value, location: &NodePath<'_>, version: Version) {
    let Value::Object(members) = value else {
        return;
    };
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    match (
        text("format"),
        text("contentEncoding"),
        text("contentMediaType"),
    ) {
        (Some("byte"), None, _) if version == Version::V3_0 => {
            let what = "`format: byte` is `contentEncoding: base64` in 3.1; both are read the same";
            reading.rewrote(PASS, &location.pointer(), what);
        }
        (Some("binary"), None, None) if version == Version::V3_0 => {
            let what = "`format: binary` is `contentMediaType: application/octet-stream` in 3.1; both are read the same";
            reading.rewrote(PASS, &location.pointer(), what);
        }
        (None | Some("byte"), Some("base64"), _) => {
            members.remove("contentEncoding");
            members.insert("format".into(), json!("byte"));
        }
        (None | Some("binary"), None, Some("application/octet-stream")) => {
            members.remove("contentMediaType");
            members.insert("format".into(), json!("binary"));
        }
        _ => {}
    }
}

fn nullable(reading: &mut Reading, value: &mut Value, location: &NodePath<'_>) {
    let Value::Object(members) = value else {
        return;
    };
    let Some(flag) = members.remove("nullable") else {
        return;
    };
    match flag {
        Value::Bool(true) => {}
        Value::Bool(false) => return,
        other => {
            let at = join(&location.pointer(), "nullable");
            reading.lost(
                PASS,
                &at,
                format!("{other} is neither true nor false; ignored"),
            );
            return;
        }
    }
    let pointer = location.pointer();
    let what = if ["$ref", "allOf", "const", "not"]
        .iter()
        .any(|key| members.contains_key(*key))
    {
        reading
            .published
            .moved(&format!("{pointer}/anyOf/0"), &pointer);
        wrap(members);
        "`nullable: true` is another branch, `type: 'null'`, in 3.1"
    } else {
        in_place(members)
            .unwrap_or("`nullable: true` has no effect without `type`: null is already allowed")
    };
    reading.rewrote(PASS, &pointer, what);
}

/// Makes a schema one branch of two; the other is null. Its annotations stay outside.
fn wrap(members: &mut Map<String, Value>) {
    let (outside, inside): (Map<String, Value>, Map<String, Value>) = std::mem::take(members)
        .into_iter()
        .partition(|(key, _)| is_annotation(key));
    *members = outside;
    members.insert("anyOf".into(), json!([inside, { "type": "null" }]));
}

/// Adds null to a schema's list; returns how, or `None` if it has no list.
fn in_place(members: &mut Map<String, Value>) -> Option<&'static str> {
    let mut what = None;
    for key in ["oneOf", "anyOf"] {
        if let Some(Value::Array(branches)) = members.get_mut(key) {
            let null = json!({ "type": "null" });
            if !branches.contains(&null) {
                branches.push(null);
            }
            what = Some("`nullable: true` is another branch, `type: 'null'`, in 3.1");
        }
    }
    if let Some(Value::Array(values)) = members.get_mut("enum") {
        if !values.contains(&Value::Null) {
            values.push(Value::Null);
        }
        what = Some("`nullable: true` is another value, null, in 3.1");
    }
    if !members.contains_key("type") && what.is_none() {
        // Keywords for objects apply only to objects.
        let object = ["properties", "additionalProperties", "required"];
        let inferred = if object.iter().any(|key| members.contains_key(*key)) {
            "object"
        } else if members.contains_key("items") {
            "array"
        } else {
            return None;
        };
        members.insert("type".into(), json!(inferred));
    }
    match members.get_mut("type") {
        Some(Value::Array(types)) if types.iter().any(|it| it == "null") => {}
        Some(Value::Array(types)) => types.push(json!("null")),
        Some(one) if one != "null" => *one = json!([one.clone(), "null"]),
        _ => {}
    }
    what.or(Some("`nullable: true` is another type, 'null', in 3.1"))
}
