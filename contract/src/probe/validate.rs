//! Validates responses against the contract, both ways: what the contract requires, and what it does not document.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use neo_api_document::{media_type, method, responses};

use super::{Error, Exchange, Level, Mismatch, Outcome, fields};
use crate::diff::model::{Document, Node};

pub(super) fn validate(root: &Value, exchanges: &[Exchange]) -> Result<Outcome, Error> {
    let document = Document { root };
    let mut outcome = Outcome::default();
    for exchange in exchanges {
        let Some((path, operation)) = operation(document, exchange) else {
            outcome.skipped.push(format!(
                "{}: the contract has no such operation",
                exchange.name
            ));
            continue;
        };
        let response = response(document, &operation, exchange.status);
        let schema = response.as_ref().and_then(json_schema);
        if schema.is_some() && exchange.body.is_none() {
            outcome.skipped.push(format!(
                "{}: the recording does not contain the response body",
                exchange.name
            ));
            continue;
        }
        outcome.validated += 1;
        let mut report = |level: Level, pointer: String, what: String| {
            outcome.mismatches.push(Mismatch {
                level,
                times: 1,
                operation: format!("{} {path}", exchange.method),
                status: exchange.status,
                pointer,
                what,
            });
        };
        if response.is_none() {
            report(
                Level::Error,
                String::new(),
                "this status is not documented".into(),
            );
        }
        let (Some(schema), Some(body)) = (schema, &exchange.body) else {
            continue;
        };
        let Ok(body) = serde_json::from_str::<Value>(body) else {
            report(Level::Error, String::new(), "the body is not JSON".into());
            continue;
        };
        for (pointer, what) in schema_errors(root, &schema, &body)? {
            let shown = fields::shown(document, &schema, &body, &pointer);
            report(Level::Error, shown, what);
        }
        for pointer in fields::undocumented(document, &schema, &body) {
            report(
                Level::Notice,
                pointer,
                "this field is not documented".into(),
            );
        }
    }
    Ok(outcome)
}

/// Each location once, the worst finding first.
pub(super) fn fold(mismatches: &mut Vec<Mismatch>) {
    mismatches.sort();
    mismatches.dedup_by(|next, first| {
        let same = (
            &next.level,
            &next.operation,
            next.status,
            &next.pointer,
            &next.what,
        ) == (
            &first.level,
            &first.operation,
            first.status,
            &first.pointer,
            &first.what,
        );
        if same {
            first.times += next.times;
        }
        same
    });
}

/// The operation with a method and a path template.
pub(super) fn operation_at<'v>(
    document: Document<'v>,
    method: &str,
    path: &str,
) -> Option<Node<'v>> {
    let method = method.to_lowercase();
    // A path item has other keys as well.
    if !method::ALL.contains(&method.as_str()) {
        return None;
    }
    let item = document.top().get("paths")?.get(path)?;
    document.resolve(&item).get(&method)
}

/// The operation of an exchange: a literal path takes precedence over a template.
fn operation<'v>(document: Document<'v>, exchange: &Exchange) -> Option<(&'v str, Node<'v>)> {
    let paths = document.top().get("paths")?.entries();
    let method = exchange.method.to_lowercase();
    // A path item has other keys as well.
    if !method::ALL.contains(&method.as_str()) {
        return None;
    }
    let fits = |template: &str| {
        let (parts, given): (Vec<_>, Vec<_>) = (
            template.split('/').collect(),
            exchange.path.split('/').collect(),
        );
        parts.len() == given.len()
            && parts
                .iter()
                .zip(&given)
                .all(|(part, given)| part == given || (part.contains('{') && !given.is_empty()))
    };
    let mut fitting: Vec<_> = paths.into_iter().filter(|(path, _)| fits(path)).collect();
    fitting.sort_by_key(|(path, _)| path.matches('{').count());
    fitting
        .into_iter()
        .find_map(|(path, item)| Some((path, document.resolve(&item).get(&method)?)))
}

/// The schema of a response's JSON.
pub(super) fn json_schema<'v>(response: &Node<'v>) -> Option<Node<'v>> {
    let media = response.get("content")?.entries();
    let (_, json) = media.iter().find(|(name, _)| media_type::is_json(name))?;
    json.get("schema")
}

fn response<'v>(document: Document<'v>, operation: &Node<'v>, status: u16) -> Option<Node<'v>> {
    let described = operation.get("responses")?;
    let mut keys = responses::keys(status).into_iter();
    let response = keys.find_map(|key| described.get(&key))?;
    Some(document.resolve(&response))
}

/// A pointer as a URI fragment (RFC 6901, section 6): path templates have braces, which URIs forbid.
fn reference(pointer: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'~')
        .remove(b'-')
        .remove(b'_')
        .remove(b'.');
    format!("#{}", utf8_percent_encode(pointer, KEPT))
}

/// Missing, ill-typed and unknown values, by pointer.
fn schema_errors(
    root: &Value,
    schema: &Node<'_>,
    body: &Value,
) -> Result<Vec<(String, String)>, Error> {
    // The whole document is the root, so its references resolve.
    let mut whole = root.clone();
    if let Some(top) = whole.as_object_mut() {
        top.insert("$ref".into(), json!(reference(&schema.pointer())));
    }
    let validator = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&whole)
        .map_err(|error| Error::Schema {
            pointer: schema.pointer(),
            why: error.masked().to_string(),
        })?;
    Ok(validator
        .iter_errors(body)
        .map(|error| {
            let pointer = error.instance_path().to_string();
            let rule = error.schema_path().to_string();
            let what = match rule.rsplit('/').next() {
                Some("enum" | "const") => "this value is not documented".to_owned(),
                // Here `masked` repeats field names, which can be data.
                Some("additionalProperties" | "unevaluatedProperties") => {
                    "it has fields that are not allowed".to_owned()
                }
                _ if rule.contains("/propertyNames") => {
                    "the name of a field is not allowed".to_owned()
                }
                // `masked` omits the value.
                _ => error.masked().to_string(),
            };
            (pointer, what)
        })
        .collect())
}
