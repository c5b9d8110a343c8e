//! The contract's operations, by name.

use crate::runtime::Operation;

/// The operation of `table` that generated code calls `id`.
pub(crate) fn find(table: &'static [Operation], id: &str) -> Option<&'static Operation> {
    table.iter().find(|operation| operation.id == id)
}
