//! What one attempt gives, and whether another may follow.

use std::time::Duration;

use http::StatusCode;

use super::attempt::Outcome;
use super::connect;
use super::reasons::{NotRetried, WaitReason};
use crate::config::SharedError;
use crate::error::{RequestErrorKind, TimeoutErrorKind, TransportErrorKind};

/// What one attempt gives.
pub enum AttemptResult {
    /// A response, its body read and kept with the call.
    Response(StatusCode),
    /// A response whose body the caller reads.
    Stream(reqwest::Response),
    /// A response from an address other than the requested one.
    Redirected(StatusCode),
    /// A success of another kind than the contract says, its body read, and what it should have been.
    Unexpected(StatusCode, &'static str),
    /// No response, or not all of it.
    Failed(TransportErrorKind),
    /// Not in time.
    TooLate(TimeoutErrorKind),
    /// Nothing was sent: the HTTP client cannot do https.
    NoTls,
    /// The service refused the access token, or nothing was sent: the token provider failed.
    NoToken(SharedError),
    /// Nothing was sent: the request is refused.
    NotSent(RequestErrorKind),
}

impl AttemptResult {
    /// For the history.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Response(status) | Self::Redirected(status) | Self::Unexpected(status, _) => {
                Outcome::Status(*status)
            }
            Self::Stream(response) => Outcome::Status(response.status()),
            Self::NoToken(_) => Outcome::Status(StatusCode::UNAUTHORIZED),
            Self::Failed(TransportErrorKind::Interrupted(_)) => Outcome::Interrupted,
            Self::Failed(TransportErrorKind::Body(_)) => Outcome::Body,
            Self::Failed(TransportErrorKind::Compression(_)) => Outcome::Compression,
            Self::Failed(TransportErrorKind::BodyTooLarge { .. }) => Outcome::BodyTooLarge,
            // No connection, for one reason or another.
            Self::Failed(_) | Self::NoTls | Self::NotSent(_) => Outcome::Connect,
            Self::TooLate(_) => Outcome::Timeout,
        }
    }

    /// Whether the service refused the credential.
    pub fn is_unauthorized(&self) -> bool {
        matches!(self, Self::Response(StatusCode::UNAUTHORIZED))
    }

    /// Whether the same request may fare better another time.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Response(status) => {
                matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
            }
            Self::Stream(_)
            | Self::Redirected(_)
            | Self::Unexpected(..)
            | Self::NoTls
            | Self::NoToken(_)
            | Self::NotSent(_) => false,
            Self::Failed(fault) => match fault {
                // The next time finds the same certificate and the same settings.
                TransportErrorKind::Certificate(_) | TransportErrorKind::Tls(_) => false,
                TransportErrorKind::Proxy(cause) => !connect::wants_authorization(cause),
                TransportErrorKind::BodyTooLarge { .. } | TransportErrorKind::Compression(_) => {
                    false
                }
                _ => true,
            },
            Self::TooLate(_) => true,
        }
    }
}

/// The next step after an attempt.
pub enum Next {
    /// None follows. The reason is given if a retry was possible.
    Stop(Option<NotRetried>),
    /// Another one follows after a wait.
    Wait(Duration, WaitReason),
}
