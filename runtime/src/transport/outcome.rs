//! What one attempt gives, and whether another may follow.

use std::time::Duration;

use http::StatusCode;

use super::attempt::Outcome;
use super::connect;
use crate::error::{TimeoutFault, TransportFault};

/// What one attempt gives.
pub enum Got {
    /// A response, its body read and kept with the call.
    Answer(StatusCode),
    /// A response whose body the caller reads.
    Stream(reqwest::Response),
    /// A response from another address than the one asked.
    Redirected(StatusCode),
    /// A success of another kind than the contract says, its body read, and what it should have been.
    Unexpected(StatusCode, &'static str),
    /// No response, or not all of it.
    Failed(TransportFault),
    /// Not in time.
    TooLate(TimeoutFault),
    /// Nothing was sent: the HTTP client cannot do https.
    NoTls,
    /// Nothing was sent: the HTTP client refused the request.
    NotSent(reqwest::Error),
}

impl Got {
    /// For the history.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Answer(status) | Self::Redirected(status) | Self::Unexpected(status, _) => {
                Outcome::Status(*status)
            }
            Self::Stream(response) => Outcome::Status(response.status()),
            Self::Failed(TransportFault::Interrupted(_)) => Outcome::Interrupted,
            Self::Failed(TransportFault::Body(_)) => Outcome::Body,
            Self::Failed(TransportFault::Compression(_)) => Outcome::Compression,
            Self::Failed(TransportFault::BodyTooLarge { .. }) => Outcome::BodyTooLarge,
            // No connection, for one reason or another.
            Self::Failed(_) | Self::NoTls | Self::NotSent(_) => Outcome::Connect,
            Self::TooLate(_) => Outcome::Timeout,
        }
    }

    /// Whether the same request may fare better another time.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Answer(status) => {
                matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
            }
            Self::Stream(_)
            | Self::Redirected(_)
            | Self::Unexpected(..)
            | Self::NoTls
            | Self::NotSent(_) => false,
            Self::Failed(fault) => match fault {
                // The next time finds the same certificate and the same settings.
                TransportFault::Certificate(_) | TransportFault::Tls(_) => false,
                TransportFault::Proxy(cause) => !connect::wants_authorization(cause),
                TransportFault::BodyTooLarge { .. } | TransportFault::Compression(_) => false,
                _ => true,
            },
            Self::TooLate(_) => true,
        }
    }
}

/// The next step after an attempt.
pub enum Next {
    /// This was the last attempt, for the reason given where there is one worth telling.
    Stop(Option<String>),
    /// Another one after a wait.
    Wait(Duration, &'static str),
}
