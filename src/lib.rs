#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
// docs.rs shows which feature each item needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "blocking")]
pub mod blocking;
mod country;
mod credential;
#[allow(missing_docs, dead_code, unused_imports, rustdoc::all)]
mod generated {
    #[cfg(feature = "codegen")]
    include!(concat!(env!("OUT_DIR"), "/generated.rs"));
    #[cfg(not(feature = "codegen"))]
    include!("../openapi/generated.rs");
}
mod neo;
mod service;
mod vendored;

pub use credential::{access_token, api_key};
pub use generated::{OPERATIONS, operations, types};
pub use neo::Neo;
#[doc(inline)]
pub use neo_api_runtime::{
    Attempt, AttemptEvent, BuildError, ByteStream, CallOptions, ClientBuilder, Credential,
    CredentialErrorKind, Drift, DriftKind, DriftSampling, Error, Event, EventStream, Fetched,
    FilePart, Items, Json, JsonValue, Multipart, NotRetried, Number, Operation, Outcome, Pages,
    Position, RateLimit, Response, Retry, Shutdown, ShutdownHandle, Timestamp, Token, TokenRequest,
    UntypedCall, UntypedRequest, WaitReason, error,
};
pub use service::{DEFAULT_BASE_URL, SERVICE};
pub use vendored::{CONTRACT, Contract};

/// Crates whose types are in the public interface. Use them through these paths (`neo_api::uuid::Uuid`) to match their versions.
///
/// A new major version of one is a new major version of this crate. `reqwest` is in
/// [`ClientBuilder::http_client`], `http` in statuses, headers and [`Method`](http::Method), `bytes` in bodies; `uuid`,
/// `chrono` and `serde_json` are in the contract's [`types`].
///
/// ```
/// use neo_api::{http::StatusCode, uuid::Uuid};
///
/// assert!(StatusCode::OK.is_success() && Uuid::nil().is_nil());
/// ```
#[doc(no_inline)]
pub use neo_api_runtime::{bytes, chrono, http, reqwest, serde_json, uuid};

/// The runtime that generated code uses, for code that works with any service.
#[doc(no_inline)]
pub use neo_api_runtime as runtime;

/// A mock service on loopback, made from the contract, for tests of programs that use this crate.
///
/// ```
/// use std::time::Duration;
/// use neo_api::{mock::{Mock, Reply}, operations::PhoneNumbersList};
///
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
/// let mock = Mock::start()?;
/// mock.on::<PhoneNumbersList>()
///     .reply(Reply::rate_limited(Duration::ZERO)) // the first time
///     .reply(Reply::changed(|body| body["data"][0]["status"] = "PORTING".into())); // the second time
/// let neo = mock.client();
///
/// let numbers = neo.phone_numbers_list().send().await.unwrap(); // was retried
/// assert_eq!(numbers.data[0].status.as_str(), "PORTING");
/// assert_eq!(mock.requests_of::<PhoneNumbersList>().len(), 2);
/// # Ok::<(), std::io::Error>(())
/// # }).unwrap();
/// ```
#[cfg(feature = "mock")]
pub mod mock {
    pub use neo_api_runtime::mock::{Location, Mismatch, On, Reply, Request};

    /// The key that clients of a mock use. The service does not accept it.
    pub const KEY: &str = crate::service::MOCK_KEY;

    /// A running mock of the Neo Public API.
    pub type Mock = neo_api_runtime::mock::Mock<crate::Neo>;
}

/// A section for each task: settings, retries, lists, updates, streams, drift, a client for another contract.
#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/guide.md")]
pub mod guide {}
