//! What generated code leans on. Knows nothing of Neo: a client generated from another contract can use it as well.

mod call_context;
mod json;
mod number;
mod operation;
mod payload;
mod present;
pub(crate) mod raw;
mod timestamp;
mod unknown;

pub use call_context::CallContext;
pub use json::{Json, JsonValue, NotAnObject};
pub use number::Number;
pub use operation::Operation;
pub use payload::{Misfit, Payload};
pub use present::present;
pub use timestamp::{NotATimestamp, Timestamp};
pub use unknown::{
    Known, KnownJson, UnknownJson, UnknownValue, read_known, read_known_json, write_json,
};
