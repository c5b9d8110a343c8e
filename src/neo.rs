//! The client.

use neo_api_runtime::error::ConfigurationError;
use neo_api_runtime::http::Method;
use neo_api_runtime::{
    Bytes, CallOptions, Client, ClientBuilder, Error, EventStream, RateLimit, Response, Service,
    ServiceClient, ShutdownHandle, UntypedCall, UntypedRequest,
};

use crate::service::SERVICE;

const API_KEY: &str = "NEO_API_KEY";
const BASE_URL: &str = "NEO_BASE_URL";

/// A client of the Neo Public API, with a method for each operation.
///
/// Cheap to clone, and meant to be shared: all clones use the same connections and keep to the service's rate limit
/// together.
#[derive(Clone, Debug)]
pub struct Neo(Client);

impl Neo {
    /// A client from the environment: the API key from `NEO_API_KEY` and, where it is set and not empty, the base URL from
    /// `NEO_BASE_URL` (with or without `/public-api` at its end).
    ///
    /// # Errors
    /// If the key is missing, or if the key or the base URL is invalid.
    pub fn from_env() -> Result<Self, Error> {
        from_env()
    }

    /// Sets up a client.
    ///
    /// ```
    /// use std::time::Duration;
    /// use neo_api::Neo;
    ///
    /// let neo = Neo::builder()
    ///     .api_key("neo_sk_test_0123456789")
    ///     .base_url("https://api.neoagent.io")
    ///     .timeout(Duration::from_secs(30))
    ///     .build()?;
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

    /// Calls an operation that is known only at run time, with this client's credential, retries, limits and errors.
    /// The data is the body as received, for any success.
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub async fn call_untyped(&self, call: UntypedCall) -> Result<Response<Bytes, ()>, Error> {
        self.0.call_untyped(call).await
    }

    /// Calls an operation that streams events and is known only at run time. The data of each event is text, as received.
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub async fn events_untyped(
        &self,
        call: UntypedCall,
    ) -> Result<Response<EventStream<String>, ()>, Error> {
        self.0.events_untyped(call).await
    }

    /// A request to a path that the contract does not document, or not yet, with this client's credential, retries,
    /// limits and errors. Paths are those of the contract: `/public-api/…`.
    ///
    /// ```no_run
    /// # async fn run(neo: neo_api::Neo) -> Result<(), neo_api::Error> {
    /// use neo_api::http::Method;
    /// use serde_json::{Value, json};
    ///
    /// let request = neo.request(Method::POST, "/public-api/beta/reports");
    /// let report = request.json(&json!({"name": "weekly"})).send_as::<Value>().await?;
    /// println!("{}", report.data["id"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: Method, path: impl Into<String>) -> UntypedRequest {
        self.0.request(method, path)
    }

    /// Ends this client and all its clones without cutting off calls in flight.
    ///
    /// ```no_run
    /// # async fn run(neo: neo_api::Neo) {
    /// let shutdown = neo.shutdown_handle().shutdown_within(std::time::Duration::from_secs(20)).await;
    /// println!("{} calls ended", shutdown.in_flight - shutdown.still_running);
    /// # }
    /// ```
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
        &SERVICE
    }

    fn from_client(client: Client) -> Result<Self, Error> {
        Ok(Self(client))
    }
}

/// A client of either kind from the environment.
pub(crate) fn from_env<C: ServiceClient>() -> Result<C, Error> {
    let key = variable(API_KEY)?.ok_or(ConfigurationError::Variable { name: API_KEY })?;
    if key.is_empty() {
        return Err(ConfigurationError::EmptyVariable { name: API_KEY }.into());
    }
    let mut builder = ClientBuilder::new().api_key(&key);
    if let Some(url) = variable(BASE_URL)?.filter(|url| !url.is_empty()) {
        builder = builder.base_url(&url);
    }
    builder.build().map_err(|error| match error {
        Error::Configuration(fault) => {
            let name = match &*fault {
                ConfigurationError::Credential(_) => API_KEY,
                ConfigurationError::BaseUrl(_) => BASE_URL,
                _ => return Error::Configuration(fault),
            };
            ConfigurationError::InVariable { name, fault }.into()
        }
        error => error,
    })
}

/// The value of a variable, if it is set.
fn variable(name: &'static str) -> Result<Option<String>, ConfigurationError> {
    std::env::var_os(name)
        .map(|value| {
            value
                .into_string()
                .map_err(|_| ConfigurationError::NotUnicode { name })
        })
        .transpose()
}
