//! Vendors the published contract, keeps what is generated from it fresh, and judges what a new revision changes.
//!
//! The binary `neo-contract` is a thin shell over this library: every command is a function here that returns what it
//! found, so that tests and other tools can call it without parsing text.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod allow;
/// The page of operations.
pub mod api;
mod atomic;
pub mod check;
pub mod cli;
pub mod diff;
pub mod explain;
pub mod generate;
pub mod lock;
mod plain;
mod pointer;
pub mod probe;
pub mod report;
pub mod semver;
pub mod source;
pub mod validate;
pub mod vendor;
