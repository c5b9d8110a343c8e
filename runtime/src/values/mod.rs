//! Values as they are on the wire: each decodes what the contract allows and encodes to the same JSON.

mod json;
mod multipart;
mod number;
mod present;
#[doc(hidden)]
pub mod raw;
mod timestamp;
mod union;
mod unknown;

pub use json::{Json, JsonValue, NotAnObject};
pub use multipart::Multipart;
pub use number::Number;
pub use present::present;
pub use timestamp::{NotATimestamp, Timestamp};
pub use union::{Branch, read_union};
pub use unknown::{
    Known, KnownJson, UnknownJson, UnknownValue, read_known, read_known_json, write_json,
};
