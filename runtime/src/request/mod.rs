//! Requests: what generated builders are made of, and how parameters and bodies are written.

mod builder;
mod encode;
mod path_argument;

pub(crate) use builder::Parts;
pub use builder::RequestBuilder;
pub use encode::{Style, cookie, form, header, query};
pub(crate) use path_argument::fill_path;
pub use path_argument::{encode_path_argument, path_argument};
