//! The comparison's own view of a document: one schema for every spelling.

pub(crate) mod canonical;
pub(crate) mod document;
pub(crate) mod keys;
pub(crate) mod keyword;
pub(crate) mod merge;
pub(crate) mod node;
pub(crate) mod schema;
pub(crate) mod similarity;
mod simplify;

pub(crate) use document::{Document, component_name};
pub(crate) use node::Node;
pub(crate) use schema::{Null, Schema};
