//! Request bodies as the model reads them: one media type, with the kind of body.
//!
//! ```yaml
//! requestBody: {content: {application/merge-patch+json: {schema: A}, application/xml: {schema: A}}}
//! ```
//! becomes
//! ```yaml
//! requestBody: {content: {application/merge-patch+json: {x-kind: json, schema: A}}}
//! ```
//! Of several, the best typed is chosen: JSON, then a form, then multipart, then text, then bytes.

use serde_json::{Value, json};

use super::responses::KIND;
use crate::{Error, document::Document, media_type, pointer::join, walk};

const PASS: &str = "request_bodies";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::operations(document, |document, operation, _, _, pointer| {
        let at = join(pointer, "requestBody");
        let Some(body) = operation.get_mut("requestBody") else {
            return Ok(());
        };
        let Some(content) = body.get("content").and_then(Value::as_object) else {
            return Err(document.invalid(&at, "expected an object with `content`"));
        };
        let Some((kind, media)) = chosen(content.keys()) else {
            document.note(PASS, &at, "a request body without content; no body is sent");
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
        let location = join(&join(&at, "content"), media);
        if !others.is_empty() {
            let what = format!("sent as {media}; not offered: {}", others.join(", "));
            document.note(PASS, &at, what);
        }
        let mut described = content.get(media).cloned().unwrap_or_else(|| json!({}));
        // The items of a sequence are not separated.
        if let Some(members) = described.as_object_mut() {
            members.remove("itemSchema");
        }
        let sent = match (media_type::is_one(media), kind) {
            (true, _) => media.clone(),
            (false, BodyKind::Text) => "text/plain".to_owned(),
            (false, _) => "application/octet-stream".to_owned(),
        };
        if sent != *media {
            let what = format!("a range of media types; sent as {sent}");
            document.note(PASS, &location, what);
            document.moved(&join(&join(&at, "content"), &sent), &location);
        }
        described[KIND] = kind.name().into();
        match kind {
            BodyKind::Json | BodyKind::Form if described.get("schema").is_none() => {
                described["schema"] = json!({});
            }
            // The model turns the schema of a multipart body into a form.
            BodyKind::Json | BodyKind::Form | BodyKind::Multipart => {}
            BodyKind::Text | BodyKind::Binary => {
                if let Some(members) = described.as_object_mut() {
                    members.remove("schema");
                }
            }
        }
        body["content"] = json!({ sent: described });
        Ok(())
    })
}

/// The encoding of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyKind {
    Json,
    Form,
    Multipart,
    Text,
    Binary,
}

impl BodyKind {
    const ALL: [Self; 5] = [
        Self::Json,
        Self::Form,
        Self::Multipart,
        Self::Text,
        Self::Binary,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Form => "form",
            Self::Multipart => "multipart",
            Self::Text => "text",
            Self::Binary => "binary",
        }
    }

    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// The best typed media type; of several of a kind the simplest, then the first by name.
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
