//! How a request travels: checked, authenticated, paced, sent as often as it takes and may.

mod attempt;
mod body;
mod connect;
mod connections;
mod content;
mod context;
pub(crate) mod exec;
mod line;
mod outcome;
mod pacer;
pub(crate) mod path;
pub(crate) mod prepare;
mod rate_limit;
mod retry_after;
mod send;
#[cfg(all(test, feature = "mock"))]
mod tests;
mod waits;
mod window;

pub use attempt::{Attempt, Outcome};
pub(crate) use connections::Connections;
pub(crate) use context::{Call, Dropped, Shared, Taken};
pub(crate) use pacer::{NoRoom, Pacer};
pub use rate_limit::RateLimit;
#[cfg(fuzzing)]
pub(crate) use retry_after::retry_after;
