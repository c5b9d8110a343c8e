//! Bodies that arrive bit by bit, as iterators.

use std::io::{self, Read};

use bytes::{Buf, Bytes};
use serde::de::DeserializeOwned;

use super::Client;
use crate::body::{Events, ResponseBody, Stream};
use crate::error::{Error, StreamErrorKind};
use crate::events::Event;

/// The events of a response, decoded one by one as they arrive. See [`crate::EventStream`].
///
/// ```
/// use neo_api_runtime::{Error, blocking::EventStream};
///
/// fn print(events: EventStream<String>) -> Result<(), Error> {
///     for event in events {
///         println!("{}", event?.data);
///     }
///     Ok(())
/// }
/// ```
#[derive(Debug)]
pub struct EventStream<T> {
    events: crate::EventStream<T>,
    client: Client,
}

impl<T> EventStream<T> {
    pub(crate) fn new(events: crate::EventStream<T>, client: Client) -> Self {
        Self { events, client }
    }

    /// The id of the last event that had one.
    pub fn last_event_id(&self) -> Option<&str> {
        self.events.last_event_id()
    }
}

impl<T: DeserializeOwned + 'static> Iterator for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { events, client } = self;
        client
            .wait(events.next())
            .unwrap_or_else(|error| Some(Err(error)))
    }
}

/// The bytes of a body, as they arrive: an iterator over what arrives at once, and a reader. See [`crate::ByteStream`].
///
/// The error of a read holds the [`Error`]: `error.get_ref()` returns it.
///
/// ```
/// use std::fs::File;
/// use neo_api_runtime::blocking::ByteStream;
///
/// fn save(mut bytes: ByteStream) -> std::io::Result<u64> {
///     std::io::copy(&mut bytes, &mut File::create("export.zip")?)
/// }
/// ```
#[derive(Debug)]
pub struct ByteStream {
    bytes: crate::ByteStream,
    /// What the last read left of a chunk.
    rest: Bytes,
    client: Client,
}

impl Iterator for ByteStream {
    type Item = Result<Bytes, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if !self.rest.is_empty() {
            return Some(Ok(std::mem::take(&mut self.rest)));
        }
        let Self { bytes, client, .. } = self;
        client
            .wait(bytes.next())
            .unwrap_or_else(|error| Some(Err(error)))
    }
}

impl Read for ByteStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while self.rest.is_empty() {
            match self.next() {
                Some(Ok(bytes)) => self.rest = bytes,
                Some(Err(error)) => return Err(io::Error::new(kind(&error), error)),
                None => return Ok(0),
            }
        }
        let length = buffer.len().min(self.rest.len());
        self.rest
            .split_to(length)
            .copy_to_slice(buffer.split_at_mut(length).0);
        Ok(length)
    }
}

/// Never `Interrupted`, after which callers read again.
fn kind(error: &Error) -> io::ErrorKind {
    let Error::Stream(error) = error else {
        return io::ErrorKind::Other;
    };
    match error.kind() {
        StreamErrorKind::HttpClientTimeout => io::ErrorKind::TimedOut,
        StreamErrorKind::Compression(_) => io::ErrorKind::InvalidData,
        StreamErrorKind::Interrupted(cause) => match cause.io_kind() {
            Some(io::ErrorKind::Interrupted) | None => io::ErrorKind::UnexpectedEof,
            Some(kind) => kind,
        },
        _ => io::ErrorKind::Other,
    }
}

/// A body that is read as it arrives, also without async. For generated code.
#[doc(hidden)]
pub trait StreamedBody: ResponseBody {
    /// What reads it.
    type Stream;

    /// Wraps the async stream.
    fn stream(data: Self::Data, client: Client) -> Self::Stream;
}

impl StreamedBody for Stream {
    type Stream = ByteStream;

    fn stream(bytes: crate::ByteStream, client: Client) -> ByteStream {
        ByteStream {
            bytes,
            rest: Bytes::new(),
            client,
        }
    }
}

impl<T: 'static> StreamedBody for Events<T> {
    type Stream = EventStream<T>;

    fn stream(events: crate::EventStream<T>, client: Client) -> EventStream<T> {
        EventStream::new(events, client)
    }
}
