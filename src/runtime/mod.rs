//! What generated code leans on. Knows nothing of Neo: a client generated from another contract can use it as well.

mod json;
mod operation;
mod payload;
mod raw;
mod unknown;

pub use json::{Json, NotAnObject};
pub use operation::Operation;
pub use payload::{Misfit, Payload};
pub use unknown::{Known, UnknownJson, UnknownValue, read_known, read_known_json};
