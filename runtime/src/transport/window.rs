//! What is known of the service's window of requests.

use std::time::Duration;

use http::{HeaderMap, StatusCode};
use tokio::time::Instant;

use super::line::Patience;
use super::rate_limit::RateLimit;
use super::retry_after::asked;

/// How long a 429 closes the window at the least. Services round their waits down to whole seconds, and
/// clocks differ: a wait of nothing would let everybody run into the same window again.
pub const UNSTATED: Duration = Duration::from_secs(1);
/// How long a response can close the window for, whatever it says: then one request finds out. Neo's own
/// windows last 60 s.
const LONGEST: Duration = Duration::from_secs(3600);
/// 30 years: within what every clock can hold.
const CLOCK: Duration = Duration::from_secs(946_080_000);

/// How many requests go first while the limit is unknown.
pub const PROBES: u64 = 8;
/// The same after a window that was closed: it may be closed still, for waits are rounded.
const PROBES_AFTER_CLOSED: u64 = 1;

/// The service's window of requests.
#[derive(Clone, Copy, Debug, Default)]
pub enum Window {
    /// Nothing was sent yet.
    #[default]
    Fresh,
    /// The limit is unknown since then; the first requests are in flight.
    Unknown {
        since: Instant,
        /// How many may go at first.
        probes: u64,
        /// How many responses have come that do not state a limit.
        responses: u64,
    },
    /// The service states no limit.
    Unlimited,
    /// Room for this many requests, those under way included, until the window ends.
    Open {
        remaining: u64,
        reset: Option<u64>,
        until: Instant,
    },
    /// No room until then.
    Closed {
        until: Instant,
        /// Until when the service states, which may be later than is believed.
        stated: Instant,
    },
}

impl Window {
    /// The window at this time: one that has ended is unknown.
    pub fn at(self, now: Instant) -> Self {
        let probes = match self {
            Self::Fresh => PROBES,
            Self::Open { until, .. } if now >= until => PROBES,
            Self::Closed { until, .. } if now >= until => PROBES_AFTER_CLOSED,
            _ => return self,
        };
        Self::Unknown {
            since: now,
            probes,
            responses: 0,
        }
    }

    /// How long it is closed for, by the service's word, where that is longer than a call waits.
    pub fn pause(self, patience: Patience, now: Instant) -> Option<Duration> {
        match self {
            Self::Closed { until, stated } if until > now => {
                let wait = until.saturating_duration_since(now);
                let too_long = until >= patience.deadline || wait > patience.longest;
                too_long.then(|| stated.saturating_duration_since(now))
            }
            _ => None,
        }
    }

    /// The window after a response.
    pub fn after(
        self,
        status: StatusCode,
        headers: &HeaderMap,
        limit: Option<RateLimit>,
        now: Instant,
    ) -> Self {
        let ends = limit.and_then(|limit| limit.wait(headers));
        let remaining = limit.and_then(|limit| limit.remaining);
        let refused = status == StatusCode::TOO_MANY_REQUESTS;
        let closed = if refused {
            Some(asked(status, headers, limit).unwrap_or_default())
        } else {
            ends.filter(|_| remaining == Some(0))
        };
        if let Some(wait) = closed {
            return self.closed_for(wait.max(UNSTATED), now);
        }
        match (self, remaining) {
            // A response from before it closed.
            (Self::Closed { until, .. }, _) if until > now => self,
            (_, Some(remaining)) if remaining > 0 => self.open_for(remaining, limit, ends, now),
            // Only a success shows that the service has no limit: errors may come from a gateway in front
            // of it.
            (Self::Unknown { .. } | Self::Fresh | Self::Closed { .. }, None)
                if limit.is_none() && status.is_success() =>
            {
                Self::Unlimited
            }
            (
                Self::Unknown {
                    since,
                    probes,
                    responses,
                },
                _,
            ) => Self::Unknown {
                since,
                probes,
                responses: responses.saturating_add(1),
            },
            _ => self,
        }
    }

    fn closed_for(self, wait: Duration, now: Instant) -> Self {
        let mut until = now + wait.min(LONGEST);
        let mut stated = now.checked_add(wait).unwrap_or_else(|| now + CLOCK);
        if let Self::Closed {
            until: other,
            stated: other_stated,
        } = self
        {
            (until, stated) = (until.max(other), stated.max(other_stated));
        }
        Self::Closed { until, stated }
    }

    fn open_for(
        self,
        remaining: u64,
        limit: Option<RateLimit>,
        ends: Option<Duration>,
        now: Instant,
    ) -> Self {
        let reset = limit.and_then(|limit| limit.reset);
        let remaining = match self {
            // Responses may overtake one another within a window.
            Self::Open {
                remaining: known,
                reset: known_reset,
                ..
            } if known_reset == reset => known.min(remaining),
            _ => remaining,
        };
        let ends = ends.filter(|ends| !ends.is_zero()).unwrap_or(UNSTATED);
        Self::Open {
            remaining,
            reset,
            until: now + ends.min(LONGEST),
        }
    }
}
