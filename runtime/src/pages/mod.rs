//! Lists that come page by page.

mod fetch;
mod items;
pub(crate) mod next;
mod position;
mod prefetch;
#[cfg(all(test, feature = "mock"))]
mod tests;

use std::collections::HashSet;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

pub use self::fetch::Fetched;
pub use self::items::Items;
pub use self::position::Position;
use crate::body::ResponseBody;
use crate::call::Sending;
use crate::client::Client;
use crate::error::{Error, PagingError, PagingErrorKind};
use crate::request::RequestBuilder;
use crate::response::Response;
use crate::transport::InFlight;
use crate::values::by_size::by_size;

type Read<T, M> = (Response<Vec<T>, M>, Result<Option<String>, PagingErrorKind>);
type Reading<T, M> = Pin<Box<dyn Future<Output = Result<Read<T, M>, Error>> + Send>>;

/// The pages of a list, read on demand: a stream of [`Response`]s.
///
/// It ends after the last page, after as many pages as [`limit`](Self::limit) allows, and after an error. It holds one
/// page at a time, and with [`prefetch`](Self::prefetch) the next one too. A cursor that repeats is an error, not an endless stream.
#[must_use = "nothing is sent until a page is requested"]
pub struct Pages<T, M = ()> {
    request: RequestBuilder,
    send: fn(RequestBuilder) -> Sending<Vec<T>, M>,
    state: State<T, M>,
    /// Fingerprints of the cursors that were followed.
    followed: HashSet<u64>,
    left: usize,
    /// How many elements are needed: a page that has them all is the last one that is read.
    needed: usize,
    prefetch: bool,
    /// The cursor of the last page that was returned.
    current: Option<String>,
    /// Whether the service reported the last page.
    ended: bool,
    /// From the first page to the last: a client that shuts down waits for the list.
    in_flight: Option<InFlight>,
}

enum State<T, M> {
    /// The page to read next, by its cursor; the first one has none.
    Next(Option<String>),
    Reading(Option<String>, Reading<T, M>),
    /// The last page had no usable cursor.
    Failing(Box<Error>),
    /// Over; where the list can be resumed.
    Done(Option<String>),
}

impl<T: Send + 'static, M: Send + 'static> Pages<T, M> {
    /// The pages of a list whose body is `B`. For generated code.
    #[doc(hidden)]
    pub fn new<B: ResponseBody<Data = Vec<T>, Meta = M>>(request: RequestBuilder) -> Self {
        Self {
            request,
            send: RequestBuilder::<Client>::send::<B>,
            state: State::Next(None),
            followed: HashSet::new(),
            left: usize::MAX,
            needed: usize::MAX,
            prefetch: false,
            current: None,
            ended: false,
            in_flight: None,
        }
    }

    /// Begins at a cursor that an earlier run ended with.
    pub fn from_cursor(mut self, cursor: impl Into<String>) -> Self {
        self.state = State::Next(Some(cursor.into()));
        self
    }

    /// Reads at most this many pages. [`cursor`](Self::cursor) then says where to resume.
    pub fn limit(mut self, pages: usize) -> Self {
        self.left = pages;
        self
    }

    /// Reads the next page while the last one is worked on: one page ahead, and no more.
    pub fn prefetch(mut self) -> Self {
        self.prefetch = true;
        self
    }

    /// The cursor of the page that comes next: None before the first page, and after the last one.
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
    pub async fn next(&mut self) -> Option<Result<Response<Vec<T>, M>, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The elements of the pages, one by one.
    pub fn items(self) -> Items<T, M> {
        Items::new(self)
    }

    /// Begins to read a page.
    fn begin(&mut self, cursor: Option<String>, ahead: bool) {
        if self.left == 0 {
            return self.over(cursor);
        }
        if let Some(cursor) = &cursor {
            self.followed.insert(next::fingerprint(cursor));
        }
        if self.in_flight.is_none() {
            self.in_flight = InFlight::begin(&self.request.client().shared);
        }
        let mut call = self.call(cursor.clone());
        if ahead {
            call = prefetch::started(call);
        }
        self.state = State::Reading(cursor, call);
    }

    fn over(&mut self, cursor: Option<String>) {
        self.state = State::Done(cursor);
        self.release();
    }

    /// A client that shuts down does not wait for the list any longer.
    fn release(&mut self) {
        self.in_flight = None;
    }

    fn call(&self, cursor: Option<String>) -> Reading<T, M>
    where
        T: Send + 'static,
        M: Send + 'static,
    {
        let mut request = self.request.clone();
        let format = &request.client().service().cursor;
        if let Some(cursor) = cursor {
            request.query_text(format.parameter, cursor);
        }
        if self.in_flight.is_some() {
            request.allow_during_shutdown();
        }
        let sending = (self.send)(request);
        Box::pin(async move {
            let page = sending.await?;
            let body = page.record.body.clone();
            let next = by_size(body.len(), move || next::cursor(&body, format)).await;
            Ok((page, next))
        })
    }

    /// An error repeats what the service sent, which may repeat the credential.
    fn redact(&self, error: &mut Error) {
        let credentials = &self.request.client().shared.credentials;
        error.redact(credentials);
    }

    /// What follows a page.
    fn after(
        &self,
        page: &Response<Vec<T>, M>,
        next: Result<Option<String>, PagingErrorKind>,
    ) -> State<T, M> {
        let fault = match next {
            Ok(Some(cursor)) if self.followed.contains(&next::fingerprint(&cursor)) => {
                PagingErrorKind::RepeatedCursor
            }
            Ok(Some(cursor)) => return State::Next(Some(cursor)),
            Ok(None) => return State::Done(None),
            Err(fault) => fault,
        };
        let record = page.record.clone();
        let mut error = PagingError { record, fault }.into();
        self.redact(&mut error);
        State::Failing(Box::new(error))
    }
}

impl<T: Send + 'static, M: Send + 'static> Stream for Pages<T, M> {
    type Item = Result<Response<Vec<T>, M>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if let State::Next(cursor) = &mut this.state {
            let cursor = cursor.take();
            this.begin(cursor, false);
        }
        let response = match &mut this.state {
            State::Reading(_, call) => ready!(call.as_mut().poll(context)),
            _ => match std::mem::replace(&mut this.state, State::Done(None)) {
                State::Failing(error) => {
                    this.in_flight = None;
                    return Poll::Ready(Some(Err(*error)));
                }
                over => {
                    this.state = over;
                    return Poll::Ready(None);
                }
            },
        };
        let cursor = this.cursor().map(str::to_owned);
        this.left = this.left.saturating_sub(1);
        Poll::Ready(Some(match response {
            Ok((page, next)) => {
                this.current = cursor;
                let is_enough = page.data.len() >= this.needed;
                match this.after(&page, next) {
                    State::Next(cursor) if this.prefetch && !is_enough => this.begin(cursor, true),
                    State::Done(cursor) => {
                        this.ended = true;
                        this.over(cursor);
                    }
                    state => this.state = state,
                }
                Ok(page)
            }
            Err(mut error) => {
                if let Some(record) = error.record_mut() {
                    let credentials = &this.request.client().shared.credentials;
                    let clean = cursor.as_ref().and_then(|it| credentials.redact(it));
                    record.cursor = clean.or_else(|| cursor.clone());
                }
                this.over(cursor);
                Err(error)
            }
        }))
    }
}

impl<T, M> Unpin for Pages<T, M> {}

impl<T, M> fmt::Debug for Pages<T, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("request", &self.request)
            .field("followed", &self.followed.len())
            .finish_non_exhaustive()
    }
}
