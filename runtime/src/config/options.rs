//! What may differ from call to call.

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::{Extra, ExtraHeaders, Retry};

/// Settings for some calls, which take precedence over those of the client. The client's settings apply where none is
/// set.
///
/// ```
/// use std::time::Duration;
/// use neo_api_runtime::CallOptions;
///
/// let quick = CallOptions::new().timeout(Duration::from_secs(5)).attempts(1);
/// # let _ = quick;
/// ```
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    retry: Option<Retry>,
    attempts: Option<u32>,
    repeatable: Option<bool>,
    pacing: Option<bool>,
    body_limit: Option<usize>,
    event_limit: Option<usize>,
    headers: ExtraHeaders,
    extra: Option<Arc<Extra>>,
}

impl CallOptions {
    /// Nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long the whole call may take: all attempts and all waits.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long one attempt may take, from the connection to the last byte of the body.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// How failed attempts are repeated.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// The maximum number of times a request is sent, the first included.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(attempts);
        self
    }

    /// Whether these calls are safe to repeat, whatever their method. By default POST and PATCH are not:
    /// a request that seemed to fail may have been carried out, and would be carried out twice.
    #[must_use]
    pub fn repeatable(mut self, repeatable: bool) -> Self {
        self.repeatable = Some(repeatable);
        self
    }

    /// Whether these calls wait for the service's rate limit together with all others.
    #[must_use]
    pub fn pacing(mut self, pacing: bool) -> Self {
        self.pacing = Some(pacing);
        self
    }

    /// The maximum size of a response body in bytes, after decompression. A larger success is an error; a larger
    /// error body is cut off. It does not bound a [`ByteStream`](crate::ByteStream).
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = Some(bytes);
        self
    }

    /// The longest event of an [`EventStream`](crate::EventStream) that is read, in bytes. A longer one is an
    /// error, and ends the stream. The stream as a whole has no limit.
    #[must_use]
    pub fn event_limit(mut self, bytes: usize) -> Self {
        self.event_limit = Some(bytes);
        self
    }

    /// Sends one more header. Headers that the client sets itself (`Authorization`, `Accept`, `Host`, …)
    /// are refused, and so are invalid names and values: the call then fails with
    /// [`Error::Configuration`](crate::Error::Configuration) before anything is sent.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.add(name, value);
        self
    }

    /// Sends one more query parameter, which the contract does not document. If it is set twice, both are sent.
    ///
    /// ```
    /// use neo_api_runtime::CallOptions;
    ///
    /// let preview = CallOptions::new().query("expand", "owner").body_member("dry_run", true);
    /// # let _ = preview;
    /// ```
    #[must_use]
    pub fn query(mut self, name: &str, value: &str) -> Self {
        Arc::make_mut(self.extra.get_or_insert_default()).query(name, value);
        self
    }

    /// Adds a member to the JSON object that is the body, or replaces the one of that name. A request without a body
    /// gets one with this member alone. The call fails before anything is sent if its body is not a JSON object, or
    /// if it cannot have one, as with GET.
    #[must_use]
    pub fn body_member(mut self, name: &str, value: impl Serialize) -> Self {
        Arc::make_mut(self.extra.get_or_insert_default()).member(name, &value);
        self
    }

    /// These options, and those of `other` that win over them.
    pub(crate) fn overlaid(&self, other: &Self) -> Self {
        Self {
            timeout: other.timeout.or(self.timeout),
            attempt_timeout: other.attempt_timeout.or(self.attempt_timeout),
            // A policy set later also replaces the number of attempts set before it.
            attempts: other
                .attempts
                .or_else(|| self.attempts.filter(|_| other.retry.is_none())),
            retry: other.retry.clone().or_else(|| self.retry.clone()),
            repeatable: other.repeatable.or(self.repeatable),
            pacing: other.pacing.or(self.pacing),
            body_limit: other.body_limit.or(self.body_limit),
            event_limit: other.event_limit.or(self.event_limit),
            headers: self.headers.overlaid(&other.headers),
            extra: match (&self.extra, &other.extra) {
                (Some(extra), Some(other)) => Some(Arc::new(extra.overlaid(other))),
                (extra, other) => other.as_ref().or(extra.as_ref()).cloned(),
            },
        }
    }

    /// What holds in the end, with the defaults.
    pub(crate) fn limits(&self) -> Limits {
        let mut retry = self.retry.clone().unwrap_or_default();
        if let Some(attempts) = self.attempts {
            retry = retry.attempts(attempts);
        }
        Limits {
            timeout: self.timeout.unwrap_or(Duration::from_secs(90)),
            attempt_timeout: self.attempt_timeout.unwrap_or(Duration::from_secs(30)),
            retry,
            repeatable: self.repeatable,
            pacing: self.pacing.unwrap_or(true),
            body_limit: self.body_limit.unwrap_or(64 * 1024 * 1024),
            event_limit: self.event_limit.unwrap_or(1 << 20),
            headers: self.headers.clone(),
            extra: self.extra.clone(),
        }
    }
}

/// [`CallOptions`] with nothing left open.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub timeout: Duration,
    pub attempt_timeout: Duration,
    pub retry: Retry,
    pub repeatable: Option<bool>,
    pub pacing: bool,
    pub body_limit: usize,
    pub event_limit: usize,
    pub headers: ExtraHeaders,
    pub extra: Option<Arc<Extra>>,
}
