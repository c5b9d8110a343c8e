//! A body of bytes that the caller reads as it arrives.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::body_stream::BodyStream;
use crate::error::Error;

/// The bytes of a body, as they arrive. The time limits of a call end with the headers of its response: put your own
/// timeout around [`next`](Self::next) if a silent service must not block you.
pub struct ByteStream {
    body: BodyStream,
}

impl ByteStream {
    pub(crate) fn new(body: BodyStream) -> Self {
        Self { body }
    }

    /// The next bytes; `None` at the end of the body.
    ///
    /// # Errors
    /// [`Error::Stream`] when the body does not arrive whole. The stream is over then.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let body = &mut self.get_mut().body;
        let next = body.poll_next(context);
        next.map(|next| next.map(|bytes| bytes.map_err(|fault| body.error(fault, None))))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ByteStream")
            .field("body", &self.body)
            .finish()
    }
}
