//! Settings of the network that were refused.

use std::fmt;

/// Why a text was refused as CA certificates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CustomCaErrorKind {
    /// It contains no certificate.
    Empty,
    /// It is not PEM, or one of its certificates is broken.
    Pem,
    /// It contains a private key, which the client does not use.
    PrivateKey,
    /// It is PEM, but the TLS library rejects one of its certificates.
    Certificate,
    /// The client was built without TLS.
    NoTls,
}

impl fmt::Display for CustomCaErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => {
                "it contains no certificate; give the PEM text, which begins with -----BEGIN CERTIFICATE-----"
            }
            Self::Pem => "it is not PEM, or one of its certificates is broken or cut off",
            Self::PrivateKey => "it contains a private key; give only the certificates",
            Self::Certificate => "one of its certificates is not a valid CA certificate",
            Self::NoTls => {
                "the client was built without TLS; enable the feature `rustls` or `native-tls`"
            }
        })
    }
}

impl std::error::Error for CustomCaErrorKind {}

/// Why a text was refused as the proxy. It does not contain the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProxyErrorKind {
    /// It is not an absolute URL.
    NoUrl,
    /// Its scheme is neither http nor https.
    Scheme,
    /// Its user name or password cannot be sent: a colon in the user name, a control character, or bytes that are not UTF-8.
    Credentials,
    /// The base URL is plain http to this machine, and the proxy is another machine, which would see the credential.
    Plaintext,
    /// The proxy is https, and the client was built without TLS.
    NoTls,
}

impl fmt::Display for ProxyErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoUrl => "it is not an absolute URL, such as http://proxy.example:3128",
            Self::Scheme => "it must begin with http:// or https://",
            Self::Credentials => "its user name or password has characters that cannot be sent",
            Self::Plaintext => {
                "the base URL is plain http, and the proxy would see the credential; use https"
            }
            Self::NoTls => {
                "it is https, and the client was built without TLS; enable the feature `rustls` or `native-tls`"
            }
        })
    }
}

impl std::error::Error for ProxyErrorKind {}
