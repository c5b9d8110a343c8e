//! What generated code leans on. Knows nothing of Neo: a client generated from another contract can use it as well.

pub mod answer;
mod builder;
pub(crate) mod by_size;
mod call_context;
mod cause;
mod events;
mod json;
mod multipart;
mod number;
mod operation;
mod path;
mod payload;
pub(crate) mod place;
mod present;
pub(crate) mod raw;
pub mod request;
mod timestamp;
mod union;
mod unknown;

pub use builder::{OperationBuilder, Paginated};
pub use call_context::CallContext;
pub use cause::Cause;
pub use events::{Event, EventError, EventSettings, EventStream};
pub use json::{Json, JsonValue, NotAnObject};
pub use multipart::Multipart;
pub use number::Number;
pub use operation::Operation;
pub use path::{encode_path_argument, path_argument};
pub use payload::Payload;
pub use present::present;
pub use timestamp::{NotATimestamp, Timestamp};
pub use union::{Branch, read_union};
pub use unknown::{
    Known, KnownJson, UnknownJson, UnknownValue, read_known, read_known_json, write_json,
};
