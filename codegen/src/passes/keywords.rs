//! Keywords that change no Rust type.
//!
//! ```yaml
//! {type: string, title: Id, examples: [a], readOnly: true, contentMediaType: text/csv}
//! ```
//! becomes
//! ```yaml
//! {type: string}
//! ```
//! `title` goes because the generator would name types after it, and titles are neither stable nor unique.

use crate::{Error, document::Document, walk};

/// Dropped without a word: they say nothing about the value.
const SILENT: [&str; 14] = [
    "title",
    "example",
    "examples",
    "$comment",
    "$id",
    "$schema",
    "$anchor",
    "xml",
    "externalDocs",
    "readOnly",
    "writeOnly",
    "deprecated",
    "contentEncoding",
    "contentMediaType",
];

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::schemas(document, |_, schema, _| {
        if let Some(members) = schema.as_object_mut() {
            members.retain(|key, _| !SILENT.contains(&key.as_str()) && !key.starts_with("x-"));
        }
        Ok(())
    })
}
