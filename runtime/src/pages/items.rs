//! The elements of a list, whatever the pages.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{Fetched, Pages, Position, State};
use crate::error::Error;

/// The elements of a list, one by one: a stream over [`Pages`], which it reads when their elements are requested.
#[must_use = "nothing is sent until an element is requested"]
pub struct Items<T, M = ()> {
    pages: Pages<T, M>,
    page: std::vec::IntoIter<T>,
    /// How many elements of the page have been given.
    given: usize,
    /// How many elements of the first page were given before.
    skip: usize,
    /// How many pages and elements have been given in all.
    done: (u64, u64),
    /// How many elements may still be given.
    left: usize,
}

impl<T: Send + 'static, M: Send + 'static> Items<T, M> {
    pub(super) fn new(pages: Pages<T, M>) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
            given: 0,
            skip: 0,
            done: (0, 0),
            left: usize::MAX,
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

    /// Reads the next page while the elements of this one are worked on. At most two pages are held then.
    pub fn prefetch(mut self) -> Self {
        self.pages = self.pages.prefetch();
        self
    }

    /// Ends the list after this many elements, and reads no page without an element that is needed. The size of a page stays
    /// the one that the request asks for. [`position`](Self::position) then says where to resume.
    ///
    /// ```
    /// # async fn run(list: impl neo_api_runtime::ListRequest<Item = u64>) -> Result<(), neo_api_runtime::Error> {
    /// let mut latest = list.items().limit(10);
    /// while let Some(item) = latest.next().await {
    ///     println!("{}", item?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn limit(mut self, elements: usize) -> Self {
        self.left = elements;
        self
    }

    /// Makes another call for each element, and gives its results in the order of the list. They run one at a time, or up
    /// to [`concurrency`](Fetched::concurrency) at once; like any future, only while a result is awaited.
    ///
    /// ```
    /// # async fn run<R: neo_api_runtime::ListRequest<Item = u64>>(
    /// #     list: R,
    /// #     get: impl AsyncFn(u64) -> Result<String, neo_api_runtime::Error>,
    /// # ) -> Result<(), neo_api_runtime::Error> {
    /// let mut details = list.items().fetch(|id| get(id)).concurrency(8);
    /// while let Some(detail) = details.next().await {
    ///     println!("{}", detail?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn fetch<F, Fut, O, E>(self, fetch: F) -> Fetched<T, M, F, Fut>
    where
        F: FnMut(T) -> Fut,
        Fut: Future<Output = Result<O, E>>,
        E: From<Error>,
    {
        Fetched::new(self, fetch)
    }

    /// Continues where an earlier run stopped: at its [`position`](Self::position).
    ///
    /// ```
    /// # async fn run(list: impl neo_api_runtime::ListRequest<Item = u64>) -> Result<(), Box<dyn std::error::Error>> {
    /// let kept = std::fs::read_to_string("export.json").ok();
    /// let position = kept.map_or_else(|| Ok(Default::default()), |text| serde_json::from_str(&text))?;
    /// let mut items = list.items().prefetch().resume(position);
    /// while let Some(item) = items.next().await {
    ///     println!("{}", item?);
    ///     if items.position().items % 1000 == 0 {
    ///         std::fs::write("export.json", serde_json::to_string(&items.position())?)?;
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume(mut self, position: Position) -> Self {
        self.pages.state = match position.done {
            true => State::Done(None),
            false => State::Next(position.cursor),
        };
        self.pages.ended = position.done;
        self.skip = position.skip;
        self.done = (position.pages, position.items);
        self
    }

    /// How far the list has been read: one value that serializes, to [`resume`](Self::resume) from. The elements of a page
    /// that was given in part are read again and left out.
    pub fn position(&self) -> Position {
        let pages = &self.pages;
        let within = !self.page.as_slice().is_empty() || matches!(pages.state, State::Failing(_));
        let (cursor, skip) = match within {
            true => (&pages.current, self.given),
            false => match &pages.state {
                State::Next(cursor) | State::Reading(cursor, _) | State::Done(cursor) => {
                    (cursor, self.skip)
                }
                State::Failing(_) => (&pages.current, self.given),
            },
        };
        Position {
            cursor: cursor.clone(),
            skip,
            pages: self.done.0,
            items: self.done.1,
            done: pages.ended && !within,
        }
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
            if this.left == 0 {
                return Poll::Ready(None);
            }
            if let Some(item) = this.page.next() {
                this.given += 1;
                this.done.1 += 1;
                this.left -= 1;
                if this.page.as_slice().is_empty() {
                    this.done.0 += 1;
                }
                if this.left == 0 {
                    this.pages.release();
                }
                return Poll::Ready(Some(Ok(item)));
            }
            this.pages.needed = this.left.saturating_add(this.skip);
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                // A page may be empty and not the last one.
                Some(Ok(page)) => {
                    this.page = page.data.into_iter();
                    let before = std::mem::take(&mut this.skip).min(this.page.len());
                    this.given = before;
                    this.page.by_ref().take(before).for_each(drop);
                    if this.page.as_slice().is_empty() {
                        this.done.0 += 1;
                    }
                }
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
