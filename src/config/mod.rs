//! What a caller may set.

mod base_url;
mod credential;
mod headers;
mod options;
pub(crate) mod redact;
mod retry;

pub(crate) use base_url::BaseUrl;
pub use base_url::DEFAULT_BASE_URL;
pub use credential::Credential;
pub(crate) use headers::{ExtraHeaders, is_ours};
pub use options::CallOptions;
pub(crate) use options::Limits;
pub use retry::Retry;
