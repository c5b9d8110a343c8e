//! The comparison's own view of a document: one form for every spelling.

pub(crate) mod canonical;
pub(crate) mod cursor;
pub(crate) mod document;
pub(crate) mod likeness;
pub(crate) mod merge;
pub(crate) mod schema;

pub(crate) use cursor::Cursor;
pub(crate) use document::{Document, component_name};
pub(crate) use schema::{Null, Schema};
