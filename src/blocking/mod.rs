//! The client without async: the same methods, errors, retries and limits, on a runtime of its own.
//!
//! ```no_run
//! # fn main() -> Result<(), neo_api::Error> {
//! let neo = neo_api::blocking::Neo::from_env()?;
//! for number in &neo.phone_numbers()?.data {
//!     println!("{} {}", number.number, number.status);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Every method blocks its thread until the answer is there. Inside async code, where that would stop other tasks or the
//! whole program, it is an error that says so: use [`crate::Neo`] there.

mod pages;
mod runtime;

use std::fmt;
use std::sync::Arc;

pub use self::pages::{Items, Pages};
use self::runtime::Runtime;
use crate::api::{Client, ResponseValue, SendError};
use crate::builder::NeoBuilder;
use crate::config::CallOptions;
use crate::error::Error;
use crate::response::Response;
use crate::runtime::{EventStream, Paginated, Payload};
use crate::transport::RateLimit;
use crate::types::PublicPhoneNumber;
use crate::untyped::UntypedCall;
use bytes::Bytes;

/// A client of the Neo Public API whose methods block. Cheap to clone; share one.
#[derive(Clone)]
pub struct Neo {
    neo: crate::Neo,
    runtime: Arc<Runtime>,
}

impl Neo {
    /// A client from the environment, as [`crate::Neo::from_env`].
    ///
    /// # Errors
    /// When the key is missing, or a variable does not have the form that it must have.
    pub fn from_env() -> Result<Self, Error> {
        Self::new(crate::Neo::from_env()?)
    }

    /// Sets up a client; [`NeoBuilder::build_blocking`] ends it.
    ///
    /// ```
    /// let neo = neo_api::blocking::Neo::builder().api_key("neo_sk_test_0123456789").build_blocking()?;
    /// # let _ = neo;
    /// # Ok::<(), neo_api::Error>(())
    /// ```
    pub fn builder() -> NeoBuilder {
        crate::Neo::builder()
    }

    /// Not for callers: connections that an async client opened are driven by its runtime, which may stand still here.
    pub(crate) fn new(neo: crate::Neo) -> Result<Self, Error> {
        Ok(Self {
            neo,
            runtime: Arc::new(Runtime::new()?),
        })
    }

    /// The phone numbers that are wired into the tenant's Phone Agent.
    ///
    /// # Errors
    /// All that [`Error`] lists.
    pub fn phone_numbers(&self) -> Result<Response<Vec<PublicPhoneNumber>>, Error> {
        self.wait(self.neo.phone_numbers())?
    }

    /// Calls any operation of the contract, as [`crate::Neo::call`].
    ///
    /// ```no_run
    /// # fn run(neo: neo_api::blocking::Neo) -> Result<(), neo_api::Error> {
    /// let numbers = neo.call(|api| api.phone_numbers_get().send())?;
    /// # let _ = numbers;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// All that [`Error`] lists.
    pub fn call<F, Fut, T>(&self, send: F) -> Result<Response<T::Data, T::Meta>, Error>
    where
        F: FnOnce(&Client) -> Fut,
        Fut: Future<Output = Result<ResponseValue<T>, SendError>>,
        T: Payload,
    {
        self.wait(self.neo.call(send))?
    }

    /// Calls an operation that is known only at run time, as [`crate::Neo::call_untyped`].
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub fn call_untyped(&self, call: UntypedCall) -> Result<Response<Bytes, ()>, Error> {
        self.wait(self.neo.call_untyped(call))?
    }

    /// Calls an operation that streams events, as [`crate::Neo::events_untyped`]; [`wait`](Self::wait) gives them.
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub fn events_untyped(
        &self,
        call: UntypedCall,
    ) -> Result<Response<EventStream<String>, ()>, Error> {
        self.wait(self.neo.events_untyped(call))?
    }

    /// Reads a list to its end, as [`crate::Neo::pages`]: an iterator.
    pub fn pages<B, F>(&self, operation: F) -> Pages<B>
    where
        B: Paginated,
        F: Fn(&Client) -> B + Send + Sync + 'static,
    {
        Pages {
            pages: self.neo.pages(operation),
            neo: self.clone(),
        }
    }

    /// The same client with other settings for some calls. It shares connections with this one.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self {
            neo: self.neo.with(options),
            runtime: Arc::clone(&self.runtime),
        }
    }

    /// The service's rate limit, as the last answer to any clone of this client had it. None before the first.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.neo.rate_limit()
    }

    /// The base URL in use, without `/public-api`.
    pub fn base_url(&self) -> &str {
        self.neo.base_url()
    }

    /// Waits for what an answer streams: `neo.wait(stream.data.next())` for the next event or bytes.
    ///
    /// # Errors
    /// Inside async code.
    pub fn wait<F: Future>(&self, future: F) -> Result<F::Output, Error> {
        self.runtime.wait(future)
    }
}

impl fmt::Debug for Neo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.neo.fmt(formatter)
    }
}
