//! What generated code leans on. Knows nothing of Neo: a client generated from another contract can use it as well.

pub mod answer;
mod builder;
mod call_context;
mod operation;
mod payload;

pub use builder::{OperationBuilder, Paginated};
pub use call_context::CallContext;
pub use neo_api_runtime::*;
pub use operation::Operation;
pub use payload::Payload;
