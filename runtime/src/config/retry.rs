//! When a failed attempt is repeated.

use std::time::Duration;

/// How often, and after which wait, a failed attempt is repeated.
///
/// Only operations that are safe to repeat are retried: GET, HEAD, PUT and DELETE by their method, others when
/// [`CallOptions::repeatable`](crate::CallOptions::repeatable) says so. Connections that fail or are interrupted,
/// attempts that take too long, and the statuses 408, 429, 500, 502, 503 and 504 are retried.
///
/// ```
/// use std::time::Duration;
/// use neo_api_runtime::Retry;
///
/// let patient = Retry::new().attempts(6).longest_wait(Duration::from_secs(30));
/// let never = Retry::new().attempts(1);
/// # let _ = (patient, never);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    pub(crate) attempts: u32,
    pub(crate) first_wait: Duration,
    pub(crate) longest_wait: Duration,
    pub(crate) longest_retry_after: Duration,
}

impl Retry {
    /// Three attempts, random waits up to 0.5 s, 1 s, 2 s … 8 s, and at most 60 s where the service
    /// says how long.
    pub fn new() -> Self {
        Self {
            attempts: 3,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(8),
            longest_retry_after: Duration::from_secs(60),
        }
    }

    /// The maximum number of times a request is sent, the first included. 0 counts as 1.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Upper bound of the random wait before the second attempt. It doubles with each further one.
    #[must_use]
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// Upper bound of every random wait.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// The longest wait that the service may request of this call; other calls wait as requested. If it
    /// requests more, the call fails at once and [`Error::retry_after`](crate::Error::retry_after) says how
    /// long it would have been.
    #[must_use]
    pub fn longest_retry_after(mut self, wait: Duration) -> Self {
        self.longest_retry_after = wait;
        self
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::new()
    }
}
