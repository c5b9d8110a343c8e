//! Typed client of the Neo Public API, generated from its published OpenAPI 3.1 contract.
//!
//! ```no_run
//! # async fn run() -> Result<(), neo_api::Error> {
//! let neo = neo_api::Neo::from_env()?; // NEO_API_KEY, NEO_BASE_URL
//! let numbers = neo.phone_numbers_list().send().await?;
//! for number in &numbers.data {
//!     println!("{} {} {}", number.number, number.country.iso(), number.status);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Calls
//!
//! * [`Neo`] is the client: cheap to clone and to share. [`Neo::builder`] sets it up.
//! * Each operation is a method of [`Neo`]. Path arguments and a required body are its arguments; everything optional is a
//!   method of the builder that it returns, one of [`operations`]. `send` sends it.
//! * `with` gives one call other [`CallOptions`]: timeouts, attempts, headers. [`Neo::with`] gives them to a client.
//! * [`types`] are the contract's types. Values that the contract does not list yet decode as `Unknown`.
//!
//! # Errors
//!
//! One enum, [`Error`]. Its `Display` is one sentence: what happened, in which operation, and what to do; never a body or a
//! key. Accessors give the rest, whatever the variant: [`Error::code`], [`Error::status`], [`Error::body`],
//! [`Error::request_id`].
//!
//! ```no_run
//! # async fn run(neo: neo_api::Neo) {
//! if let Err(error) = neo.phone_numbers_list().send().await {
//!     eprintln!("{error}");
//!     if let (Some(id), Some(code)) = (error.request_id(), error.code()) {
//!         eprintln!("quote request {id} ({code}) to Neo's support");
//!     }
//! }
//! # }
//! ```
//!
//! # Retries
//!
//! Operations that are safe to repeat are sent up to three times, with random waits in between; `Retry-After` wins. A POST
//! is sent once, unless [`CallOptions::repeatable`] says that it may be repeated. [`Response::attempts`] and
//! [`Error::attempts`] list what each attempt got, and [`Error::not_retried`] says why there was no further one. When the
//! service's rate limit is used up, all clones of a client wait together; [`Neo::rate_limit`] is what the last response
//! stated.
//!
//! # Lists
//!
//! Operations with a cursor have `pages` and `items`, which read a list to its end, page by page. An error carries the
//! [cursor](Error::cursor) to resume from.
//!
//! # Without async
//!
//! The feature `blocking` adds `neo_api::blocking::Neo`, with the same methods, errors and retries, on a thread of its own:
//!
//! ```no_run
//! # #[cfg(feature = "blocking")]
//! fn main() -> Result<(), neo_api::Error> {
//!     let neo = neo_api::blocking::Neo::from_env()?;
//!     println!("{} numbers", neo.phone_numbers_list().send()?.data.len());
//!     Ok(())
//! }
//! # #[cfg(not(feature = "blocking"))]
//! # fn main() {}
//! ```
//!
//! # Testing
//!
//! The feature `mock` adds `neo_api::mock::Mock`, a service on loopback that is made from the same contract. It answers
//! every operation with a valid response until told otherwise, and keeps the requests it received. A request that does
//! not fit the contract fails the test:
//!
//! ```
//! # #[cfg(feature = "mock")]
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! use neo_api::mock::{Mock, Reply};
//! use neo_api::operations::PhoneNumbersList;
//!
//! let mock = Mock::start().unwrap();
//! mock.on::<PhoneNumbersList>().reply(Reply::html(502)); // once; then a valid response
//! let numbers = mock.client().phone_numbers_list().send().await.unwrap();
//! assert_eq!((numbers.attempts().len(), mock.requests().len()), (2, 2));
//! # });
//! ```
//!
//! # Features
//!
//! `codegen`, `gzip` and `rustls` are on by default. `gzip`, `brotli`, `zstd` and `deflate` ask for bodies that are
//! compressed in this way; the body limit counts what comes out. TLS is by `rustls`, `rustls-no-provider` or `native-tls`;
//! `blocking`, `mock` and `tracing` add what they are called after. Without `codegen` the checked-in client is compiled,
//! which is the same code and builds faster.
//!
//! # When the contract changes
//!
//! This crate is regenerated from the published contract; [`CONTRACT`] says which. `neo-contract diff`, in the repository,
//! says what a revision does to shipped clients and to callers' code, and which version of this crate follows.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

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
    Attempt, BuildError, ByteStream, CallOptions, ClientBuilder, Credential, CredentialErrorKind,
    Error, Event, EventError, EventStream, Items, Json, JsonValue, Multipart, Number, Operation,
    Outcome, Pages, RateLimit, Response, Retry, Timestamp, UntypedCall, error,
};
pub use service::{DEFAULT_BASE_URL, SERVICE};
pub use vendored::{CONTRACT, Contract};

/// What generated code and code for any service build on.
#[doc(no_inline)]
pub use neo_api_runtime as runtime;

/// A service on loopback for tests of programs that use this crate, made from the same contract.
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

    /// The key that clients of a mock use; it opens nothing else.
    pub const KEY: &str = crate::service::MOCK_KEY;

    /// A running mock of the Neo Public API.
    pub type Mock = neo_api_runtime::mock::Mock<crate::Neo>;
}

/// The README's examples, compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
