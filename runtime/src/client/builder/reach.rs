//! How the client reaches the service.

use std::net::SocketAddr;
use std::time::Duration;

use super::ClientBuilder;
use crate::client::ServiceClient;

impl<C: ServiceClient> ClientBuilder<C> {
    /// How long opening a connection may take: 5 s unless set. It has no effect with your own
    /// [`http_client`](Self::http_client).
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.setup.connect_timeout = timeout;
        self
    }

    /// Also trusts these CA certificates, besides those of the system: PEM text, with one certificate or several. It
    /// may be called more than once. [`build`](Self::build) fails if the text is invalid.
    ///
    /// ```no_run
    /// # use neo_api_runtime::{ClientBuilder, Error, ServiceClient};
    /// # fn run<C: ServiceClient>() -> Result<C, Box<dyn std::error::Error>> {
    /// let client = ClientBuilder::<C>::new()
    ///     .custom_ca(std::fs::read("/etc/ssl/company-ca.pem")?)
    ///     .build()?;
    /// # Ok(client)
    /// # }
    /// ```
    pub fn custom_ca(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.setup.network.custom_ca(pem.as_ref());
        self
    }

    /// Uses this proxy instead of the one in the environment (`HTTPS_PROXY`): `http://proxy.example:3128`, with
    /// `user:password@` before the host if the proxy requires them. They are never shown.
    ///
    /// The proxy sees the name of the service's host, and nothing of https requests. For a base URL of plain http, which
    /// leads to this machine, the proxy must be on this machine too.
    pub fn proxy(mut self, url: &str) -> Self {
        self.setup.network.proxy(url);
        self
    }

    /// Connects to these addresses instead of asking DNS for a host's, as `curl --resolve` does. The certificate must still
    /// be the host's. Port 0 stands for the port of the base URL.
    ///
    /// ```
    /// # use neo_api_runtime::{ClientBuilder, Error, ServiceClient};
    /// # fn run<C: ServiceClient>() -> Result<C, Error> {
    /// let client = ClientBuilder::<C>::new()
    ///     .base_url("https://api.example")
    ///     .resolve("api.example", [([10, 0, 0, 7], 0)])
    ///     .build()?;
    /// # Ok(client)
    /// # }
    /// ```
    pub fn resolve(
        mut self,
        host: &str,
        addresses: impl IntoIterator<Item = impl Into<SocketAddr>>,
    ) -> Self {
        let addresses = addresses.into_iter().map(Into::into).collect();
        self.setup.network.resolve(host, addresses);
        self
    }

    /// An HTTP client of your own, for what [`custom_ca`](Self::custom_ca), [`proxy`](Self::proxy) and
    /// [`resolve`](Self::resolve) do not do. They cannot be combined with it.
    ///
    /// Its settings then apply: its connections (set `pool_max_idle_per_host`, and `http2_keep_alive_interval` to
    /// detect a silent HTTP/2 connection: the client cannot leave it after a timeout, as it leaves
    /// its own), where `localhost` is, its redirect policy (set it to `none`: a response from an address other
    /// than the requested one becomes an error, but by then the request has gone there), its connect
    /// timeout, its default headers and cookies, its TLS settings, whether a proxy sees plain http to
    /// this machine. Base URL, credential, retry and limits stay as this builder has them.
    ///
    /// Set its own retry policy to [`never`](reqwest::retry::never) as well: by default reqwest sends a
    /// request again that a server refuses over HTTP/2, up to twice, whether or not it is safe to repeat, and
    /// [`attempts`](crate::Response::attempts) does not count that.
    ///
    /// ```
    /// let http = reqwest::Client::builder()
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .retry(reqwest::retry::never())
    ///     .build()?;
    /// # let _ = http;
    /// # Ok::<(), reqwest::Error>(())
    /// ```
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.setup.http = Some(client);
        self
    }
}
