//! `additionalProperties` beside named properties.
//!
//! ```yaml
//! {type: object, properties: {a: {...}}, additionalProperties: false}
//! {type: object, properties: {a: {...}}, additionalProperties: true}
//! ```
//! become
//! ```yaml
//! {type: object, properties: {a: {...}}}
//! {type: object, properties: {a: {...}}, additionalProperties: {}}
//! ```
//! `false` would make a client fail on a member that the service adds, and additions are not breaking. `true` beside
//! properties is a promise that there is more: it is kept, in a map. (`true` alone is an opaque object.)

use serde_json::{Value, json};

use crate::{Error, document::Document, walk};

const PASS: &str = "additional_properties";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::schemas(document, |document, schema, pointer| {
        let Some(members) = schema.as_object_mut() else {
            return Ok(());
        };
        let has_properties = members
            .get("properties")
            .and_then(Value::as_object)
            .is_some_and(|it| !it.is_empty());
        match members.get("additionalProperties") {
            Some(Value::Bool(false)) => {
                members.remove("additionalProperties");
                document.note(
                    PASS,
                    pointer,
                    "members that the contract does not name are ignored, not refused",
                );
            }
            Some(Value::Bool(true)) if has_properties => {
                members.insert("additionalProperties".into(), json!({}));
                document.note(
                    PASS,
                    pointer,
                    "members that the contract does not name are kept in a map",
                );
            }
            _ => {}
        }
        Ok(())
    })
}
