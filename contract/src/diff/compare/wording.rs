//! Values in findings: as they are shown, and as they tell one finding from another.

use serde_json::Value;

use crate::diff::model::{Node, canonical};

/// As many characters of a value are shown, and are part of a fingerprint as they are.
const SHORT: usize = 80;

/// A value as it is shown in a finding: short.
pub(super) fn show(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// A text in a fingerprint: as it is where it is short, else by its hash.
pub(super) fn digest(text: &str) -> String {
    if text.chars().count() <= SHORT {
        text.to_owned()
    } else {
        hash(text)
    }
}

pub(super) fn hash(text: &str) -> String {
    let hash = crate::lock::sha256(text.as_bytes());
    hash.chars().take(16).collect()
}

/// A value in a fingerprint. What is not there has none.
pub(super) fn value(at: Option<&Node<'_>>) -> String {
    at.map_or_else(String::new, |at| digest(&canonical::text(at.value)))
}

/// The value of a member in a fingerprint.
pub(super) fn member(name: &str, at: Option<&Node<'_>>) -> String {
    if is_quiet(name) {
        at.map_or_else(String::new, |at| hash(&canonical::text(at.value)))
    } else {
        value(at)
    }
}

/// Examples and extensions are whatever somebody put there: nothing to repeat.
fn is_quiet(name: &str) -> bool {
    name.starts_with("x-") || name.starts_with("example")
}

/// What became of a member, in words: from what to what, where that is short.
pub(super) fn change(name: &str, from: Option<&Node<'_>>, to: Option<&Node<'_>>) -> String {
    let (from, to) = match (from, to) {
        (None, _) => return format!("{name} added"),
        (_, None) => return format!("{name} removed"),
        (Some(from), Some(to)) => (brief(from.value), brief(to.value)),
    };
    match (from, to) {
        (Some(from), Some(to)) if !is_quiet(name) => format!("{name} changed from {from} to {to}"),
        _ => format!("{name} changed"),
    }
}

fn brief(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) if text.is_empty() => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        _ => return None,
    };
    (text.chars().count() <= SHORT).then_some(text)
}
