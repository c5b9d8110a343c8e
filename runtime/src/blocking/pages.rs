//! Lists that come page by page, as iterators.

use super::Neo;
use crate::error::Error;
use crate::response::Response;
use crate::runtime::{Paginated, Payload};

type Data<B> = <<B as Paginated>::Page as Payload>::Data;
type Meta<B> = <<B as Paginated>::Page as Payload>::Meta;

/// The pages of a list, read when they are asked for. See [`crate::Pages`].
#[derive(Debug)]
pub struct Pages<B: Paginated> {
    pub(super) pages: crate::Pages<B>,
    pub(super) neo: Neo,
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
        self.pages = self.pages.from_cursor(cursor);
        self
    }

    /// Reads so many pages at most. [`cursor`](Self::cursor) tells where to go on.
    #[must_use]
    pub fn limit(mut self, pages: usize) -> Self {
        self.pages = self.pages.limit(pages);
        self
    }

    /// The page that comes next: None before the first page, and after the last one.
    pub fn cursor(&self) -> Option<&str> {
        self.pages.cursor()
    }

    /// The elements of the pages, one by one.
    pub fn items<T>(self) -> Items<B, T>
    where
        B::Page: Payload<Data = Vec<T>>,
        T: Send,
    {
        Items {
            items: self.pages.items(),
            neo: self.neo,
        }
    }
}

impl<B> Iterator for Pages<B>
where
    B: Paginated + Send + 'static,
    B::Page: Send,
    Data<B>: Send,
    Meta<B>: Send,
{
    type Item = Result<Response<Data<B>, Meta<B>>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { pages, neo } = self;
        neo.wait(pages.next())
            .unwrap_or_else(|error| Some(Err(error)))
    }
}

/// The elements of a list, one by one. See [`crate::Items`].
#[derive(Debug)]
pub struct Items<B: Paginated, T> {
    items: crate::Items<B, T>,
    neo: Neo,
}

impl<B, T> Items<B, T>
where
    B: Paginated + Send + 'static,
    B::Page: Payload<Data = Vec<T>> + Send,
    Meta<B>: Send,
    T: Send,
{
    /// The page that comes after the one whose elements are given now.
    pub fn cursor(&self) -> Option<&str> {
        self.items.cursor()
    }
}

impl<B, T> Iterator for Items<B, T>
where
    B: Paginated + Send + 'static,
    B::Page: Payload<Data = Vec<T>> + Send,
    Meta<B>: Send,
    T: Send,
{
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { items, neo } = self;
        neo.wait(items.next())
            .unwrap_or_else(|error| Some(Err(error)))
    }
}
