//! How a request travels: checked, authenticated, throttled, and sent as often as needed and allowed.

mod attempt;
mod body;
mod connect;
mod connections;
mod content;
mod context;
mod line;
mod observer;
mod outcome;
pub(crate) mod path;
pub(crate) mod prepare;
mod rate_limit;
mod rate_limiter;
mod reasons;
pub(crate) mod retry;
mod retry_after;
mod send;
mod shutdown;
#[cfg(all(test, feature = "mock"))]
mod tests;
mod token;
mod waits;
mod window;

pub use attempt::{Attempt, Outcome};
pub(crate) use connect::is_own_limit;
pub(crate) use connections::Connections;
pub(crate) use context::{Call, Dropped, Shared, Taken};
pub use observer::AttemptEvent;
pub(crate) use observer::Observer;
pub use rate_limit::RateLimit;
pub(crate) use rate_limiter::RateLimiter;
pub use reasons::{NotRetried, WaitReason};
#[cfg(fuzzing)]
pub(crate) use retry_after::retry_after;
pub(crate) use send::is_compression;
pub(crate) use shutdown::{Gate, InFlight};
pub use shutdown::{Shutdown, ShutdownHandle};
