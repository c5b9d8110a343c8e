//! Enums of numbers or booleans, which stay plain numbers and booleans.
//!
//! ```yaml
//! {type: integer, enum: [1, 2, 3]}
//! ```
//! becomes
//! ```yaml
//! {type: integer, description: 'One of 1, 2, 3.'}
//! ```
//! so that a number the service adds is no error.

use serde_json::{Value, json};

use super::describe::describe;
use crate::{Error, document::Document, walk};

const PASS: &str = "number_enums";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::schemas(document, |document, schema, pointer| {
        let Some(members) = schema.as_object_mut() else {
            return Ok(());
        };
        let Some(values) = members.get("enum") else {
            return Ok(());
        };
        let Some(values) = values.as_array() else {
            return Err(document.invalid(&format!("{pointer}/enum"), "expected a list of values"));
        };
        let kind = if values.is_empty() {
            None
        } else if values.iter().all(|value| value.is_i64() || value.is_u64()) {
            Some("integer")
        } else if values.iter().all(Value::is_number) {
            Some("number")
        } else if values.iter().all(Value::is_boolean) {
            Some("boolean")
        } else {
            return Ok(());
        };
        let listed = values
            .iter()
            .map(Value::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        members.remove("enum");
        match kind {
            None => document.note(
                PASS,
                pointer,
                "an enum without values; taken as if it were not there",
            ),
            Some(kind) => {
                members.entry("type").or_insert_with(|| json!(kind));
                describe(members, format!("One of {listed}."));
                document.note(
                    PASS,
                    pointer,
                    format!("any {kind} is taken, not only {listed}"),
                );
            }
        }
        Ok(())
    })
}
