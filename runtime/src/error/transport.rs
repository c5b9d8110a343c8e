//! No response, or too late.

use std::fmt;
use std::time::Duration;

use crate::call_record::{CallRecord, short};
use crate::transport::NotRetried;
use crate::values::Cause;

/// No response, or not all of it.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) record: Box<CallRecord>,
    pub(crate) fault: TransportErrorKind,
    /// Host and port of the base URL.
    pub(crate) server: String,
}

/// What went wrong on the way.
#[derive(Debug)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection, for a reason other than the following: no route, for example, or a timeout.
    Connect(Cause),
    /// The host's name was not found, or could not be looked up.
    Dns(Cause),
    /// Nothing listens on the host's port, or a firewall refuses the connection.
    Refused(Cause),
    /// The server's certificate was not accepted: its authority is unknown, it has expired, or it is for another
    /// host. Not retried.
    Certificate(Cause),
    /// No TLS connection, for a reason other than the certificate: the server does not support TLS, for example. Not
    /// retried.
    Tls(Cause),
    /// The proxy did not connect to the service, or could not be reached. Not retried if it requires credentials.
    Proxy(Cause),
    /// The connection was interrupted before the response's headers arrived.
    Interrupted(Cause),
    /// The connection was interrupted within the body of a success.
    Body(Cause),
    /// The body of a success is compressed, and cannot be decompressed.
    Compression(Cause),
    /// The body of a success is longer than the configured limit; it was not read to its end.
    BodyTooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
}

impl TransportError {
    /// What went wrong.
    pub fn kind(&self) -> &TransportErrorKind {
        &self.fault
    }

    fn when_to_send_again(&self) -> &'static str {
        match self.record.not_retried {
            Some(NotRetried::NotRepeatable) => {
                "the service may have carried it out: check before you send it again"
            }
            _ => "try again later",
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let server = &self.server;
        write!(formatter, "{}: ", self.record.subject())?;
        match &self.fault {
            TransportErrorKind::Connect(error) => write!(
                formatter,
                "no connection to {server} ({}); check the network and the base URL",
                last(error)
            )?,
            TransportErrorKind::Dns(error) => write!(
                formatter,
                "the address of {server} was not found ({}); check the base URL and the DNS of this machine",
                last(error)
            )?,
            TransportErrorKind::Refused(_) => write!(
                formatter,
                "{server} refused the connection; check the base URL, and whether the service runs there"
            )?,
            TransportErrorKind::Certificate(error) => write!(
                formatter,
                "the certificate of {server} was not accepted ({}); if a proxy or an authority of your own issued it, install its root certificate or give it to the builder's custom_ca",
                last(error)
            )?,
            TransportErrorKind::Tls(error) => write!(
                formatter,
                "no TLS connection to {server} ({}); check the base URL, and whether the service supports https there",
                last(error)
            )?,
            TransportErrorKind::Proxy(error) => write!(
                formatter,
                "the proxy could not connect to {server} ({}); check its address and its credentials (the builder's proxy, or HTTPS_PROXY), or except the host (NO_PROXY)",
                last(error)
            )?,
            TransportErrorKind::Interrupted(_) => write!(
                formatter,
                "the connection was interrupted before a response arrived; {}",
                self.when_to_send_again()
            )?,
            TransportErrorKind::Body(_) => write!(
                formatter,
                "the connection was interrupted in the middle of the response; {}",
                self.when_to_send_again()
            )?,
            TransportErrorKind::Compression(_) => formatter.write_str(
                "the compressed body of the response is corrupt; a proxy or cache in between may have damaged it",
            )?,
            TransportErrorKind::BodyTooLarge { limit } => write!(
                formatter,
                "the response is longer than {limit} bytes; raise body_limit if that is expected"
            )?,
        }
        self.record.fmt_end(formatter, None)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            TransportErrorKind::Connect(error)
            | TransportErrorKind::Dns(error)
            | TransportErrorKind::Refused(error)
            | TransportErrorKind::Certificate(error)
            | TransportErrorKind::Tls(error)
            | TransportErrorKind::Proxy(error)
            | TransportErrorKind::Interrupted(error)
            | TransportErrorKind::Body(error)
            | TransportErrorKind::Compression(error) => Some(error),
            TransportErrorKind::BodyTooLarge { .. } => None,
        }
    }
}

/// What lies at the bottom of a failed connection, in one line: names in a certificate are anybody's text.
fn last(cause: &Cause) -> String {
    short(cause.last()).escape_debug().to_string()
}

/// It took too long.
#[derive(Debug)]
pub struct TimeoutError {
    pub(crate) record: Box<CallRecord>,
    pub(crate) fault: TimeoutErrorKind,
}

/// What took too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutErrorKind {
    /// The last attempt.
    Attempt {
        /// How long it was given.
        limit: Duration,
    },
    /// The call as a whole, with its attempts and waits.
    Call {
        /// How long it was given.
        limit: Duration,
    },
    /// The service's rate limit leaves no room within the call's time. The request was not sent.
    RateLimit {
        /// When there will be room again, by the service's word.
        wait: Duration,
    },
    /// Earlier requests, sent to learn the service's rate limit, got no response within the call's
    /// time. This one was not sent.
    Unanswered {
        /// How many were under way.
        under_way: u64,
    },
    /// The token provider returned no token within the call's time. The request was not sent, or not again after a
    /// refusal.
    Token {
        /// How long the call was given.
        limit: Duration,
    },
    /// The last attempt, because of a time limit of the caller's own HTTP client.
    HttpClient,
}

impl TimeoutError {
    /// What took too long.
    pub fn kind(&self) -> TimeoutErrorKind {
        self.fault
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.record.subject())?;
        match self.fault {
            TimeoutErrorKind::Attempt { limit } => write!(
                formatter,
                "no complete response within the {limit:?} of an attempt; raise attempt_timeout if the operation is slow"
            )?,
            TimeoutErrorKind::Call { limit } => write!(
                formatter,
                "no complete response within the {limit:?} of the call; raise timeout if that is too short"
            )?,
            TimeoutErrorKind::RateLimit { wait } => {
                write!(formatter, "{}; try again then", NotRetried::RateLimit { wait })?;
            }
            TimeoutErrorKind::Unanswered { under_way } => {
                write!(formatter, "not sent: {}", NotRetried::Unanswered { under_way })?;
            }
            TimeoutErrorKind::Token { limit } => write!(
                formatter,
                "the token provider gave no token within the {limit:?} of the call"
            )?,
            TimeoutErrorKind::HttpClient => formatter.write_str(
                "no complete response within the time that your own HTTP client allows; raise its timeout if the operation is slow",
            )?,
        }
        self.record.fmt_end(formatter, None)
    }
}

impl std::error::Error for TimeoutError {}
