//! What a generated client and its hooks tell each other of a call.

use bytes::Bytes;

/// The type that each call carries to the hooks.
pub trait CallContext {
    /// A builder of the operation with this id is about to build its request, and may refuse an argument.
    fn begins(&self, operation_id: &'static str) {
        let _ = operation_id;
    }

    /// The whole body of an answer, for who reads it into memory.
    ///
    /// # Errors
    /// When the body breaks off.
    fn body(
        &self,
        response: reqwest::Response,
    ) -> impl Future<Output = reqwest::Result<Bytes>> + Send {
        response.bytes()
    }
}

impl CallContext for () {}
