//! Typed client of the Neo Public API, generated from its published OpenAPI 3.1 contract.
//!
//! ```no_run
//! # async fn run() -> Result<(), neo_api::Error> {
//! let neo = neo_api::Neo::from_env()?; // NEO_API_KEY, NEO_BASE_URL
//! let numbers = neo.phone_numbers().await?;
//! for number in &numbers.data {
//!     println!("{} {} {}", number.number, number.country.iso(), number.status);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Calls
//!
//! * [`Neo`] is the client: cheap to clone and to share. [`Neo::builder`] sets what there is to set.
//! * [`Neo::call`] reaches every operation of the contract; [`api`] holds what it works with.
//! * [`Neo::with`] gives a client with other [`CallOptions`]: timeouts, attempts, headers.
//! * [`types`] are the contract's types. Values that the contract does not list yet decode as `Unknown`.
//!
//! # Errors
//!
//! One enum, [`Error`]. Its `Display` is one sentence: what happened, in which operation, and what to do; never a body or a key. Accessors
//! give the rest, whatever the variant: [`Error::code`], [`Error::status`], [`Error::body`], [`Error::request_id`].
//!
//! ```no_run
//! # async fn run(neo: neo_api::Neo) {
//! if let Err(error) = neo.phone_numbers().await {
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
//! Operations that are safe to repeat are sent up to three times, with random waits in between; `Retry-After` wins. A POST is sent once,
//! unless [`CallOptions::repeatable`] says that it may be repeated. [`Response::attempts`] and [`Error::attempts`] list what each attempt
//! got, and [`Error::not_retried`] says why there was no further one. When the service's rate limit is used up, all clones of a client
//! wait together; [`Neo::rate_limit`] is what the last answer said of it.
//!
//! # Lists
//!
//! [`Neo::pages`] reads a list to its end, page by page. An error carries the [cursor](Error::cursor) to go on from. An operation is a
//! list when the contract gives it a cursor.
//!
//! # Without async
//!
//! The feature `blocking` adds `neo_api::blocking::Neo`, with the same methods, errors and retries, on a thread of its own:
//!
//! ```no_run
//! # #[cfg(feature = "blocking")]
//! fn main() -> Result<(), neo_api::Error> {
//!     let neo = neo_api::blocking::Neo::from_env()?;
//!     println!("{} numbers", neo.phone_numbers()?.data.len());
//!     Ok(())
//! }
//! # #[cfg(not(feature = "blocking"))]
//! # fn main() {}
//! ```
//!
//! # Testing
//!
//! The feature `mock` adds `neo_api::mock::Mock`, a service on loopback that is made from the same contract. It answers every operation
//! with a valid response until told otherwise, and keeps what it was asked:
//!
//! ```
//! # #[cfg(feature = "mock")]
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! use neo_api::api::builder::PhoneNumbersGet;
//! use neo_api::mock::{Mock, Reply};
//!
//! let mock = Mock::start().unwrap();
//! mock.on::<PhoneNumbersGet>().reply(Reply::html(502)); // once; then a valid answer
//! let numbers = mock.neo().phone_numbers().await.unwrap();
//! assert_eq!((numbers.attempts().len(), mock.requests().len()), (2, 2));
//! # });
//! ```
//!
//! # Features
//!
//! `codegen`, `gzip` and `rustls` are on by default. `gzip`, `brotli`, `zstd` and `deflate` ask for bodies that are compressed in this way; the
//! body limit counts what comes out. TLS is by `rustls`, `rustls-no-provider` or `native-tls`; `blocking`, `mock` and `tracing` add
//! what they are called after. Without `codegen` the checked-in client is compiled, which is the same code and builds faster.
//!
//! # When the contract changes
//!
//! This crate is regenerated from the published contract; [`CONTRACT`] says which. `neo-contract diff`, in the repository, says what a
//! revision does to shipped clients and to callers' code, and which version of this crate follows.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[cfg(target_arch = "wasm32")]
compile_error!(
    "neo-api is for servers and tools: it needs sockets and threads, which wasm32 does not have, and its API keys have no place in a browser"
);

// Unit tests share modules with the tests outside.
#[cfg(test)]
extern crate self as neo_api;

pub mod api;
#[cfg(feature = "blocking")]
pub mod blocking;
mod builder;
mod call;
mod config;
mod contract;
mod country;
mod envelope;
pub mod error;
mod exchange;
#[cfg(fuzzing)]
pub mod fuzzing;
#[allow(missing_docs, dead_code, unused_imports, rustdoc::all)]
mod generated {
    #[cfg(feature = "codegen")]
    include!(concat!(env!("OUT_DIR"), "/generated.rs"));
    #[cfg(not(feature = "codegen"))]
    include!("../openapi/generated.rs");
}
#[cfg(feature = "mock")]
pub mod mock;
mod neo;
mod operations;
mod pages;
mod phone;
mod pointer;
mod response;
pub mod runtime;
mod trace;
mod transport;
mod untyped;
mod vendored;

pub use builder::NeoBuilder;
pub use config::{CallOptions, Credential, DEFAULT_BASE_URL, Retry};
pub use error::Error;
pub use generated::types;
pub use neo::Neo;
pub use pages::{Items, Pages};
pub use response::Response;
pub use transport::{Attempt, Outcome, RateLimit};
pub use untyped::UntypedCall;
pub use vendored::{CONTRACT, Contract};

/// The README's examples, compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
