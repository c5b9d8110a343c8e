//! Numbers that need not be integers.
//!
//! ```yaml
//! {type: number}
//! ```
//! becomes a reference to the runtime's `Number`, which encodes as it was spelled: an `f64` would write `3` as `3.0`.

use serde_json::json;

use super::runtime_types;
use crate::{Error, document::Document};

const PASS: &str = "numbers";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    runtime_types::substitute(document, PASS, |schema| {
        (schema.get("type") == Some(&json!("number")))
            .then_some((runtime_types::NUMBER, "a number, spelled as received"))
    })
}
