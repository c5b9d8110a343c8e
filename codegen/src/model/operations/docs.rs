//! The documentation of parameters and bodies.

use serde_json::Value;

use crate::document::Document;

/// The description of a parameter, its default, and its constraints in one line.
pub(crate) fn of_parameter(document: &Document, parameter: &Value) -> Option<String> {
    let schema = parameter.get("schema").unwrap_or(&Value::Null);
    let text = |value: &Value, key: &str| {
        let text = value.get(key).and_then(Value::as_str)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let description = text(parameter, "description").or_else(|| text(schema, "description"));
    let mut paragraphs: Vec<String> = description.into_iter().collect();
    let schema = document.followed(schema);
    let mut constraints = Vec::new();
    for (key, words) in [
        ("minimum", "at least"),
        ("exclusiveMinimum", "more than"),
        ("maximum", "at most"),
        ("exclusiveMaximum", "less than"),
        ("multipleOf", "a multiple of"),
    ] {
        if let Some(bound) = schema.get(key).filter(|it| it.is_number()) {
            constraints.push(format!("{words} {bound}"));
        }
    }
    for (least, most, what) in [
        ("minLength", "maxLength", "characters"),
        ("minItems", "maxItems", "items"),
    ] {
        match (schema.get(least), schema.get(most)) {
            (Some(least), Some(most)) => constraints.push(format!("{least} to {most} {what}")),
            (Some(least), None) => constraints.push(format!("at least {least} {what}")),
            (None, Some(most)) => constraints.push(format!("at most {most} {what}")),
            (None, None) => {}
        }
    }
    let default = schema.get("default").filter(|it| !it.is_null());
    constraints.extend(default.map(|it| format!("default `{it}`")));
    if !constraints.is_empty() {
        let line = constraints.join(", ");
        let mut letters = line.chars();
        let first = letters.next().map(|it| it.to_ascii_uppercase());
        paragraphs.push(first.into_iter().chain(letters).chain(['.']).collect());
    }
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

pub(super) fn of_body(body: &Value) -> Option<String> {
    let text = body.get("description").and_then(Value::as_str)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
