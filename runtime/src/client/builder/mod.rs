//! Setting up a client.

mod hooks;
mod reach;

use std::fmt;
use std::marker::PhantomData;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::HeaderValue;

use super::network::Network;
use super::{Client, ServiceClient};
use crate::config::{BaseUrl, CallOptions, Credential, Credentials, Retry};
use crate::drift::{DriftHook, DriftSampling, Monitor};
use crate::error::{
    BaseUrlErrorKind, ConfigurationError, CredentialErrorKind, CustomCaErrorKind, Error,
};
use crate::service::Service;
use crate::transport::{Connections, Gate, Observer, RateLimiter, Shared};

/// How many idle connections are kept for the next calls: without a bound, a burst of calls over HTTP/1.1 leaves as
/// many open as it had calls. Over HTTP/2, one is enough.
const IDLE_CONNECTIONS: usize = 32;
/// How often an HTTP/2 connection is pinged, and how long it has to respond. Together they are shorter than an
/// attempt may take, so a silent connection is closed first.
const PING_INTERVAL: Duration = Duration::from_secs(10);
const PING_TIMEOUT: Duration = Duration::from_secs(5);

/// Sets up a client. [`ServiceClient`] determines its service.
#[must_use]
pub struct ClientBuilder<C> {
    service: &'static Service,
    credentials: Credentials,
    refused: Option<CredentialErrorKind>,
    base_url: Option<Result<BaseUrl, BaseUrlErrorKind>>,
    connect_timeout: Duration,
    network: Network,
    observer: Observer,
    drift: Option<DriftHook>,
    drift_sampling: DriftSampling,
    http: Option<reqwest::Client>,
    options: CallOptions,
    client: PhantomData<fn() -> C>,
}

/// An HTTP client prints its default headers, so only its presence is shown.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("service", &self.service.title)
            .field("credentials", &self.credentials)
            .field("base_url", &self.base_url)
            .field("connect_timeout", &self.connect_timeout)
            .field("network", &self.network)
            .field("observer", &self.observer)
            .field("drift", &self.drift.as_ref().map(|_| self.drift_sampling))
            .field("own_http_client", &self.http.is_some())
            .field("options", &self.options)
            .finish()
    }
}

impl<C: ServiceClient> ClientBuilder<C> {
    /// With the defaults of [`CallOptions`], the service's own base URL, and no credential.
    pub fn new() -> Self {
        Self {
            service: C::service(),
            credentials: Credentials::default(),
            refused: None,
            base_url: None,
            connect_timeout: Duration::from_secs(5),
            network: Network::default(),
            observer: Observer::default(),
            drift: None,
            drift_sampling: DriftSampling::new(),
            http: None,
            options: CallOptions::new(),
            client: PhantomData,
        }
    }

    /// An API key, for every security scheme that takes one. The service may document its form, which
    /// [`build`](Self::build) checks.
    pub fn api_key(self, key: &str) -> Self {
        let read = (self.service.api_key)(key);
        self.read(read)
    }

    /// A bearer token, without `Bearer`, for every security scheme that takes one. It is not renewed: set a
    /// [`token_provider`](Self::token_provider) if it expires.
    pub fn bearer_token(self, token: &str) -> Self {
        let read = (self.service.bearer_token)(token);
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
            Ok(credential) => self.credentials.add(credential),
            // A refused text is not kept.
            Err(fault) => self.refused = self.refused.or(Some(fault)),
        }
        self
    }

    /// The address of the service, if it differs from the contract's. https, or plain http to this machine. White
    /// space around it is refused, not trimmed.
    pub fn base_url(mut self, url: &str) -> Self {
        // A refused text is not kept: it may have a credential in it.
        self.base_url = Some(BaseUrl::parse(url, self.service));
        self
    }

    /// How long one attempt may take, from the connection to the last byte of the body: 30 s unless set.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.options = self.options.attempt_timeout(timeout);
        self
    }

    /// How long a call may take, with all attempts and waits: 90 s unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options = self.options.timeout(timeout);
        self
    }

    /// When failed attempts are repeated.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.options = self.options.retry(retry);
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
        self.options = self.options.pacing(pacing);
        self
    }

    /// The maximum size of a response body in bytes, after decompression: 64 MiB unless set.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.options = self.options.body_limit(bytes);
        self
    }

    /// The maximum size of an event of a stream in bytes: 1 MiB unless set.
    pub fn event_limit(mut self, bytes: usize) -> Self {
        self.options = self.options.event_limit(bytes);
        self
    }

    /// Sends one more header with every request. See [`CallOptions::header`].
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.options = self.options.header(name, value);
        self
    }

    /// The client.
    ///
    /// # Errors
    /// If a setting is invalid. Nothing is sent.
    pub fn build(self) -> Result<C, Error> {
        if let Some(fault) = self.refused {
            return Err(ConfigurationError::Credential(fault).into());
        }
        let service = self.service;
        let base = match self.base_url {
            Some(base) => base,
            None if service.base_url.is_empty() => return Err(ConfigurationError::NoBaseUrl.into()),
            None => BaseUrl::parse(service.base_url, service),
        };
        let base = base.map_err(ConfigurationError::BaseUrl)?;
        self.options.limits().headers.check()?;
        self.network.check(&base, self.http.is_some())?;
        let connections = match self.http {
            Some(http) => Connections::fixed(http),
            // HTTP/2 is agreed on within TLS.
            None if !base.is_https() => {
                let builder = http_client(&base, self.connect_timeout);
                Connections::fixed(built(builder, &self.network)?)
            }
            None => {
                let (base, connect_timeout) = (base.clone(), self.connect_timeout);
                let network = self.network;
                Connections::made(move || built(http_client(&base, connect_timeout), &network))?
            }
        };
        C::from_client(Client {
            shared: Arc::new(Shared {
                service,
                connections,
                base,
                credentials: self.credentials,
                user_agent: user_agent(service),
                rate_limiter: RateLimiter::new(service.rate_limit),
                observer: self.observer,
                gate: Gate::default(),
                drift: self
                    .drift
                    .map(|hook| Monitor::new(hook, self.drift_sampling)),
                document: OnceLock::new(),
            }),
            options: Arc::new(self.options),
        })
    }
}

impl<C: ServiceClient> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

/// The client crate, and the contract that it was generated from.
fn user_agent(service: &Service) -> HeaderValue {
    let (name, version) = service.client;
    let contract = service.contract_version;
    HeaderValue::try_from(format!("{name}/{version} contract/{contract}"))
        .unwrap_or(HeaderValue::from_static("neo-api-runtime"))
}

fn built(
    builder: reqwest::ClientBuilder,
    network: &Network,
) -> Result<reqwest::Client, ConfigurationError> {
    let builder = network.apply(builder);
    // reqwest panics where rustls has no crypto provider, with the feature `rustls-no-provider`.
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| builder.build())) {
        // The certificates are what may be wrong with it: everything else was checked.
        Ok(Err(_)) if network.has_authorities() => {
            Err(ConfigurationError::CustomCa(CustomCaErrorKind::Certificate))
        }
        Ok(built) => built.map_err(ConfigurationError::Client),
        Err(_) => Err(ConfigurationError::NoCryptoProvider),
    }
}

/// The HTTP client that is used unless the caller gives one.
pub(crate) fn http_client(base: &BaseUrl, connect_timeout: Duration) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .pool_max_idle_per_host(IDLE_CONNECTIONS)
        // Idle ones too: a POST that goes into a dead one is lost, and they are closed after 90 s anyway.
        .http2_keep_alive_while_idle(true)
        .http2_keep_alive_interval(PING_INTERVAL)
        .http2_keep_alive_timeout(PING_TIMEOUT)
        .https_only(base.is_https())
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // reqwest's own retries heed neither what is safe to repeat nor the number of attempts.
        .retry(reqwest::retry::never())
        // Another crate of the program may switch reqwest's features on.
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate();
    // Bodies are decompressed piece by piece, and the limit counts what comes out.
    #[cfg(feature = "gzip")]
    let builder = builder.gzip(true);
    #[cfg(feature = "brotli")]
    let builder = builder.brotli(true);
    #[cfg(feature = "zstd")]
    let builder = builder.zstd(true);
    #[cfg(feature = "deflate")]
    let builder = builder.deflate(true);
    if base.is_loopback() {
        // A proxy from the environment would see the credential of plain http, and so would another machine
        // that a resolver knows by this name.
        let loopback: [SocketAddr; 2] = [
            (Ipv4Addr::LOCALHOST, 0).into(),
            (Ipv6Addr::LOCALHOST, 0).into(),
        ];
        builder.no_proxy().resolve_to_addrs("localhost", &loopback)
    } else {
        builder
    }
}
