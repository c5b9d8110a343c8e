//! Methods that clients do not send.
//!
//! ```yaml
//! paths: {/a: {query: {...}, COPY: {...}}}
//! ```
//! are removed, with a note each.

use crate::{Error, document::Document, walk};

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::operations(document, |document, _, _, method, pointer| {
        if walk::METHODS.contains(&method) {
            Ok(())
        } else {
            Err(document.invalid(pointer, format!("the method `{method}` is not supported")))
        }
    })
}
