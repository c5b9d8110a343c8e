//! What the successes of an operation are.

use neo_api_document::{media_type, reference};
use serde_json::Value;

/// The bodies of an operation's successes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Success {
    /// JSON, in each that has a body.
    Json,
    /// Events, whose data is JSON or text.
    Events(Data),
    /// Something else, or one of several.
    Other,
}

/// What the data of an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    Json,
    Text,
}

pub fn success(document: &Value, operation: &Value) -> Success {
    let responses = operation["responses"].as_object();
    let media: Vec<(&String, &Value)> = responses
        .into_iter()
        .flatten()
        .filter(|(status, _)| status.starts_with('2'))
        .filter_map(|(_, response)| reference::resolve(document, response)["content"].as_object())
        .flatten()
        .collect();
    match media.first() {
        Some((_, first)) if media.iter().all(|(name, _)| media_type::is_events(name)) => {
            let schema = reference::resolve(document, &first["schema"]);
            let is_unconstrained = schema.as_object().is_none_or(serde_json::Map::is_empty);
            Success::Events(match is_unconstrained || schema["type"] == "string" {
                true => Data::Text,
                false => Data::Json,
            })
        }
        Some(_) if media.iter().all(|(name, _)| media_type::is_json(name)) => Success::Json,
        _ => Success::Other,
    }
}

/// Whether a success is a list.
pub fn responds_with_a_list(document: &Value, operation: &Value) -> bool {
    let responses = operation["responses"].as_object();
    responses.into_iter().flatten().any(|(status, response)| {
        let media = &reference::resolve(document, response)["content"]["application/json"];
        let body = reference::resolve(document, &media["schema"]);
        let data = reference::resolve(document, &body["properties"]["data"]);
        status.starts_with('2') && (data["type"] == "array" || body["type"] == "array")
    })
}
