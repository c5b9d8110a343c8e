//! Where live responses depart from the contract: checked in a few of them, reported once.

use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::StatusCode;
use serde::Serialize;

use crate::call_record::CallRecord;
use crate::diagnostics;
use crate::service::Operation;
use crate::transport::Shared;

/// Longer bodies are not checked.
const LONGEST: usize = 1 << 20;
/// The largest number of locations that are reported.
const MOST: usize = 10_000;

/// A location where a response departed from the contract. It has no value of the response.
///
/// `Display` writes it as one line of JSON, as `neo-contract probe --recording` reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Drift {
    /// The operation, as the generated method's name.
    pub operation: &'static str,
    /// Its method.
    pub method: &'static str,
    /// Its path template.
    pub path: &'static str,
    /// The status of the response.
    pub status: u16,
    /// JSON pointer (RFC 6901) into the body. Array indexes are `*`, and so are the keys of maps.
    pub pointer: String,
    /// How the response departs there.
    pub kind: DriftKind,
}

/// How a response departs from the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DriftKind {
    /// A member that the contract does not have.
    UnknownMember,
    /// A value that the contract does not list.
    UnknownValue,
    /// A value of another type or format, or a required member that is missing.
    Mismatch,
    /// A success with a status that the contract does not have.
    UnknownStatus,
}

impl fmt::Display for Drift {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        formatter.write_str(&line)
    }
}

/// How many responses are checked against the contract. The first one of each operation and status always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct DriftSampling {
    one_in: u32,
    per_second: u32,
}

impl DriftSampling {
    /// One response in 1000, and at most 2 in a second: less than 2 % of the time of the calls, because one check
    /// takes as long as ten calls of the same size.
    pub const fn new() -> Self {
        Self {
            one_in: 1000,
            per_second: 2,
        }
    }

    /// Checks one response in this many; 1 checks every response.
    pub const fn one_in(mut self, responses: u32) -> Self {
        self.one_in = responses;
        self
    }

    /// Checks at most this many responses per second.
    pub const fn per_second(mut self, responses: u32) -> Self {
        self.per_second = responses;
        self
    }
}

impl Default for DriftSampling {
    fn default() -> Self {
        Self::new()
    }
}

pub(crate) type DriftHook = Box<dyn Fn(&Drift) + Send + Sync>;

/// Looks for drift in some responses.
pub(crate) struct Monitor {
    hook: DriftHook,
    sampling: DriftSampling,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    responses: u64,
    /// The operations and statuses that were looked at.
    looked: HashSet<(usize, u16)>,
    second: Option<(Instant, u32)>,
    reported: HashSet<u64>,
}

impl Monitor {
    pub fn new(hook: DriftHook, sampling: DriftSampling) -> Self {
        Self {
            hook,
            sampling,
            state: Mutex::default(),
        }
    }

    /// Whether the next response is looked at.
    fn takes(&self, operation: &'static Operation, status: StatusCode) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let number = state.responses;
        state.responses = number.wrapping_add(1);
        let address = std::ptr::from_ref(operation).addr();
        if state.looked.insert((address, status.as_u16())) {
            return true;
        }
        if !number.is_multiple_of(u64::from(self.sampling.one_in.max(1))) {
            return false;
        }
        let now = Instant::now();
        let second = match state.second {
            Some((begin, looks)) if now.duration_since(begin) < Duration::from_secs(1) => {
                (begin, looks.saturating_add(1))
            }
            _ => (now, 1),
        };
        state.second = Some(second);
        second.1 <= self.sampling.per_second
    }

    /// Looks at a response now and then, beside the call.
    pub fn sample(shared: &Arc<Shared>, record: &CallRecord) {
        let (Some(monitor), Some(operation), Some(status)) =
            (&shared.drift, record.operation, record.status)
        else {
            return;
        };
        let body = &record.body;
        if body.is_empty() || body.len() > LONGEST || !operation.is_documented() {
            return;
        }
        if !monitor.takes(operation, status) {
            return;
        }
        let (shared, body) = (Arc::clone(shared), body.clone());
        let look = move || look(&shared, operation, status, &body);
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(look)),
            Err(_) => look(),
        }
    }

    fn report(&self, drift: &Drift) {
        let mut hasher = DefaultHasher::new();
        (drift.operation, drift.status, &drift.pointer, drift.kind).hash(&mut hasher);
        let new = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            state.reported.len() < MOST && state.reported.insert(hasher.finish())
        };
        if new {
            // What a program does with it is not worth a call.
            let _ = catch_unwind(AssertUnwindSafe(|| (self.hook)(drift)));
        }
    }
}

impl fmt::Debug for Monitor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Monitor")
            .field("sampling", &self.sampling)
            .finish_non_exhaustive()
    }
}

/// Reports all drift in a response.
pub(crate) fn look(
    shared: &Shared,
    operation: &'static Operation,
    status: StatusCode,
    body: &Bytes,
) {
    let Some(monitor) = &shared.drift else { return };
    for (pointer, kind) in diagnostics::drift(shared.document(), operation, status, body) {
        let pointer = shared.credentials.redact(&pointer).unwrap_or(pointer);
        monitor.report(&Drift {
            operation: operation.id,
            method: operation.method,
            path: operation.path,
            status: status.as_u16(),
            pointer,
            kind,
        });
    }
}
