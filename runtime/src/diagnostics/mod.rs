//! Finds where a body departs from the vendored contract. Used after a body failed to decode, and to look
//! for drift.
//!
//! serde says where it stopped, but not always exactly: a missing member is blamed on the object, and
//! inside unions and flattened maps the location is lost. The contract is walked along the body to find
//! the first mismatch at or below the location that serde named.

mod describe;
mod drift;
mod number;
mod schema;
#[cfg(feature = "mock")]
mod strict;
mod tree;
mod union;
mod walk;

use http::StatusCode;
use neo_api_document::{media_type, responses};
use serde_json::Value;

pub(crate) use self::drift::drift;
#[cfg(feature = "mock")]
pub(crate) use self::schema::{array, branches, listed, type_names};
#[cfg(feature = "mock")]
pub(crate) use self::tree::Array;
pub(crate) use self::tree::Tree;
pub(crate) use self::walk::Walker;
use crate::service::Operation;

/// A location in a body, and what the contract expects there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Location {
    pub pointer: String,
    pub expected: String,
}

/// The media types of a response, in lower case. None where the contract does not have the operation, or not the status.
pub(crate) fn media_types(
    document: &Value,
    operation: &Operation,
    status: StatusCode,
) -> Option<Vec<String>> {
    let walker = Walker::new(document);
    let method = operation.method.to_ascii_lowercase();
    let response = response(&walker, &method, operation.path, status)?;
    let content = response.get("content").and_then(Value::as_object);
    let names = content.into_iter().flat_map(|content| content.keys());
    Some(names.map(|name| name.to_ascii_lowercase()).collect())
}

/// The first mismatch at or below `at`; `at` itself where the contract knows of none.
pub(crate) fn locate(
    document: &Value,
    operation: &Operation,
    status: StatusCode,
    body: &[u8],
    at: &str,
) -> Location {
    let method = operation.method.to_ascii_lowercase();
    locate_in(document, &method, operation.path, status, body, at)
}

fn locate_in(
    document: &Value,
    method: &str,
    path: &str,
    status: StatusCode,
    body: &[u8],
    at: &str,
) -> Location {
    let walker = Walker::new(document);
    let found = response_schema(&walker, method, path, status).map(|schema| {
        std::str::from_utf8(body)
            .ok()
            .and_then(|body| walker.first(schema, &Tree::read(body, at), at))
            .unwrap_or_else(|| Location {
                pointer: at.to_owned(),
                expected: match walker.at(schema, at) {
                    Some(schema) => format!("expected {}", walker.describe(schema)),
                    None => "expected a different form".to_owned(),
                },
            })
    });
    found.unwrap_or_else(|| Location {
        pointer: at.to_owned(),
        expected: "expected a different form".to_owned(),
    })
}

/// The schema of a JSON body.
fn response_schema<'a>(
    walker: &Walker<'a>,
    method: &str,
    path: &str,
    status: StatusCode,
) -> Option<&'a Value> {
    json_schema(response(walker, method, path, status)?)
}

fn json_schema(response: &Value) -> Option<&Value> {
    let content = response.get("content")?.as_object()?;
    content
        .iter()
        .find(|(name, _)| media_type::is_json(name))?
        .1
        .get("schema")
}

/// What is documented of this very status, of its class (`2XX`), or of every other one.
fn response<'a>(
    walker: &Walker<'a>,
    method: &str,
    path: &str,
    status: StatusCode,
) -> Option<&'a Value> {
    let item = walker.resolve(walker.document().get("paths")?.get(path)?);
    let operation = item.get(method)?;
    let response = responses::select(operation.get("responses")?, status.as_u16())?;
    Some(walker.resolve(response))
}

#[cfg(test)]
mod tests;
