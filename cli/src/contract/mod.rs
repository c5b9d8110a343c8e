//! The contract's operations, as commands need them.

mod body;
mod kind;
mod parameter;
mod success;
mod words;

pub use body::{Body, Member};
pub use kind::Kind;
pub use parameter::{Parameter, ParameterLocation, Shape};
pub use success::{Data, Success};

use neo_api::OPERATIONS;
use neo_api::runtime::Operation;
use neo_api_document::reference;
use serde_json::Value;

use parameter::parameter;
use success::{responds_with_a_list, success};
use words::{distinct, words};

/// One operation with what its command is made of.
#[derive(Debug)]
pub struct Described {
    pub operation: &'static Operation,
    /// The words of its command: `phone numbers list`.
    pub words: Vec<String>,
    pub summary: String,
    pub description: String,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    /// What a success has for a body.
    pub success: Success,
}

impl Described {
    /// Whether a key goes with it. A path that the contract does not have is called with one.
    pub fn takes_key(&self) -> bool {
        self.operation.needs_credential() || !self.operation.is_documented()
    }
}

/// Every operation of the contract, in the order of its table.
pub fn operations() -> Vec<Described> {
    // The text is part of the library, and tested to be JSON.
    let document: Value = serde_json::from_str(neo_api::SERVICE.contract()).unwrap_or_default();
    let mut all: Vec<Described> = OPERATIONS
        .iter()
        .map(|operation| described(&document, operation))
        .collect();
    distinct(&mut all);
    all
}

fn described(document: &Value, operation: &'static Operation) -> Described {
    let item = reference::resolve(document, &document["paths"][operation.path]);
    let own = &item[operation.method.to_ascii_lowercase().as_str()];
    let text = |key: &str| own[key].as_str().unwrap_or_default().trim().to_owned();
    let mut parameters: Vec<Parameter> = [item, own]
        .into_iter()
        .filter_map(|at| at["parameters"].as_array())
        .flatten()
        .filter_map(|at| parameter(document, reference::resolve(document, at)))
        .fold(Vec::<Parameter>::new(), |mut all, one| {
            // The operation's own outranks the path's.
            all.retain(|other| (&other.name, other.location) != (&one.name, one.location));
            all.push(one);
            all
        });
    // Arguments are given in the order of the path.
    parameters.sort_by_key(|it| operation.path.find(&format!("{{{}}}", it.name)));
    let list = responds_with_a_list(document, own) || operation.paginated;
    Described {
        operation,
        words: words(operation, list),
        summary: match text("summary") {
            summary if summary.is_empty() => format!("{} {}", operation.method, operation.path),
            summary => summary,
        },
        description: text("description"),
        parameters,
        success: success(document, own),
        body: Body::of(document, operation, own),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_given_in_the_order_of_the_path() {
        const RUN: Operation = Operation {
            id: "run",
            contract_id: "run",
            method: "GET",
            path: "/agents/{agent}/runs/{run}",
            summary: "",
            security: &[],
            idempotent: true,
            paginated: false,
            accept: "application/json",
        };
        let at = |name: &str, location: &str| serde_json::json!({ "name": name, "in": location, "schema": { "type": "string" } });
        let document = serde_json::json!({ "paths": { "/agents/{agent}/runs/{run}": {
            "parameters": [at("run", "path"), at("verbose", "query")],
            "get": { "parameters": [at("agent", "path")] }
        } } });
        let described = described(&document, &RUN);
        let path = described
            .parameters
            .iter()
            .filter(|it| it.location == ParameterLocation::Path);
        let names: Vec<&str> = path.map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["agent", "run"]);
    }

    #[test]
    fn every_operation_has_a_command_of_its_own() {
        let all = operations();
        assert_eq!(all.len(), OPERATIONS.len());
        for (index, one) in all.iter().enumerate() {
            for other in all.iter().skip(index + 1) {
                assert!(
                    !one.words.starts_with(&other.words) && !other.words.starts_with(&one.words)
                );
            }
        }
    }
}
