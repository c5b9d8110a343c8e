//! The service's rate limit, as its headers state it.

use std::time::Duration;

use http::{HeaderMap, HeaderValue};

use super::retry_after::date;
use crate::service::RateLimitHeaders;

/// The service's rate limit, from the headers that [`RateLimitHeaders`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many requests a window has.
    pub limit: Option<u64>,
    /// How many are left in this window.
    pub remaining: Option<u64>,
    /// When the window ends: Unix time in seconds, by the service's clock.
    pub reset: Option<u64>,
}

impl RateLimit {
    /// What the headers say; None where they say nothing.
    pub(crate) fn read(headers: &HeaderMap, names: &RateLimitHeaders) -> Option<Self> {
        let number = |name: &str| headers.get(name).and_then(whole_number);
        let read = Self {
            limit: number(names.limit),
            remaining: number(names.remaining),
            reset: number(names.reset),
        };
        (read.limit.is_some() || read.remaining.is_some() || read.reset.is_some()).then_some(read)
    }

    /// How long after the answer's own date the window ends.
    pub(crate) fn wait(&self, headers: &HeaderMap) -> Option<Duration> {
        let now = date(headers)?;
        Some(Duration::from_secs(self.reset?).saturating_sub(now))
    }
}

fn whole_number(value: &HeaderValue) -> Option<u64> {
    let text = value.to_str().ok()?.trim();
    is_whole_number(text).then(|| text.parse().ok()).flatten()
}

/// Digits and nothing else: `parse` alone would take "+7".
pub(super) fn is_whole_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
