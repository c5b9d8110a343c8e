//! How a request travels: hooks between the generated client and reqwest.

mod attempt;
mod body;
mod content;
mod context;
mod exec;
mod hooks;
mod outcome;
mod pacer;
pub(crate) mod path;
mod prepare;
mod rate_limit;
mod retry_after;
mod send;
#[cfg(test)]
mod tests;
mod waits;
mod window;

pub use attempt::{Attempt, Outcome};
pub use context::Context;
pub(crate) use context::{Call, Dropped, Shared, Taken};
pub(crate) use pacer::{NoRoom, Pacer};
pub use rate_limit::RateLimit;
#[cfg(fuzzing)]
pub(crate) use retry_after::retry_after;
