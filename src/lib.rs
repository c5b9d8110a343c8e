//! Typed client of the Neo Public API.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[allow(missing_docs)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/generated.rs"));
}
pub mod runtime;
mod transport;
