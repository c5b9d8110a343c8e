//! Lists that come page by page, as iterators.

use super::Client;
use crate::body::ResponseBody;
use crate::error::Error;
use crate::pages::Position;
use crate::request::RequestBuilder;
use crate::response::Response;

/// The pages of a list, read on demand. See [`crate::Pages`].
#[derive(Debug)]
#[must_use = "nothing is sent until a page is requested"]
pub struct Pages<T, M = ()> {
    pages: crate::Pages<T, M>,
    client: Client,
}

impl<T: Send + 'static, M: Send + 'static> Pages<T, M> {
    /// The pages of a list whose body is `B`. For generated code.
    #[doc(hidden)]
    pub fn new<B: ResponseBody<Data = Vec<T>, Meta = M>>(request: RequestBuilder<Client>) -> Self {
        let (client, parts) = request.into_parts();
        let request = RequestBuilder::from_parts(client.client.clone(), parts);
        Self {
            pages: crate::Pages::new::<B>(request),
            client,
        }
    }

    /// Begins at a cursor that an earlier run ended with.
    pub fn from_cursor(mut self, cursor: impl Into<String>) -> Self {
        self.pages = self.pages.from_cursor(cursor);
        self
    }

    /// Reads at most this many pages. [`cursor`](Self::cursor) then says where to resume.
    pub fn limit(mut self, pages: usize) -> Self {
        self.pages = self.pages.limit(pages);
        self
    }

    /// Reads the next page while the last one is worked on: one page ahead, and no more.
    pub fn prefetch(mut self) -> Self {
        self.pages = self.pages.prefetch();
        self
    }

    /// The cursor of the page that comes next: None before the first page, and after the last one.
    pub fn cursor(&self) -> Option<&str> {
        self.pages.cursor()
    }

    /// The elements of the pages, one by one.
    pub fn items(self) -> Items<T, M> {
        Items {
            items: self.pages.items(),
            client: self.client,
        }
    }
}

impl<T: Send + 'static, M: Send + 'static> Iterator for Pages<T, M> {
    type Item = Result<Response<Vec<T>, M>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { pages, client } = self;
        client
            .wait(pages.next())
            .unwrap_or_else(|error| Some(Err(error)))
    }
}

/// The elements of a list, one by one. See [`crate::Items`].
#[derive(Debug)]
#[must_use = "nothing is sent until an element is requested"]
pub struct Items<T, M = ()> {
    items: crate::Items<T, M>,
    client: Client,
}

impl<T: Send + 'static, M: Send + 'static> Items<T, M> {
    /// Reads the next page while the elements of this one are worked on. At most two pages are held then.
    pub fn prefetch(mut self) -> Self {
        self.items = self.items.prefetch();
        self
    }

    /// Ends the list after this many elements, without a page too many. See [`crate::Items::limit`].
    pub fn limit(mut self, elements: usize) -> Self {
        self.items = self.items.limit(elements);
        self
    }

    /// Continues where an earlier run stopped. See [`crate::Items::resume`].
    pub fn resume(mut self, position: Position) -> Self {
        self.items = self.items.resume(position);
        self
    }

    /// How far the list has been read. See [`crate::Items::position`].
    pub fn position(&self) -> Position {
        self.items.position()
    }

    /// The cursor of the page after the one whose elements are given now.
    pub fn cursor(&self) -> Option<&str> {
        self.items.cursor()
    }
}

impl<T: Send + 'static, M: Send + 'static> Iterator for Items<T, M> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { items, client } = self;
        client
            .wait(items.next())
            .unwrap_or_else(|error| Some(Err(error)))
    }
}
