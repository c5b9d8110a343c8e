//! Vendors the published contract, updates the generated files, and classifies changes of the contract.
//!
//! The binary `neo-contract` is a thin wrapper around this library. Every command is a function that returns its
//! findings, so tests and other tools need not parse text.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod allow;
/// The stack size of a thread that works on documents. A document can be nested 128 levels deep, and each level takes
/// several calls. This reserves address space; only used pages take memory.
pub(crate) const STACK: usize = 256 * 1024 * 1024;

/// The page of operations.
pub mod api;
mod atomic;
pub mod check;
pub mod cli;
mod convention_use;
pub mod conventions;
pub mod diff;
pub mod explain;
pub mod generate;
pub mod lock;
mod pair;
pub mod probe;
pub mod report;
mod sanitize;
pub mod semver;
mod shell;
pub mod source;
pub mod validate;
pub mod vendor;
