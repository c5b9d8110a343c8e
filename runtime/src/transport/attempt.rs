//! The history of a call.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::reasons::WaitReason;

/// One request that was sent, and its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// Counts from 1.
    pub number: u32,
    /// Its outcome.
    pub outcome: Outcome,
    /// How long the call waited for room in the service's rate limit before it was sent.
    pub throttled_for: Duration,
    /// How long it took, from its start to the last byte or the failure.
    pub duration: Duration,
    /// How long the call waited after it, before the next attempt. None for the last attempt.
    pub wait: Option<Duration>,
    /// Why the wait was as long as it was. None for the last attempt.
    pub reason: Option<WaitReason>,
}

/// The outcome of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// A response, complete as far as the call reads it.
    Status(StatusCode),
    /// No connection.
    Connect,
    /// The connection was interrupted before the response's headers.
    Interrupted,
    /// The connection was interrupted within the response's body.
    Body,
    /// The response's body is compressed, and cannot be decompressed.
    Compression,
    /// The response's body is longer than the limit.
    BodyTooLarge,
    /// No complete response within the time limit of an attempt.
    Timeout,
}

impl Outcome {
    /// In one word, for metrics.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Status(_) => "status",
            Self::Connect => "connect",
            Self::Interrupted => "interrupted",
            Self::Body => "body",
            Self::Compression => "compression",
            Self::BodyTooLarge => "body_too_large",
            Self::Timeout => "timeout",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(formatter, "status {}", status.as_u16()),
            Self::Connect => formatter.write_str("no connection"),
            Self::Interrupted => formatter.write_str("the connection was interrupted"),
            Self::Body => formatter.write_str("the body was interrupted"),
            Self::Compression => formatter.write_str("the body's compression is broken"),
            Self::BodyTooLarge => formatter.write_str("the body is too long"),
            Self::Timeout => formatter.write_str("timed out"),
        }
    }
}
