//! How the client reaches the service: extra certificate authorities, a proxy, fixed addresses.

use std::fmt;
use std::net::SocketAddr;

use percent_encoding::percent_decode_str;
use reqwest::{ClientBuilder, Url};

use crate::config::BaseUrl;
use crate::error::{ConfigurationError, CustomCaErrorKind, ProxyErrorKind};

/// What a caller may set of the client's own HTTP client.
#[derive(Clone, Default)]
pub(super) struct Network {
    authorities: Vec<Authority>,
    proxy: Option<Proxy>,
    /// A host and its addresses.
    resolved: Vec<(String, Vec<SocketAddr>)>,
    /// The first setting that was refused. It does not repeat what was given.
    refused: Option<Refused>,
}

#[cfg(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
))]
type Authority = reqwest::Certificate;
/// There is none without TLS.
#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
type Authority = std::convert::Infallible;

#[derive(Clone)]
struct Proxy {
    proxy: reqwest::Proxy,
    /// Scheme, host and port: no credentials.
    shown: String,
    https: bool,
    loopback: bool,
}

#[derive(Clone, Copy)]
enum Refused {
    CustomCa(CustomCaErrorKind),
    Proxy(ProxyErrorKind),
    /// A host without an address.
    Resolve,
}

impl Network {
    /// Adds the certificates of a PEM text.
    pub fn custom_ca(&mut self, pem: &[u8]) {
        match authorities(pem) {
            Ok(authorities) => self.authorities.extend(authorities),
            Err(fault) => self.refuse(Refused::CustomCa(fault)),
        }
    }

    pub fn proxy(&mut self, url: &str) {
        match Proxy::parse(url) {
            Ok(proxy) => self.proxy = Some(proxy),
            Err(fault) => self.refuse(Refused::Proxy(fault)),
        }
    }

    pub fn resolve(&mut self, host: &str, addresses: Vec<SocketAddr>) {
        if addresses.is_empty() || host.is_empty() {
            return self.refuse(Refused::Resolve);
        }
        let host = host.to_ascii_lowercase();
        self.resolved.retain(|(other, _)| *other != host);
        self.resolved.push((host, addresses));
    }

    fn refuse(&mut self, fault: Refused) {
        self.refused.get_or_insert(fault);
    }

    /// The name of the first setting, if any.
    fn first(&self) -> Option<&'static str> {
        if !self.authorities.is_empty() {
            Some("custom_ca")
        } else if self.proxy.is_some() {
            Some("proxy")
        } else if !self.resolved.is_empty() {
            Some("resolve")
        } else {
            None
        }
    }

    /// Whether the settings can be heeded.
    pub fn check(&self, base: &BaseUrl, own_client: bool) -> Result<(), ConfigurationError> {
        match self.refused {
            Some(Refused::CustomCa(fault)) => return Err(ConfigurationError::CustomCa(fault)),
            Some(Refused::Proxy(fault)) => return Err(ConfigurationError::Proxy(fault)),
            Some(Refused::Resolve) => return Err(ConfigurationError::Resolve),
            None => {}
        }
        if let Some(setting) = self.first().filter(|_| own_client) {
            return Err(ConfigurationError::OwnHttpClient { setting });
        }
        if let Some(proxy) = &self.proxy {
            let has_tls = cfg!(any(
                feature = "rustls",
                feature = "rustls-no-provider",
                feature = "native-tls"
            ));
            if proxy.https && !has_tls {
                return Err(ConfigurationError::Proxy(ProxyErrorKind::NoTls));
            }
            // The credential travels readable, which plain http is allowed within this machine alone.
            if !base.is_https() && !proxy.loopback {
                return Err(ConfigurationError::Proxy(ProxyErrorKind::Plaintext));
            }
        }
        let elsewhere = |(host, addresses): &(String, Vec<SocketAddr>)| {
            host == base.host() && addresses.iter().any(|it| !it.ip().is_loopback())
        };
        if !base.is_https() && self.resolved.iter().any(elsewhere) {
            return Err(ConfigurationError::BaseUrl(
                crate::error::BaseUrlErrorKind::NotHttps,
            ));
        }
        Ok(())
    }

    /// Whether a client that cannot be built is so because of a certificate.
    pub fn has_authorities(&self) -> bool {
        !self.authorities.is_empty()
    }

    /// Sets up a client, after its defaults.
    pub fn apply(&self, mut builder: ClientBuilder) -> ClientBuilder {
        #[cfg(any(
            feature = "rustls",
            feature = "rustls-no-provider",
            feature = "native-tls"
        ))]
        if !self.authorities.is_empty() {
            builder = builder.tls_certs_merge(self.authorities.iter().cloned());
        }
        if let Some(proxy) = &self.proxy {
            builder = builder.proxy(proxy.proxy.clone());
        }
        for (host, addresses) in &self.resolved {
            builder = builder.resolve_to_addrs(host, addresses);
        }
        builder
    }
}

/// Neither certificates nor the credentials of a proxy.
impl fmt::Debug for Network {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Network")
            .field("custom_ca", &self.authorities.len())
            .field("proxy", &self.proxy.as_ref().map(|proxy| &proxy.shown))
            .field("resolve", &self.resolved)
            .finish()
    }
}

impl Proxy {
    fn parse(text: &str) -> Result<Self, ProxyErrorKind> {
        let mut url = Url::parse(text).map_err(|_| ProxyErrorKind::NoUrl)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(ProxyErrorKind::Scheme);
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        if host.is_empty() {
            return Err(ProxyErrorKind::NoUrl);
        }
        // Apart from the URL, which errors may repeat.
        let decoded = |text: &str| {
            let text = percent_decode_str(text).decode_utf8();
            text.map(|text| text.into_owned())
                .map_err(|_| ProxyErrorKind::Credentials)
        };
        let user = decoded(url.username())?;
        let password = decoded(url.password().unwrap_or_default())?;
        let has_credentials = !url.username().is_empty() || url.password().is_some();
        if user.contains(':') || [&*user, &*password].concat().contains(char::is_control) {
            return Err(ProxyErrorKind::Credentials);
        }
        let bare = |()| ProxyErrorKind::NoUrl;
        url.set_username("").map_err(bare)?;
        url.set_password(None).map_err(bare)?;
        url.set_path("");
        url.set_query(None);
        url.set_fragment(None);
        let mut proxy = reqwest::Proxy::all(url.as_str()).map_err(|_| ProxyErrorKind::NoUrl)?;
        if has_credentials {
            proxy = proxy.basic_auth(&user, &password);
        }
        Ok(Self {
            proxy,
            shown: url.as_str().trim_end_matches('/').to_owned(),
            https: url.scheme() == "https",
            loopback: crate::config::is_loopback(&url),
        })
    }
}

#[cfg(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
))]
fn authorities(pem: &[u8]) -> Result<Vec<Authority>, CustomCaErrorKind> {
    // The reader takes text without a certificate for an empty list, and leaves what it does not know out.
    let begins = memchr::memmem::find_iter(pem, b"-----BEGIN CERTIFICATE-----").count();
    if memchr::memmem::find(pem, b"PRIVATE KEY-----").is_some() {
        return Err(CustomCaErrorKind::PrivateKey);
    }
    let certificates =
        reqwest::Certificate::from_pem_bundle(pem).map_err(|_| CustomCaErrorKind::Pem)?;
    match certificates.len() {
        0 if begins == 0 => Err(CustomCaErrorKind::Empty),
        found if found < begins.max(1) => Err(CustomCaErrorKind::Pem),
        _ => Ok(certificates),
    }
}

#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
fn authorities(_: &[u8]) -> Result<Vec<Authority>, CustomCaErrorKind> {
    Err(CustomCaErrorKind::NoTls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_of_a_proxy_are_taken_out_of_its_url() {
        let proxy = Proxy::parse("http://us%40er:pass%2Fword@proxy.example:3128/x?y#z").unwrap();
        assert_eq!(proxy.shown, "http://proxy.example:3128");
        let mut network = Network::default();
        network.proxy("http://us%40er:pass%2Fword@proxy.example:3128");
        let printed = format!("{network:?}");
        assert!(printed.contains("proxy.example:3128"), "{printed}");
        for secret in ["us@er", "us%40er", "pass/word", "pass%2Fword"] {
            assert!(!printed.contains(secret), "{printed}");
        }
    }

    #[test]
    fn what_is_no_proxy_is_refused() {
        for (text, fault) in [
            ("", ProxyErrorKind::NoUrl),
            ("proxy.example:3128", ProxyErrorKind::Scheme),
            ("proxy", ProxyErrorKind::NoUrl),
            ("socks5://proxy.example", ProxyErrorKind::Scheme),
            ("http://", ProxyErrorKind::NoUrl),
            ("http://a%3Ab:c@proxy.example", ProxyErrorKind::Credentials),
            ("http://a:%0A@proxy.example", ProxyErrorKind::Credentials),
        ] {
            assert_eq!(Proxy::parse(text).err(), Some(fault), "{text}");
        }
    }
}
