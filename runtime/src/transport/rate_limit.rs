//! The service's rate limit, as its headers state it.

use std::time::Duration;

use http::{HeaderMap, HeaderValue};

use super::retry_after::date;
use crate::service::RateLimitHeaders;

/// How far from now the end of a window may be: what lies before or beyond is another unit (milliseconds, or
/// seconds from now) or a mistake, and no call should wait for it.
const LONGEST_AGO: Duration = Duration::from_secs(24 * 3600);
const LONGEST_AHEAD: Duration = Duration::from_secs(31 * 24 * 3600);

/// The service's rate limit, from the headers that [`RateLimitHeaders`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The number of requests in a window.
    pub limit: Option<u64>,
    /// The number of requests left in this window.
    pub remaining: Option<u64>,
    /// When the window ends: Unix time in seconds, by the service's clock. None where the header states no
    /// plausible time: one more than a day ago or more than 31 days ahead, as milliseconds would be.
    pub reset: Option<u64>,
}

impl RateLimit {
    /// The limit that the headers state; None if they do not state one.
    pub(crate) fn read(headers: &HeaderMap, names: &RateLimitHeaders) -> Option<Self> {
        let number = |name: &str| headers.get(name).and_then(whole_number);
        let read = Self {
            limit: number(names.limit),
            remaining: number(names.remaining),
            reset: number(names.reset).filter(|reset| is_plausible(*reset, headers)),
        };
        (read.limit.is_some() || read.remaining.is_some() || read.reset.is_some()).then_some(read)
    }

    /// How long after the response's own date the window ends.
    pub(crate) fn wait(&self, headers: &HeaderMap) -> Option<Duration> {
        let now = date(headers)?;
        Some(Duration::from_secs(self.reset?).saturating_sub(now))
    }
}

fn is_plausible(reset: u64, headers: &HeaderMap) -> bool {
    let (reset, now) = (Duration::from_secs(reset), date(headers));
    now.is_some_and(|now| {
        reset.saturating_add(LONGEST_AGO) >= now && reset <= now.saturating_add(LONGEST_AHEAD)
    })
}

fn whole_number(value: &HeaderValue) -> Option<u64> {
    let text = value.to_str().ok()?.trim();
    is_whole_number(text).then(|| text.parse().ok()).flatten()
}

/// Digits and nothing else: `parse` alone would take "+7".
pub(super) fn is_whole_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
