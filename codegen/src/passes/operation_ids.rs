//! Operation ids as method names.
//!
//! ```yaml
//! /public-api/agents: {get: {operationId: public_api.agents_get, responses: {'200': {...a list...}}}}
//! ```
//! becomes
//! ```yaml
//! /public-api/agents: {get: {operationId: agents_list, x-contract-id: public_api.agents_get, responses: {...}}}
//! ```
//! [`crate::naming`] chooses the names.

use serde_json::Value;

use crate::{
    Error,
    document::Document,
    naming::{self, Named},
    walk,
};

const PASS: &str = "operation_ids";

/// The operationId as published.
pub(crate) const CONTRACT_ID: &str = "x-contract-id";

/// The input for the name of an operation.
pub(crate) struct Found {
    id: Option<String>,
    method: String,
    path: String,
    list: bool,
    created: bool,
}

impl Found {
    pub(crate) fn named(&self) -> Named<'_> {
        Named {
            id: self.id.as_deref(),
            method: &self.method,
            path: &self.path,
            list: self.list,
            created: self.created,
        }
    }
}

/// The inputs for the names, in the order of the document.
pub(crate) fn found(document: &mut Document) -> Result<Vec<Found>, Error> {
    let mut found = Vec::new();
    walk::operations(document, |document, operation, path, method, pointer| {
        if !operation.is_object() {
            return Err(document.invalid(pointer, "expected an operation object"));
        }
        let id = match operation.get("operationId") {
            Some(Value::String(id)) if !id.trim().is_empty() => Some(id.clone()),
            None => None,
            Some(_) => {
                return Err(document.invalid(
                    &format!("{pointer}/operationId"),
                    "expected a string with letters",
                ));
            }
        };
        found.push(Found {
            id,
            method: method.to_owned(),
            path: path.to_owned(),
            list: is_list(document, operation, path),
            created: operation["responses"].get("201").is_some(),
        });
        Ok(())
    })?;
    Ok(found)
}

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let found = found(document)?;
    let named: Vec<Named<'_>> = found.iter().map(Found::named).collect();
    let mut names = naming::of(&named, &document.names_before).into_iter();
    let mut found = found.iter();
    walk::operations(document, |document, operation, _, _, pointer| {
        let (Some((id, alone)), Some(found)) = (names.next(), found.next()) else {
            return Ok(());
        };
        if !alone {
            let what = format!("the preferred name is taken; this operation is `{id}`");
            document.note(PASS, pointer, what);
        } else {
            match &found.id {
                None => document.note(PASS, pointer, format!("no operationId; named `{id}`")),
                Some(published) if *published != id => {
                    document.note(PASS, pointer, format!("`{published}` is the method `{id}`"));
                }
                Some(_) => {}
            }
        }
        operation["operationId"] = Value::String(id);
        operation[CONTRACT_ID] = Value::String(found.id.clone().unwrap_or_default());
        Ok(())
    })
}

/// Whether the operation responds with a list: an array, or an object around one.
fn is_list(document: &Document, operation: &Value, path: &str) -> bool {
    let responses = operation.get("responses").and_then(Value::as_object);
    let success = responses
        .into_iter()
        .flatten()
        .filter(|(status, _)| status.starts_with('2'));
    let mut schemas = success.filter_map(|(_, response)| {
        let content = response.get("content")?.as_object()?;
        let (_, described) = content
            .iter()
            .find(|(media, _)| crate::media_type::is_json(media))?;
        described.get("schema")
    });
    schemas.next().is_some_and(|schema| {
        let schema = document.followed(schema);
        is_array(schema) || {
            let lists: Vec<&str> = document
                .members(schema, &["allOf"])
                .filter(|(_, schema)| is_array(document.followed(schema)))
                .map(|(name, _)| name.as_str())
                .collect();
            match lists.as_slice() {
                ["data"] => true,
                [only] => naming::lists(path, only),
                several => several
                    .iter()
                    .any(|name| *name == "data" || path.ends_with(&format!("/{name}"))),
            }
        }
    })
}

fn is_array(schema: &Value) -> bool {
    match schema.get("type") {
        Some(Value::String(kind)) => kind == "array",
        Some(Value::Array(kinds)) => kinds.iter().any(|it| it == "array"),
        _ => schema.get("items").is_some(),
    }
}
