//! From text to a document that is valid as a whole.

use serde_json::{Value, json};

use super::reading::Reading;
use super::version::{self, Version};
use crate::Error;

const PASS: &str = "document";

/// Parses the text and checks what all else relies on: `openapi`, `info`, and one of `paths`, `webhooks` and
/// `components`.
pub(crate) fn parse(text: &str) -> Result<(Reading, Version), Error> {
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let root: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|source| Error::NotJson { source })?;
    check(root)
}

/// As [`parse`], from a value.
pub(crate) fn check(mut root: Value) -> Result<(Reading, Version), Error> {
    root.sort_all_objects();
    let version = version::of(&root)?;
    let mut reading = Reading::new(root);
    if reading.root.get("paths").is_none() {
        if reading.root.get("webhooks").is_none() && reading.root.get("components").is_none() {
            return Err(Error::invalid(
                "",
                "the document has none of `paths`, `webhooks` and `components`",
            ));
        }
        reading.root["paths"] = json!({});
        reading.rewrote(PASS, "", "no `paths`: the code has only types");
    }
    if reading.root.get("info").is_none() {
        return Err(Error::invalid("", "the document has no `info`"));
    }
    for pointer in ["/info", "/paths", "/components", "/components/schemas"] {
        if reading
            .root
            .pointer(pointer)
            .is_some_and(|it| !it.is_object())
        {
            return Err(Error::invalid(pointer, "expected an object"));
        }
    }
    for key in ["title", "version"] {
        let pointer = format!("/info/{key}");
        match reading.root.pointer(&pointer) {
            Some(Value::String(_)) => {}
            // A number without quotes in YAML.
            Some(Value::Number(number)) => {
                let text = number.to_string();
                reading.lost(
                    PASS,
                    &pointer,
                    format!("a number instead of the string \"{text}\""),
                );
                reading.root["info"][key] = json!(text);
            }
            _ => {
                return Err(Error::invalid(
                    "/info",
                    format!("expected a string `{key}`"),
                ));
            }
        }
    }
    Ok((reading, version))
}
