//! No answer, or too late.

use std::fmt;
use std::time::Duration;

use crate::exchange::Exchange;
use crate::runtime::Cause;
use crate::transport::NoRoom;

/// No answer, or not all of it.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) exchange: Box<Exchange>,
    pub(crate) fault: TransportFault,
}

/// What went wrong on the way.
#[derive(Debug)]
#[non_exhaustive]
pub enum TransportFault {
    /// No connection: the name does not resolve, nothing listens, TLS fails.
    Connect(Cause),
    /// The connection broke off before the answer's headers were there.
    Interrupted(Cause),
    /// The connection broke off within the body of a success.
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
    pub fn fault(&self) -> &TransportFault {
        &self.fault
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.exchange.place())?;
        match &self.fault {
            TransportFault::Connect(_) => formatter.write_str(
                "no connection to the service; check the network and the base URL",
            )?,
            TransportFault::Interrupted(_) => formatter.write_str(
                "the connection broke off before an answer came; try again if the operation may be repeated",
            )?,
            TransportFault::Body(_) => formatter.write_str(
                "the connection broke off in the middle of the answer; try again if the operation may be repeated",
            )?,
            TransportFault::Compression(_) => formatter.write_str(
                "the body of the response is compressed, and broken; a proxy or cache in between may have damaged it",
            )?,
            TransportFault::BodyTooLarge { limit } => write!(
                formatter,
                "the answer is longer than {limit} bytes; raise body_limit if that is what you expect"
            )?,
        }
        self.exchange.fmt_end(formatter, None)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            TransportFault::Connect(error)
            | TransportFault::Interrupted(error)
            | TransportFault::Body(error)
            | TransportFault::Compression(error) => Some(error),
            TransportFault::BodyTooLarge { .. } => None,
        }
    }
}

/// It took too long.
#[derive(Debug)]
pub struct TimeoutError {
    pub(crate) exchange: Box<Exchange>,
    pub(crate) fault: TimeoutFault,
}

/// What took too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutFault {
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
    /// Requests that went first, to learn of the service's rate limit, were not answered within the call's
    /// time. This one was not sent.
    Unanswered {
        /// How many were under way.
        under_way: u64,
    },
    /// The last attempt, by a time limit of an HTTP client of the caller's own.
    HttpClient,
}

impl TimeoutError {
    /// What took too long.
    pub fn fault(&self) -> TimeoutFault {
        self.fault
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.exchange.place())?;
        match self.fault {
            TimeoutFault::Attempt { limit } => write!(
                formatter,
                "no complete answer within the {limit:?} of an attempt; raise attempt_timeout if the operation is slow"
            )?,
            TimeoutFault::Call { limit } => write!(
                formatter,
                "no complete answer within the {limit:?} of the call; raise timeout if that is too short"
            )?,
            TimeoutFault::RateLimit { wait } => {
                write!(formatter, "{}; try again then", NoRoom::UsedUp(wait))?;
            }
            TimeoutFault::Unanswered { under_way } => {
                write!(formatter, "not sent: {}", NoRoom::Unanswered(under_way))?;
            }
            TimeoutFault::HttpClient => formatter.write_str(
                "no complete answer within the time that your own HTTP client allows; raise its timeout if the operation is slow",
            )?,
        }
        self.exchange.fmt_end(formatter, None)
    }
}

impl std::error::Error for TimeoutError {}
