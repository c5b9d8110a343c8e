//! The body of a response that the caller reads as it arrives.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use crate::call_record::CallRecord;
use crate::config::Credentials;
use crate::error::{Error, StreamError, StreamErrorKind};
use crate::transport::{InFlight, is_compression, is_own_limit};
use crate::values::Cause;

type Chunks = Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>;

/// What arrives, and what its errors report about its call.
pub(crate) struct BodyStream {
    /// None once the stream is over.
    chunks: Option<Chunks>,
    record: Box<CallRecord>,
    credentials: Credentials,
    in_flight: Option<InFlight>,
    /// The longest event that is read, in bytes.
    pub event_limit: usize,
    /// The number of bytes that were read.
    bytes: u64,
}

impl BodyStream {
    pub fn new(
        response: reqwest::Response,
        record: Box<CallRecord>,
        credentials: Credentials,
        in_flight: Option<InFlight>,
        event_limit: usize,
    ) -> Self {
        Self {
            chunks: Some(Box::pin(response.bytes_stream())),
            record,
            credentials,
            in_flight,
            event_limit,
            bytes: 0,
        }
    }

    pub fn is_over(&self) -> bool {
        self.chunks.is_none()
    }

    /// Closes the connection, and lets the client shut down.
    pub fn end(&mut self) {
        self.chunks = None;
        self.in_flight = None;
    }

    /// The next bytes; after an error, the stream is over.
    pub fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, StreamErrorKind>>> {
        let Some(chunks) = &mut self.chunks else {
            return Poll::Ready(None);
        };
        Poll::Ready(match ready!(chunks.as_mut().poll_next(context)) {
            Some(Ok(bytes)) => {
                let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                self.bytes = self.bytes.saturating_add(length);
                Some(Ok(bytes))
            }
            Some(Err(error)) => {
                self.end();
                Some(Err(self.fault(error.without_url())))
            }
            None => {
                self.end();
                None
            }
        })
    }

    fn fault(&self, error: reqwest::Error) -> StreamErrorKind {
        if is_own_limit(&error) {
            return StreamErrorKind::HttpClientTimeout;
        }
        // reqwest calls every fault of a body an error of decoding; what it wraps says more.
        let inner = std::error::Error::source(&error).unwrap_or(&error);
        let cause = Cause::new(inner, &|text| self.clean(text));
        match is_compression(&error) {
            true => StreamErrorKind::Compression(cause),
            false => StreamErrorKind::Interrupted(cause),
        }
    }

    /// `text` without the credential, where it is in it.
    pub fn clean(&self, text: &str) -> Option<String> {
        self.credentials.redact(text)
    }

    /// The error of a stream of bytes, or of one of events, which has their number.
    pub fn error(&self, fault: StreamErrorKind, events: Option<Events>) -> Error {
        StreamError {
            record: self.record.clone(),
            fault,
            events,
            bytes: self.bytes,
        }
        .into()
    }
}

/// How far a stream of events was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Events {
    pub count: u64,
    /// Whether the last one had an id, from which the stream can continue.
    pub have_id: bool,
}

impl fmt::Debug for BodyStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BodyStream")
            .field("operation", &self.record.subject())
            .field("event_limit", &self.event_limit)
            .field("bytes", &self.bytes)
            .field("is_over", &self.is_over())
            .finish_non_exhaustive()
    }
}
