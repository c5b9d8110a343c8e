//! The responses of an operation: success, event stream and errors.

use serde_json::Value;

use super::{Response, Status};
use crate::{
    document::Document,
    media_type,
    model::{TypeRef, Types},
    names,
    passes::responses::{DATA, KIND, META, is_success},
    pointer::join,
};

pub(super) struct Read {
    pub(super) success: Response,
    pub(super) stream: Option<TypeRef>,
    pub(super) errors: Vec<(Status, TypeRef)>,
    pub(super) accept: String,
}

impl Status {
    pub(super) fn read(key: &str) -> Option<Self> {
        let digit = key.strip_suffix("XX").and_then(|it| it.parse().ok());
        match (key.parse(), digit) {
            (Ok(code), _) => Some(Self::Code(code)),
            (_, Some(digit)) => Some(Self::Range(digit)),
            _ if key == "default" => Some(Self::Default),
            _ => None,
        }
    }
}

pub(super) fn read(types: &Types, operation: &Value, pointer: &str, id: &str) -> Read {
    let at = join(pointer, "responses");
    let mut read = Read {
        success: Response::Empty,
        stream: None,
        errors: Vec::new(),
        accept: String::new(),
    };
    let mut successes: Vec<(Status, Response)> = Vec::new();
    let mut accept: Vec<String> = Vec::new();
    let responses = operation.get("responses").and_then(Value::as_object);
    for (key, response) in responses.into_iter().flatten() {
        let Some(status) = Status::read(key) else {
            continue;
        };
        let content_at = join(&join(&at, key), "content");
        let mut body = None;
        let content = response.get("content").and_then(Value::as_object);
        for (media, described) in content.into_iter().flatten() {
            let at = join(&content_at, media);
            let one = one(types, described, &at);
            if !is_success(key) {
                if let Response::Json(ty) = one {
                    read.errors.push((status, ty));
                }
                continue;
            }
            let asked = match media_type::is_one(media) {
                true => media.clone(),
                false => "*/*".to_owned(),
            };
            match one {
                Response::Events(ty) if content.is_some_and(|it| it.len() > 1) => {
                    read.stream = Some(ty);
                    continue;
                }
                one => body = Some(one),
            }
            if !accept.contains(&asked) {
                accept.push(asked);
            }
        }
        if is_success(key) {
            successes.push((status, body.unwrap_or(Response::Empty)));
        }
    }
    read.errors.sort();
    read.accept = accept.join(", ");
    let mut distinct = successes.iter().map(|(_, body)| body);
    let first = distinct.next().cloned();
    read.success = match first {
        // Without a documented success, the body is returned unchanged.
        None => {
            read.accept = "*/*".to_owned();
            Response::Binary
        }
        Some(first) if distinct.all(|it| *it == first) => first,
        Some(_) => Response::ByStatus(names::pascal(id) + "Response", successes),
    };
    read
}

fn one(types: &Types, described: &Value, pointer: &str) -> Response {
    let ty = |key: &str| described.get(key).map(|_| types.at(&join(pointer, key)));
    match described.get(KIND).and_then(Value::as_str) {
        Some("json") => match (ty(DATA), ty(META)) {
            (Some(data), Some(meta)) => Response::Envelope { data, meta },
            _ => Response::Json(ty("schema").unwrap_or(TypeRef::Any)),
        },
        Some("events") => Response::Events(match ty("schema") {
            // Without a schema, the data is text.
            None | Some(TypeRef::Any) => TypeRef::Text,
            Some(ty) => ty,
        }),
        Some("text") => Response::Text,
        _ => Response::Binary,
    }
}

/// Whether a JSON pointer leads to a member of success bodies.
pub(super) fn has(document: &Document, operation: &Value, pointer: &str) -> bool {
    let envelope = document.conventions.envelope.as_ref();
    let responses = operation.get("responses").and_then(Value::as_object);
    let successes = responses
        .into_iter()
        .flatten()
        .filter(|(key, _)| is_success(key));
    let mut bodies = successes
        .filter_map(|(_, response)| response.get("content")?.as_object())
        .flatten()
        .filter(|(_, described)| described[KIND] == "json");
    bodies.any(|(_, described)| {
        let mut tokens = pointer.split('/').skip(1).map(crate::pointer::unescape);
        let mut schema = match (described.get("schema"), envelope) {
            (Some(schema), _) => Some(schema),
            (None, Some(envelope)) => match tokens.next() {
                Some(token) if token == envelope.data => described.get(DATA),
                Some(token) if token == envelope.meta => described.get(META),
                _ => None,
            },
            (None, None) => None,
        };
        for token in tokens {
            schema = schema.and_then(|it| document.member(it, &token));
        }
        schema.is_some()
    })
}
