//! Parameters as the model reads them: no duplicates, each with a schema.
//!
//! ```yaml
//! - {in: query, name: filter, content: {application/json: {schema: {...}}}}
//! - {in: header, name: Authorization, schema: {type: string}}
//! ```
//! becomes
//! ```yaml
//! - {in: query, name: filter, x-json: true, schema: {...}}
//! ```

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{Error, document::Document, media_type, model::operations::docs, pointer::join, walk};

const PASS: &str = "parameters";

/// Marks a parameter that is JSON text.
pub(crate) const JSON: &str = "x-json";

/// The documentation of a parameter: later passes take constraints out of schemas.
pub(crate) const DOC: &str = "x-doc";

/// Headers that the client sets itself.
const OWN_HEADERS: [&str; 4] = ["accept", "accept-encoding", "content-type", "authorization"];

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::operations(document, |document, operation, _, _, pointer| {
        let Some(Value::Array(list)) = operation.get_mut("parameters") else {
            return Ok(());
        };
        let at = join(pointer, "parameters");
        let mut seen = BTreeSet::new();
        let mut kept: Vec<(Value, String)> = Vec::new();
        for (index, mut parameter) in std::mem::take(list).into_iter().enumerate() {
            let location = join(&at, &index.to_string());
            let before = document.published(&location);
            let Some(key) = one(document, &mut parameter, &location)? else {
                continue;
            };
            if !seen.insert(key.clone()) {
                let what = format!(
                    "`{}` is declared twice; the first declaration is used",
                    key.1
                );
                document.note(PASS, &location, what);
                continue;
            }
            kept.push((parameter, before));
        }
        for (index, (parameter, before)) in kept.into_iter().enumerate() {
            document.came_from(&join(&at, &index.to_string()), &before);
            list.push(parameter);
        }
        Ok(())
    })
}

/// Checks a parameter and gives it a schema. Returns its location and name; `None` if OpenAPI ignores it.
fn one(
    document: &mut Document,
    parameter: &mut Value,
    pointer: &str,
) -> Result<Option<(String, String)>, Error> {
    let text = |key: &str| {
        parameter
            .get(key)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let Some(name) = text("name").filter(|name| !name.is_empty()) else {
        return Err(document.invalid(pointer, "a parameter needs a `name`"));
    };
    let location = match text("in") {
        Some(it) if ["path", "query", "header", "cookie"].contains(&it.as_str()) => it,
        _ => {
            return Err(document.invalid(
                &join(pointer, "in"),
                "expected `path`, `query`, `header` or `cookie`",
            ));
        }
    };
    if location == "header" && OWN_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
        let what = format!("`{name}` has no setter: the client sets it itself");
        document.note(PASS, pointer, what);
        return Ok(None);
    }
    if matches!(location.as_str(), "header" | "cookie") && !name.bytes().all(is_token) {
        return Err(document.invalid(
            &join(pointer, "name"),
            format!("`{name}` is not a valid {location} name"),
        ));
    }
    let content = parameter
        .as_object_mut()
        .and_then(|it| it.remove("content"));
    if let Some(content) = content {
        let first = content.as_object().and_then(|it| it.iter().next());
        let Some((media, described)) = first else {
            return Err(document.invalid(&join(pointer, "content"), "expected one media type"));
        };
        let before = join(&join(&join(pointer, "content"), media), "schema");
        document.moved(&join(pointer, "schema"), &before);
        parameter["schema"] = described
            .get("schema")
            .cloned()
            .unwrap_or_else(|| json!({}));
        if media_type::is_json(media) {
            parameter[JSON] = Value::Bool(true);
        } else {
            // The value is sent unchanged.
            parameter["schema"] = json!({ "type": "string" });
        }
    }
    if parameter.get("schema").is_none() {
        parameter["schema"] = json!({ "type": "string" });
    }
    if let Some(doc) = docs::of_parameter(document, parameter) {
        parameter[DOC] = doc.into();
    }
    Ok(Some((location, name)))
}

/// Characters of a token (RFC 9110, section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
