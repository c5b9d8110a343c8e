//! Where the service is.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use reqwest::Url;

use crate::error::BaseUrlErrorKind;
use crate::service::Service;

/// A checked base URL: no slash at the end, without the contract's own path.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl {
    text: Arc<str>,
    url: Url,
    loopback: bool,
}

impl BaseUrl {
    pub fn parse(text: &str, service: &Service) -> Result<Self, BaseUrlErrorKind> {
        let is_odd = |char: char| char.is_whitespace() || char.is_control() || char == '\\';
        if text.contains(is_odd) {
            return Err(BaseUrlErrorKind::Characters);
        }
        if !service.secret_prefix.is_empty() && text.contains(service.secret_prefix) {
            return Err(BaseUrlErrorKind::Credentials);
        }
        let mut url = Url::parse(text).map_err(|_| BaseUrlErrorKind::NoUrl)?;
        // URL parsers accept any number of slashes here, but any number except two is a mistake.
        let host = text
            .get(url.scheme().len()..)
            .and_then(|rest| rest.strip_prefix("://"));
        if host.is_none_or(|host| host.starts_with('/')) {
            return Err(BaseUrlErrorKind::NoUrl);
        }
        if url.port() == Some(0) {
            return Err(BaseUrlErrorKind::Port);
        }
        let loopback = is_loopback(&url);
        match url.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return Err(BaseUrlErrorKind::NotHttps),
            _ => return Err(BaseUrlErrorKind::NoUrl),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlErrorKind::Credentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlErrorKind::QueryOrFragment);
        }
        let path = url.path().trim_end_matches('/');
        let path = path.strip_suffix(service.base_path).unwrap_or(path);
        let path = path.trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self {
            text: url.as_str().trim_end_matches('/').into(),
            url,
            loopback,
        })
    }

    /// The base that operations' paths are appended to.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Host and port, for messages.
    pub fn server(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        match self.url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// The host as addresses are written elsewhere: IPv6 without brackets.
    pub fn host(&self) -> &str {
        let host = self.url.host_str().unwrap_or_default();
        host.trim_start_matches('[').trim_end_matches(']')
    }

    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or_default()
    }

    pub fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Whether the host is this machine.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    pub fn same_origin(&self, other: &Url) -> bool {
        // Compared by part: `Url::origin` copies each of them.
        self.url.scheme() == other.scheme()
            && self.url.host_str() == other.host_str()
            && self.url.port_or_known_default() == other.port_or_known_default()
    }

    /// The path before the contract's, without a slash at its end.
    pub fn prefix(&self) -> &str {
        self.url.path().trim_end_matches('/')
    }
}

/// Whether a URL leads to this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    // `Url::host` would need the url crate's own type.
    url.host_str().is_some_and(|host| {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || bare.parse().is_ok_and(|ip: Ipv4Addr| ip.is_loopback())
            || bare.parse().is_ok_and(|ip: Ipv6Addr| ip.is_loopback())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVICE: Service = Service::new("Test", "1", &[])
        .base_path("/public-api")
        .secret_prefix("neo_sk_");

    fn parse(text: &str) -> Result<BaseUrl, BaseUrlErrorKind> {
        BaseUrl::parse(text, &SERVICE)
    }

    #[test]
    fn every_spelling_of_one_base_is_the_same() {
        for text in [
            "https://api.neoagent.io",
            "https://api.neoagent.io/",
            "https://api.neoagent.io/public-api",
            "https://api.neoagent.io/public-api/",
            "https://API.neoagent.io:443/public-api//",
        ] {
            let base = parse(text).unwrap();
            assert_eq!(&**base.text(), "https://api.neoagent.io", "{text}");
            assert_eq!(base.prefix(), "", "{text}");
        }
    }

    #[test]
    fn keeps_a_gateway_s_own_path() {
        let base = parse("https://gateway.example/neo/public-api/").unwrap();
        assert_eq!(&**base.text(), "https://gateway.example/neo");
        assert_eq!(base.prefix(), "/neo");
        let base = parse("https://gateway.example/not-public-api-here").unwrap();
        assert_eq!(base.prefix(), "/not-public-api-here");
    }

    #[test]
    fn plain_http_only_to_this_machine() {
        for text in [
            "http://127.0.0.1:1",
            "http://127.9.9.9",
            "http://[::1]:80/x",
            "http://localhost:8080",
            "http://LOCALHOST",
        ] {
            assert!(parse(text).unwrap().is_loopback(), "{text}");
        }
        for text in [
            "http://api.neoagent.io",
            "http://localhost.example",
            "http://127.0.0.1.example",
            "http://0.0.0.0",
            "http://10.0.0.1",
        ] {
            assert_eq!(
                parse(text).unwrap_err(),
                BaseUrlErrorKind::NotHttps,
                "{text}"
            );
        }
    }

    #[test]
    fn refuses_what_is_no_base() {
        for (text, fault) in [
            ("", BaseUrlErrorKind::NoUrl),
            ("api.neoagent.io", BaseUrlErrorKind::NoUrl),
            ("ftp://api.neoagent.io", BaseUrlErrorKind::NoUrl),
            ("file:///etc", BaseUrlErrorKind::NoUrl),
            ("https://", BaseUrlErrorKind::NoUrl),
            ("https:api.neoagent.io", BaseUrlErrorKind::NoUrl),
            ("https:/api.neoagent.io", BaseUrlErrorKind::NoUrl),
            ("https:///api.neoagent.io", BaseUrlErrorKind::NoUrl),
            ("https:api.neoagent.io/x://y", BaseUrlErrorKind::NoUrl),
            (" https://api.neoagent.io", BaseUrlErrorKind::Characters),
            ("https://api.neoagent.io\n", BaseUrlErrorKind::Characters),
            ("https://api.neo\nagent.io", BaseUrlErrorKind::Characters),
            ("https://api.neoagent.io/a b", BaseUrlErrorKind::Characters),
            (
                "https://api.neoagent.io\u{a0}",
                BaseUrlErrorKind::Characters,
            ),
            (
                r"https://api.neoagent.io\@x.example",
                BaseUrlErrorKind::Characters,
            ),
            ("https://api.neoagent.io:0", BaseUrlErrorKind::Port),
            ("http://127.0.0.1:0/x", BaseUrlErrorKind::Port),
            (
                "https://api.neoagent.io/neo_sk_a_b",
                BaseUrlErrorKind::Credentials,
            ),
            ("https://neo_sk_a_b.example", BaseUrlErrorKind::Credentials),
            ("https://a@api.neoagent.io", BaseUrlErrorKind::Credentials),
            ("https://a:b@api.neoagent.io", BaseUrlErrorKind::Credentials),
            (
                "https://api.neoagent.io?x=1",
                BaseUrlErrorKind::QueryOrFragment,
            ),
            (
                "https://api.neoagent.io/#x",
                BaseUrlErrorKind::QueryOrFragment,
            ),
        ] {
            assert_eq!(parse(text).unwrap_err(), fault, "{text}");
        }
    }
}
