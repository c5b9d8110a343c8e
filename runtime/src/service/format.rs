//! The forms of bodies and headers that a service's documentation promises for all operations.

/// The locations of [`Error`](crate::Error)'s fields in an error body, as JSON pointers (RFC 6901): the first one
/// that resolves is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorFormat {
    /// The machine-readable code. A body without one is not an error of the service.
    pub code: &'static [&'static str],
    /// The message for people.
    pub message: &'static [&'static str],
    /// Additional details: a JSON object.
    pub details: &'static [&'static str],
    /// The id to quote to the service's support; read from successes too.
    pub request_id: &'static [&'static str],
}

impl ErrorFormat {
    /// Problem details (RFC 9457).
    pub const PROBLEM_DETAILS: Self = Self {
        code: &["/code", "/type", "/title"],
        message: &["/detail", "/message", "/title"],
        details: &[""],
        request_id: &["/instance"],
    };
}

/// The members of a response envelope: `{data, meta}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnvelopeFormat {
    /// The member with the data.
    pub data: &'static str,
    /// The member about the response itself.
    pub meta: &'static str,
}

impl EnvelopeFormat {
    /// For services whose responses have no envelope.
    pub const NONE: Self = Self { data: "", meta: "" };
}

/// The locations of a list's cursors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CursorFormat {
    /// The query parameter that takes the cursor.
    pub parameter: &'static str,
    /// The query parameter that takes the size of a page.
    pub page_size: &'static str,
    /// JSON pointer to the boolean that says whether there is another page.
    pub has_more: &'static str,
    /// JSON pointer to the next page's cursor.
    pub next: &'static str,
}

impl CursorFormat {
    /// For services without cursors.
    pub const NONE: Self = Self {
        parameter: "",
        page_size: "",
        has_more: "",
        next: "",
    };
}

/// The names of the headers that state the rate limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimitHeaders {
    /// The number of requests in a window.
    pub limit: &'static str,
    /// The number of requests left.
    pub remaining: &'static str,
    /// When the window ends: Unix time in seconds.
    pub reset: &'static str,
}

impl RateLimitHeaders {
    /// `X-RateLimit-Limit`, `X-RateLimit-Remaining`, `X-RateLimit-Reset`.
    pub const X_RATE_LIMIT: Self = Self {
        limit: "x-ratelimit-limit",
        remaining: "x-ratelimit-remaining",
        reset: "x-ratelimit-reset",
    };
}
