//! What a builder collects, and the client it makes.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::HeaderValue;

use crate::client::Client;
use crate::client::network::Network;
use crate::config::{BaseUrl, CallOptions, Credentials};
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

/// What is set up, whatever the client's type.
pub(super) struct Setup {
    pub service: &'static Service,
    pub credentials: Credentials,
    pub refused: Option<CredentialErrorKind>,
    pub base_url: Option<Result<BaseUrl, BaseUrlErrorKind>>,
    pub connect_timeout: Duration,
    pub network: Network,
    pub observer: Observer,
    pub drift: Option<DriftHook>,
    pub drift_sampling: DriftSampling,
    pub http: Option<reqwest::Client>,
    pub options: CallOptions,
}

impl Setup {
    pub fn new(service: &'static Service) -> Self {
        Self {
            service,
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
        }
    }

    pub fn client(self) -> Result<Client, Error> {
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
        Ok(Client {
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

/// As its builder. An HTTP client prints its default headers, so only its presence is shown.
impl fmt::Debug for Setup {
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
