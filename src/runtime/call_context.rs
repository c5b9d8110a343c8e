//! What a generated client tells of a call before there is a request.

/// The type that each call carries to the hooks.
pub trait CallContext {
    /// A builder of the operation with this id is about to build its request, and may refuse an argument.
    fn begins(&self, operation_id: &'static str) {
        let _ = operation_id;
    }
}

impl CallContext for () {}
