//! Values as they are on the wire: each decodes what the contract allows and encodes to the same JSON.

pub(crate) mod by_size;
mod cause;
mod deserialize_some;
mod integer;
mod json;
mod multipart;
mod number;
mod open_enum;
#[doc(hidden)]
pub mod raw;
mod timestamp;
mod tuple;
mod union;
mod unknown;
mod uuid_text;

pub use cause::Cause;
pub use deserialize_some::deserialize_some;
pub use integer::{Integers, deserialize_some_integers, integers, integers_of};
pub use json::{Json, JsonValue, NotAnObject};
pub use multipart::{FilePart, Multipart};
pub use number::Number;
pub use timestamp::{NotATimestamp, Timestamp};
pub use tuple::{Elements, TupleWriter, json_of, write_tuple};
pub use union::{Branch, Tag, Union, read_constant, read_union, write_tagged};
pub use unknown::{
    OpenEnum, OpenJsonEnum, UnknownBoolean, UnknownInteger, UnknownJson, UnknownValue,
    read_open_enum, read_open_json_enum, write_json,
};
pub use uuid_text::UuidText;
