//! The requests that the mock received.

use std::fmt;

/// One request, as received.
#[derive(Clone)]
pub struct Request {
    pub(super) operation: Option<&'static str>,
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    /// Whether the connection ends after it.
    pub(super) is_last: bool,
}

impl Request {
    /// The operation's [`id`](crate::Operation::id); None where the contract has none of this method and path.
    pub fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// `GET`, `POST` and so on.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The path, percent-encoded as received.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query, as received.
    pub fn raw_query(&self) -> Option<&str> {
        self.target.split_once('?').map(|(_, query)| query)
    }

    /// The query's parameters, decoded, in their order.
    pub fn query(&self) -> Vec<(String, String)> {
        let query = self.raw_query().unwrap_or_default();
        form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect()
    }

    /// The first query parameter of this name.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let found = self.query().into_iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value)
    }

    /// The first header of this name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// All headers, in their order.
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body, where it is JSON.
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// Without headers and body, which may hold data that does not belong in a log.
impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("target", &self.target)
            .field("headers", &self.headers.len())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
