//! Request bodies.

use serde_json::Value;

use super::{
    Body, Style, docs,
    parameters::{Location, style},
};
use crate::{
    Error,
    document::Document,
    model::{TypeRef, Types},
    passes::{request_bodies::BodyKind, responses::KIND},
    pointer::join,
};

pub(super) fn read(
    document: &Document,
    types: &Types,
    operation: &Value,
    pointer: &str,
) -> Result<Option<Body>, Error> {
    let Some(body) = operation.get("requestBody") else {
        return Ok(None);
    };
    let at = join(&join(pointer, "requestBody"), "content");
    let content = body.get("content").and_then(Value::as_object);
    let Some((media_type, described)) = content.and_then(|it| it.iter().next()) else {
        return Ok(None);
    };
    let at = join(&at, media_type);
    let kind = described.get(KIND).and_then(Value::as_str);
    let kind = kind.and_then(BodyKind::of_name).unwrap_or(BodyKind::Binary);
    let ty = match kind {
        BodyKind::Json | BodyKind::Form => types.at(&join(&at, "schema")),
        BodyKind::Multipart => TypeRef::Runtime("Multipart"),
        BodyKind::Text => TypeRef::Text,
        BodyKind::Binary => TypeRef::Runtime("Bytes"),
    };
    let styles = match kind {
        BodyKind::Form => styles(document, described, &at)?,
        _ => Vec::new(),
    };
    Ok(Some(Body {
        kind,
        media_type: media_type.clone(),
        required: body.get("required") == Some(&Value::Bool(true)),
        name: "body".to_owned(),
        ty,
        styles,
        doc: docs::of_body(body),
    }))
}

/// `encoding`: the members that differ from `style: form` with `explode`.
fn styles(
    document: &Document,
    described: &Value,
    pointer: &str,
) -> Result<Vec<(String, Style)>, Error> {
    let at = join(pointer, "encoding");
    let encoding = described.get("encoding").and_then(Value::as_object);
    let mut styles = Vec::new();
    for (name, encoding) in encoding.into_iter().flatten() {
        let has_style = encoding.get("style").is_some() || encoding.get("explode").is_some();
        let content_type = encoding.get("contentType").and_then(Value::as_str);
        let is_json = content_type.is_some_and(crate::media_type::is_json);
        let style = match has_style {
            true => style(document, encoding, Location::Query, &join(&at, name))?,
            false if is_json => Style::Json,
            false => continue,
        };
        if style != Style::Form {
            styles.push((name.clone(), style));
        }
    }
    Ok(styles)
}
