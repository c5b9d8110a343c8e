//! Why a call waited before its next attempt, or made no further one.

use std::fmt;
use std::time::Duration;

/// Why a call waited as long as it did before the next attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WaitReason {
    /// A random wait that grows with the number of attempts.
    Backoff,
    /// The service stated the wait in `Retry-After` (RFC 9110, section 10.2.3).
    RetryAfter,
    /// The service's rate-limit headers stated the wait.
    RateLimitReset,
    /// The service refused the access token, and the token provider had another one.
    TokenRefused,
}

impl fmt::Display for WaitReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Backoff => "backoff",
            Self::RetryAfter => "the service asked for it (Retry-After)",
            Self::RateLimitReset => "the service asked for it (X-RateLimit-Reset)",
            Self::TokenRefused => "the service refused the access token",
        })
    }
}

/// Why a call that might have been repeated was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NotRetried {
    /// The operation is not safe to repeat; see [`CallOptions::repeatable`](crate::CallOptions::repeatable).
    NotRepeatable,
    /// As many attempts were made as [`Retry`](crate::Retry) allows.
    AttemptsUsedUp {
        /// The limit.
        attempts: u32,
    },
    /// The token provider returned the refused token again.
    SameToken,
    /// The service asked for a longer wait than [`Retry`](crate::Retry) allows.
    WaitTooLong {
        /// The wait that the service asked for.
        wait: Duration,
        /// The longest wait that the client accepts.
        longest: Duration,
    },
    /// The wait would have exceeded the time limit of the call.
    NoTimeToWait {
        /// The wait before the next attempt.
        wait: Duration,
        /// The time limit of the call.
        timeout: Duration,
    },
    /// The time limit of the call was reached.
    TimeUp {
        /// The time limit of the call.
        timeout: Duration,
    },
    /// The service's rate limit is used up for longer than the call may wait.
    RateLimit {
        /// The time until the limit resets.
        wait: Duration,
    },
    /// The rate limit is not known yet, and earlier requests got no response within the time of the call.
    Unanswered {
        /// The number of those requests.
        under_way: u64,
    },
}

impl fmt::Display for NotRetried {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRepeatable => formatter
                .write_str("the operation is not marked as safe to repeat, see `repeatable`"),
            Self::AttemptsUsedUp { attempts } => {
                write!(formatter, "the limit of attempts is {attempts}")
            }
            Self::SameToken => {
                formatter.write_str("the token provider returned the refused token again")
            }
            Self::WaitTooLong { wait, longest } => write!(
                formatter,
                "the service asks to wait {} s, longer than the client's limit of {longest:?}",
                wait.as_secs()
            ),
            Self::NoTimeToWait { wait, timeout } => write!(
                formatter,
                "a wait of {wait:?} would exceed the call's time limit of {timeout:?}"
            ),
            Self::TimeUp { timeout } => write!(
                formatter,
                "the call's time limit of {timeout:?} was reached"
            ),
            Self::RateLimit { wait } => write!(
                formatter,
                "the service's rate limit is used up for another {} s, longer than the call may wait",
                wait.as_millis().div_ceil(1000)
            ),
            Self::Unanswered { under_way } => write!(
                formatter,
                "the service's rate limit is unknown, and {under_way} earlier requests got no response within the time of the call"
            ),
        }
    }
}
