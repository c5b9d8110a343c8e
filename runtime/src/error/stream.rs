//! A response that failed while the caller was reading it.

use std::fmt;

use http::header::CONTENT_LENGTH;

use crate::body_stream::Events;
use crate::call_record::{CallRecord, short};
use crate::values::Cause;

/// A stream that did not arrive whole, or an event of it that does not match the contract.
///
/// `Display` and `Debug` print nothing of an event; [`StreamErrorKind::Decode`] contains its data.
pub struct StreamError {
    pub(crate) record: Box<CallRecord>,
    pub(crate) fault: StreamErrorKind,
    /// None for a stream of bytes.
    pub(crate) events: Option<Events>,
    pub(crate) bytes: u64,
}

/// What went wrong with a stream.
#[non_exhaustive]
pub enum StreamErrorKind {
    /// The connection broke. The stream is over.
    Interrupted(Cause),
    /// The body is compressed, and cannot be decompressed. The stream is over.
    Compression(Cause),
    /// The time limit of the caller's own HTTP client includes the body. The stream is over.
    HttpClientTimeout,
    /// An event is longer than the limit. The stream is over.
    EventTooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// An event's data does not match the contract. The stream continues.
    Decode {
        /// JSON pointer (RFC 6901) to the value that does not match the contract.
        pointer: String,
        /// Whether it is JSON that does not match the contract.
        is_json: bool,
        /// The data, as received, except that the client's own credential is replaced by `[redacted]`.
        data: String,
    },
}

impl StreamError {
    /// What went wrong.
    pub fn kind(&self) -> &StreamErrorKind {
        &self.fault
    }

    /// The number of events that had arrived, including one that does not match the contract. 0 for a stream of bytes.
    pub fn events(&self) -> u64 {
        self.events.map_or(0, |events| events.count)
    }

    /// The number of bytes that had arrived, after decompression.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// `3 events (120 bytes)`, or `120 of 500 bytes`.
    fn progress(&self) -> String {
        let bytes = self.bytes;
        let counted = |count: u64, what: &str| match count {
            1 => format!("1 {what}"),
            count => format!("{count} {what}s"),
        };
        if let Some(events) = self.events {
            let events = counted(events.count, "event");
            return format!("{events} ({})", counted(bytes, "byte"));
        }
        let stated = self.record.headers.get(CONTENT_LENGTH);
        let stated: Option<u64> = stated.and_then(|it| it.to_str().ok()?.parse().ok());
        match stated {
            Some(stated) => format!("{bytes} of {}", counted(stated, "byte")),
            None => counted(bytes, "byte"),
        }
    }

    /// How to continue.
    fn advice(&self) -> &'static str {
        match self.events {
            Some(events) if events.have_id => {
                "call the operation again with the id of the last event as `Last-Event-Id` to continue"
            }
            _ => "call the operation again",
        }
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = self.record.subject();
        let what = match self.events {
            Some(_) => "the event stream",
            None => "the response",
        };
        write!(formatter, "{subject}: ")?;
        match &self.fault {
            StreamErrorKind::Interrupted(_) => write!(
                formatter,
                "{what} was interrupted after {}; {}",
                self.progress(),
                self.advice()
            ),
            StreamErrorKind::Compression(_) => write!(
                formatter,
                "the compression of {what} is corrupt after {}; a proxy or cache in between may have damaged it",
                self.progress()
            ),
            StreamErrorKind::HttpClientTimeout => write!(
                formatter,
                "the time limit of your own HTTP client ended {what} after {}; raise its timeout, which includes the body",
                self.progress()
            ),
            StreamErrorKind::EventTooLarge { limit } => write!(
                formatter,
                "after {}, an event of the stream is longer than {limit} bytes; raise event_limit if that is expected",
                self.progress()
            ),
            StreamErrorKind::Decode {
                pointer, is_json, ..
            } => {
                let at = match pointer.as_str() {
                    "" => "its root".to_owned(),
                    // A name in the data may be long, and contain a line break.
                    pointer => short(pointer).escape_debug().to_string(),
                };
                let kind = match is_json {
                    true => "does not match the contract",
                    false => "is not JSON",
                };
                write!(
                    formatter,
                    "the data of event {} {kind}, at {at}; the stream continues with the next event",
                    self.events()
                )
            }
        }
    }
}

impl fmt::Debug for StreamError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("StreamError")
            .field("fault", &self.fault)
            .field("events", &self.events())
            .field("bytes", &self.bytes)
            .field("record", &self.record)
            .finish()
    }
}

/// Without the data of an event, and without its pointer, which has names of the data.
impl fmt::Debug for StreamErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interrupted(cause) => formatter.debug_tuple("Interrupted").field(cause).finish(),
            Self::Compression(cause) => formatter.debug_tuple("Compression").field(cause).finish(),
            Self::HttpClientTimeout => formatter.write_str("HttpClientTimeout"),
            Self::EventTooLarge { limit } => formatter
                .debug_struct("EventTooLarge")
                .field("limit", limit)
                .finish(),
            Self::Decode { is_json, data, .. } => formatter
                .debug_struct("Decode")
                .field("is_json", is_json)
                .field("data", &format_args!("{} bytes", data.len()))
                .finish_non_exhaustive(),
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            StreamErrorKind::Interrupted(cause) | StreamErrorKind::Compression(cause) => {
                Some(cause)
            }
            _ => None,
        }
    }
}
