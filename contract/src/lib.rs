//! Vendors the published contract, keeps what is generated from it fresh, and judges what a new revision changes.
//!
//! The binary `neo-contract` is a thin shell over this library: every command is a function here that returns what it
//! found, so that tests and other tools can call it without parsing text.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod allow;
/// The stack of a thread that works on documents. What a reader accepts is up to 128 levels deep, and the rest of the way
/// takes several calls a level. It is address space, and only what is used of it is memory.
pub(crate) const STACK: usize = 256 * 1024 * 1024;

/// The page of operations.
pub mod api;
mod atomic;
pub mod check;
pub mod cli;
pub mod conventions;
pub mod diff;
pub mod explain;
pub mod generate;
pub mod lock;
mod plain;
pub mod probe;
pub mod report;
pub mod semver;
pub mod source;
pub mod validate;
pub mod vendor;
