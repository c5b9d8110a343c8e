//! Responses as the model reads them: one media type each, or two if one is an event stream, each with its kind.
//!
//! ```yaml
//! responses:
//!   '200': {content: {application/json: {schema: A}, application/xml: {schema: A}, text/event-stream: {schema: B}}}
//!   '404': {content: {application/json: {schema: E}}}
//!   default: {content: {text/html: {}}}
//! ```
//! becomes
//! ```yaml
//! responses:
//!   '200': {content: {application/json: {x-kind: json, schema: A}, text/event-stream: {x-kind: events, schema: B}}}
//!   '404': {content: {application/json: {x-kind: json, schema: E}}}
//! ```
//! An envelope is unwrapped into `x-data` and `x-meta`. The client reads errors without a schema and errors in the
//! service's own format, for every operation.

mod envelope;

pub(crate) use envelope::{DATA, META};

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::{Error, document::Document, media_type, pointer::join, walk};

const PASS: &str = "responses";

/// Marks a media type with its kind of body.
pub(crate) const KIND: &str = "x-kind";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let mut envelopes = BTreeSet::new();
    walk::operations(document, |document, operation, _, method, pointer| {
        let at = join(pointer, "responses");
        if operation.get("responses").is_none() {
            operation["responses"] = json!({});
        }
        let Some(responses) = operation["responses"].as_object_mut() else {
            return Err(document.invalid(&at, "expected an object of responses"));
        };
        let mut own_format = Vec::new();
        let mut read = Map::new();
        for (status, response) in std::mem::take(responses) {
            if status.starts_with("x-") {
                continue;
            }
            let location = join(&at, &status);
            if !response.is_object() {
                return Err(document.invalid(&location, "expected a response object"));
            }
            let spelled = status.to_ascii_uppercase();
            let status = if spelled == "DEFAULT" {
                "default".to_owned()
            } else {
                spelled
            };
            read.insert(status, one(document, &response, method, &location)?);
        }
        let has_success = read.keys().any(|status| is_success(status));
        // If only `default` is declared, it is also the success response.
        if !has_success && let Some(default) = read.remove("default") {
            document.moved(&join(&at, "2XX"), &join(&at, "default"));
            read.insert("2XX".into(), default);
        }
        // A response to an upgrade is not the response to the call if there are others.
        if read.keys().any(|status| status.starts_with('2')) {
            read.remove("101");
        }
        for (status, mut response) in read {
            let location = join(&at, &status);
            if is_success(&status) {
                let found = envelope::unwrapped(document, &mut response, &location);
                envelopes.extend(found);
            } else if !is_typed(&response) {
                continue;
            } else if document.is_own_error(&response) {
                own_format.push(status);
                continue;
            }
            responses.insert(status, response);
        }
        if !own_format.is_empty() {
            let what = format!("the service's own error format: {}", own_format.join(", "));
            document.note(PASS, &at, what);
        }
        Ok(())
    })?;
    envelope::remove_unused(document, envelopes);
    Ok(())
}

pub(crate) fn is_success(status: &str) -> bool {
    status.starts_with('2') || status == "101"
}

/// Whether its body is JSON with a schema that constrains it.
fn is_typed(response: &Value) -> bool {
    let content = response["content"].as_object();
    content.into_iter().flatten().any(|(_, described)| {
        let schema = described.get("schema").and_then(Value::as_object);
        described[KIND] == "json" && schema.is_some_and(|it| !it.is_empty())
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Json,
    Text,
    Events,
    Binary,
}

impl Kind {
    fn of(media: &str, schema: Option<&Value>) -> Self {
        let is_string = schema.is_some_and(|it| it["type"] == "string");
        let is_bytes = schema.is_some_and(|it| it["format"] == "binary" || it["format"] == "byte");
        // Some frameworks write `*/*` for JSON.
        let any = media_type::essence(media) == "*/*" && schema.is_some() && !is_string;
        if media_type::is_json(media) && !is_bytes || any {
            Self::Json
        } else if media_type::is_events(media) {
            Self::Events
        } else if media_type::is_text(media) && !is_bytes {
            Self::Text
        } else {
            Self::Binary
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Text => "text",
            Self::Events => "events",
            Self::Binary => "binary",
        }
    }
}

/// A response with the media types to request.
fn one(
    document: &mut Document,
    response: &Value,
    method: &str,
    pointer: &str,
) -> Result<Value, Error> {
    let content = match response.get("content") {
        None => &Map::new(),
        Some(Value::Object(content)) => content,
        Some(_) => return Err(document.invalid(&join(pointer, "content"), "expected an object")),
    };
    // RFC 9110: such responses have no body, whatever is declared.
    let last = crate::pointer::last(pointer);
    let bodiless = method == "head" || matches!(last.as_str(), "101" | "204" | "205");
    let mut ranked: Vec<(Kind, &String, &Value)> = content
        .iter()
        .filter(|_| !bodiless)
        .map(|(media, described)| (Kind::of(media, described.get("schema")), media, described))
        .collect();
    ranked.sort_by_key(|(kind, media, _)| {
        (
            *kind,
            media_type::essence(media) != "application/json",
            *media,
        )
    });
    let mut kept = Map::new();
    let mut others = Vec::new();
    for (index, (kind, media, described)) in ranked.into_iter().enumerate() {
        let stream_beside_json =
            kind == Kind::Events && kept.len() == 1 && kept.values().all(|it| it[KIND] == "json");
        if index > 0 && !stream_beside_json {
            others.push(media.as_str());
            continue;
        }
        let mut content = Map::new();
        content.insert(KIND.into(), kind.name().into());
        if matches!(kind, Kind::Json | Kind::Events) {
            let schema = described.get("schema").cloned();
            content.insert("schema".into(), schema.unwrap_or_else(|| json!({})));
        }
        kept.insert(media.clone(), content.into());
    }
    if !others.is_empty() {
        let asked: Vec<&str> = kept.keys().map(String::as_str).collect();
        let what = format!(
            "requested as {}; not offered: {}",
            asked.join(" or "),
            others.join(", ")
        );
        document.note(PASS, pointer, what);
    }
    let description = response
        .get("description")
        .cloned()
        .unwrap_or_else(|| json!(""));
    Ok(json!({ "description": description, "content": kept }))
}
