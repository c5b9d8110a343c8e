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
//! after its method and path. Of several with the same name the one that is spelled so keeps it, and the others get a
//! number (by path, then method).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{Error, document::Document, names, walk};

const PASS: &str = "operation_ids";

/// The operationId as published.
pub(super) const CONTRACT_ID: &str = "x-contract-id";

/// Methods that the generated `Client` has for itself, or from a trait that a method of its own would hide.
const TAKEN: [&str; 10] = [
    "api_version",
    "baseurl",
    "client",
    "clone",
    "exec",
    "inner",
    "new",
    "new_with_client",
    "post",
    "pre",
];

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

    let wanted: Vec<String> = published
        .iter()
        .map(|id| names::snake(without(&prefix, id)))
        .collect();
    let exact = |index: usize| {
        published.get(index).map(|id| without(&prefix, id)) == wanted.get(index).map(String::as_str)
    };
    // Those that are spelled like the method keep it, whatever comes before them.
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|index| !exact(*index));
    let mut taken = Taken::new();
    let mut ids: BTreeMap<usize, String> = order
        .into_iter()
        .filter_map(|index| Some((index, taken.unique(wanted.get(index)?))))
        .collect();

    let mut index = 0;
    walk::operations(document, |document, operation, _, _, pointer| {
        let contract_id = published.get(index).cloned().unwrap_or_default();
        let wanted = wanted.get(index).cloned().unwrap_or_default();
        let id = ids.remove(&index).unwrap_or_default();
        index += 1;
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

/// The names of the methods, and of the builders that they return.
struct Taken {
    methods: BTreeSet<String>,
    builders: BTreeSet<String>,
}

impl Taken {
    fn new() -> Self {
        Self {
            methods: TAKEN.iter().map(|name| (*name).to_owned()).collect(),
            builders: BTreeSet::new(),
        }
    }

    /// The first of `name`, `name2` … that neither a method nor a builder has.
    fn unique(&mut self, name: &str) -> String {
        loop {
            let candidate = names::unique(name, &mut self.methods);
            // `a1` and `a_1` are two methods, but one builder: `A1`.
            if self.builders.insert(names::pascal(&candidate)) {
                return candidate;
            }
        }
    }
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
