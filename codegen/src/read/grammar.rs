//! Keywords that OpenAPI does not have, and invalid values of keywords.
//!
//! ```yaml
//! {type: object, requierd: [id], properties: {a: {type: file}, b: {type: array, max_items: 3}}}
//! responses: {'4xx': {...}}
//! ```
//! JSON Schema ignores unknown keywords, and so does this generator, with a note. A keyword that resembles a known one
//! may be a typo that changes types: that is a loss. A lower-case status is read as upper case. A value of the wrong
//! type is removed.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::node_path::NodePath;
use super::objects::{Object, inside, is_other_method, keywords};
use super::reading::Reading;
use super::spelling;
use super::unsatisfiable;
use crate::pointer::join;

const PASS: &str = "grammar";

const TYPES: [&str; 7] = [
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// Formats known here or in the registry of OpenAPI.
const FORMATS: [&str; 21] = [
    "binary",
    "byte",
    "date",
    "date-time",
    "decimal",
    "double",
    "duration",
    "email",
    "float",
    "hostname",
    "int32",
    "int64",
    "ipv4",
    "ipv6",
    "password",
    "regex",
    "time",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// Repairs the document where possible, and notes each repair.
pub(super) fn check(reading: &mut Reading) {
    // The suggestion for each unknown key. A document may have one a thousand times.
    let mut suggestions = HashMap::new();
    reading.each(|reading, value, of, location| {
        let Value::Object(members) = value else {
            return;
        };
        if of == Object::Responses {
            statuses(reading, members, location, &mut suggestions);
        }
        if of == Object::PathItem {
            upper_case(reading, members, location);
        }
        instructions(reading, members, location);
        let unknown: Vec<String> = members
            .keys()
            .filter(|key| inside(of, key).is_none() && !key.starts_with("x-"))
            .cloned()
            .collect();
        for key in unknown {
            if of == Object::PathItem {
                // It would be read as a method.
                members.remove(&key);
            }
            let at = join(&location.pointer(), &key);
            match suggestion(&mut suggestions, of, &key) {
                Some(suggested) => reading.lost(
                    PASS,
                    &at,
                    format!(
                        "`{key}` is not a keyword; it is ignored (did you mean `{suggested}`?)"
                    ),
                ),
                None => reading.rewrote(
                    PASS,
                    &at,
                    format!("`{key}` is not a keyword of OpenAPI here; it is ignored"),
                ),
            }
        }
        match of {
            Object::Schema => schema(reading, members, location),
            Object::Operation if !members.contains_key("responses") => {
                let what =
                    "no `responses`, which OpenAPI 3.1 allows: a success is returned as bytes";
                reading.rewrote(PASS, &location.pointer(), what);
            }
            _ => {}
        }
    });
    false_components(reading);
    unsatisfiable(reading);
}

/// Extensions that progenitor and typify act upon: they name crates and types that generated code does not have.
fn instructions(reading: &mut Reading, members: &mut Map<String, Value>, location: &NodePath<'_>) {
    let acted_upon = |key: &str| key == "x-rust-type" || key.starts_with("x-dropshot-");
    let found: Vec<String> = members
        .keys()
        .filter(|key| acted_upon(key))
        .cloned()
        .collect();
    for key in found {
        members.remove(&key);
        let at = join(&location.pointer(), &key);
        reading.rewrote(
            PASS,
            &at,
            "an instruction for another generator; it is ignored",
        );
    }
}

/// `GET` for `get`.
fn upper_case(reading: &mut Reading, members: &mut Map<String, Value>, location: &NodePath<'_>) {
    let found: Vec<String> = members
        .keys()
        .filter(|key| is_other_method(key))
        .cloned()
        .collect();
    for key in found {
        let lower = key.to_ascii_lowercase();
        if inside(Object::PathItem, &lower).is_none() || members.contains_key(&lower) {
            continue;
        }
        if let Some(operation) = members.remove(&key) {
            let at = join(&location.pointer(), &key);
            reading
                .published
                .moved(&join(&location.pointer(), &lower), &at);
            reading.lost(
                PASS,
                &at,
                format!("the method `{key}` is read as `{lower}`"),
            );
            members.insert(lower, operation);
        }
    }
}

type Suggestions = HashMap<(Object, String), Option<&'static str>>;

fn suggestion(suggestions: &mut Suggestions, of: Object, key: &str) -> Option<&'static str> {
    if let Some(known) = suggestions.get(&(of, key.to_owned())) {
        return *known;
    }
    let known = keywords(of).iter().map(|(keyword, _)| *keyword);
    let found = spelling::suggestion(key, known);
    suggestions.insert((of, key.to_owned()), found);
    found
}

/// Keys of responses: three digits, a class of statuses, or `default`.
fn statuses(
    reading: &mut Reading,
    members: &mut Map<String, Value>,
    location: &NodePath<'_>,
    suggestions: &mut Suggestions,
) {
    let odd: Vec<String> = members
        .keys()
        .filter(|key| !is_status(key) && *key != "default" && !key.starts_with("x-"))
        .cloned()
        .collect();
    for key in odd {
        let Some(response) = members.remove(&key) else {
            continue;
        };
        let at = join(&location.pointer(), &key);
        let upper = key.to_ascii_uppercase();
        if is_status(&upper) && !members.contains_key(&upper) {
            reading
                .published
                .moved(&join(&location.pointer(), &upper), &at);
            reading.lost(
                PASS,
                &at,
                format!("the status `{key}` is read as `{upper}`"),
            );
            members.insert(upper, response);
            continue;
        }
        let hint = suggestion(suggestions, Object::Responses, &key)
            .map(|it| format!(" (did you mean `{it}`?)"))
            .unwrap_or_default();
        let what = format!(
            "`{key}` is not a status; the response is ignored; expected three digits, `4XX` or the like, or `default`{hint}"
        );
        reading.lost(PASS, &at, what);
    }
}

/// Three digits, or a class of statuses.
fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [b'1'..=b'5', b'X', b'X'] => true,
        code => code.len() == 3 && code.iter().all(u8::is_ascii_digit),
    }
}

fn schema(reading: &mut Reading, members: &mut Map<String, Value>, location: &NodePath<'_>) {
    kinds(reading, members, location);
    types(reading, members, location);
    format(reading, members, location);
}

/// Removes values of the wrong type.
fn kinds(reading: &mut Reading, members: &mut Map<String, Value>, location: &NodePath<'_>) {
    let wrong: Vec<(String, &'static str)> = members
        .iter()
        .filter_map(|(key, value)| {
            let (right, expected) = match key.as_str() {
                "properties" | "patternProperties" | "$defs" | "definitions"
                | "dependentSchemas" | "discriminator" => (value.is_object(), "an object"),
                "allOf" | "anyOf" | "oneOf" | "prefixItems" | "examples" => {
                    (value.is_array(), "a list")
                }
                "enum" => (value.is_array(), "a list of values"),
                "required" => (
                    value
                        .as_array()
                        .is_some_and(|it| it.iter().all(Value::is_string)),
                    "a list of names",
                ),
                "not" | "additionalProperties" | "propertyNames" | "contains" => {
                    (value.is_object() || value.is_boolean(), "a schema")
                }
                "items" => (
                    value.is_object() || value.is_boolean() || value.is_array(),
                    "a schema",
                ),
                "$ref" | "$anchor" | "$dynamicRef" | "$dynamicAnchor" | "title" | "description"
                | "format" | "pattern" | "contentEncoding" | "contentMediaType" => {
                    (value.is_string(), "a string")
                }
                "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf"
                | "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
                | "maxProperties" => (value.is_number(), "a number"),
                "readOnly" | "writeOnly" | "deprecated" | "uniqueItems" => {
                    (value.is_boolean(), "true or false")
                }
                _ => (true, ""),
            };
            (!right).then(|| (key.clone(), expected))
        })
        .collect();
    for (key, expected) in wrong {
        let value = members.remove(&key).unwrap_or_default();
        let at = join(&location.pointer(), &key);
        reading.lost(
            PASS,
            &at,
            format!("expected {expected}, not {}; it is ignored", shown(&value)),
        );
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) if text.len() <= 40 => format!("\"{text}\""),
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// Without a valid type, any JSON is allowed, or the constants listed beside it. `file` is Swagger's name for bytes.
fn types(reading: &mut Reading, members: &mut Map<String, Value>, location: &NodePath<'_>) {
    let names = match members.get("type") {
        None => return,
        Some(Value::Array(names)) => names.as_slice(),
        Some(name) => std::slice::from_ref(name),
    };
    let known = |name: &Value| name.as_str().is_some_and(|it| TYPES.contains(&it));
    if !names.is_empty() && names.iter().all(known) {
        return;
    }
    let at = join(&location.pointer(), "type");
    if members.get("type").is_some_and(|it| it == "file") {
        members.insert("type".into(), json!("string"));
        members.insert("format".into(), json!("binary"));
        let what = "`file` is a type of Swagger 2.0; read as a string of format `binary`";
        reading.lost(PASS, &at, what);
        return;
    }
    let odd = names.iter().find(|name| !known(name)).map(shown);
    let constants = ["enum", "const"].iter().any(|it| members.contains_key(*it));
    let what = format!(
        "{} is not a type; {}. JSON Schema has {}",
        odd.unwrap_or_else(|| "an empty list".to_owned()),
        match constants {
            true => "the listed values are accepted",
            false => "any JSON is accepted",
        },
        TYPES.join(", ")
    );
    members.retain(|key, _| {
        matches!(
            key.as_str(),
            "title" | "description" | "deprecated" | "readOnly" | "writeOnly" | "enum" | "const"
        )
    });
    reading.lost(PASS, &at, what);
}

/// Any format is allowed; one that resembles a known format may be a typo.
fn format(reading: &mut Reading, members: &mut Map<String, Value>, location: &NodePath<'_>) {
    let Some(Value::String(format)) = members.get("format") else {
        return;
    };
    // `uint32` and `uuid4` are formats of their own.
    let only_letters = |word: &str| word.len() > 4 && !word.contains(|c: char| c.is_ascii_digit());
    if FORMATS.contains(&format.as_str()) || !only_letters(format) {
        return;
    }
    let known = FORMATS.into_iter().filter(|it| it.len() >= 4);
    if let Some(suggested) = spelling::suggestion(format, known) {
        let at = join(&location.pointer(), "format");
        let what = format!(
            "`{format}` is not a known format; it is ignored (did you mean `{suggested}`?)"
        );
        reading.lost(PASS, &at, what);
    }
}

fn false_components(reading: &mut Reading) {
    let schemas = reading.root.pointer_mut("/components/schemas");
    let mut found = Vec::new();
    for (name, schema) in schemas.and_then(Value::as_object_mut).into_iter().flatten() {
        if *schema == Value::Bool(false) {
            *schema = json!({});
            found.push(join("/components/schemas", name));
        }
    }
    for pointer in found {
        let what = "the schema `false` allows no value; any JSON is accepted";
        reading.lost(PASS, &pointer, what);
    }
}

fn unsatisfiable(reading: &mut Reading) {
    let root = reading.root.take();
    let mut found = Vec::new();
    super::walk::walk(
        &root,
        Object::Document,
        &NodePath::Root,
        &mut |members, of, location| {
            if of == Object::Schema
                && let Some(why) = unsatisfiable::reason(&root, members)
            {
                found.push((location.pointer(), why));
            }
        },
    );
    reading.root = root;
    for (pointer, why) in found {
        reading.lost(PASS, &pointer, why);
    }
}
