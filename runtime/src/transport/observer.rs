//! What is reported to a program about each attempt.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use http::StatusCode;

use super::attempt::{Attempt, Outcome};
use super::context::{Call, Shared};
use crate::service::Operation;

/// One attempt of a call, for metrics. See [`ClientBuilder::on_attempt`](crate::ClientBuilder::on_attempt).
///
/// It contains no arguments, headers or bodies.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AttemptEvent<'a> {
    /// The operation that was called: its name, method and path template.
    pub operation: &'static Operation,
    /// Number, outcome, duration; how long until the next attempt, where one is to follow.
    pub attempt: &'a Attempt,
    /// The host of the base URL.
    pub server_address: &'a str,
    /// The port of the base URL.
    pub server_port: u16,
}

impl<'a> AttemptEvent<'a> {
    /// The status of the response, where there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self.attempt.outcome {
            Outcome::Status(status) => Some(status),
            _ => None,
        }
    }

    /// What went wrong, as OpenTelemetry's `error.type`: the status from 400 on, or `connect`, `timeout` and the like.
    pub fn error_type(&self) -> Option<&'a str> {
        match &self.attempt.outcome {
            Outcome::Status(status) if status.as_u16() < 400 => None,
            Outcome::Status(status) => Some(status.as_str()),
            outcome => Some(outcome.kind()),
        }
    }

    /// Whether another attempt will follow, after the attempt's [`wait`](Attempt::wait). None follows if the rate
    /// limit leaves no room for it within the call's time.
    pub fn will_retry(&self) -> bool {
        self.attempt.wait.is_some()
    }
}

type Hook = Box<dyn Fn(&AttemptEvent<'_>) + Send + Sync>;

/// The program's hook for attempts, if any.
#[derive(Default)]
pub(crate) struct Observer(Option<Hook>);

impl Observer {
    pub fn new(hook: impl Fn(&AttemptEvent<'_>) + Send + Sync + 'static) -> Self {
        Self(Some(Box::new(hook)))
    }

    pub(super) fn saw(&self, shared: &Shared, call: &Call, attempt: &Attempt) {
        let Some(hook) = &self.0 else { return };
        let Some(operation) = call.update(|progress| progress.record.operation) else {
            return;
        };
        let event = AttemptEvent {
            operation,
            attempt,
            server_address: shared.base.host(),
            server_port: shared.base.port(),
        };
        // A metric is not worth a call.
        let _ = catch_unwind(AssertUnwindSafe(|| hook(&event)));
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("Observer")
            .field(&self.0.is_some())
            .finish()
    }
}
