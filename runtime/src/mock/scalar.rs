//! Texts and numbers that a schema allows.

use serde_json::Value;

use super::pattern;

/// A text of a schema's format, pattern and lengths.
pub(super) fn string(schema: &Value) -> String {
    let text = match schema.get("format").and_then(Value::as_str) {
        Some("uuid") => "00000000-0000-4000-8000-000000000000",
        Some("date-time") => "2026-01-05T09:00:00.000000Z",
        Some("date") => "2026-01-05",
        Some("time") => "09:00:00Z",
        Some("email") => "sample@example.com",
        Some("uri" | "url") => "https://example.com/sample",
        Some("ipv4" | "ip") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        _ => "",
    };
    let bound = |key: &str| {
        let bound = schema.get(key).and_then(Value::as_u64)?;
        usize::try_from(bound).ok()
    };
    let fitting = || {
        let pattern = schema.get("pattern").and_then(Value::as_str)?;
        pattern::sample(pattern, bound("minLength").unwrap_or(0))
    };
    let mut text = match text {
        "" => match fitting() {
            Some(text) => return text,
            None => "sample".to_owned(),
        },
        text => text.to_owned(),
    };
    let least = bound("minLength").unwrap_or(0).min(10_000);
    while text.chars().count() < least {
        text.push('x');
    }
    match bound("maxLength") {
        Some(most) => text.chars().take(most).collect(),
        None => text,
    }
}

/// A number within a schema's bounds.
pub(super) fn number(schema: &Value, kind: &str) -> Value {
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
