//! The error of a call.

mod configuration;
pub(crate) mod content;
mod network;
mod paging;
mod request;
mod response;
mod sentence;
mod stream;
mod token;
mod transport;

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

pub use self::configuration::{
    BaseUrlErrorKind, ConfigurationError, CredentialErrorKind, HeaderErrorKind,
};
pub use self::network::{CustomCaErrorKind, ProxyErrorKind};
pub use self::paging::{PagingError, PagingErrorKind};
pub use self::request::{PathArgumentErrorKind, RequestError, RequestErrorKind};
pub use self::response::{ApiError, DecodeError, JsonErrorKind, UnexpectedResponse};
pub(crate) use self::sentence::debug as debug_sentence;
pub use self::stream::{StreamError, StreamErrorKind};
pub use self::token::TokenError;
pub use self::transport::{TimeoutError, TimeoutErrorKind, TransportError, TransportErrorKind};
use crate::call_record::CallRecord;
use crate::config::Credentials;
use crate::transport::{Attempt, NotRetried, RateLimit};
use crate::values::Json;

/// The error of a call.
///
/// `Display` prints one sentence. `Debug` prints that sentence and its causes on one line, as does
/// `fn main() -> Result<(), Error>`; `{:#?}` prints the fields. None of them prints bodies, headers or credentials;
/// accessors return bodies and headers.
///
/// ```
/// use neo_api_runtime::{CredentialErrorKind, Error};
///
/// let error = Error::from(CredentialErrorKind::Empty);
/// assert_eq!(format!("{error:?}"), "the credential is invalid: it is empty");
/// ```
#[non_exhaustive]
pub enum Error {
    /// A setting of the client or the call is invalid. Nothing was sent.
    Configuration(Box<ConfigurationError>),
    /// The arguments do not make a valid request. Nothing was sent.
    Request(Box<RequestError>),
    /// The service refused, in the form that the contract documents.
    Api(Box<ApiError>),
    /// A response that the contract does not document: a proxy's HTML page, a redirect.
    UnexpectedResponse(Box<UnexpectedResponse>),
    /// A success whose body violates the contract.
    Decode(Box<DecodeError>),
    /// No response, or an incomplete one.
    Transport(Box<TransportError>),
    /// It took too long.
    Timeout(Box<TimeoutError>),
    /// A list cannot be read to its end: its pages repeat or are cut off.
    Paging(Box<PagingError>),
    /// The token provider failed.
    Token(Box<TokenError>),
    /// A stream did not arrive whole, or an event of it does not match the contract.
    Stream(Box<StreamError>),
}

impl Error {
    /// The operation that was called, as the generated method's name: `phone_numbers_get`.
    pub fn operation(&self) -> Option<&'static str> {
        self.record()?.operation.map(|operation| operation.id)
    }

    /// The status of the last response.
    pub fn status(&self) -> Option<StatusCode> {
        self.record()?.status
    }

    /// Whether the service responded with 404: the resource does not exist, or not for this credential.
    pub fn is_not_found(&self) -> bool {
        self.refused_with() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the service responded with 409.
    pub fn is_conflict(&self) -> bool {
        self.refused_with() == Some(StatusCode::CONFLICT)
    }

    /// Whether the last response was 429. [`retry_after`](Self::retry_after) says how long to wait.
    pub fn is_rate_limited(&self) -> bool {
        self.refused_with() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether the call, its last attempt or its stream ran out of time here. A gateway's 504 is a response.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Timeout(_) => true,
            Self::Stream(error) => matches!(error.fault, StreamErrorKind::HttpClientTimeout),
            _ => false,
        }
    }

    /// Whether the call was refused because the client is [shutting down](crate::ShutdownHandle).
    pub fn is_shutting_down(&self) -> bool {
        matches!(self, Self::Request(error) if matches!(error.fault, RequestErrorKind::ShuttingDown))
    }

    /// The status of a response that is the error.
    fn refused_with(&self) -> Option<StatusCode> {
        match self {
            Self::Api(_) | Self::UnexpectedResponse(_) => self.status(),
            _ => None,
        }
    }

    /// The headers of the last response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        let record = self.record()?;
        record.status.map(|_| &record.headers)
    }

    /// The body of the last response, as received, except that the client's own credential is replaced by
    /// `[redacted]`. If an error's body is longer than the limit, or was interrupted, this is the part that was read.
    pub fn body(&self) -> Option<&[u8]> {
        let record = self.record()?;
        record.status.map(|_| record.body.as_ref())
    }

    /// The service's machine-readable code, such as `validation_error`. An open set, in mixed case.
    pub fn code(&self) -> Option<&str> {
        self.api().map(ApiError::code)
    }

    /// The service's message for people.
    pub fn message(&self) -> Option<&str> {
        self.api().map(ApiError::message)
    }

    /// The service's details, besides code and message.
    pub fn details(&self) -> Option<&Json> {
        self.api()?.details()
    }

    /// The id to quote to the service's support, as received.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            _ => None,
        }
    }

    /// How long the service asks to wait before the next request: the value of `Retry-After`, or after a 429 the time
    /// until its window ends.
    pub fn retry_after(&self) -> Option<Duration> {
        self.record()?.retry_after
    }

    /// JSON pointer (RFC 6901) to the value that does not match the contract, in a body or an event that did not decode.
    pub fn pointer(&self) -> Option<&str> {
        match self {
            Self::Decode(error) => Some(error.pointer()),
            Self::Stream(error) => match &error.fault {
                StreamErrorKind::Decode { pointer, .. } => Some(pointer),
                _ => None,
            },
            _ => None,
        }
    }

    /// The cursor of the page that could not be read. [`Pages::from_cursor`](crate::Pages::from_cursor) continues the
    /// list there. None on a list's first page, and outside lists.
    pub fn cursor(&self) -> Option<&str> {
        self.record()?.cursor.as_deref()
    }

    /// Each attempt with its outcome, in order. Empty if nothing was sent.
    pub fn attempts(&self) -> &[Attempt] {
        self.record()
            .map_or(&[], |record| record.attempts.as_slice())
    }

    /// Why the call was not retried, if a retry was possible in principle.
    pub fn not_retried(&self) -> Option<NotRetried> {
        self.record()?.not_retried
    }

    /// The service's rate limit, as stated by the last response.
    pub fn rate_limit(&self) -> Option<&RateLimit> {
        self.record()?.rate_limit.as_ref()
    }

    /// The wrapped error, if it is the service's documented one.
    fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The body of an error by the type that the contract documents for its status:
    /// `error.typed::<AgentsGetError>()`. None if the contract documents no type, or the body does not match it.
    pub fn typed<E: crate::OperationError>(&self) -> Option<E> {
        let body = match self {
            Self::Api(_) | Self::UnexpectedResponse(_) => self.body()?,
            _ => return None,
        };
        let text = crate::error_body::text(body);
        E::decode(self.status()?.as_u16(), &text)?.ok()
    }

    /// Takes credentials out of what was read from a response, and of the response itself.
    pub(crate) fn redact(&mut self, credentials: &Credentials) {
        let clean = |text: &mut String| {
            if let Some(clean) = credentials.redact(text) {
                *text = clean;
            }
        };
        if let Some(record) = self.record_mut() {
            record.redact_headers(credentials);
            record.redact_body(credentials);
            record.cursor.iter_mut().for_each(clean);
        }
        match self {
            Self::Api(error) => {
                clean(&mut error.code);
                clean(&mut error.message);
                error.request_id.iter_mut().for_each(clean);
                let details = error.details.take();
                error.details = details.and_then(|details| {
                    let clean = credentials.redact(details.as_str());
                    clean.map_or(Some(details), |clean| clean.parse().ok())
                });
            }
            Self::Decode(error) => {
                clean(&mut error.pointer);
                clean(&mut error.expected);
                error.request_id.iter_mut().for_each(clean);
            }
            Self::Request(error) => {
                if let RequestErrorKind::Arguments(what) = &mut error.fault {
                    clean(what);
                }
            }
            _ => {}
        }
    }

    /// The kind in one word, for traces.
    #[cfg(feature = "tracing")]
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Configuration(_) => "configuration",
            Self::Request(_) => "request",
            Self::Api(_) => "api",
            Self::UnexpectedResponse(_) => "unexpected_response",
            Self::Decode(_) => "decode",
            Self::Transport(_) => "transport",
            Self::Timeout(_) => "timeout",
            Self::Paging(_) => "paging",
            Self::Token(_) => "token",
            Self::Stream(_) => "stream",
        }
    }

    pub(crate) fn record(&self) -> Option<&CallRecord> {
        match self {
            Self::Configuration(_) => None,
            Self::Request(error) => Some(&error.record),
            Self::Api(error) => Some(&error.record),
            Self::UnexpectedResponse(error) => Some(&error.record),
            Self::Decode(error) => Some(&error.record),
            Self::Transport(error) => Some(&error.record),
            Self::Timeout(error) => Some(&error.record),
            Self::Paging(error) => Some(&error.record),
            Self::Token(error) => Some(&error.record),
            Self::Stream(error) => Some(&error.record),
        }
    }

    pub(crate) fn record_mut(&mut self) -> Option<&mut CallRecord> {
        match self {
            Self::Configuration(_) => None,
            Self::Request(error) => Some(&mut error.record),
            Self::Api(error) => Some(&mut error.record),
            Self::UnexpectedResponse(error) => Some(&mut error.record),
            Self::Decode(error) => Some(&mut error.record),
            Self::Transport(error) => Some(&mut error.record),
            Self::Timeout(error) => Some(&mut error.record),
            Self::Paging(error) => Some(&mut error.record),
            Self::Token(error) => Some(&mut error.record),
            Self::Stream(error) => Some(&mut error.record),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !formatter.alternate() {
            return debug_sentence(self, formatter);
        }
        let (name, error): (_, &dyn fmt::Debug) = match self {
            Self::Configuration(error) => ("Configuration", error),
            Self::Request(error) => ("Request", error),
            Self::Api(error) => ("Api", error),
            Self::UnexpectedResponse(error) => ("UnexpectedResponse", error),
            Self::Decode(error) => ("Decode", error),
            Self::Transport(error) => ("Transport", error),
            Self::Timeout(error) => ("Timeout", error),
            Self::Paging(error) => ("Paging", error),
            Self::Token(error) => ("Token", error),
            Self::Stream(error) => ("Stream", error),
        };
        formatter.debug_tuple(name).field(error).finish()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Configuration(error) => error.fmt(formatter),
            Self::Request(error) => error.fmt(formatter),
            Self::Api(error) => error.fmt(formatter),
            Self::UnexpectedResponse(error) => error.fmt(formatter),
            Self::Decode(error) => error.fmt(formatter),
            Self::Transport(error) => error.fmt(formatter),
            Self::Timeout(error) => error.fmt(formatter),
            Self::Paging(error) => error.fmt(formatter),
            Self::Token(error) => error.fmt(formatter),
            Self::Stream(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // Display is that of the inner error; its source is what comes next in the chain.
        match self {
            Self::Configuration(error) => error.source(),
            Self::Request(error) => error.source(),
            Self::Api(error) => error.source(),
            Self::UnexpectedResponse(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Timeout(error) => error.source(),
            Self::Paging(error) => error.source(),
            Self::Token(error) => error.source(),
            Self::Stream(error) => error.source(),
        }
    }
}

macro_rules! from {
    ($($variant:ident($type:ty)),* $(,)?) => {$(
        impl From<$type> for Error {
            fn from(error: $type) -> Self {
                Self::$variant(Box::new(error))
            }
        }
    )*};
}

from! {
    Configuration(ConfigurationError),
    Request(RequestError),
    Api(ApiError),
    UnexpectedResponse(UnexpectedResponse),
    Decode(DecodeError),
    Transport(TransportError),
    Timeout(TimeoutError),
    Paging(PagingError),
    Token(TokenError),
    Stream(StreamError),
}
