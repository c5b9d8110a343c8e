//! Holds requests to the contract: what a service would refuse, a test should not pass with.
//!
//! Only what the contract describes is judged: parameters, headers and members that it does not list are left alone, as
//! are `pattern`s and the parts of a multipart body.

mod body;
mod mismatch;
mod parameter;
mod scalar;
mod style;

use neo_api_document::reference;
use serde_json::Value;

pub use self::mismatch::{Location, Mismatch};
pub(super) use self::parameter::arguments;
use super::request::Request;
use crate::diagnostics::{Tree, Walker, array};
use crate::service::Operation;

/// Further mismatches of a request are left out.
const MOST: usize = 20;

/// What of a request does not fit the contract.
pub(super) fn mismatches(
    document: &Value,
    operation: &'static Operation,
    request: &Request,
) -> Vec<Mismatch> {
    let check = Check {
        document,
        walker: Walker::strict(document),
        operation,
        request,
    };
    let Some(described) = operation_of(document, operation) else {
        return Vec::new();
    };
    let parameters = described.parameters().flat_map(|it| check.parameter(it));
    let body = std::iter::once_with(|| check.body(described.own)).flatten();
    parameters.chain(body).take(MOST).collect()
}

struct Check<'a> {
    document: &'a Value,
    walker: Walker<'a>,
    operation: &'static Operation,
    request: &'a Request,
}

impl Check<'_> {
    /// All of a value, by its schema.
    fn all(&self, schema: &Value, tree: &Tree, location: Location, name: &str) -> Vec<Mismatch> {
        let found = self.walker.all(schema, tree, MOST);
        let mismatches = found
            .iter()
            .map(|it| self.mismatch(location, name, &it.pointer, &it.expected));
        mismatches.collect()
    }

    fn mismatch(&self, location: Location, name: &str, pointer: &str, expected: &str) -> Mismatch {
        Mismatch {
            operation: self.operation.id,
            location,
            name: name.to_owned(),
            pointer: pointer.to_owned(),
            expected: expected.to_owned(),
        }
    }
}

/// An operation of the document.
pub(super) struct Described<'a> {
    document: &'a Value,
    item: &'a Value,
    pub own: &'a Value,
}

pub(super) fn operation_of<'a>(
    document: &'a Value,
    operation: &Operation,
) -> Option<Described<'a>> {
    let item = document.get("paths")?.get(operation.path)?;
    let item = reference::resolve(document, item);
    let own = item.get(operation.method.to_ascii_lowercase())?;
    Some(Described {
        document,
        item,
        own,
    })
}

impl<'a> Described<'a> {
    /// Its parameters, and those of its path that it does not describe itself.
    fn parameters(&self) -> impl Iterator<Item = &'a Value> + '_ {
        let of = |at: &'a Value| {
            array(at, "parameters")
                .iter()
                .map(|it| reference::resolve(self.document, it))
        };
        let shared = of(self.item).filter(move |shared| {
            let same = |own: &Value| {
                ["name", "in"]
                    .iter()
                    .all(|key| own.get(key) == shared.get(key))
            };
            !of(self.own).any(same)
        });
        of(self.own).chain(shared)
    }
}
