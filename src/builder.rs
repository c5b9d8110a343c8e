//! Setting up a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::config::{BaseUrl, CallOptions, Credential, DEFAULT_BASE_URL, Retry};
use crate::error::{BaseUrlFault, ConfigurationError, CredentialFault, Error};
use crate::neo::Neo;
use crate::transport::{Pacer, Shared};

/// Sets up a [`Neo`]. Only the credential has no default: a client without one can call the operations that need none.
#[must_use]
pub struct NeoBuilder {
    credential: Option<Result<Credential, CredentialFault>>,
    base_url: Result<BaseUrl, BaseUrlFault>,
    connect_timeout: Duration,
    http: Option<reqwest::Client>,
    options: CallOptions,
}

/// A given HTTP client prints its default headers, so that it is only said to be there.
impl fmt::Debug for NeoBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("NeoBuilder")
            .field("credential", &self.credential)
            .field("base_url", &self.base_url)
            .field("connect_timeout", &self.connect_timeout)
            .field("own_http_client", &self.http.is_some())
            .field("options", &self.options)
            .finish()
    }
}

impl NeoBuilder {
    pub(crate) fn new() -> Self {
        Self {
            credential: None,
            base_url: BaseUrl::parse(DEFAULT_BASE_URL),
            connect_timeout: Duration::from_secs(5),
            http: None,
            options: CallOptions::new(),
        }
    }

    /// The API key of a service account, `neo_sk_<env>_<secret>`. Its form is checked by
    /// [`build`](Self::build).
    pub fn api_key(mut self, key: &str) -> Self {
        self.credential = Some(Credential::api_key(key));
        self
    }

    /// A Microsoft Entra ID access token of a dashboard user, without `Bearer`. Its form is checked by
    /// [`build`](Self::build). It is not renewed: when it expires, build a new client.
    pub fn access_token(mut self, token: &str) -> Self {
        self.credential = Some(Credential::access_token(token));
        self
    }

    /// A credential that was checked before.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credential = Some(Ok(credential));
        self
    }

    /// Where the service is: [`DEFAULT_BASE_URL`] unless set. With or without `/public-api` at its end;
    /// https, or plain http to this machine. White space around it is refused, not trimmed.
    pub fn base_url(mut self, url: &str) -> Self {
        // A refused text is not kept: it may have a credential in it.
        self.base_url = BaseUrl::parse(url);
        self
    }

    /// How long opening a connection may take: 5 s unless set. Not heeded with an
    /// [`http_client`](Self::http_client) of your own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
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

    /// Whether calls wait for the service's rate limit: they do unless told otherwise.
    ///
    /// When the service says that nothing is left in its window, or answers 429, all clones of the client
    /// wait together until the window ends. A call whose time would end before that, or that would have to
    /// wait for longer than its [`longest_retry_after`](Retry::longest_retry_after), fails at once. While
    /// nothing is known of the limit, at the start and after a window, a few requests go first; at most 32
    /// until the first answer.
    pub fn pacing(mut self, pacing: bool) -> Self {
        self.options = self.options.pacing(pacing);
        self
    }

    /// The longest response body that is read, in bytes, after it was decompressed: 64 MiB unless set.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.options = self.options.body_limit(bytes);
        self
    }

    /// The longest event of a stream that is read, in bytes: 1 MiB unless set.
    pub fn event_limit(mut self, bytes: usize) -> Self {
        self.options = self.options.event_limit(bytes);
        self
    }

    /// Sends one more header with every request. See [`CallOptions::header`].
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.options = self.options.header(name, value);
        self
    }

    /// An HTTP client of your own, for a proxy, extra root certificates, a resolver.
    ///
    /// Its settings then hold: its redirect policy (set it to `none`: an answer that comes from another
    /// address than the one asked becomes an error, but by then the request has gone there), its connect
    /// timeout, its default headers and cookies, its TLS settings, whether a proxy sees plain http to
    /// this machine. Base URL, credential, retry and limits stay as this builder has them.
    ///
    /// Set its own retry policy to [`never`](reqwest::retry::never) as well: by default reqwest sends a
    /// request again that a server refuses over HTTP/2, up to twice, whether or not it is safe to repeat, and
    /// [`attempts`](crate::Response::attempts) cannot tell of it.
    ///
    /// ```
    /// let http = reqwest::Client::builder()
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .retry(reqwest::retry::never())
    ///     .build()?;
    /// let neo = neo_api::Neo::builder().api_key("neo_sk_test_0123456789").http_client(http);
    /// # let _ = neo;
    /// # Ok::<(), reqwest::Error>(())
    /// ```
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// The blocking client. An [`http_client`](Self::http_client) of your own must not be in use by async code too.
    ///
    /// # Errors
    /// As [`build`](Self::build), and when the system gives no thread for it.
    #[cfg(feature = "blocking")]
    pub fn build_blocking(self) -> Result<crate::blocking::Neo, Error> {
        crate::blocking::Neo::new(self.build()?)
    }

    /// The client.
    ///
    /// # Errors
    /// When a setting does not have the form that it must have. Nothing is sent.
    pub fn build(self) -> Result<Neo, Error> {
        let credential = self.credential.transpose();
        let credential = credential.map_err(ConfigurationError::Credential)?;
        let base = self.base_url.map_err(ConfigurationError::BaseUrl)?;
        self.options.limits().headers.check()?;
        let http = match self.http {
            Some(http) => http,
            None => built(http_client(&base, self.connect_timeout))?,
        };
        Ok(Neo {
            shared: Arc::new(Shared {
                http,
                base,
                credential,
                operations: crate::generated::OPERATIONS,
                pacer: Pacer::default(),
            }),
            options: Arc::new(self.options),
        })
    }
}

fn built(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, ConfigurationError> {
    // reqwest panics where rustls has no crypto provider, with the feature `rustls-no-provider`.
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| builder.build())) {
        Ok(built) => built.map_err(ConfigurationError::Client),
        Err(_) => Err(ConfigurationError::NoCryptoProvider),
    }
}

/// The HTTP client that is used unless the caller gives one.
pub(crate) fn http_client(base: &BaseUrl, connect_timeout: Duration) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
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
        // A proxy from the environment would see the credential of plain http.
        builder.no_proxy()
    } else {
        builder
    }
}
