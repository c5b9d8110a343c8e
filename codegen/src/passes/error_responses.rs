//! Responses other than success.
//!
//! ```yaml
//! responses: {'200': {...}, '404': {...}, default: {...}}
//! ```
//! becomes
//! ```yaml
//! responses: {'200': {...}}
//! ```
//! so that every error arrives at the caller with its status, headers and unread body, whatever the contract promised
//! about it. The types of error bodies are generated from the components all the same.

use serde_json::json;

use crate::{Error, document::Document, pointer::join, walk};

const PASS: &str = "error_responses";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::operations(document, |document, operation, _, _, pointer| {
        let pointer = join(pointer, "responses");
        if operation.get("responses").is_none() {
            operation["responses"] = json!({});
        }
        let Some(responses) = operation["responses"].as_object_mut() else {
            return Err(document.invalid(&pointer, "expected an object of responses"));
        };
        let success = |status: &str| status.starts_with('2') || status == "101";
        let has_success = responses.keys().any(|status| success(status));
        let dropped: Vec<String> = responses
            .keys()
            .filter(|status| !success(status))
            .cloned()
            .collect();
        // Where only `default` is declared, it is the success response too.
        if !has_success && let Some(default) = responses.remove("default") {
            responses.insert("2XX".into(), default);
            document.moved(&join(&pointer, "2XX"), &join(&pointer, "default"));
        }
        responses.retain(|status, _| success(status));
        if !dropped.is_empty() {
            document.note(
                PASS,
                &pointer,
                format!(
                    "{} are read by the wrapper, not by generated code",
                    dropped.join(", ")
                ),
            );
        }
        Ok(())
    })
}
