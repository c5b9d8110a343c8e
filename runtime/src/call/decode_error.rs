//! The error for a body that does not decode.

use serde::de::IgnoredAny;

use crate::call_record::CallRecord;
use crate::error::{DecodeError, JsonErrorKind};
use crate::error_location::{error_location, offset};
use crate::transport::Shared;
use crate::{diagnostics, error_body};

/// Finds the location of a failure, which the fast decoder does not know.
pub(super) fn decode_error(
    shared: &Shared,
    record: Box<CallRecord>,
    source: &serde_json::Error,
) -> DecodeError {
    let at = error_location(&record.body, source);
    let mut fault = JsonErrorKind::from(source);
    // serde may object to the form of what comes before the text stops to be JSON.
    let sound = match not_json(&record.body) {
        None => true,
        Some(error) => {
            fault = JsonErrorKind::from(&error);
            false
        }
    };
    let odd = sound && std::mem::take(&mut fault.syntax);
    let (pointer, expected) = match (record.operation, record.status) {
        _ if record.body.is_empty() => (at, "expected JSON, but the body is empty".to_owned()),
        _ if fault.syntax => (at, format!("expected JSON, but {fault}")),
        _ if odd => (at, unrepresentable(source, &record.body).to_owned()),
        (Some(operation), Some(status)) => {
            let mismatch =
                diagnostics::locate(shared.document(), operation, status, &record.body, &at);
            (mismatch.pointer, mismatch.expected)
        }
        _ => (at, "expected a different form".to_owned()),
    };
    DecodeError {
        request_id: error_body::request_id(&record.body, &shared.service.errors),
        record,
        pointer,
        expected,
        fault,
    }
}

/// What the grammar of JSON does not allow, before the first byte that is not UTF-8.
fn not_json(body: &[u8]) -> Option<serde_json::Error> {
    let text = body.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    (text.len() == body.len() || !error.is_eof()).then_some(error)
}

/// What is wrong with a value that the grammar of JSON allows.
fn unrepresentable(source: &serde_json::Error, body: &[u8]) -> &'static str {
    // serde has a sentence of its own for these, without anything of the body.
    let words = source.to_string();
    let invalid = std::str::from_utf8(body).err();
    if invalid.is_some_and(|it| offset(body, source) >= Some(it.valid_up_to())) {
        "expected UTF-8, but some bytes are not"
    } else if words.contains("recursion") {
        "expected JSON nested less than 128 levels deep"
    } else {
        "expected a number within the range of 64-bit floats, or a string without unpaired surrogates"
    }
}
