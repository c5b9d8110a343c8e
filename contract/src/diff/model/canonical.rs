//! One text for one value, whatever the order of its keys and however its numbers are spelled.

use serde_json::Value;

/// The canonical text of a value. Lists keep their order.
pub(crate) fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

pub(crate) fn same(a: &Value, b: &Value) -> bool {
    a == b || text(a) == text(b)
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Number(number) => match number.as_f64() {
            // 1.0 and 1 are one number; beyond 2^53 the spelling is all there is.
            Some(float) if float.fract() == 0.0 && float.abs() < 9e15 => {
                out.push_str(&format!("{float:.0}"))
            }
            _ => out.push_str(&number.to_string()),
        },
        Value::Array(items) => {
            out.push('[');
            for item in items {
                write(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (key, inner) in entries {
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write(inner, out);
                out.push(',');
            }
            out.push('}');
        }
        other => out.push_str(&other.to_string()),
    }
}
