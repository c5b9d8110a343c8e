//! What is known of the service's window of requests.

use std::time::Duration;

use http::{HeaderMap, StatusCode};
use tokio::time::Instant;

use super::rate_limit::RateLimit;
use super::retry_after::retry_after;

/// How long a 429 closes the window where it does not say, and how long a window lasts that has ended
/// already by the service's own clock.
const UNSTATED: Duration = Duration::from_secs(1);
/// Beyond all that a call may take, and within what a clock can hold.
const LONGEST: Duration = Duration::from_secs(86_400);

/// The service's window of requests.
#[derive(Clone, Copy, Default)]
pub enum Window {
    /// Nothing was sent yet.
    #[default]
    Fresh,
    /// Nothing is known since then; first requests are under way.
    Unknown { since: Instant },
    /// The service states no limit.
    Unlimited,
    /// Room for this many requests, those under way included, until the window ends.
    Room {
        remaining: u64,
        reset: Option<u64>,
        until: Instant,
    },
    /// No room until then.
    Closed { until: Instant },
}

impl Window {
    /// The window after an answer.
    pub fn after(
        self,
        status: StatusCode,
        headers: &HeaderMap,
        limit: Option<RateLimit>,
        longest: Duration,
        now: Instant,
    ) -> Self {
        let longest = longest.min(LONGEST);
        let ends = limit.and_then(|limit| limit.wait(headers));
        let remaining = limit.and_then(|limit| limit.remaining);
        let closed = if status == StatusCode::TOO_MANY_REQUESTS {
            Some(retry_after(headers).or(ends).unwrap_or(UNSTATED))
        } else {
            ends.filter(|_| remaining == Some(0))
        };
        let still_closed = match self {
            Self::Closed { until } => Some(until).filter(|until| *until > now),
            _ => None,
        };
        if let Some(wait) = closed.filter(|wait| !wait.is_zero()) {
            let until = now + wait.min(longest);
            return Self::Closed {
                until: still_closed.map_or(until, |other| other.max(until)),
            };
        }
        if still_closed.is_some() {
            // An answer from before it closed.
            return self;
        }
        match remaining {
            None if limit.is_none() => match self {
                Self::Room { .. } => self,
                _ => Self::Unlimited,
            },
            None | Some(0) => self,
            Some(remaining) => {
                let reset = limit.and_then(|limit| limit.reset);
                let remaining = match self {
                    // Answers may overtake one another within a window.
                    Self::Room {
                        remaining: known,
                        reset: known_reset,
                        ..
                    } if known_reset == reset => known.min(remaining),
                    _ => remaining,
                };
                Self::Room {
                    remaining,
                    reset,
                    until: now
                        + ends
                            .filter(|ends| !ends.is_zero())
                            .unwrap_or(UNSTATED)
                            .min(longest),
                }
            }
        }
    }
}
