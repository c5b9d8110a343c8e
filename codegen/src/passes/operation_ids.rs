//! Operation ids as method names.
//!
//! ```yaml
//! operationId: public_api.phone_numbers_get
//! ```
//! becomes
//! ```yaml
//! operationId: phone_numbers_get
//! x-contract-id: public_api.phone_numbers_get
//! ```
//! The first dotted part goes where nine in ten of the operations have the same. An operation without an id is named
//! after its method and path; of several with the same name the later ones (by path, then method) get a number.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{Error, document::Document, names, walk};

const PASS: &str = "operation_ids";

/// The operationId as published.
pub(super) const CONTRACT_ID: &str = "x-contract-id";

/// Names that the generated `Client` has for itself.
const TAKEN: [&str; 4] = ["new", "new_with_client", "baseurl", "client"];

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let mut published = Vec::new();
    walk::operations(document, |document, operation, path, method, pointer| {
        if !operation.is_object() {
            return Err(document.invalid(pointer, "expected an operation object"));
        }
        published.push(match operation.get("operationId") {
            Some(Value::String(id)) if !id.trim().is_empty() => id.clone(),
            None => {
                let id = format!("{method} {path}");
                document.note(
                    PASS,
                    pointer,
                    format!(
                        "no operationId; named after its method and path: `{}`",
                        names::snake(&id)
                    ),
                );
                id
            }
            Some(_) => {
                return Err(document.invalid(
                    &format!("{pointer}/operationId"),
                    "expected a string with letters in it",
                ));
            }
        });
        Ok(())
    })?;
    let prefix = common_prefix(&published);

    let mut published = published.into_iter();
    let mut taken: BTreeSet<String> = TAKEN.iter().map(|name| (*name).to_owned()).collect();
    walk::operations(document, |document, operation, _, _, pointer| {
        let contract_id = published.next().unwrap_or_default();
        let wanted = names::snake(without(&prefix, &contract_id));
        let id = names::unique(&wanted, &mut taken);
        if id != wanted {
            document.note(
                PASS,
                pointer,
                format!("the method name `{wanted}` is taken; this operation is `{id}`"),
            );
        } else if id != contract_id {
            document.note(
                PASS,
                pointer,
                format!("`{contract_id}` is the method `{id}`"),
            );
        }
        operation["operationId"] = Value::String(id);
        operation[CONTRACT_ID] = Value::String(contract_id);
        Ok(())
    })
}

fn without<'a>(prefix: &str, id: &'a str) -> &'a str {
    id.strip_prefix(prefix)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(id)
}

/// The first dotted part with its dot that nine in ten of the published ids have in common. Not all of them: one odd id
/// more, or none at all, would rename every method that was there.
fn common_prefix(ids: &[String]) -> String {
    let published: Vec<&String> = ids.iter().filter(|id| !id.contains(' ')).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in &published {
        if let Some((part, rest)) = id.split_once('.')
            && !rest.is_empty()
        {
            *counts.entry(part).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .find(|(_, count)| count * 10 >= published.len() * 9)
        .map(|(part, _)| format!("{part}."))
        .unwrap_or_default()
}
