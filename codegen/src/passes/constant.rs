//! `const`, a keyword that OpenAPI 3.0 does not have.
//!
//! ```yaml
//! {const: email}
//! ```
//! becomes
//! ```yaml
//! {enum: [email]}
//! ```

use serde_json::Value;

use crate::{Error, document::Document, walk};

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::schemas(document, |_, schema, _| {
        if let Some(members) = schema.as_object_mut()
            && let Some(constant) = members.remove("const")
        {
            members.insert("enum".into(), Value::Array(vec![constant]));
        }
        Ok(())
    })
}
