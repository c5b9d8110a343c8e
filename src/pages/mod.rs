//! Lists that come page by page.

mod items;
mod next;

use std::collections::HashSet;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

pub use self::items::Items;
use crate::api::Client;
use crate::error::{Error, PagingError, PagingFault};
use crate::neo::Neo;
use crate::response::Response;
use crate::runtime::by_size::by_size;
use crate::runtime::{Paginated, Payload};

type Data<B> = <<B as Paginated>::Page as Payload>::Data;
type Meta<B> = <<B as Paginated>::Page as Payload>::Meta;
type Page<B> = Response<Data<B>, Meta<B>>;
type Read<B> = (Page<B>, Result<Option<String>, PagingFault>);
type Call<B> = Pin<Box<dyn Future<Output = Result<Read<B>, Error>> + Send>>;

impl Neo {
    /// Reads a list to its end, one page after the other, each with this client's retries and limits.
    ///
    /// The closure gives the operation's builder, with all its parameters but the cursor. It can be any operation that
    /// takes a `cursor` and answers with `meta.pagination`; the vendored contract may have none yet.
    ///
    /// ```
    /// use neo_api::{Error, Neo, api::Client, runtime::{Paginated, Payload}};
    ///
    /// async fn count<B, T>(neo: &Neo, list: fn(&Client) -> B) -> Result<usize, Error>
    /// where
    ///     B: Paginated + Send + 'static,
    ///     B::Page: Payload<Data = Vec<T>> + Send,
    ///     T: Send + 'static,
    ///     <B::Page as Payload>::Meta: Send,
    /// {
    ///     let mut items = neo.pages(list).items();
    ///     let mut count = 0;
    ///     while let Some(item) = items.next().await {
    ///         item?; // an error's `cursor()` says where to go on
    ///         count += 1;
    ///     }
    ///     Ok(count)
    /// }
    /// ```
    pub fn pages<B, F>(&self, operation: F) -> Pages<B>
    where
        B: Paginated,
        F: Fn(&Client) -> B + Send + Sync + 'static,
    {
        Pages {
            neo: self.clone(),
            operation: Arc::new(operation),
            state: State::Next(None),
            followed: HashSet::new(),
            left: usize::MAX,
        }
    }
}

/// The pages of a list, read when they are asked for: a stream of [`Response`]s.
///
/// It ends after the last page, after as many pages as [`limit`](Self::limit) allows, and after an error. No more than
/// one page is held at a time. What goes round in circles is an error, not an endless stream.
pub struct Pages<B: Paginated> {
    neo: Neo,
    operation: Arc<dyn Fn(&Client) -> B + Send + Sync>,
    state: State<B>,
    /// Fingerprints of the cursors that were followed.
    followed: HashSet<u64>,
    left: usize,
}

enum State<B: Paginated> {
    /// The page to read next, by its cursor; the first one has none.
    Next(Option<String>),
    Reading(Option<String>, Call<B>),
    /// The last page said what makes no sense.
    Failing(Box<Error>),
    /// Over; where the list could be gone on with.
    Done(Option<String>),
}

impl<B> Pages<B>
where
    B: Paginated + Send + 'static,
    B::Page: Send,
    Data<B>: Send,
    Meta<B>: Send,
{
    /// Begins at a cursor that an earlier run ended with.
    #[must_use]
    pub fn from_cursor(mut self, cursor: impl Into<String>) -> Self {
        self.state = State::Next(Some(cursor.into()));
        self
    }

    /// Reads so many pages at most. [`cursor`](Self::cursor) tells where to go on.
    #[must_use]
    pub fn limit(mut self, pages: usize) -> Self {
        self.left = pages;
        self
    }

    /// The page that comes next: None before the first page, and after the last one.
    pub fn cursor(&self) -> Option<&str> {
        match &self.state {
            State::Next(cursor) | State::Reading(cursor, _) | State::Done(cursor) => {
                cursor.as_deref()
            }
            State::Failing(_) => None,
        }
    }

    /// The next page; none after the last one.
    ///
    /// # Errors
    /// All that [`Error`] lists. Its [`cursor`](Error::cursor) is that of the page that could not be read.
    pub async fn next(&mut self) -> Option<Result<Page<B>, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The elements of the pages, one by one.
    pub fn items<T>(self) -> Items<B, T>
    where
        B::Page: Payload<Data = Vec<T>>,
        T: Send,
    {
        Items::new(self)
    }

    fn call(&self, cursor: Option<String>) -> Call<B> {
        let (neo, operation) = (self.neo.clone(), Arc::clone(&self.operation));
        Box::pin(async move {
            let page = neo
                .call(|api| {
                    let list = operation(api);
                    match cursor {
                        Some(cursor) => list.at_cursor(cursor),
                        None => list,
                    }
                    .send_page()
                })
                .await?;
            let body = page.exchange.body.clone();
            let next = by_size(body.len(), move || next::cursor(&body)).await;
            Ok((page, next))
        })
    }

    /// An error repeats what the service sent, which may repeat the credential.
    fn redact(&self, error: &mut Error) {
        if let Some(credential) = &self.neo.shared.credential {
            error.redact(credential);
        }
    }

    /// What follows a page.
    fn after(&self, page: &Page<B>, next: Result<Option<String>, PagingFault>) -> State<B> {
        let fault = match next {
            Ok(Some(cursor)) if self.followed.contains(&next::fingerprint(&cursor)) => {
                PagingFault::RepeatedCursor
            }
            Ok(Some(cursor)) => return State::Next(Some(cursor)),
            Ok(None) => return State::Done(None),
            Err(fault) => fault,
        };
        let exchange = page.exchange.clone();
        let mut error = PagingError { exchange, fault }.into();
        self.redact(&mut error);
        State::Failing(Box::new(error))
    }
}

impl<B> Stream for Pages<B>
where
    B: Paginated + Send + 'static,
    B::Page: Send,
    Data<B>: Send,
    Meta<B>: Send,
{
    type Item = Result<Page<B>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if let State::Next(cursor) = &mut this.state {
            let cursor = cursor.take();
            if this.left == 0 {
                this.state = State::Done(cursor);
            } else {
                if let Some(cursor) = &cursor {
                    this.followed.insert(next::fingerprint(cursor));
                }
                let call = this.call(cursor.clone());
                this.state = State::Reading(cursor, call);
            }
        }
        let answer = match &mut this.state {
            State::Reading(_, call) => ready!(call.as_mut().poll(context)),
            _ => match std::mem::replace(&mut this.state, State::Done(None)) {
                State::Failing(error) => return Poll::Ready(Some(Err(*error))),
                over => {
                    this.state = over;
                    return Poll::Ready(None);
                }
            },
        };
        let cursor = this.cursor().map(str::to_owned);
        this.left = this.left.saturating_sub(1);
        Poll::Ready(Some(match answer {
            Ok((page, next)) => {
                this.state = this.after(&page, next);
                Ok(page)
            }
            Err(mut error) => {
                if let Some(exchange) = error.exchange_mut() {
                    let credential = this.neo.shared.credential.as_ref();
                    let clean = cursor
                        .as_ref()
                        .and_then(|cursor| credential?.redact(cursor));
                    exchange.cursor = clean.or_else(|| cursor.clone());
                }
                this.state = State::Done(cursor);
                Err(error)
            }
        }))
    }
}

impl<B: Paginated> Unpin for Pages<B> {}

impl<B: Paginated> fmt::Debug for Pages<B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("followed", &self.followed.len())
            .finish_non_exhaustive()
    }
}
