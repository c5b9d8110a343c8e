//! Valid responses, made from the contract.

use std::sync::OnceLock;

use serde_json::{Map, Value, json};

/// Deeper than this, optional members are left out: contracts have circles.
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

fn contract() -> &'static Value {
    static CONTRACT: OnceLock<Value> = OnceLock::new();
    CONTRACT.get_or_init(|| serde_json::from_str(crate::CONTRACT.document).unwrap_or_default())
}

/// The first documented success of the operation.
pub(super) fn success(operation: &str) -> Sample {
    let found = crate::api::OPERATIONS.iter().find(|it| it.id == operation);
    found
        .and_then(|it| of(contract(), it.path, &it.method.to_ascii_lowercase()))
        .unwrap_or_default()
}

fn of(document: &Value, path: &str, method: &str) -> Option<Sample> {
    let responses = document
        .get("paths")?
        .get(path)?
        .get(method)?
        .get("responses")?;
    let (status, response) = responses
        .as_object()?
        .iter()
        .filter(|(status, _)| status.starts_with('2') || *status == "default")
        .min_by_key(|(status, _)| (*status == "default", (*status).clone()))?;
    let status = status.replace(['X', 'x'], "0").parse().unwrap_or(200);
    let response = resolved(document, response);
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
    let body = media
        .get("schema")
        .map_or(Value::Null, |schema| sample.value(schema, 0));
    let content_type = content_type.clone();
    Some(if content_type.contains("json") {
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
            text: if content_type.contains("event-stream") {
                format!("id: 1\ndata: {text}\n\n")
            } else {
                text
            },
            content_type: Some(content_type),
            body: None,
        }
    })
}

fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let mut value = value;
    for _ in 0..16 {
        let target = value
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| document.pointer(reference.strip_prefix('#')?));
        match target {
            Some(target) => value = target,
            None => break,
        }
    }
    value
}

struct Sampler<'a> {
    document: &'a Value,
}

impl Sampler<'_> {
    fn value(&self, schema: &Value, depth: usize) -> Value {
        let schema = resolved(self.document, schema);
        if let Some(given) = given(schema) {
            return given;
        }
        if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
            return self.merged(schema, parts, depth);
        }
        let union = ["oneOf", "anyOf"]
            .into_iter()
            .find_map(|key| schema.get(key)?.as_array());
        if let Some(branches) = union {
            let of_null = |branch: &&Value| branch.get("type") == Some(&json!("null"));
            let meant = branches.iter().find(|branch| !of_null(branch));
            return match meant {
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
        let required: Vec<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut object: Map<String, Value> = properties
            .into_iter()
            .flatten()
            .filter(|(name, _)| depth <= DEEPEST || required.contains(&name.as_str()))
            .filter(|_| depth < 2 * DEEPEST)
            .map(|(name, schema)| (name.clone(), self.value(schema, depth + 1)))
            .collect();
        for name in required {
            object.entry(name).or_insert(Value::Null);
        }
        Value::Object(object)
    }

    fn array(&self, schema: &Value, depth: usize) -> Value {
        let mut items: Vec<Value> = schema
            .get("prefixItems")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
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

    fn merged(&self, schema: &Value, parts: &[Value], depth: usize) -> Value {
        let mut own = schema.clone();
        if let Some(own) = own.as_object_mut() {
            own.remove("allOf");
        }
        let mut all = Map::new();
        let mut last = Value::Null;
        for part in parts.iter().chain([&own]) {
            match self.value(part, depth + 1) {
                Value::Object(members) => all.extend(members),
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

/// What the contract itself gives.
fn given(schema: &Value) -> Option<Value> {
    let first = |key: &str| {
        schema
            .get(key)
            .and_then(Value::as_array)
            .and_then(|all| all.first())
    };
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

fn string(schema: &Value) -> String {
    let text = match schema.get("format").and_then(Value::as_str) {
        Some("uuid") => "00000000-0000-4000-8000-000000000000",
        Some("date-time") => "2026-01-05T09:00:00.000000Z",
        Some("date") => "2026-01-05",
        Some("time") => "09:00:00Z",
        Some("email") => "sample@example.com",
        Some("uri" | "url") => "https://example.com/sample",
        Some("ipv4" | "ip") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        _ => "sample",
    };
    let bound = |key: &str| {
        let bound = schema.get(key).and_then(Value::as_u64)?;
        usize::try_from(bound).ok()
    };
    let mut text = text.to_owned();
    let least = bound("minLength").unwrap_or(0).min(10_000);
    while text.chars().count() < least {
        text.push('x');
    }
    match bound("maxLength") {
        Some(most) => text.chars().take(most).collect(),
        None => text,
    }
}

fn number(schema: &Value, kind: &str) -> Value {
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
    let least = bound("minimum").or(bound("exclusiveMinimum").map(|least| least + 1.0));
    let most = bound("maximum").or(bound("exclusiveMaximum").map(|most| most - 1.0));
    let mut value = 1.0_f64.max(least.unwrap_or(f64::MIN));
    value = value.min(most.unwrap_or(f64::MAX));
    if let Some(step) = bound("multipleOf").filter(|step| *step > 0.0) {
        value = (value / step).ceil() * step;
    }
    #[expect(clippy::cast_possible_truncation, reason = "samples are small")]
    if kind == "integer" {
        Value::from(value.ceil() as i64)
    } else {
        Value::from(value)
    }
}
