//! What a call must know of its operation besides types.
//!
//! ```yaml
//! security: []
//! paths: {/numbers: {get: {operationId: list, security: [{bearerAuth: []}]}}}
//! ```
//! becomes a row `list, GET, /numbers, credential: true, repeatable: true` of the generated table.

use serde_json::Value;

use super::operation_ids::CONTRACT_ID;
use crate::{Error, Operation, document::Document, walk};

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let root_security = document.root.get("security").cloned();
    let copy = document.whole();
    walk::operations(document, |document, operation, path, method, pointer| {
        let text = |key: &str| {
            operation
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let row = Operation {
            id: text("operationId"),
            contract_id: text(CONTRACT_ID),
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            credential: credential(document, operation, root_security.as_ref(), pointer)?,
            // RFC 9110, section 9.2.2; TRACE is safe, yet nobody retries one.
            repeatable: matches!(method, "get" | "head" | "put" | "delete" | "options"),
            paginated: takes_cursor(&copy, operation, path)
                && answers_with_pagination(&copy, operation),
        };
        if let Some(operation) = operation.as_object_mut() {
            operation.remove(CONTRACT_ID);
        }
        document.operations.push(row);
        Ok(())
    })
}

/// A credential is asked for when there are requirements and none of them is the empty one.
fn credential(
    document: &Document,
    operation: &Value,
    root: Option<&Value>,
    pointer: &str,
) -> Result<bool, Error> {
    let (security, at) = match operation.get("security") {
        Some(security) => (Some(security), format!("{pointer}/security")),
        None => (root, "/security".to_owned()),
    };
    match security {
        None => Ok(false),
        Some(Value::Array(requirements)) => Ok(!requirements.is_empty()
            && requirements.iter().all(|requirement| {
                requirement
                    .as_object()
                    .is_some_and(|schemes| !schemes.is_empty())
            })),
        Some(_) => Err(document.invalid(&at, "expected a list of security requirements")),
    }
}

fn takes_cursor(copy: &Value, operation: &Value, path: &str) -> bool {
    let of_path = copy
        .get("paths")
        .and_then(|paths| paths.get(path))
        .and_then(|item| item.get("parameters"));
    [of_path, operation.get("parameters")]
        .into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .flatten()
        .map(|parameter| followed(copy, parameter))
        .any(|parameter| parameter["in"] == "query" && parameter["name"] == "cursor")
}

fn answers_with_pagination(copy: &Value, operation: &Value) -> bool {
    let Some(responses) = operation.get("responses").and_then(Value::as_object) else {
        return false;
    };
    responses
        .iter()
        .filter(|(status, _)| status.starts_with('2'))
        .any(|(_, response)| {
            let body = followed(
                copy,
                &followed(copy, response)["content"]["application/json"]["schema"],
            );
            let meta = followed(copy, &body["properties"]["meta"]);
            meta["properties"].get("pagination").is_some()
        })
}

/// What a reference leads to, through as many as there are. References are known to be good by now; the bound is for
/// circles, which are not.
fn followed<'a>(copy: &'a Value, mut value: &'a Value) -> &'a Value {
    for _ in 0..64 {
        match value
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|it| it.strip_prefix('#'))
            .and_then(|it| copy.pointer(it))
        {
            Some(target) => value = target,
            None => break,
        }
    }
    value
}
