//! Server-sent events.

mod error;
mod parser;
mod settings;

use std::any::TypeId;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use serde::de::{DeserializeOwned, IntoDeserializer, value::StrDeserializer};

pub use self::error::EventError;
use self::parser::{Parser, TooLarge};
pub use self::settings::EventSettings;
use crate::error_location::error_location;
use crate::transport::InFlight;
use crate::values::Cause;

/// The number of bytes that are read in a row before other tasks have their turn.
const TURN: usize = 1 << 20;

/// One event of an [`EventStream`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The event's data.
    pub data: T,
    /// Its type; `message` if the service names none.
    pub event: String,
    /// The id to continue after: this event's, or that of the last event before it that had one.
    pub id: Option<String>,
    /// How long the service asks to wait before reconnecting, as stated with this event or the last one before it.
    pub retry: Option<Duration>,
}

/// The events of a `text/event-stream` response (HTML Living Standard, section 9.2), decoded one by one as they arrive.
///
/// A stream that ends with an error, or too early, is resumed by calling the operation again with
/// [`last_event_id`](Self::last_event_id) as its `Last-Event-Id`. The time limits of a call end with the headers of
/// its response: put your own timeout around `next()` if a silent service must not block you.
///
/// One event may take 1 MiB unless [`CallOptions::event_limit`](crate::CallOptions::event_limit) says otherwise.
pub struct EventStream<T> {
    /// None once the stream is over.
    bytes: Option<Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>>,
    parser: Parser,
    settings: EventSettings,
    last_event_id: Option<String>,
    in_flight: Option<Arc<InFlight>>,
    data: PhantomData<fn() -> T>,
}

impl<T> EventStream<T> {
    pub(crate) fn new(mut response: reqwest::Response) -> Self {
        let settings: EventSettings = response.extensions_mut().remove().unwrap_or_default();
        let in_flight = response.extensions_mut().remove();
        Self {
            bytes: Some(Box::pin(response.bytes_stream())),
            parser: Parser::new(settings.limit()),
            settings,
            last_event_id: None,
            in_flight,
            data: PhantomData,
        }
    }

    /// The id of the last event that had one.
    pub fn last_event_id(&self) -> Option<&str> {
        self.last_event_id.as_deref()
    }
}

impl<T: DeserializeOwned + 'static> EventStream<T> {
    /// The next event; `None` when the service has ended the stream.
    ///
    /// # Errors
    /// When the connection breaks, an event is too large, or one does not fit the contract. After the last of these the
    /// stream continues.
    pub async fn next(&mut self) -> Option<Result<Event<T>, EventError>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The event's data, or why it does not decode.
    fn decode(&self, data: String) -> Result<T, EventError> {
        decode(&data).map_err(|source| {
            let clean = |text: String| self.settings.clean(&text).unwrap_or(text);
            EventError::Decode {
                pointer: clean(error_location(data.as_bytes(), &source)),
                is_json: source.is_data(),
                data: clean(data),
            }
        })
    }
}

impl<T: DeserializeOwned + 'static> Stream for EventStream<T> {
    type Item = Result<Event<T>, EventError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let mut read = 0;
        loop {
            let Some(bytes) = &mut this.bytes else {
                this.in_flight = None;
                return Poll::Ready(None);
            };
            let block = match this.parser.next() {
                Some(Ok(block)) => block,
                Some(Err(TooLarge)) => {
                    this.bytes = None;
                    let limit = this.settings.limit();
                    return Poll::Ready(Some(Err(EventError::TooLarge { limit })));
                }
                None if read >= TURN => {
                    // More may be there already, as of what was compressed.
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                None => {
                    match ready!(bytes.as_mut().poll_next(context)) {
                        None => this.bytes = None,
                        Some(Err(error)) => {
                            let clean = |text: &str| this.settings.clean(text);
                            let cause = Cause::new(&error.without_url(), &clean);
                            this.bytes = None;
                            return Poll::Ready(Some(Err(EventError::Broken(cause))));
                        }
                        Some(Ok(bytes)) => {
                            read += bytes.len();
                            this.parser.read(bytes);
                        }
                    }
                    continue;
                }
            };
            this.last_event_id = Some(block.id).filter(|id| !id.is_empty());
            let Some(data) = block.data else { continue };
            return Poll::Ready(Some(this.decode(data).map(|data| Event {
                data,
                event: match block.event {
                    event if event.is_empty() => "message".to_owned(),
                    event => event,
                },
                id: this.last_event_id.clone(),
                retry: block.retry,
            })));
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

/// Without the id, which is the service's text.
impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("EventStream")
            .field("settings", &self.settings)
            .field("is_over", &self.bytes.is_none())
            .finish_non_exhaustive()
    }
}
