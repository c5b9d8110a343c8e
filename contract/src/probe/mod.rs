//! `probe`: checks whether the service responds as the contract documents. Reports pointers, never values.

mod drift;
mod fields;
mod live;
mod recording;
mod validate;

use std::fmt;

use serde::Serialize;

pub use live::{Credential, CredentialError, Live, base_url};

/// One request and its response.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// In upper case.
    pub method: String,
    /// The path, without origin and query.
    pub path: String,
    /// The response's status.
    pub status: u16,
    /// The response's body, as text; `None` if the recording did not keep it.
    pub body: Option<String>,
    /// The name in reports. Paths of a recording are not shown: they may belong to other services and be signed.
    pub name: String,
}

/// The severity of a mismatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The response violates the contract: a client may fail.
    Error,
    /// The response has more than the contract documents: clients ignore it.
    Notice,
}

/// A mismatch between a response and the contract.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mismatch {
    /// The severity.
    pub level: Level,
    /// `GET /path`, with the path template of the contract if it matches one.
    pub operation: String,
    /// The response's status.
    pub status: u16,
    /// JSON pointer into the response. Array indexes are `*`, and so are undocumented names that could be data.
    pub pointer: String,
    /// The mismatch, without the value.
    pub what: String,
    /// The number of array items and responses that have it.
    pub times: usize,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}{} {}: ",
            match self.level {
                Level::Error => "",
                Level::Notice => "notice: ",
            },
            self.operation,
            self.status,
        )?;
        // The whole response has no pointer.
        if !self.pointer.is_empty() {
            write!(out, "{}: ", self.pointer)?;
        }
        out.write_str(&self.what)?;
        match self.times {
            1 => Ok(()),
            times => write!(out, " ({times} times)"),
        }
    }
}

/// The results of a probe.
#[derive(Debug, Default, Serialize)]
pub struct Outcome {
    /// The number of responses validated against the contract.
    #[serde(rename = "held")]
    pub validated: usize,
    /// Operations that were not called, and responses that were not validated, with the reason.
    pub skipped: Vec<String>,
    /// Operations that were called without a response, with the reason.
    pub unanswered: Vec<String>,
    /// The mismatches, each location once, the most severe first.
    pub mismatches: Vec<Mismatch>,
}

impl Outcome {
    /// The number of locations that violate the contract.
    pub fn errors(&self) -> usize {
        let errors = self.mismatches.iter();
        errors.filter(|one| one.level == Level::Error).count()
    }
}

/// Why nothing could be probed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The contract cannot be read.
    #[error("the contract cannot be read: {0}")]
    Contract(#[from] neo_api_codegen::Error),
    /// A schema of the contract cannot be compiled.
    #[error("{pointer}: responses cannot be validated against this schema: {why}")]
    Schema {
        /// The schema.
        pointer: String,
        /// Why.
        why: String,
    },
    /// The recording could not be read.
    #[error("{location}: {why}")]
    Recording {
        /// The file, and the line or entry.
        location: String,
        /// Why.
        why: String,
    },
    /// The service could not be called.
    #[error("{0}")]
    Live(String),
    /// The key is invalid.
    #[error(transparent)]
    Credential(#[from] CredentialError),
}

/// Validates a recording (`.har`, or JSON lines of `{method, url, status, body}`) against a contract, or the lines that
/// `on_drift` logged.
pub fn replay(contract: &str, recording: &std::path::Path) -> Result<Outcome, Error> {
    let recorded = recording::read(recording)?;
    let contract = neo_api_codegen::read(contract)?.document;
    let mut outcome = validate::validate(&contract, &recorded.exchanges)?;
    outcome.skipped.extend(recorded.skipped);
    drift::judge(&contract, &recorded.drifts, &mut outcome);
    validate::fold(&mut outcome.mismatches);
    Ok(outcome)
}

/// Calls the safe operations of a service, and validates the responses against a contract.
pub fn call(contract: &str, live: &Live) -> Result<Outcome, Error> {
    // Bodies are validated against 3.1 schemas, whatever version the contract is published in.
    let read = neo_api_codegen::read(contract)?.document;
    let called = live::call_all(contract, &read, live)?;
    let mut outcome = validate::validate(&read, &called.exchanges)?;
    validate::fold(&mut outcome.mismatches);
    outcome.skipped.extend(called.skipped);
    outcome.unanswered = called.unanswered;
    Ok(outcome)
}
