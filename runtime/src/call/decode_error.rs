//! The error for a body that does not decode.

use serde::de::IgnoredAny;

use crate::call_record::CallRecord;
use crate::error::{DecodeError, JsonErrorKind};
use crate::error_location::{error_location, location_at};
use crate::transport::Shared;
use crate::{diagnostics, error_body};

/// Finds the location of a failure, which the fast decoder does not know.
pub(super) fn decode_error(
    shared: &Shared,
    record: Box<CallRecord>,
    source: &serde_json::Error,
) -> DecodeError {
    let at = error_location(&record.body, source);
    // serde may object to the form of what comes before the text stops being JSON.
    let syntax = syntax_error(&record.body);
    let mut fault = JsonErrorKind::from(syntax.as_ref().unwrap_or(source));
    let odd = syntax.is_none() && std::mem::take(&mut fault.syntax);
    let (pointer, expected) = match (record.operation, record.status) {
        _ if fault.syntax => (at, not_json(&record, &fault)),
        _ if odd => (at, unrepresentable(source).to_owned()),
        (Some(operation), Some(status)) => {
            let mismatch =
                diagnostics::locate(shared.document(), operation, status, &record.body, &at);
            (mismatch.pointer, mismatch.expected)
        }
        _ => (at, "expected a different form".to_owned()),
    };
    with(shared, record, pointer, expected, fault)
}

/// The error for a body with bytes that are not UTF-8.
pub(super) fn not_utf8(shared: &Shared, record: Box<CallRecord>) -> DecodeError {
    if let Some(syntax) = syntax_error(&record.body) {
        let fault = JsonErrorKind::from(&syntax);
        let (at, expected) = (
            error_location(&record.body, &syntax),
            not_json(&record, &fault),
        );
        return with(shared, record, at, expected, fault);
    }
    // Redacted, so the place is looked for again.
    let valid =
        std::str::from_utf8(&record.body).map_or_else(|error| error.valid_up_to(), str::len);
    let lines = record.body.iter().take(valid);
    let fault = JsonErrorKind {
        syntax: false,
        line: 1 + lines.clone().filter(|byte| **byte == b'\n').count(),
        column: 1 + lines.rev().take_while(|byte| **byte != b'\n').count(),
    };
    let at = location_at(&record.body, valid + 1);
    let expected = "expected UTF-8, but the body has other bytes".to_owned();
    with(shared, record, at, expected, fault)
}

fn with(
    shared: &Shared,
    record: Box<CallRecord>,
    pointer: String,
    expected: String,
    fault: JsonErrorKind,
) -> DecodeError {
    DecodeError {
        request_id: error_body::request_id(&record.body, &shared.service.errors),
        record,
        pointer,
        expected,
        fault,
    }
}

/// What the grammar of JSON does not allow. Strings may have any bytes.
fn syntax_error(body: &[u8]) -> Option<serde_json::Error> {
    serde_json::from_slice::<IgnoredAny>(body).err()
}

fn not_json(record: &CallRecord, fault: &JsonErrorKind) -> String {
    match record.body.is_empty() {
        true => "expected JSON, but the body is empty".to_owned(),
        false => format!("expected JSON, but {fault}"),
    }
}

/// What is wrong with a value that the grammar of JSON allows.
fn unrepresentable(source: &serde_json::Error) -> &'static str {
    // serde has a sentence of its own for these, without anything of the body.
    if source.to_string().contains("recursion") {
        "expected JSON nested less than 128 levels deep"
    } else {
        "expected a number within the range of 64-bit floats, or a string without unpaired surrogates"
    }
}
