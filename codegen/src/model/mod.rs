//! The document as the generated code needs it: typed, and all that `emit` looks at.

pub(crate) mod operations;
pub(crate) mod type_ref;

#[allow(unused_imports)]
pub(crate) use type_ref::{Paths, TypeRef};
