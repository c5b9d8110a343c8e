//! Functions of a program that the client calls: for access tokens, metrics and drift.

use super::ClientBuilder;
use crate::client::ServiceClient;
use crate::config::{Token, TokenProvider, TokenRequest};
use crate::drift::{Drift, DriftSampling};
use crate::transport::{AttemptEvent, Observer};

impl<C: ServiceClient> ClientBuilder<C> {
    /// An async function that returns the access token of each call, for tokens that expire.
    ///
    /// The function is called once for each call, and can cache tokens itself. The client caches a token that states how
    /// long it is [valid](Token::valid_for). Calls that wait at the same time share one token. After a 401 the function is
    /// called again, and [can detect that](TokenRequest::last_was_refused). The request is then sent again with the new
    /// token, even a POST, because a 401 means that it was not carried out. The time limit of the call includes the
    /// function's time. Its error is the source of [`Error::Token`](crate::Error::Token).
    ///
    /// ```
    /// # use neo_api_runtime::{ClientBuilder, Error, ServiceClient, Token};
    /// # async fn fetch() -> Result<(String, std::time::Duration), std::io::Error> { unimplemented!() }
    /// # fn run<C: ServiceClient>() -> Result<C, Error> {
    /// let client = ClientBuilder::<C>::new()
    ///     .token_provider(|_| async {
    ///         let (token, lifetime) = fetch().await?;
    ///         Ok::<_, std::io::Error>(Token::new(token).valid_for(lifetime / 2))
    ///     })
    ///     .build()?;
    /// # Ok(client)
    /// # }
    /// ```
    pub fn token_provider<F, Fut, T, E>(mut self, provider: F) -> Self
    where
        F: Fn(TokenRequest) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<T, E>> + Send + 'static,
        T: Into<Token>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let read = self.setup.service.bearer_token;
        self.setup
            .credentials
            .provide(TokenProvider::new(provider, read));
        self
    }

    /// Calls `hook` after each attempt of each call, for metrics: operation, outcome, duration, and whether another
    /// attempt will follow. It does not see arguments, headers and bodies.
    ///
    /// It runs on the call's own task and should be quick. A panic in it is caught, and the call continues. An attempt that is
    /// dropped before its end is not reported.
    ///
    /// ```
    /// use std::sync::{Arc, atomic::{AtomicU64, Ordering}};
    /// # use neo_api_runtime::{ClientBuilder, Error, ServiceClient};
    /// # fn run<C: ServiceClient>() -> Result<C, Error> {
    ///
    /// let retries = Arc::new(AtomicU64::new(0));
    /// let counted = Arc::clone(&retries);
    /// let client = ClientBuilder::<C>::new()
    ///     .on_attempt(move |event| {
    ///         if event.will_retry() {
    ///             counted.fetch_add(1, Ordering::Relaxed);
    ///         }
    ///     })
    ///     .build()?;
    /// # Ok(client)
    /// # }
    /// ```
    pub fn on_attempt(mut self, hook: impl Fn(&AttemptEvent<'_>) + Send + Sync + 'static) -> Self {
        self.setup.observer = Observer::new(hook);
        self
    }

    /// Calls `hook` when a live response departs from the contract: a member that the contract does not have, a value
    /// that it does not list, a value of another type. Each such place is reported once in the client's life, by its
    /// JSON pointer, without any value.
    ///
    /// A few responses are checked, beside their calls and on a thread for blocking work: the first of each operation, then
    /// as the [sampling](Self::drift_sampling) says, and all that do not decode. Bodies of more than 1 MiB and streams are not
    /// checked. A panic in it is caught.
    ///
    /// Each [`Drift`] prints as a line of JSON; `neo-contract probe --recording drift.jsonl` says which of them the newest
    /// contract still does not know.
    ///
    /// ```
    /// # use neo_api_runtime::{ClientBuilder, Error, ServiceClient};
    /// # fn run<C: ServiceClient>() -> Result<C, Error> {
    /// let client = ClientBuilder::<C>::new()
    ///     .on_drift(|drift| eprintln!("{drift}"))
    ///     .build()?;
    /// # Ok(client)
    /// # }
    /// ```
    pub fn on_drift(mut self, hook: impl Fn(&Drift) + Send + Sync + 'static) -> Self {
        self.setup.drift = Some(Box::new(hook));
        self
    }

    /// How many responses [`on_drift`](Self::on_drift) checks: one in 1000 and at most 2 per second unless set.
    pub fn drift_sampling(mut self, sampling: DriftSampling) -> Self {
        self.setup.drift_sampling = sampling;
        self
    }
}
