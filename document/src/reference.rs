//! References within a document: `{"$ref": "#/components/…"}`.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde_json::Value;

/// The maximum number of references followed in a row. A longer chain is a cycle, or useless to a person.
const LONGEST_CHAIN: usize = 100;

/// The target of a reference such as `#/components/schemas/Agent`, if it is a JSON pointer into `document`. Its
/// fragment may be percent-encoded (RFC 6901, section 6).
pub fn target<'d>(document: &'d Value, reference: &str) -> Option<&'d Value> {
    let fragment = reference.strip_prefix('#')?;
    // A name may contain a literal percent sign.
    document
        .pointer(fragment)
        .or_else(|| document.pointer(&decode(fragment)))
}

/// Follows the `$ref` of a value, and those of its targets. A reference that does not resolve or is part of a cycle is
/// returned unchanged.
pub fn resolve<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let mut value = value;
    for _ in 0..LONGEST_CHAIN {
        let reference = value.get("$ref").and_then(Value::as_str);
        match reference.and_then(|it| target(document, it)) {
            Some(next) => value = next,
            None => break,
        }
    }
    value
}

/// Decodes percent-encoding. Bytes that are not UTF-8 become replacement characters.
pub fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_reference_leads_to_its_target() {
        let document = json!({
            "a": { "$ref": "#/b" }, "b": { "$ref": "#/c%20d" }, "c d": 1, "50%": 2, "%41": 3, "~/": 4,
            "cycle": { "$ref": "#/cycle" }, "nowhere": { "$ref": "#/x" }, "remote": { "$ref": "https://example.com/#/a" },
        });
        for (reference, leads_to) in [
            ("#/a", json!(1)),
            ("#/50%", json!(2)),
            ("#/50%25", json!(2)),
            ("#/%41", json!(3)),
            ("#/~0~1", json!(4)),
            ("#/cycle", json!({ "$ref": "#/cycle" })),
            ("#/nowhere", json!({ "$ref": "#/x" })),
            ("#/remote", json!({ "$ref": "https://example.com/#/a" })),
        ] {
            let found = target(&document, reference).map(|it| resolve(&document, it));
            assert_eq!(found, Some(&leads_to), "{reference}");
        }
        assert_eq!(target(&document, "#/x"), None);
        assert_eq!(target(&document, "other.json#/a"), None);
    }
}
