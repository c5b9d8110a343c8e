//! Checks every `$ref` before anything leans on one.

use serde_json::Value;

use crate::{Error, circles, document::Document, pointer::join};

/// Members whose inside is data, where a `$ref` would be a value like any other.
const DATA: [&str; 6] = ["example", "examples", "default", "enum", "const", "mapping"];
/// Members whose keys are names, where `$ref` would be a name like any other.
const NAMED: [&str; 4] = [
    "properties",
    "patternProperties",
    "$defs",
    "dependentSchemas",
];

/// Fails at the first reference that leads nowhere, out of the document, or in a circle.
pub(crate) fn check(document: &Document) -> Result<(), Error> {
    let whole = document.whole();
    search(&whole, &whole, String::new(), false)?;
    circles::check(&whole)
}

fn search(whole: &Value, value: &Value, pointer: String, names: bool) -> Result<(), Error> {
    match value {
        Value::Object(members) => {
            if let (false, Some(Value::String(reference))) = (names, members.get("$ref")) {
                resolve(whole, &pointer, reference)?;
            }
            for (key, member) in members {
                if names || (!DATA.contains(&key.as_str()) && !key.starts_with("x-")) {
                    search(
                        whole,
                        member,
                        join(&pointer, key),
                        !names && NAMED.contains(&key.as_str()),
                    )?;
                }
            }
            Ok(())
        }
        Value::Array(items) => items.iter().enumerate().try_for_each(|(index, item)| {
            search(whole, item, join(&pointer, &index.to_string()), false)
        }),
        _ => Ok(()),
    }
}

fn resolve(whole: &Value, pointer: &str, reference: &str) -> Result<(), Error> {
    let reason = match reference.strip_prefix('#') {
        None => "leads out of the document; put what it means into the document first",
        Some(target) if whole.pointer(&decoded(target)).is_none() => "leads nowhere",
        Some(_) => return Ok(()),
    };
    Err(Error::Reference {
        pointer: join(pointer, "$ref"),
        reference: reference.to_owned(),
        reason: reason.to_owned(),
    })
}

/// The pointer inside a URI fragment, where `%7B` may stand for `{`.
pub(crate) fn decoded(fragment: &str) -> String {
    let bytes = fragment.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(byte) = bytes.get(index) {
        let hex = fragment
            .get(index + 1..index + 3)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (byte, hex) {
            (b'%', Some(value)) => {
                decoded.push(value);
                index += 3;
            }
            _ => {
                decoded.push(*byte);
                index += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
