//! Request bodies as progenitor knows them: one media type, JSON, text or bytes.
//!
//! ```yaml
//! requestBody: {content: {application/merge-patch+json: {schema: A}, application/xml: {schema: A}}}
//! ```
//! becomes
//! ```yaml
//! requestBody: {required: true, content: {application/json: {schema: {anyOf: [A, {type: 'null'}]}}}}
//! ```
//! The media type that is sent is remembered. Of several the one that is best typed is taken: JSON, then a form, then
//! parts, then text, then bytes. A body that may be left out is an `Option`.

use serde_json::{Value, json};

use crate::{
    Error,
    call::{Body, BodyKind},
    document::{Document, Replacement, component, reference},
    media_type,
    pointer::join,
    walk,
};

const PASS: &str = "request_bodies";

/// The component that stands for the runtime's `Multipart`.
const MULTIPART: &str = "RuntimeMultipart";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let mut multipart = false;
    walk::operations(document, |document, operation, _, _, pointer| {
        let at = join(pointer, "requestBody");
        let Some(body) = operation.get_mut("requestBody") else {
            return Ok(());
        };
        let Some(content) = body.get("content").and_then(Value::as_object) else {
            return Err(document.invalid(&at, "expected an object with `content`"));
        };
        let Some((kind, media)) = chosen(content.keys()) else {
            document.note(PASS, &at, "a body without content; none is sent");
            if let Some(members) = operation.as_object_mut() {
                members.remove("requestBody");
            }
            return Ok(());
        };
        let others: Vec<&str> = content
            .keys()
            .filter(|it| *it != media)
            .map(String::as_str)
            .collect();
        let place = join(&join(&at, "content"), media);
        if !others.is_empty() {
            document.note(
                PASS,
                &at,
                format!("sent as {media}; not offered: {}", others.join(", ")),
            );
        }
        let described = content.get(media).cloned().unwrap_or_default();
        if described.get("encoding").is_some() && kind == BodyKind::Form {
            document.note(
                PASS,
                &join(&place, "encoding"),
                "not applied: members are written as `style: form` says",
            );
        }
        let schema = described
            .get("schema")
            .cloned()
            .unwrap_or_else(|| json!({}));
        let required = body.get("required") == Some(&Value::Bool(true));
        let optional = !required && matches!(kind, BodyKind::Json | BodyKind::Form);
        if !required && !optional {
            document.note(
                PASS,
                &at,
                "may be left out by the contract; this client always sends one",
            );
        }
        let media_type = match media_type::is_one(media) {
            true => media.clone(),
            false => {
                let sent = if kind == BodyKind::Text {
                    "text/plain"
                } else {
                    "application/octet-stream"
                };
                document.note(
                    PASS,
                    &place,
                    format!("a range of media types; sent as {sent}"),
                );
                sent.to_owned()
            }
        };
        let (known, schema) = match kind {
            BodyKind::Json | BodyKind::Form => ("application/json", schema),
            BodyKind::Multipart => {
                multipart = true;
                document.note(
                    PASS,
                    &place,
                    format!("parts that the caller names: {}", parts(&schema)),
                );
                ("application/json", reference(MULTIPART))
            }
            BodyKind::Text => ("text/plain", json!({ "type": "string" })),
            BodyKind::Binary => (
                "application/octet-stream",
                json!({ "type": "string", "format": "binary" }),
            ),
        };
        let now = join(&join(&at, "content"), known);
        document.moved(&now, &place);
        let schema = match optional {
            true => {
                let schema_at = join(&now, "schema");
                document.moved(&join(&schema_at, "anyOf/0"), &schema_at);
                json!({ "anyOf": [schema, { "type": "null" }] })
            }
            false => schema,
        };
        let mut mended = json!({ "required": true, "content": { known: { "schema": schema } } });
        if let Some(text) = body.get("description").filter(|it| it.is_string()) {
            mended["description"] = text.clone();
        }
        *body = mended;
        let id = operation["operationId"].as_str().unwrap_or_default();
        document.calls.entry(id.to_owned()).or_default().body = Some(Body {
            kind,
            media_type,
            optional,
        });
        Ok(())
    })?;
    if multipart {
        if document.schemas.contains_key(MULTIPART) {
            return Err(document.invalid(
                &component(MULTIPART),
                "this name is kept for the generator; rename the schema",
            ));
        }
        document
            .schemas
            .insert(MULTIPART.into(), json!({ "type": "string" }));
        document
            .replacements
            .insert(MULTIPART.into(), Replacement::Runtime("Multipart"));
    }
    Ok(())
}

/// The media type that is best typed; of several of a kind the plainest, then the first by name.
fn chosen<'a>(media_types: impl Iterator<Item = &'a String>) -> Option<(BodyKind, &'a String)> {
    media_types
        .map(|media| (kind(media), media))
        .min_by_key(|(kind, media)| {
            (
                *kind as u8,
                media_type::essence(media) != "application/json",
                *media,
            )
        })
}

fn kind(media: &str) -> BodyKind {
    if media_type::is_json(media) {
        BodyKind::Json
    } else if media_type::is_form(media) {
        BodyKind::Form
    } else if media_type::is_multipart(media) {
        BodyKind::Multipart
    } else if media_type::is_text(media) {
        BodyKind::Text
    } else {
        BodyKind::Binary
    }
}

/// The names of a multipart body's parts, as far as it names them.
fn parts(schema: &Value) -> String {
    let names: Vec<&str> = schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(|it| it.keys())
        .map(String::as_str)
        .collect();
    match names.is_empty() {
        true => "see the contract".to_owned(),
        false => names.join(", "),
    }
}
