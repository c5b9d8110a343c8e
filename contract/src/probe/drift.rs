//! Drift that clients logged (the lines of `on_drift`), checked against a contract that may be newer than theirs.

use serde_json::Value;

use neo_api_document::{pointer, responses};

use super::{Level, Mismatch, Outcome, fields, validate};
use crate::diff::model::Document;

/// One line of a log.
#[derive(Clone, Debug)]
pub(super) struct Drift {
    method: String,
    /// The path template.
    path: String,
    status: u16,
    pointer: String,
    kind: Kind,
    /// Its location in the log.
    name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    UnknownMember,
    UnknownValue,
    UnknownStatus,
    Mismatch,
}

impl Drift {
    /// None where the line is a response instead.
    pub fn read(line: &Value, name: &str) -> Option<Result<Self, &'static str>> {
        let (kind, pointer) = (line.get("kind")?.as_str()?, line.get("pointer")?.as_str()?);
        let text = |name: &str| line.get(name).and_then(Value::as_str).map(str::to_owned);
        let status = line.get("status").and_then(Value::as_u64);
        let read = || {
            Ok(Self {
                method: text("method").ok_or("it has no method")?.to_uppercase(),
                path: text("path").ok_or("it has no path")?,
                status: status
                    .and_then(|status| u16::try_from(status).ok())
                    .ok_or("it has no status")?,
                pointer: pointer.to_owned(),
                kind: match kind {
                    "unknown_member" => Kind::UnknownMember,
                    "unknown_value" => Kind::UnknownValue,
                    "unknown_status" => Kind::UnknownStatus,
                    "mismatch" => Kind::Mismatch,
                    _ => {
                        return Err(
                            "its kind is not unknown_member, unknown_value, unknown_status or mismatch",
                        );
                    }
                },
                name: name.to_owned(),
            })
        };
        Some(read())
    }
}

/// Adds what the contract still does not know; the rest is reported as skipped.
pub(super) fn judge(root: &Value, drifts: &[Drift], outcome: &mut Outcome) {
    let document = Document { root };
    for drift in drifts {
        let name = &drift.name;
        let Some(operation) = validate::operation_at(document, &drift.method, &drift.path) else {
            let line = format!("{name}: the contract has no such operation");
            outcome.skipped.push(line);
            continue;
        };
        outcome.validated += 1;
        let described = operation.get("responses");
        let mut keys = responses::keys(drift.status).into_iter();
        let response = described.and_then(|all| keys.find_map(|key| all.get(&key)));
        let response = response.map(|response| document.resolve(&response));
        let schema = response.as_ref().and_then(validate::json_schema);
        let is_known = match (drift.kind, &schema) {
            (Kind::UnknownStatus, _) => response.is_some(),
            (Kind::UnknownMember, Some(schema)) => fields::knows(document, schema, &drift.pointer),
            // What the value was is not in the log.
            _ => false,
        };
        if is_known {
            let line = format!("{name}: the contract now documents it");
            outcome.skipped.push(line);
            continue;
        }
        let (level, what) = match drift.kind {
            Kind::UnknownMember => (Level::Notice, "this field is not documented"),
            Kind::UnknownValue => (Level::Error, "this value is not documented"),
            Kind::UnknownStatus => (Level::Error, "this status is not documented"),
            Kind::Mismatch => (Level::Error, "this value does not match the contract"),
        };
        outcome.mismatches.push(Mismatch {
            level,
            operation: format!("{} {}", drift.method, drift.path),
            status: drift.status,
            pointer: printable(&drift.pointer),
            what: what.to_owned(),
            times: 1,
        });
    }
}

/// A log may come from elsewhere: only names are reported.
fn printable(text: &str) -> String {
    let mut shown = String::new();
    for step in pointer::tokens(text) {
        shown = pointer::join(&shown, pointer::name_or_any(&step));
    }
    shown
}
