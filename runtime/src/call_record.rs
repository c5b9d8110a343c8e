//! What went over the wire in one call.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::config::Credentials;
use crate::error_body::success_request_id;
use crate::service::{ErrorFormat, Operation};
use crate::transport::{Attempt, NotRetried, RateLimit};

/// Everything that a response or an error tells of its call, the decoded data aside.
#[derive(Clone, Default)]
pub(crate) struct CallRecord {
    pub operation: Option<&'static Operation>,
    pub status: Option<StatusCode>,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// Why the body is not whole, where it is an error's.
    pub cut: Option<&'static str>,
    pub attempts: Vec<Attempt>,
    pub rate_limit: Option<RateLimit>,
    pub retry_after: Option<Duration>,
    pub not_retried: Option<NotRetried>,
    /// Where a list goes on that this call was a page of.
    pub cursor: Option<String>,
    /// The locations of the request id in a body.
    pub errors: Option<&'static ErrorFormat>,
    /// That of a success, once it was asked for.
    pub request_id: OnceLock<Option<String>>,
}

impl CallRecord {
    /// The operation's name, to begin a message with.
    pub fn subject(&self) -> &'static str {
        self.operation
            .map_or("the client", |operation| operation.id)
    }

    /// The request id of a success, as received.
    pub fn success_request_id(&self) -> Option<&str> {
        let find = || success_request_id(&self.body, self.errors?);
        self.request_id.get_or_init(find).as_deref()
    }

    /// Takes the credential out of the headers, where the service repeats it.
    pub fn redact_headers(&mut self, credentials: &Credentials) {
        for value in self.headers.values_mut() {
            if let Some(clean) = credentials.redact_bytes(value.as_bytes()) {
                *value = HeaderValue::from_bytes(&clean)
                    .unwrap_or(HeaderValue::from_static("[redacted]"));
            }
        }
    }

    /// Takes it out of the body.
    pub fn redact_body(&mut self, credentials: &Credentials) {
        if let Some(clean) = credentials.redact_bytes(&self.body) {
            self.body = clean.into();
        }
    }

    /// Makes room for the next attempt's answer.
    pub fn forget_response(&mut self) {
        self.status = None;
        self.headers.clear();
        self.body.clear();
        self.cut = None;
        self.retry_after = None;
    }

    /// Ends a message: number of attempts, why not more, request id.
    pub fn fmt_end(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        request_id: Option<&str>,
    ) -> fmt::Result {
        let mut notes = Vec::new();
        let made = match self.attempts.len() {
            0 => None,
            1 => self.not_retried.map(|_| "1 attempt was made".to_owned()),
            attempts => Some(format!("{attempts} attempts were made")),
        };
        match (made, self.not_retried) {
            (Some(made), Some(NotRetried::AttemptsUsedUp { .. })) => {
                notes.push(format!("{made}, which is the limit"));
            }
            (made, reason) => {
                notes.extend(made);
                notes.extend(reason.map(|reason| format!("not retried because {reason}")));
            }
        }
        if let Some(cut) = self.cut {
            notes.push(cut.to_owned());
        }
        if let Some(id) = request_id {
            notes.push(format!("request id {}", short(id).escape_debug()));
        }
        if notes.is_empty() {
            Ok(())
        } else {
            write!(formatter, " ({})", notes.join("; "))
        }
    }
}

/// As much of a service's text as a line of a log takes.
pub(crate) fn short(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 300;
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => Cow::Owned(format!("{}…", text.get(..at).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

/// Without headers and body: they may contain what does not belong in a log.
impl fmt::Debug for CallRecord {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CallRecord")
            .field("operation", &self.operation.map(|operation| operation.id))
            .field("status", &self.status)
            .field("headers", &format_args!("{}", self.headers.len()))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("cut", &self.cut)
            .field("attempts", &self.attempts)
            .field("rate_limit", &self.rate_limit)
            .field("retry_after", &self.retry_after)
            .field("not_retried", &self.not_retried)
            .finish()
    }
}
