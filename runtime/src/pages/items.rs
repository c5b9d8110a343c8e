//! The elements of a list, whatever the pages.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::Pages;
use crate::error::Error;

/// The elements of a list, one by one: a stream over [`Pages`], which it reads when their elements are asked for.
#[must_use = "nothing is sent until an element is asked for"]
pub struct Items<T, M = ()> {
    pages: Pages<T, M>,
    page: std::vec::IntoIter<T>,
}

impl<T: Send + 'static, M: Send + 'static> Items<T, M> {
    pub(super) fn new(pages: Pages<T, M>) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
        }
    }

    /// The next element; none after the last one.
    ///
    /// # Errors
    /// All that [`Error`] lists. Its [`cursor`](Error::cursor) is that of the page that could not be read; all elements
    /// before that page have been given.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The page that comes after the one whose elements are given now.
    pub fn cursor(&self) -> Option<&str> {
        self.pages.cursor()
    }
}

impl<T: Send + 'static, M: Send + 'static> Stream for Items<T, M> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                // A page may be empty and not the last one.
                Some(Ok(page)) => this.page = page.data.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T, M> Unpin for Items<T, M> {}

impl<T, M> fmt::Debug for Items<T, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("pages", &self.pages)
            .field("left", &self.page.len())
            .finish()
    }
}
