//! Setting up a client.

mod hooks;
mod reach;
mod setup;

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use self::setup::Setup;
#[cfg(test)]
pub(crate) use self::setup::http_client;
use super::ServiceClient;
use crate::config::{BaseUrl, Credential, Retry};
use crate::error::{CredentialErrorKind, Error};

/// Sets up a client. [`ServiceClient`] determines its service.
#[must_use]
pub struct ClientBuilder<C> {
    setup: Setup,
    client: PhantomData<fn() -> C>,
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.setup.fmt(formatter)
    }
}

impl<C: ServiceClient> ClientBuilder<C> {
    /// With the defaults of [`CallOptions`](crate::CallOptions), the service's own base URL, and no credential.
    pub fn new() -> Self {
        Self {
            setup: Setup::new(C::service()),
            client: PhantomData,
        }
    }

    /// An API key, for every security scheme that takes one. The service may document its form, which
    /// [`build`](Self::build) checks.
    pub fn api_key(self, key: &str) -> Self {
        let read = (self.setup.service.api_key)(key);
        self.read(read)
    }

    /// A bearer token, without `Bearer`, for every security scheme that takes one. It is not renewed: set a
    /// [`token_provider`](Self::token_provider) if it expires.
    pub fn bearer_token(self, token: &str) -> Self {
        let read = (self.setup.service.bearer_token)(token);
        self.read(read)
    }

    /// A user and a password, for every security scheme that takes them.
    pub fn basic_auth(self, user: &str, password: &str) -> Self {
        self.read(Credential::basic(user, password))
    }

    /// A credential that was checked before. A client may have several; of two for the same scheme the later one counts.
    pub fn credential(self, credential: Credential) -> Self {
        self.read(Ok(credential))
    }

    /// A credential that was just read; [`build`](Self::build) fails where it was refused.
    #[doc(hidden)]
    pub fn read(mut self, read: Result<Credential, CredentialErrorKind>) -> Self {
        match read {
            Ok(credential) => self.setup.credentials.add(credential),
            // A refused text is not kept.
            Err(fault) => self.setup.refused = self.setup.refused.or(Some(fault)),
        }
        self
    }

    /// The address of the service, if it differs from the contract's. https, or plain http to this machine. White
    /// space around it is refused, not trimmed.
    pub fn base_url(mut self, url: &str) -> Self {
        // A refused text is not kept: it may have a credential in it.
        self.setup.base_url = Some(BaseUrl::parse(url, self.setup.service));
        self
    }

    /// How long one attempt may take, from the connection to the last byte of the body: 30 s unless set.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.setup.options = self.setup.options.attempt_timeout(timeout);
        self
    }

    /// How long a call may take, with all attempts and waits: 90 s unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.setup.options = self.setup.options.timeout(timeout);
        self
    }

    /// When failed attempts are repeated.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.setup.options = self.setup.options.retry(retry);
        self
    }

    /// Whether calls wait for the service's rate limit; they do by default.
    ///
    /// When the service reports that nothing is left in its window, or responds with 429, all clones of the client
    /// wait together until the window ends. A call whose time would end before that, or that would have to
    /// wait for longer than its [`longest_retry_after`](Retry::longest_retry_after), fails at once. While
    /// the limit is unknown, at the start and after a window, a few requests go first; at most 32
    /// until the first response.
    pub fn pacing(mut self, pacing: bool) -> Self {
        self.setup.options = self.setup.options.pacing(pacing);
        self
    }

    /// The maximum size of a response body in bytes, after decompression: 64 MiB unless set.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.setup.options = self.setup.options.body_limit(bytes);
        self
    }

    /// The maximum size of an event of a stream in bytes: 1 MiB unless set.
    pub fn event_limit(mut self, bytes: usize) -> Self {
        self.setup.options = self.setup.options.event_limit(bytes);
        self
    }

    /// Sends one more header with every request. See [`CallOptions::header`](crate::CallOptions::header).
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.setup.options = self.setup.options.header(name, value);
        self
    }

    /// The client.
    ///
    /// # Errors
    /// If a setting is invalid. Nothing is sent.
    pub fn build(self) -> Result<C, Error> {
        C::from_client(self.setup.client()?)
    }
}

impl<C: ServiceClient> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}
