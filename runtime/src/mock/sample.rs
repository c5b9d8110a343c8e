//! Valid responses, made from the contract.

use neo_api_document::{media_type, reference};
use serde_json::{Map, Value, json};

use super::check::operation_of;
use crate::diagnostics::array;
use crate::service::{CursorFormat, Operation, Service};

use super::scalar::{number, string};

/// Deeper than this, optional members are left out: contracts have cycles.
const DEEPEST: usize = 8;

/// A success of an operation.
pub(super) struct Sample {
    pub status: u16,
    pub content_type: Option<String>,
    /// Where the body is JSON.
    pub body: Option<Value>,
    /// Where it is not.
    pub text: String,
}

impl Default for Sample {
    fn default() -> Self {
        Self {
            status: 204,
            content_type: None,
            body: None,
            text: String::new(),
        }
    }
}

/// The first documented success of the operation.
pub(super) fn success(document: &Value, service: &Service, operation: &str) -> Sample {
    let found = service.operation(operation);
    found
        .and_then(|it| of(document, service, it))
        .unwrap_or_default()
}

fn of(document: &Value, service: &Service, operation: &Operation) -> Option<Sample> {
    let described = operation_of(document, operation)?;
    let (status, response) = first_success(described.own)?;
    let status = status.replace(['X', 'x'], "0").parse().unwrap_or(200);
    let response = reference::resolve(document, response);
    let Some((content_type, media)) = response
        .get("content")
        .and_then(Value::as_object)
        .and_then(|content| content.iter().next())
    else {
        return Some(Sample {
            status,
            ..Sample::default()
        });
    };
    let sample = Sampler { document };
    let mut body = media
        .get("schema")
        .map_or(Value::Null, |schema| sample.value(schema, 0));
    last_page(&mut body, &service.cursor);
    let content_type = content_type.clone();
    Some(if media_type::is_json(&content_type) {
        Sample {
            status,
            content_type: Some(content_type),
            body: Some(body),
            text: String::new(),
        }
    } else {
        let text = match &body {
            Value::String(text) => text.clone(),
            body => body.to_string(),
        };
        Sample {
            status,
            text: if media_type::is_events(&content_type) {
                format!("id: 1\ndata: {text}\n\n")
            } else {
                text
            },
            content_type: Some(content_type),
            body: None,
        }
    })
}

/// Makes a sample page the last one: otherwise a client would request the next one.
fn last_page(body: &mut Value, format: &CursorFormat) {
    for (pointer, last) in [(format.has_more, json!(false)), (format.next, Value::Null)] {
        if !pointer.is_empty()
            && let Some(stated) = body.pointer_mut(pointer)
        {
            *stated = last;
        }
    }
}

/// The schema of the first documented success, where that is JSON.
pub(super) fn success_schema<'a>(document: &'a Value, operation: &Operation) -> Option<&'a Value> {
    let described = operation_of(document, operation)?;
    let (_, response) = first_success(described.own)?;
    let content = reference::resolve(document, response).get("content")?;
    let (content_type, media) = content.as_object()?.iter().next()?;
    let schema = media.get("schema")?;
    media_type::is_json(content_type).then_some(schema)
}

/// The schema of a JSON request body.
pub(super) fn request_schema<'a>(document: &'a Value, operation: &Operation) -> Option<&'a Value> {
    let described = operation_of(document, operation)?;
    let body = reference::resolve(document, described.own.get("requestBody")?);
    let content = body.get("content")?.as_object()?;
    let (_, media) = content.iter().find(|(name, _)| media_type::is_json(name))?;
    media.get("schema")
}

/// A valid JSON body for a request of an operation; None where the contract has none.
pub(super) fn request(document: &Value, operation: &Operation) -> Option<Value> {
    let schema = reference::resolve(document, request_schema(document, operation)?);
    // Its members and theirs; below that only what is required.
    let mut body = Sampler { document }.value(schema, DEEPEST - 1);
    if let Value::Object(members) = &mut body {
        let read_only = |name: &str| {
            let member = schema.get("properties")?.get(name)?;
            reference::resolve(document, member)
                .get("readOnly")?
                .as_bool()
        };
        members.retain(|name, _| read_only(name) != Some(true));
    }
    Some(body)
}

/// The status as the contract spells it, and the response.
fn first_success(operation: &Value) -> Option<(&str, &Value)> {
    operation
        .get("responses")?
        .as_object()?
        .iter()
        .map(|(status, response)| (status.as_str(), response))
        .filter(|(status, _)| status.starts_with('2') || *status == "default")
        .min_by_key(|(status, _)| (*status == "default", (*status).to_owned()))
}

pub(super) struct Sampler<'a> {
    pub document: &'a Value,
}

impl Sampler<'_> {
    /// The shortest value: without what is optional.
    pub fn required(&self, schema: &Value) -> Value {
        self.value(schema, DEEPEST + 1)
    }

    pub fn value(&self, schema: &Value, depth: usize) -> Value {
        let schema = reference::resolve(self.document, schema);
        if let Some(given) = given(schema) {
            return given;
        }
        if let Some(condition) = schema.get("if") {
            // The branch where it holds.
            let branch = [Some(condition), schema.get("then")];
            let parts: Vec<Value> = branch.into_iter().flatten().cloned().collect();
            let own = without(schema, &["if", "then", "else"]);
            return self.merged([own].iter().chain(&parts), depth);
        }
        if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
            let own = without(schema, &["allOf"]);
            return self.merged(parts.iter().chain([&own]), depth);
        }
        let union = ["oneOf", "anyOf"]
            .into_iter()
            .find_map(|key| schema.get(key)?.as_array());
        if let Some(branches) = union {
            let of_null = |branch: &&Value| branch.get("type") == Some(&json!("null"));
            let non_null = branches.iter().find(|branch| !of_null(branch));
            return match non_null {
                Some(branch) if depth <= DEEPEST => self.value(branch, depth + 1),
                _ if branches.iter().any(|branch| of_null(&branch)) => Value::Null,
                Some(branch) => self.value(branch, depth + 1),
                None => Value::Null,
            };
        }
        match kind(schema) {
            Some("object") => self.object(schema, depth),
            Some("array") => self.array(schema, depth),
            Some("string") => Value::String(string(schema)),
            Some(kind @ ("integer" | "number")) => number(schema, kind),
            Some("boolean") => Value::Bool(true),
            _ => Value::Null,
        }
    }

    fn object(&self, schema: &Value, depth: usize) -> Value {
        let required: Vec<&str> = array(schema, "required")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut object: Map<String, Value> = properties
            .into_iter()
            .flatten()
            .filter(|(name, _)| depth <= DEEPEST || required.contains(&name.as_str()))
            .filter(|_| depth < 2 * DEEPEST)
            // No value is right for one of these.
            .filter(|(_, schema)| *schema != &Value::Bool(false))
            .map(|(name, schema)| (name.clone(), self.value(schema, depth + 1)))
            .collect();
        for name in required {
            object.entry(name).or_insert(Value::Null);
        }
        Value::Object(object)
    }

    fn array(&self, schema: &Value, depth: usize) -> Value {
        let mut items: Vec<Value> = array(schema, "prefixItems")
            .iter()
            .map(|item| self.value(item, depth + 1))
            .collect();
        let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
        let least = usize::try_from(least).unwrap_or(0).min(100);
        if let Some(item) = schema.get("items").filter(|item| item.is_object()) {
            let wanted = if depth > DEEPEST { least } else { least.max(1) };
            while items.len() < wanted {
                items.push(self.value(item, depth + 1));
            }
        }
        Value::Array(items)
    }

    fn merged<'a>(&self, parts: impl Iterator<Item = &'a Value>, depth: usize) -> Value {
        let mut all = Map::new();
        let mut last = Value::Null;
        for part in parts {
            match self.value(part, depth + 1) {
                Value::Object(members) => {
                    for (name, value) in members {
                        // A part that requires a member need not say what it is.
                        if !(value.is_null() && all.contains_key(&name)) {
                            all.insert(name, value);
                        }
                    }
                }
                Value::Null => {}
                other => last = other,
            }
        }
        if all.is_empty() {
            last
        } else {
            Value::Object(all)
        }
    }
}

/// A schema without some of its keywords.
fn without(schema: &Value, keywords: &[&str]) -> Value {
    let mut schema = schema.clone();
    if let Some(schema) = schema.as_object_mut() {
        schema.retain(|keyword, _| !keywords.contains(&keyword.as_str()));
    }
    schema
}

/// What the contract itself gives.
fn given(schema: &Value) -> Option<Value> {
    let first = |key: &str| array(schema, key).first();
    ["example", "const"]
        .into_iter()
        .find_map(|key| schema.get(key))
        .or_else(|| first("examples"))
        .or_else(|| first("enum"))
        .cloned()
}

fn kind(schema: &Value) -> Option<&str> {
    match schema.get("type") {
        Some(Value::String(name)) => Some(name),
        Some(Value::Array(names)) => names
            .iter()
            .filter_map(Value::as_str)
            .find(|name| *name != "null"),
        _ if schema.get("properties").is_some() => Some("object"),
        _ if schema.get("items").is_some() || schema.get("prefixItems").is_some() => Some("array"),
        _ => None,
    }
}
