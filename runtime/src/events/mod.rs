//! Server-sent events.

mod parser;

use std::any::TypeId;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use serde::de::{DeserializeOwned, IntoDeserializer, value::StrDeserializer};

use self::parser::Parser;
use crate::place::place;

/// One event of an [`EventStream`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What the event says.
    pub data: T,
    /// Its type; `message` where the service names none.
    pub event: String,
    /// The id to go on after: this event's, or the last one before it that had one.
    pub id: Option<String>,
    /// How long the service asks to wait before reconnecting: what it said with this event, or last before it.
    pub retry: Option<Duration>,
}

/// The events of a `text/event-stream` answer (HTML Living Standard, section 9.2), decoded one by one as they arrive.
///
/// A stream that ends with an error, or too early, is resumed by calling the operation again with
/// [`last_event_id`](Self::last_event_id) as its `Last-Event-Id`. The time limits of a call end with the headers of its
/// answer: put a timeout of your own around `next()` where a silent service must not hold you up.
pub struct EventStream<T> {
    bytes: Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>,
    parser: Parser,
    last_event_id: Option<String>,
    data: PhantomData<fn() -> T>,
}

impl<T> EventStream<T> {
    /// Reads the body of `response` as events.
    pub fn new(response: reqwest::Response) -> Self {
        Self {
            bytes: Box::pin(response.bytes_stream()),
            parser: Parser::default(),
            last_event_id: None,
            data: PhantomData,
        }
    }

    /// The id of the last event that had one.
    pub fn last_event_id(&self) -> Option<&str> {
        self.last_event_id.as_deref()
    }
}

impl<T: DeserializeOwned + 'static> EventStream<T> {
    /// The next event; none when the service has ended the stream.
    ///
    /// # Errors
    /// When the connection breaks, or an event does not fit the contract. After the latter the stream goes on.
    pub async fn next(&mut self) -> Option<Result<Event<T>, EventError>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T: DeserializeOwned + 'static> Stream for EventStream<T> {
    type Item = Result<Event<T>, EventError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            let Some(block) = this.parser.next() else {
                match ready!(this.bytes.as_mut().poll_next(context)) {
                    None => return Poll::Ready(None),
                    Some(Err(error)) => {
                        let error = EventError::Broken(error.without_url());
                        return Poll::Ready(Some(Err(error)));
                    }
                    Some(Ok(bytes)) => this.parser.read(&bytes),
                }
                continue;
            };
            this.last_event_id = Some(block.id).filter(|id| !id.is_empty());
            let Some(data) = block.data else { continue };
            return Poll::Ready(Some(match decode(&data) {
                Ok(data) => Ok(Event {
                    data,
                    event: match block.event {
                        event if event.is_empty() => "message".to_owned(),
                        event => event,
                    },
                    id: this.last_event_id.clone(),
                    retry: block.retry,
                }),
                Err(source) => Err(EventError::Decode {
                    pointer: place(data.as_bytes(), &source),
                    source,
                    data,
                }),
            }));
        }
    }
}

impl<T> Unpin for EventStream<T> {}

/// Text is itself; anything else is JSON.
fn decode<T: DeserializeOwned + 'static>(data: &str) -> Result<T, serde_json::Error> {
    if TypeId::of::<T>() == TypeId::of::<String>() {
        let text: StrDeserializer<'_, serde_json::Error> = data.into_deserializer();
        return T::deserialize(text);
    }
    serde_json::from_str(data)
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("EventStream")
            .field("last_event_id", &self.last_event_id)
            .finish_non_exhaustive()
    }
}

/// Why an [`EventStream`] gave no event.
#[derive(Debug)]
#[non_exhaustive]
pub enum EventError {
    /// The connection broke.
    Broken(reqwest::Error),
    /// An event's data is not what the contract says.
    Decode {
        /// JSON pointer (RFC 6901) to where it stopped to fit.
        pointer: String,
        /// What serde said.
        source: serde_json::Error,
        /// The data as received.
        data: String,
    },
}

impl fmt::Display for EventError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(_) => formatter.write_str("the event stream broke off"),
            Self::Decode {
                pointer, source, ..
            } => {
                let at = if pointer.is_empty() {
                    "its root"
                } else {
                    pointer
                };
                let kind = match source.classify() {
                    serde_json::error::Category::Data => "does not have the form of the contract",
                    _ => "is no JSON",
                };
                write!(formatter, "the data of an event {kind}, at {at}")
            }
        }
    }
}

impl std::error::Error for EventError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Broken(source) => Some(source),
            // serde quotes what it read.
            Self::Decode { .. } => None,
        }
    }
}
