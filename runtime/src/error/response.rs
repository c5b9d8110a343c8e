//! Responses that are not a success.

use std::fmt;

use http::StatusCode;
use http::header::CONTENT_TYPE;

use super::content::Content;
use crate::call_record::{CallRecord, short};
use crate::values::Json;

/// The contract's error envelope: `{error: {code, message, details?}, meta: {request_id}}`.
pub struct ApiError {
    pub(crate) record: Box<CallRecord>,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) details: Option<Json>,
    pub(crate) request_id: Option<String>,
}

impl ApiError {
    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.record.status.unwrap_or_default()
    }

    /// The machine-readable code. An open set, in mixed case.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The message for people. A message longer than 64 KiB is cut off; the body has all of it.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The service's additional details, if they are a JSON object.
    pub fn details(&self) -> Option<&Json> {
        self.details.as_ref()
    }

    /// The id to quote to support, as received.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: the service responded with {} and the code {:?}",
            self.record.subject(),
            self.status(),
            short(&self.code),
        )?;
        if !self.message.is_empty() {
            write!(formatter, " and the message {:?}", short(&self.message))?;
        }
        let advice = match self.status().as_u16() {
            401 => "check that the API key or access token is correct and still valid",
            403 => "ask an administrator for permission, or use another credential",
            404 => not_found_advice(&self.record),
            409 => "check the state of the resource before trying again",
            400 | 422 => "correct the request",
            429 => "wait before trying again",
            500.. => "try again later",
            _ => "see the service's documentation for this code",
        };
        write!(formatter, "; {advice}")?;
        self.record.fmt_end(formatter, self.request_id())
    }
}

/// What a 404 is likely to be about.
fn not_found_advice(record: &CallRecord) -> &'static str {
    match record.operation {
        Some(operation) if !operation.is_documented() => {
            "the contract does not have this path: check the path and the base URL"
        }
        Some(operation) if operation.path.contains('{') => "check the ids in the request",
        _ => "check the base URL, and the ids in the request",
    }
}

/// Without the details, which may repeat what was sent.
impl fmt::Debug for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ApiError")
            .field("code", &short(&self.code))
            .field("message", &short(&self.message))
            .field("request_id", &self.request_id().map(short))
            .field("record", &self.record)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ApiError {}

/// A response that the contract does not document. Status, headers and body are kept.
#[derive(Debug)]
pub struct UnexpectedResponse {
    pub(crate) record: Box<CallRecord>,
    pub(crate) redirected: bool,
    /// What a success should have been by the contract, where its content type is another.
    pub(crate) expected: Option<&'static str>,
}

impl UnexpectedResponse {
    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.record.status.unwrap_or_default()
    }

    /// Whether the caller's own HTTP client followed a redirect: the response then comes from an address
    /// other than the requested one.
    pub fn is_redirected(&self) -> bool {
        self.redirected
    }
}

impl fmt::Display for UnexpectedResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.status();
        write!(formatter, "{}: ", self.record.subject())?;
        if self.redirected {
            formatter.write_str("the response comes from an address other than the requested one; give the builder an HTTP client that follows no redirects")?;
        } else if status == StatusCode::NOT_MODIFIED {
            write!(
                formatter,
                "the service responded with {status} to an unconditional request; check for a cache in between"
            )?;
        } else if status.is_redirection() {
            write!(
                formatter,
                "the service responded with {status}, a redirect, which is not followed; check the base URL"
            )?;
        } else if let Some(expected) = self.expected {
            let content = Content::of(&self.record.headers, &self.record.body);
            let what = match content {
                Some(content) => content.instead_of(expected),
                None if self.record.headers.contains_key(CONTENT_TYPE) => {
                    format!("JSON instead of {expected}; inspect the body")
                }
                None => {
                    format!("a body without a content type instead of {expected}; inspect the body")
                }
            };
            write!(formatter, "the response {status} has {what}")?;
        } else if status.is_success() {
            write!(
                formatter,
                "the service responded with {status}, which the contract does not document for this operation; check for a newer version of this crate"
            )?;
        } else {
            write!(
                formatter,
                "the service responded with {status} without the contract's error envelope; "
            )?;
            if status == StatusCode::NOT_FOUND {
                formatter.write_str(not_found_advice(&self.record))?;
            } else {
                formatter
                    .write_str("the response probably comes from a proxy or gateway in between")?;
            }
            if status.is_server_error() {
                formatter.write_str(", try again later")?;
            }
        }
        self.record.fmt_end(formatter, None)
    }
}

impl std::error::Error for UnexpectedResponse {}

/// A success whose body does not match the contract. The body is kept.
pub struct DecodeError {
    pub(crate) record: Box<CallRecord>,
    pub(crate) pointer: String,
    pub(crate) expected: String,
    pub(crate) request_id: Option<String>,
    pub(crate) fault: JsonErrorKind,
}

impl DecodeError {
    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.record.status.unwrap_or_default()
    }

    /// JSON pointer (RFC 6901) to the value that does not match the contract, or to the missing member. Empty for the
    /// whole body.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What the contract expects there: `expected a string of format uuid`.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The id to quote to support, as received.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl DecodeError {
    /// What the body is instead of JSON, where there is something to tell.
    fn content(&self) -> Option<Content> {
        let (headers, body) = (&self.record.headers, &self.record.body);
        Content::of(headers, body).filter(|_| self.fault.syntax && !body.is_empty())
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.status();
        write!(formatter, "{}: ", self.record.subject())?;
        if let Some(content) = self.content() {
            write!(
                formatter,
                "the response {status} has {}",
                content.instead_of("JSON")
            )?;
        } else {
            write!(
                formatter,
                "the service responded with {status}, but its body does not fit the contract, at {}: {}; \
                 check for a newer version of this crate, or report it",
                self.at(),
                self.expected,
            )?;
        }
        self.record.fmt_end(formatter, self.request_id())
    }
}

impl DecodeError {
    /// The pointer on one line: it contains names from the body, which may have line breaks.
    fn at(&self) -> String {
        match self.pointer.as_str() {
            "" => "the body as a whole".to_owned(),
            pointer => short(pointer).escape_debug().to_string(),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DecodeError")
            .field("pointer", &format_args!("{}", self.at()))
            .field("expected", &short(&self.expected))
            .field("request_id", &self.request_id().map(short))
            .field("fault", &self.fault)
            .field("record", &self.record)
            .finish()
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // Where the text is not JSON, the sentence says so itself.
        Some(&self.fault as _).filter(|_| !self.fault.syntax)
    }
}

/// Where the JSON decoder stopped. Its own message may repeat what was received, so it is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct JsonErrorKind {
    /// Whether the text is not JSON at all, or ends too early.
    pub syntax: bool,
    /// Line of the body, from 1. 0 where it is not known.
    pub line: usize,
    /// Byte of the line, from 1. 0 where it is not known.
    pub column: usize,
}

impl From<&serde_json::Error> for JsonErrorKind {
    fn from(error: &serde_json::Error) -> Self {
        Self {
            syntax: !error.is_data(),
            line: error.line(),
            column: error.column(),
        }
    }
}

impl fmt::Display for JsonErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.syntax {
            "the text is not JSON"
        } else {
            "the JSON does not have the expected form"
        })?;
        match self.line {
            0 => Ok(()),
            line => write!(formatter, ", at line {line} column {}", self.column),
        }
    }
}

impl std::error::Error for JsonErrorKind {}
