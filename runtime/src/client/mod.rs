//! The client that every generated one is made of.

mod builder;
mod untyped;

use std::fmt;
use std::sync::Arc;

pub use self::builder::ClientBuilder;
#[cfg(test)]
pub(crate) use self::builder::http_client;
pub use self::untyped::UntypedCall;
use crate::config::CallOptions;
use crate::error::Error;
use crate::service::Service;
use crate::transport::{RateLimit, Shared};

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

/// A generated client: of which service it is, and how it is made from a [`Client`].
pub trait ServiceClient: Sized {
    /// The service.
    fn service() -> &'static Service;

    /// Wraps a client of it.
    ///
    /// # Errors
    /// When the system does not give what the client needs, such as a thread.
    fn from_client(client: Client) -> Result<Self, Error>;
}
