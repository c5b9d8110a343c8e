//! What generated code says about its own items.

use crate::body::ResponseBody;
use crate::service::Operation;

/// The builder of an operation. Generated.
pub trait OperationRequest {
    /// How the body of a success is read.
    type Body: ResponseBody;
    /// The operation.
    const OPERATION: &'static Operation;
}

/// The documented error bodies of an operation, by status. Generated; see [`Error::typed`](crate::Error::typed).
pub trait OperationError: Sized {
    /// Reads the body of an error; none where the contract documents none for the status.
    ///
    /// # Errors
    /// When the body is not of the documented type.
    fn decode(status: u16, body: &[u8]) -> Option<Result<Self, serde_json::Error>>;
}
