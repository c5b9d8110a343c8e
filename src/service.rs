//! The facts of the Neo Public API that its contract does not say, in one place.
//!
//! What the generator has to know of them is in `openapi/conventions.json`.

use neo_api_runtime::{RateLimitHeaders, Service};

use crate::credential;
use crate::vendored::CONTRACT;

/// The Neo Public API.
pub static SERVICE: Service = crate::generated::SERVICE
    .client(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))
    .document(CONTRACT.document)
    .base_url(DEFAULT_BASE_URL)
    // Neo's documentation writes the beginning of every path as part of the base URL.
    .base_path("/public-api")
    // A key goes as a bearer token, like the access token of a dashboard user.
    .api_key(credential::api_key)
    .bearer_token(credential::access_token)
    .credential_hint("an `api_key` (neo_sk_<env>_<secret>; `Neo::from_env` reads it from NEO_API_KEY) or a `bearer_token` (an access token)")
    .secret_prefix("neo_sk_")
    .mock_key(MOCK_KEY)
    .rate_limit(RateLimitHeaders::X_RATE_LIMIT);

/// The key that clients of a mock use; it is valid nowhere else.
pub const MOCK_KEY: &str = "neo_sk_mock_000000000000000000000000";

/// Where requests go unless a base URL is set.
pub const DEFAULT_BASE_URL: &str = "https://api.neoagent.io";
