//! What the mock answers.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

/// One response of a [`Mock`](super::Mock).
#[derive(Clone)]
#[must_use]
pub struct Reply {
    pub(super) content: Content,
    pub(super) status: Option<u16>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) delay: Duration,
    pub(super) cut_off: bool,
}

type Change = Arc<dyn Fn(&mut Value) + Send + Sync>;

#[derive(Clone)]
pub(super) enum Content {
    /// A valid response of the contract, changed.
    Sample(Change),
    /// Code and message, in the service's documented form.
    Error(String, String),
    Body(Vec<u8>),
    /// Status line, headers and body as they go over the wire.
    Raw(Vec<u8>),
    /// The connection ends without a response.
    Nothing,
}

impl Reply {
    fn of(status: Option<u16>, content: Content) -> Self {
        Self {
            content,
            status,
            headers: Vec::new(),
            delay: Duration::ZERO,
            cut_off: false,
        }
    }

    /// A valid success of the operation.
    pub fn sample() -> Self {
        Self::changed(|_| {})
    }

    /// A valid success of the operation, with changes to its JSON: an unknown enum value, a missing member.
    pub fn changed(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Self {
        Self::of(None, Content::Sample(Arc::new(change)))
    }

    /// A success with this body.
    pub fn json(body: &impl Serialize) -> Self {
        // What does not encode is an empty body, which no client takes for the response.
        let bytes = serde_json::to_vec(body).unwrap_or_default();
        Self::of(Some(200), Content::Body(bytes)).header("content-type", "application/json")
    }

    /// A refusal in the service's documented form.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        let content = Content::Error(code.to_owned(), message.to_owned());
        Self::of(Some(status), content).header("content-type", "application/json")
    }

    /// 429, with `Retry-After` in whole seconds.
    pub fn rate_limited(retry_after: Duration) -> Self {
        Self::error(429, "rate_limited", "too many requests")
            .header("retry-after", &retry_after.as_secs().to_string())
    }

    /// The page of a gateway, such as for a 502: HTML instead of the documented form.
    pub fn html(status: u16) -> Self {
        Self::text(
            status,
            "text/html",
            "<html><body><h1>Bad Gateway</h1></body></html>",
        )
    }

    /// A response with this text as its body.
    pub fn text(status: u16, content_type: &str, body: &str) -> Self {
        Self::of(Some(status), Content::Body(body.as_bytes().to_vec()))
            .header("content-type", content_type)
    }

    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        Self::of(Some(status), Content::Body(Vec::new()))
    }

    /// These bytes for status line, headers and body.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self::of(None, Content::Raw(bytes.into()))
    }

    /// The connection ends without a response.
    pub fn no_response() -> Self {
        Self::of(None, Content::Nothing)
    }

    /// Sets the status.
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Delays the response.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Ends the connection in the middle of the body.
    pub fn cut_off(mut self) -> Self {
        self.cut_off = true;
        self
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Reply")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("delay", &self.delay)
            .field("cut_off", &self.cut_off)
            .finish_non_exhaustive()
    }
}
