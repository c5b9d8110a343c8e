//! The version, and what 3.0 asks for and 3.1 does not.
//!
//! ```yaml
//! openapi: 3.1.0
//! ```
//! becomes
//! ```yaml
//! openapi: 3.0.3
//! ```
//! By now the document says nothing that 3.0 does not know.

use serde_json::{Value, json};

use crate::{Error, document::Document, walk};

/// Members of the document that 3.0 does not have, or that progenitor does not read and might stumble over.
const UNREAD: [&str; 3] = ["jsonSchemaDialect", "servers", "tags"];

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    document.root["openapi"] = json!("3.0.3");
    if let Some(root) = document.root.as_object_mut() {
        root.retain(|key, _| !UNREAD.contains(&key.as_str()) && !key.starts_with("x-"));
        if let Some(Value::Object(components)) = root.get_mut("components") {
            // The operation table has what is needed of them.
            components.remove("securitySchemes");
            components.remove("pathItems");
        }
        if let Some(Value::Object(info)) = root.get_mut("info") {
            // 3.1 allows `summary`, and a licence by `identifier` alone.
            info.retain(|key, _| matches!(key.as_str(), "title" | "description" | "version"));
        }
    }
    walk::operations(document, |_, operation, _, _, _| {
        if let Some(operation) = operation.as_object_mut() {
            operation.remove("security");
            operation.remove("servers");
            operation.remove("tags");
        }
        for response in operation
            .get_mut("responses")
            .and_then(Value::as_object_mut)
            .into_iter()
            .flat_map(|it| it.values_mut())
        {
            if let Some(response) = response.as_object_mut()
                && !response.contains_key("$ref")
            {
                response.entry("description").or_insert_with(|| json!(""));
                response.remove("headers");
                response.remove("links");
            }
        }
        Ok(())
    })
}
