//! Requests: what generated builders are made of, and how parameters and bodies are written.

mod builder;
mod encode;
mod path_argument;

pub(crate) use builder::Parts;
pub use builder::RequestBuilder;
pub use encode::{Style, cookie, form, header, query};
pub(crate) use path_argument::{check as check_path_argument, fill_path};
pub use path_argument::{encode_path_argument, path_argument};

use crate::config::BaseUrl;
use crate::error::RequestErrorKind;
use crate::service::Operation;

/// A source of requests: every attempt of a call sends its own, so none is copied for a retry that most
/// calls never make.
pub(crate) trait ToRequest: Send + Sync {
    /// The operation that is called.
    fn operation(&self) -> &'static Operation;

    /// The request, before it is checked and authenticated.
    fn to_request(&self, base: &BaseUrl) -> Result<reqwest::Request, RequestErrorKind>;
}
