//! The client without async: the same methods, errors, retries and limits, on a runtime of its own.
//!
//! ```no_run
//! # fn main() -> Result<(), neo_api::Error> {
//! let neo = neo_api::blocking::Neo::from_env()?;
//! for number in &neo.phone_numbers_list().send()?.data {
//!     println!("{} {}", number.number, number.status);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Every method blocks its thread until the response is there. Inside async code, where that would stop other tasks or
//! the whole program, it is an error that says so: use [`crate::Neo`] there.

use neo_api_runtime::blocking::Client;
pub use neo_api_runtime::blocking::{ByteStream, EventStream, Items, Pages};
use neo_api_runtime::http::Method;
use neo_api_runtime::{
    Bytes, CallOptions, ClientBuilder, Error, RateLimit, Response, Service, ServiceClient,
    ShutdownHandle, UntypedCall, UntypedRequest,
};

/// A client of the Neo Public API whose methods block. Cheap to clone; share one.
#[derive(Clone, Debug)]
pub struct Neo(Client);

impl Neo {
    /// A client from the environment, as [`crate::Neo::from_env`].
    ///
    /// # Errors
    /// If the key is missing, or a variable is invalid.
    pub fn from_env() -> Result<Self, Error> {
        crate::neo::from_env()
    }

    /// Sets up a client. Your own HTTP client must not also be used by async code.
    ///
    /// ```
    /// let neo = neo_api::blocking::Neo::builder().api_key("neo_sk_test_0123456789").build()?;
    /// # let _ = neo;
    /// # Ok::<(), neo_api::Error>(())
    /// ```
    pub fn builder() -> ClientBuilder<Self> {
        ClientBuilder::new()
    }

    /// The same client with other settings for some calls. It shares connections with this one.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self(self.0.with(options))
    }

    /// The service's rate limit, as the last response to any clone of this client stated it. None before the first.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.0.rate_limit()
    }

    /// The base URL in use, without `/public-api`.
    pub fn base_url(&self) -> &str {
        self.0.base_url()
    }

    /// Calls an operation that is known only at run time, as [`crate::Neo::call_untyped`].
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub fn call_untyped(&self, call: UntypedCall) -> Result<Response<Bytes, ()>, Error> {
        self.0.call_untyped(call)
    }

    /// Waits for a future, such as a [`shutdown_handle`](Self::shutdown_handle)'s.
    ///
    /// # Errors
    /// Inside async code.
    pub fn wait<F: Future>(&self, future: F) -> Result<F::Output, Error> {
        self.0.wait(future)
    }

    /// Calls an operation that streams events and is known only at run time. The data of each event is text, as received.
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub fn events_untyped(
        &self,
        call: UntypedCall,
    ) -> Result<Response<EventStream<String>, ()>, Error> {
        self.0.events_untyped(call)
    }

    /// A request to a path that the contract does not document, as [`crate::Neo::request`].
    pub fn request(&self, method: Method, path: impl Into<String>) -> UntypedRequest<Client> {
        self.0.request(method, path)
    }

    /// Ends this client and all its clones without cutting off calls in flight, as [`crate::Neo::shutdown_handle`].
    pub fn shutdown_handle(&self) -> ShutdownHandle {
        self.0.shutdown_handle()
    }

    /// The client that the generated methods call with, for code that works with any service.
    pub fn client(&self) -> &Client {
        &self.0
    }
}

impl ServiceClient for Neo {
    fn service() -> &'static Service {
        &crate::service::SERVICE
    }

    fn from_client(client: neo_api_runtime::Client) -> Result<Self, Error> {
        Client::new(client).map(Self)
    }
}

/// A running mock of the Neo Public API for blocking programs. See [`crate::mock`].
#[cfg(feature = "mock")]
pub type Mock = neo_api_runtime::mock::Mock<Neo>;
