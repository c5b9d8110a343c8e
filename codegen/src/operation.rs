//! The rows of the generated operation table.

use crate::model::{
    TypeRef,
    operations::{self, Response},
};

/// One operation of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The name of its Rust method.
    pub id: String,
    /// The name of its builder in the module `operations`.
    pub builder: String,
    /// Its operationId in the document; empty if it has none.
    pub contract_id: String,
    /// Its HTTP method, in upper case.
    pub method: String,
    /// Its path template.
    pub path: String,
    /// Its summary; empty if it has none.
    pub summary: String,
    /// Whether the document deprecates it.
    pub deprecated: bool,
    /// Alternatives; the security schemes of each are required together.
    pub security: Vec<Vec<String>>,
    /// Whether its `security` requires a credential.
    pub credential: bool,
    /// Whether its method is idempotent.
    pub repeatable: bool,
    /// Whether it is a list with a cursor.
    pub paginated: bool,
    /// A call of its method, `agents_get(1)`: `None` if an argument is not a plain value, or if the data of its
    /// response cannot be printed with `{:?}`.
    pub example: Option<String>,
}

impl Operation {
    pub(crate) fn of(operation: &operations::Operation) -> Self {
        Self {
            id: operation.id.clone(),
            builder: operation.builder.clone(),
            contract_id: operation.contract_id.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            summary: operation.summary.clone(),
            deprecated: operation.deprecated,
            security: operation.security.clone(),
            credential: operation.needs_credential(),
            repeatable: operation.is_idempotent(),
            paginated: operation.item.is_some(),
            example: example(operation),
        }
    }
}

fn example(operation: &operations::Operation) -> Option<String> {
    if operation.body.as_ref().is_some_and(|it| it.required) {
        return None;
    }
    match operation.success {
        Response::Json(_) | Response::Envelope { .. } | Response::Text => {}
        _ => return None,
    }
    let arguments: Option<Vec<&str>> = operation
        .arguments()
        .map(|it| match it.ty {
            TypeRef::Text => Some("\"…\""),
            TypeRef::Integer(_) => Some("1"),
            TypeRef::Boolean => Some("true"),
            TypeRef::Uuid => Some("\"00000000-0000-0000-0000-000000000000\""),
            _ => None,
        })
        .collect();
    Some(format!("{}({})", operation.id, arguments?.join(", ")))
}
