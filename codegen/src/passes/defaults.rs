//! Defaults, which are the service's to fill in.
//!
//! ```yaml
//! page_size: {type: integer, default: 50}
//! ```
//! becomes
//! ```yaml
//! page_size: {type: integer, description: 'Default: `50`.'}
//! ```
//! A client that filled in defaults itself would send what the caller did not say, and show what the service did not.

use super::describe::describe;
use crate::{Error, document::Document, walk};

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::schemas(document, |document, schema, pointer| {
        let Some(members) = schema.as_object_mut() else {
            return Ok(());
        };
        let Some(default) = members.remove("default") else {
            return Ok(());
        };
        if default.is_null() {
            return Ok(());
        }
        document.note(
            "defaults",
            pointer,
            format!("the service fills in {default}; the client leaves the value out"),
        );
        describe(members, format!("Default: `{default}`."));
        Ok(())
    })
}
