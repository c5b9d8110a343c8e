//! Parts of a document that clients do not call.
//!
//! ```yaml
//! webhooks: {phoneRang: {...}}      # requests from the service to you
//! paths: {/calls: {post: {callbacks: {...}}}}
//! ```
//! are removed, with a note each.

use crate::{Error, document::Document, walk};

const PASS: &str = "unused";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    if let Some(webhooks) = document
        .root
        .as_object_mut()
        .and_then(|root| root.remove("webhooks"))
    {
        for name in webhooks
            .as_object()
            .into_iter()
            .flat_map(|webhooks| webhooks.keys())
        {
            document.note(
                PASS,
                &format!("/webhooks/{name}"),
                "clients do not call webhooks; no code is generated",
            );
        }
    }
    walk::operations(document, |document, operation, _, _, pointer| {
        if operation
            .as_object_mut()
            .and_then(|operation| operation.remove("callbacks"))
            .is_some()
        {
            document.note(
                PASS,
                &format!("{pointer}/callbacks"),
                "clients do not call callbacks; no code is generated",
            );
        }
        Ok(())
    })
}
