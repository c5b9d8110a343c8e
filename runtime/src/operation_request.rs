//! What generated code says about its own items.

use crate::body::ResponseBody;
use crate::pages::{Items, Pages};
use crate::service::Operation;

/// The builder of an operation. Generated.
pub trait OperationRequest {
    /// How the body of a success is read.
    type Body: ResponseBody;
    /// The operation.
    const OPERATION: &'static Operation;
}

/// The builder of a list with a cursor. Generated; the builder's own methods as a trait, for functions that take any
/// list.
///
/// ```
/// use neo_api_runtime::{Error, ListRequest};
///
/// async fn count<L: ListRequest>(list: L) -> Result<usize, Error> {
///     let (mut items, mut count) = (list.items(), 0);
///     while let Some(item) = items.next().await {
///         item?;
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
pub trait ListRequest: OperationRequest + Sized {
    /// What is listed.
    type Item: Send + 'static;
    /// What the service says about a page.
    type Meta: Send + 'static;

    /// Page by page.
    fn pages(self) -> Pages<Self::Item, Self::Meta>;

    /// Item by item, through all pages.
    fn items(self) -> Items<Self::Item, Self::Meta> {
        self.pages().items()
    }
}

/// The documented error bodies of an operation, by status. Generated; see [`Error::typed`](crate::Error::typed).
pub trait OperationError: Sized {
    /// Reads the body of an error, as text; none where the contract documents none for the status.
    ///
    /// # Errors
    /// When the body is not of the documented type.
    fn decode(status: u16, body: &str) -> Option<Result<Self, serde_json::Error>>;
}
