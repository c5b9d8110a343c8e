//! What generated builders say of themselves.

use progenitor_client::{Error, ResponseValue};

use super::Payload;

/// The builder of an operation. Generated.
pub trait OperationBuilder {
    /// What `send` answers with.
    type Answer;
    /// The operation's [`id`](super::Operation::id): `phone_numbers_get`.
    const OPERATION_ID: &'static str;
}

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
