//! A body that the caller reads as it arrives.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::transport::InFlight;

/// The bytes of a body, as they arrive. The time limits of a call end with the headers of its response: put your own
/// timeout around [`next`](Self::next) if a silent service must not block you.
pub struct ByteStream {
    bytes: Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>,
    in_flight: Option<Arc<InFlight>>,
}

impl ByteStream {
    pub(crate) fn new(mut response: reqwest::Response) -> Self {
        let in_flight = response.extensions_mut().remove();
        Self {
            bytes: Box::pin(response.bytes_stream()),
            in_flight,
        }
    }

    /// The next bytes; `None` at the end of the body.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn next(&mut self) -> Option<Result<Bytes, reqwest::Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, reqwest::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let next = this.bytes.as_mut().poll_next(context);
        if matches!(next, Poll::Ready(None | Some(Err(_)))) {
            this.in_flight = None;
        }
        next.map(|next| next.map(|bytes| bytes.map_err(reqwest::Error::without_url)))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ByteStream").finish_non_exhaustive()
    }
}
