//! The rows of the generated operation table.

use crate::model::operations;

/// One operation of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The name of its Rust method.
    pub id: String,
    /// Its operationId in the document; empty if it has none.
    pub contract_id: String,
    /// Its HTTP method, in upper case.
    pub method: String,
    /// Its path template.
    pub path: String,
    /// Whether its `security` requires a credential.
    pub credential: bool,
    /// Whether its method is idempotent.
    pub repeatable: bool,
    /// Whether it is a list with a cursor.
    pub paginated: bool,
}

impl Operation {
    pub(crate) fn of(operation: &operations::Operation) -> Self {
        Self {
            id: operation.id.clone(),
            contract_id: operation.contract_id.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            credential: operation.needs_credential(),
            repeatable: operation.is_idempotent(),
            paginated: operation.item.is_some(),
        }
    }
}
