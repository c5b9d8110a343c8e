//! The client without async: the same requests, errors, retries and limits, on a runtime of its own.
//!
//! Every method blocks its thread until the response is there. Inside async code, where that would stop other tasks or
//! the whole program, it is an error that says so: use the async client there.

mod pages;
mod runtime;
mod streams;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

pub use self::pages::{Items, Pages};
use self::runtime::Runtime;
pub use self::streams::{ByteStream, EventStream, StreamedBody};
use crate::client::{UntypedCall, UntypedRequest};
use crate::config::CallOptions;
use crate::error::Error;
use crate::response::Response;
use crate::service::Service;
use crate::transport::{RateLimit, Shutdown, ShutdownHandle};

/// The result of `send`.
pub type Sent<D, M = ()> = Result<Response<D, M>, Error>;

/// A client whose calls block. Cheap to clone; share one.
#[derive(Clone)]
pub struct Client {
    pub(crate) client: crate::Client,
    runtime: Arc<Runtime>,
}

impl Client {
    /// A blocking client over an async one, which nothing else may use: connections that an async client opened are
    /// driven by its runtime, which may be blocked here.
    ///
    /// # Errors
    /// When the system cannot start a thread for it.
    pub fn new(client: crate::Client) -> Result<Self, Error> {
        Ok(Self {
            client,
            runtime: Arc::new(Runtime::new()?),
        })
    }

    /// Calls an operation that is known only at run time, as [`crate::Client::call_untyped`].
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub fn call_untyped(&self, call: UntypedCall) -> Result<Response<Bytes, ()>, Error> {
        self.wait(self.client.call_untyped(call))?
    }

    /// Calls an operation that streams events, as [`crate::Client::events_untyped`].
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub fn events_untyped(
        &self,
        call: UntypedCall,
    ) -> Result<Response<EventStream<String>, ()>, Error> {
        let response = self.wait(self.client.events_untyped(call))??;
        Ok(response.map(|events| EventStream::new(events, self.clone())))
    }

    /// A request of a path that the contract does not have, as [`crate::Client::request`].
    pub fn request(&self, method: http::Method, path: impl Into<String>) -> UntypedRequest<Client> {
        UntypedRequest::new(self.clone(), method, path)
    }

    /// Refuses new calls, and waits for those of other threads, but no longer than this.
    ///
    /// # Errors
    /// Inside async code.
    pub fn shutdown_within(&self, time: Duration) -> Result<Shutdown, Error> {
        let handle = self.shutdown_handle();
        self.wait(async move { handle.shutdown_within(time).await })
    }

    /// Ends this client and all its clones without cutting off calls in flight; [`wait`](Self::wait) waits for it.
    pub fn shutdown_handle(&self) -> ShutdownHandle {
        self.client.shutdown_handle()
    }

    /// The same client with other settings for some calls. It shares connections with this one.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self {
            client: self.client.with(options),
            runtime: Arc::clone(&self.runtime),
        }
    }

    /// The service's rate limit, as the last response to any clone of this client stated it. None before the first.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.client.rate_limit()
    }

    /// The base URL in use.
    pub fn base_url(&self) -> &str {
        self.client.base_url()
    }

    /// The service that it is a client of.
    pub fn service(&self) -> &'static Service {
        self.client.service()
    }

    /// Waits for a future, such as a [`shutdown_handle`](Self::shutdown_handle)'s.
    ///
    /// # Errors
    /// Inside async code.
    pub fn wait<F: Future>(&self, future: F) -> Result<F::Output, Error> {
        self.runtime.wait(future)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.client.fmt(formatter)
    }
}
