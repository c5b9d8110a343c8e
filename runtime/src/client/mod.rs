//! The client that every generated one is made of.

mod builder;
mod network;
mod undocumented;
mod untyped;
mod untyped_request;

use std::fmt;
use std::sync::Arc;

pub use self::builder::ClientBuilder;
#[cfg(test)]
pub(crate) use self::builder::http_client;
pub use self::untyped::UntypedCall;
pub use self::untyped_request::UntypedRequest;
use crate::config::CallOptions;
use crate::error::Error;
use crate::service::Service;
use crate::transport::{RateLimit, Shared, ShutdownHandle};

/// A client of a [`Service`]: connections, credentials, and the rate limit, which all clones share.
///
/// Generated clients wrap one, and have a method for each operation.
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
    pub(crate) options: Arc<CallOptions>,
}

impl Client {
    /// The same client with other settings for some calls. It shares connections with this one.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            options: Arc::new(self.options.overlaid(&options)),
        }
    }

    /// The service's rate limit, as the last response to any clone of this client stated it. None before the first.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.shared.rate_limiter.rate_limit()
    }

    /// Ends this client and all its clones without cutting off calls in flight.
    pub fn shutdown_handle(&self) -> ShutdownHandle {
        ShutdownHandle::new(Arc::clone(&self.shared))
    }

    /// A request to a path that the contract does not document, or not yet, with this client's credentials, retries,
    /// limits and errors. The path is appended to the base URL, like those of the contract.
    ///
    /// Only methods that are safe to repeat are repeated, unless [`CallOptions::repeatable`] says otherwise. A path of the
    /// contract is a call of that operation.
    ///
    /// ```no_run
    /// # async fn run(client: neo_api_runtime::Client) -> Result<(), neo_api_runtime::Error> {
    /// use neo_api_runtime::http::Method;
    /// use serde_json::{Value, json};
    ///
    /// let request = client.request(Method::POST, "/beta/reports").query("draft", "true");
    /// let report = request.json(&json!({"name": "weekly"})).send_as::<Value>().await?;
    /// println!("{} {}", report.status(), report.data["id"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: http::Method, path: impl Into<String>) -> UntypedRequest {
        UntypedRequest::new(self.clone(), method, path)
    }

    /// The base URL in use.
    pub fn base_url(&self) -> &str {
        self.shared.base.text()
    }

    /// The service that it is a client of.
    pub fn service(&self) -> &'static Service {
        self.shared.service
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("service", &self.shared.service.title)
            .field("base_url", &self.base_url())
            .field("credentials", &self.shared.credentials)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// A generated client: its service, and how it is made from a [`Client`].
pub trait ServiceClient: Sized {
    /// The service.
    fn service() -> &'static Service;

    /// Wraps a client of it.
    ///
    /// # Errors
    /// When the system does not give what the client needs, such as a thread.
    fn from_client(client: Client) -> Result<Self, Error>;
}
