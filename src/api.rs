//! The generated client, as [`Neo::call`](crate::Neo::call) hands it out.
//!
//! Every operation of the contract is a method of [`Client`] that returns a builder; the builder has
//! one method for each parameter, and `send`. None of this needs naming in a closure; the names are
//! here for functions that take them apart.

pub use crate::generated::{ByteStream, Client, ResponseValue, builder};

/// What a generated `send` fails with. [`Neo::call`](crate::Neo::call) turns it into an
/// [`Error`](crate::Error), with what was received.
pub type SendError = progenitor_client::Error<()>;

/// Every operation of the contract.
pub const OPERATIONS: &[crate::runtime::Operation] = crate::generated::OPERATIONS;
