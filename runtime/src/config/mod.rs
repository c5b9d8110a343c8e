//! What a caller may set.

mod base_url;
mod credential;
mod credentials;
mod headers;
mod options;
pub(crate) mod redact;
mod retry;

pub(crate) use base_url::BaseUrl;
pub use credential::Credential;
pub(crate) use credential::location;
pub(crate) use credentials::Credentials;
pub(crate) use headers::{ExtraHeaders, is_ours};
pub use options::CallOptions;
pub(crate) use options::Limits;
pub use retry::Retry;
