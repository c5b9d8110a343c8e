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
//! * [`Neo`] is the client: cheap to clone and to share. [`Neo::builder`] sets what there is to set.
//! * [`Neo::call`] reaches every operation of the contract; [`api`] holds what it works with.
//! * [`Response`] is what a call gives, [`Error`] what it gives instead.
//! * [`types`] are the contract's types. Values that the contract does not list yet decode as `Unknown`.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

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
