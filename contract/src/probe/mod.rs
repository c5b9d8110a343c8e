//! `probe`: does the service answer as the contract says? Reports places, never values.

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
    /// Upper case.
    pub method: String,
    /// The path, without origin and query.
    pub path: String,
    /// The response's status.
    pub status: u16,
    /// The response's body, as text; none where a recording has not kept it.
    pub body: Option<String>,
    /// What it is called. A recording's paths are not told: they may belong to other services, and be signed.
    pub name: String,
}

/// How bad a mismatch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The response breaks the contract: a client may fail on it.
    Error,
    /// The response says more than the contract: clients ignore it.
    Notice,
}

/// A place where a response and the contract disagree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mismatch {
    /// How bad it is.
    pub level: Level,
    /// `GET /path`, as the contract spells it where it knows the path.
    pub operation: String,
    /// The response's status.
    pub status: u16,
    /// JSON pointer into the response. Array indexes are `*`, and so are names that the contract does not know, unless
    /// they look like names.
    pub pointer: String,
    /// What is wrong there, without the value.
    pub what: String,
    /// In how many array items and responses.
    pub times: usize,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}{} {}: {}: {}",
            match self.level {
                Level::Error => "",
                Level::Notice => "notice: ",
            },
            self.operation,
            self.status,
            self.pointer,
            self.what
        )?;
        match self.times {
            1 => Ok(()),
            times => write!(out, " ({times} times)"),
        }
    }
}

/// What a probe came to.
#[derive(Debug, Default, Serialize)]
pub struct Outcome {
    /// Answers that were held against the contract.
    pub held: usize,
    /// Operations that were not called, and answers that were not held against it, and why.
    pub skipped: Vec<String>,
    /// Operations that were called and gave no response, and why.
    pub unanswered: Vec<String>,
    /// Where they disagree, each place once, the worst first.
    pub mismatches: Vec<Mismatch>,
}

impl Outcome {
    /// How many places break the contract.
    pub fn errors(&self) -> usize {
        let errors = self.mismatches.iter();
        errors.filter(|one| one.level == Level::Error).count()
    }
}

/// Why nothing could be probed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The contract cannot be read.
    #[error("the contract: {0}")]
    Contract(#[from] neo_api_codegen::Error),
    /// A schema of it cannot be used.
    #[error("{pointer}: this schema cannot be used to check with: {why}")]
    Schema {
        /// Where it stands.
        pointer: String,
        /// Why.
        why: String,
    },
    /// The recording could not be read.
    #[error("{place}: {why}")]
    Recording {
        /// The file, and the line or entry.
        place: String,
        /// Why.
        why: String,
    },
    /// The service could not be called.
    #[error("{0}")]
    Live(String),
    /// The key is none.
    #[error(transparent)]
    Credential(#[from] CredentialError),
}

/// Holds a recording (`.har`, or JSON lines of `{method, url, status, body}`) against a contract, or what clients logged of
/// drift (the lines that `on_drift` gave).
pub fn replay(contract: &str, recording: &std::path::Path) -> Result<Outcome, Error> {
    let recorded = recording::read(recording)?;
    let contract = neo_api_codegen::read(contract)?.document;
    let mut outcome = validate::validate(&contract, &recorded.exchanges)?;
    outcome.skipped.extend(recorded.skipped);
    drift::judge(&contract, &recorded.drifts, &mut outcome);
    validate::fold(&mut outcome.mismatches);
    Ok(outcome)
}

/// Calls the safe operations of a service, and holds the responses against a contract.
pub fn call(contract: &str, live: &Live) -> Result<Outcome, Error> {
    // Schemas are held against bodies as 3.1 means them, whichever version the contract is published in.
    let read = neo_api_codegen::read(contract)?.document;
    let called = live::called(contract, &read, live)?;
    let mut outcome = validate::validate(&read, &called.exchanges)?;
    validate::fold(&mut outcome.mismatches);
    outcome.skipped.extend(called.skipped);
    outcome.unanswered = called.unanswered;
    Ok(outcome)
}
