//! One more call for each element of a list, a few of them at a time.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::{Items, Position};
use crate::error::Error;

/// A stream of what [`Items::fetch`] fetched for each element, in the order of the list.
#[must_use = "nothing is sent until a result is requested"]
pub struct Fetched<T, M, F, Fut: Future> {
    items: Items<T, M>,
    fetch: F,
    concurrency: usize,
    /// In the order of the list.
    window: VecDeque<Slot<Fut>>,
    /// Where to resume after the last result that was returned.
    position: Position,
    /// The list failed; its error follows what the window still has.
    failed: Option<Error>,
    ended: bool,
}

struct Slot<Fut: Future> {
    /// Where to resume once this is returned.
    after: Position,
    state: SlotState<Fut>,
}

enum SlotState<Fut: Future> {
    Running(Pin<Box<Fut>>),
    Finished(Fut::Output),
}

impl<T, M, F, Fut, O, E> Fetched<T, M, F, Fut>
where
    T: Send + 'static,
    M: Send + 'static,
    F: FnMut(T) -> Fut,
    Fut: Future<Output = Result<O, E>>,
    E: From<Error>,
{
    pub(super) fn new(items: Items<T, M>, fetch: F) -> Self {
        Self {
            position: items.position(),
            items,
            fetch,
            concurrency: 1,
            window: VecDeque::new(),
            failed: None,
            ended: false,
        }
    }

    /// Runs up to this many fetches at once, and holds up to this many results; 1 by default. The client's own limits
    /// (requests in flight, rate limit) still apply.
    pub fn concurrency(mut self, fetches: usize) -> Self {
        self.concurrency = fetches.max(1);
        self
    }

    /// The result for the next element; none after the last one.
    ///
    /// # Errors
    /// The error of the fetch, after which the next element follows; or that of the list, which ends it.
    pub async fn next(&mut self) -> Option<Result<O, E>> {
        std::future::poll_fn(|context| self.advance(context)).await
    }

    /// How far the results have been returned, to [`resume`](Items::resume) from: fetches that are under way are not counted.
    pub fn position(&self) -> &Position {
        &self.position
    }

    fn advance(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O, E>>> {
        self.fill(context);
        for slot in &mut self.window {
            if let SlotState::Running(fetch) = &mut slot.state
                && let Poll::Ready(output) = fetch.as_mut().poll(context)
            {
                slot.state = SlotState::Finished(output);
            }
        }
        match self.window.pop_front() {
            Some(Slot {
                after,
                state: SlotState::Finished(output),
            }) => {
                self.position = after;
                Poll::Ready(Some(output))
            }
            Some(running) => {
                self.window.push_front(running);
                Poll::Pending
            }
            None => match self.failed.take() {
                Some(error) => Poll::Ready(Some(Err(error.into()))),
                None if self.ended => {
                    self.position = self.items.position();
                    Poll::Ready(None)
                }
                None => Poll::Pending,
            },
        }
    }

    /// Starts fetches until as many run as may.
    fn fill(&mut self, context: &mut Context<'_>) {
        while !self.ended && self.window.len() < self.concurrency {
            match Pin::new(&mut self.items).poll_next(context) {
                Poll::Ready(Some(Ok(item))) => {
                    let fetch = Box::pin((self.fetch)(item));
                    self.window.push_back(Slot {
                        after: self.items.position(),
                        state: SlotState::Running(fetch),
                    });
                }
                Poll::Ready(Some(Err(error))) => {
                    self.failed = Some(error);
                    self.ended = true;
                }
                Poll::Ready(None) => self.ended = true,
                Poll::Pending => return,
            }
        }
    }
}

impl<T, M, F, Fut, O, E> Stream for Fetched<T, M, F, Fut>
where
    T: Send + 'static,
    M: Send + 'static,
    F: FnMut(T) -> Fut,
    Fut: Future<Output = Result<O, E>>,
    E: From<Error>,
{
    type Item = Result<O, E>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().advance(context)
    }
}

impl<T, M, F, Fut: Future> Unpin for Fetched<T, M, F, Fut> {}

impl<T, M, F, Fut: Future> fmt::Debug for Fetched<T, M, F, Fut> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Fetched")
            .field("items", &self.items)
            .field("concurrency", &self.concurrency)
            .field("under_way", &self.window.len())
            .finish_non_exhaustive()
    }
}
