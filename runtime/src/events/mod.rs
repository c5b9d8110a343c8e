//! Server-sent events.

mod parser;

use std::any::TypeId;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use serde::de::{DeserializeOwned, IntoDeserializer, value::StrDeserializer};

use self::parser::{Parser, TooLarge};
use crate::body_stream::{BodyStream, Events};
use crate::error::{Error, StreamErrorKind};
use crate::error_location::error_location;

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
/// Its errors are those of its call, with the operation and the status. A stream that ends with an error, or too early, is
/// resumed by calling the operation again with
/// [`last_event_id`](Self::last_event_id) as its `Last-Event-Id`. The time limits of a call end with the headers of
/// its response: put your own timeout around `next()` if a silent service must not block you.
///
/// One event may take 1 MiB unless [`CallOptions::event_limit`](crate::CallOptions::event_limit) says otherwise.
pub struct EventStream<T> {
    body: BodyStream,
    parser: Parser,
    last_event_id: Option<String>,
    /// The number of events so far.
    count: u64,
    data: PhantomData<fn() -> T>,
}

impl<T> EventStream<T> {
    pub(crate) fn new(body: BodyStream) -> Self {
        Self {
            parser: Parser::new(body.event_limit),
            body,
            last_event_id: None,
            count: 0,
            data: PhantomData,
        }
    }

    /// The id of the last event that had one.
    pub fn last_event_id(&self) -> Option<&str> {
        self.last_event_id.as_deref()
    }

    fn error(&self, fault: StreamErrorKind) -> Error {
        let events = Events {
            count: self.count,
            have_id: self.last_event_id.is_some(),
        };
        self.body.error(fault, Some(events))
    }
}

impl<T: DeserializeOwned + 'static> EventStream<T> {
    /// The next event; `None` when the service has ended the stream.
    ///
    /// # Errors
    /// [`Error::Stream`] when the connection breaks, an event is too large, or one does not match the contract. After
    /// the last of these the stream continues.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The event's data, or why it does not decode.
    fn decode(&self, data: String) -> Result<T, Error> {
        decode(&data).map_err(|source| {
            let clean = |text: String| self.body.clean(&text).unwrap_or(text);
            self.error(StreamErrorKind::Decode {
                pointer: clean(error_location(data.as_bytes(), &source)),
                is_json: source.is_data(),
                data: clean(data),
            })
        })
    }
}

impl<T: DeserializeOwned + 'static> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let mut read = 0;
        loop {
            if this.body.is_over() {
                return Poll::Ready(None);
            }
            let block = match this.parser.next() {
                Some(Ok(block)) => block,
                Some(Err(TooLarge)) => {
                    this.body.end();
                    let limit = this.body.event_limit;
                    let fault = StreamErrorKind::EventTooLarge { limit };
                    return Poll::Ready(Some(Err(this.error(fault))));
                }
                None if read >= TURN => {
                    // More may be there already, as of what was compressed.
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                None => {
                    match ready!(this.body.poll_next(context)) {
                        None => {}
                        Some(Err(fault)) => return Poll::Ready(Some(Err(this.error(fault)))),
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
            this.count += 1;
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
            .field("body", &self.body)
            .field("count", &self.count)
            .finish_non_exhaustive()
    }
}
