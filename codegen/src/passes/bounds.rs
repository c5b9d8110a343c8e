//! Bounds and patterns, which are the service's to check.
//!
//! ```yaml
//! {type: integer, minimum: 1, maximum: 200}
//! {type: string, minLength: 1, pattern: '^[a-z]+$'}
//! ```
//! become
//! ```yaml
//! {type: integer}
//! {type: string}
//! ```
//! with a note each. Types that check them would refuse a response for a bound that the service has since moved, and
//! moving one would change the public interface.

use crate::{Error, document::Document, walk};

const BOUNDS: [&str; 14] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "propertyNames",
];

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::schemas(document, |document, schema, pointer| {
        let Some(members) = schema.as_object_mut() else {
            return Ok(());
        };
        let found: Vec<String> = BOUNDS
            .iter()
            .filter_map(|bound| {
                members
                    .remove(*bound)
                    .map(|value| format!("{bound} {value}"))
            })
            .collect();
        if !found.is_empty() {
            document.note(
                "bounds",
                pointer,
                format!("checked by the service alone: {}", found.join(", ")),
            );
        }
        Ok(())
    })
}
