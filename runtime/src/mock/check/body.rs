//! The body of a request.

use neo_api_document::{media_type, reference};
use serde::de::IgnoredAny;
use serde_json::Value;

use super::parameter::pairs;
use super::style::plus;
use super::{Check, Location, Mismatch};
use crate::diagnostics::Tree;

impl Check<'_> {
    /// What is wrong with the body of a request to `operation`, if anything is.
    pub fn body(&self, operation: &Value) -> Vec<Mismatch> {
        self.read_body(operation).unwrap_or_default()
    }

    fn read_body(&self, operation: &Value) -> Option<Vec<Mismatch>> {
        let described = reference::resolve(self.document, operation.get("requestBody")?);
        let content = described.get("content")?.as_object()?;
        let body = self.request.body();
        let wrong = |expected: &str| Some(vec![self.mismatch(Location::Body, "", "", expected)]);
        let content_type = self.request.header("content-type");
        if body.is_empty() && content_type.is_none() {
            let required = described.get("required") == Some(&Value::Bool(true));
            return match required {
                true => wrong("expected a body, which is required"),
                false => None,
            };
        }
        let given = media_type::essence(content_type.unwrap_or_default());
        let Some(media) = media(content, &given) else {
            let names: Vec<&str> = content.keys().map(String::as_str).collect();
            return wrong(&format!("expected the content type {}", names.join(" or ")));
        };
        let schema = media.get("schema")?;
        let tree = if media_type::is_json(&given) {
            let text = std::str::from_utf8(body).ok();
            match text.filter(|text| is_json(text.as_bytes())) {
                Some(text) => Tree::read(text, ""),
                None => return wrong("expected JSON"),
            }
        } else if media_type::is_form(&given) {
            self.form(schema, media, &String::from_utf8_lossy(body))
        } else {
            return None;
        };
        Some(self.all(schema, &tree, Location::Body, ""))
    }

    fn form(&self, schema: &Value, media: &Value, text: &str) -> Tree {
        let encoded = media.get("encoding").and_then(Value::as_object);
        let is_encoded = |name: &str| {
            let mut names = encoded.into_iter().flat_map(|it| it.keys());
            names
                .find(|it| *it == name || name.starts_with(&format!("{it}[")))
                .cloned()
        };
        let pairs: Vec<(String, String)> = pairs(text)
            .into_iter()
            .map(|(name, value)| (name, plus(value)))
            .collect();
        let (own, plain): (Vec<_>, Vec<_>) = pairs
            .into_iter()
            .partition(|(name, _)| is_encoded(name).is_some());
        let mut form = self.members(schema, &plain);
        if let Tree::Object(members) = &mut form {
            // What has an encoding of its own is there, and that is all.
            members.extend(
                own.iter()
                    .filter_map(|(name, _)| Some((is_encoded(name)?, Tree::Unread))),
            );
            members.dedup_by(|one, other| one.0 == other.0);
        }
        form
    }
}

/// The media type that `given` is one of: itself, or a range such as `image/*`.
fn media<'a>(content: &'a serde_json::Map<String, Value>, given: &str) -> Option<&'a Value> {
    let kind = given.split('/').next().unwrap_or_default();
    let ranges = [given.to_owned(), format!("{kind}/*"), "*/*".to_owned()];
    ranges.iter().find_map(|range| {
        let found = content
            .iter()
            .find(|(name, _)| media_type::essence(name) == *range);
        found.map(|(_, media)| media)
    })
}

pub(super) fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}
