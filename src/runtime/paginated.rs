//! Operations that answer with one page of a list.

use progenitor_client::{Error, ResponseValue};

use super::Payload;

/// The builder of an operation that takes a `cursor` and answers with `meta.pagination`. Generated.
pub trait Paginated: Sized {
    /// What `send` answers with.
    type Page: Payload;

    /// The same operation, from `cursor` on.
    #[must_use]
    fn at_cursor(self, cursor: String) -> Self;

    /// Sends it, once.
    fn send_page(self)
    -> impl Future<Output = Result<ResponseValue<Self::Page>, Error<()>>> + Send;
}
