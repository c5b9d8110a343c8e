//! Rules on everything that is not a schema: paths, operations, parameters, bodies, statuses, headers, properties, security.

/// A static for each rule, and a list of them all.
macro_rules! rules {
    ($($name:ident { $($field:ident: $value:expr),+ $(,)? })+) => {
        $(pub(crate) static $name: Rule = Rule { $($field: $value),+ };)+

        pub(super) static RULES: &[&Rule] = &[$(&$name),+];
    };
}

mod bodies;
mod document;
mod operations;
mod parameters;
mod properties;
mod security;

pub(crate) use bodies::*;
pub(crate) use document::*;
pub(crate) use operations::*;
pub(crate) use parameters::*;
pub(crate) use properties::*;
pub(crate) use security::*;

use super::Rule;

/// Every rule on everything that is not a schema.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    let tables = [
        bodies::RULES,
        document::RULES,
        operations::RULES,
        parameters::RULES,
        properties::RULES,
        security::RULES,
    ];
    tables.into_iter().flatten().copied()
}
