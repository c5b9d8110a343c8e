//! Points in time.
//!
//! ```yaml
//! {type: string, format: date-time}
//! ```
//! becomes a reference to the runtime's `Timestamp`, which encodes as it was spelled: chrono alone would write
//! `…05.120000Z` as `…05.120Z`.

use serde_json::json;

use super::runtime_types;
use crate::{Error, document::Document};

const PASS: &str = "timestamps";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    runtime_types::substitute(document, PASS, |schema| {
        let is_timestamp = schema.get("type") == Some(&json!("string"))
            && schema.get("format") == Some(&json!("date-time"))
            && schema
                .as_object()
                .is_some_and(|members| !members.contains_key("enum"));
        is_timestamp.then_some((
            runtime_types::TIMESTAMP,
            "a point in time, spelled as received",
        ))
    })
}
