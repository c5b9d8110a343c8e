//! Typed client of the Neo Public API.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[allow(missing_docs)]
#[path = "../openapi/generated.rs"]
mod generated;
pub mod runtime;
mod transport;
