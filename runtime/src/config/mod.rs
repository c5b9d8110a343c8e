//! What a caller may set.

mod base_url;
mod credential;
mod credentials;
mod extra;
mod headers;
mod options;
pub(crate) mod redact;
mod retry;
mod token;

pub(crate) use base_url::{BaseUrl, is_loopback};
pub use credential::Credential;
pub(crate) use credential::location;
pub(crate) use credentials::Credentials;
pub(crate) use extra::Extra;
pub(crate) use headers::{ExtraHeaders, allowed_header, checked_header};
pub use options::CallOptions;
pub(crate) use options::Limits;
pub use retry::Retry;
pub(crate) use token::{SharedError, TokenProvider};
pub use token::{Token, TokenRequest};
