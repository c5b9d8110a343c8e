//! A client that cannot be built.

use std::fmt;

use super::{CustomCaErrorKind, ProxyErrorKind};

/// What is wrong with the settings of a client or of a call.
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigurationError {
    /// An environment variable is not set.
    Variable {
        /// The variable's name.
        name: &'static str,
    },
    /// An environment variable is set, but empty.
    EmptyVariable {
        /// The variable's name.
        name: &'static str,
    },
    /// The value of an environment variable is not Unicode.
    NotUnicode {
        /// The variable's name.
        name: &'static str,
    },
    /// The value of an environment variable was refused.
    InVariable {
        /// The variable's name.
        name: &'static str,
        /// What is wrong with it.
        fault: Box<ConfigurationError>,
    },
    /// The credential does not have the form that the service documents.
    Credential(CredentialErrorKind),
    /// The base URL cannot be used.
    BaseUrl(BaseUrlErrorKind),
    /// No base URL was given, and the contract names no server.
    NoBaseUrl,
    /// An extra header is invalid, or one that the client sets itself.
    Header {
        /// The name in lower case; empty where what was given is not a header name.
        name: String,
        /// What is wrong with it.
        fault: HeaderErrorKind,
    },
    /// The certificates of an authority cannot be used.
    CustomCa(CustomCaErrorKind),
    /// The proxy cannot be used.
    Proxy(ProxyErrorKind),
    /// A host was given without an address, or an address without a host.
    Resolve,
    /// A network setting was given together with the caller's own HTTP client, which has its own settings.
    OwnHttpClient {
        /// The builder's method.
        setting: &'static str,
    },
    /// The HTTP client could not be built.
    Client(reqwest::Error),
    /// The feature `rustls-no-provider` is on, and the program has installed no crypto provider before this.
    NoCryptoProvider,
    /// The base URL begins with https, and the HTTP client was built without TLS.
    NoTls {
        /// Host and port of the base URL.
        server: String,
    },
    /// A blocking call inside async code, whose thread it would block.
    BlockingInAsync,
    /// The system could not start a thread for blocking calls.
    Runtime(std::io::Error),
}

impl fmt::Display for ConfigurationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable { name } => {
                write!(formatter, "the environment variable {name} is not set")
            }
            Self::EmptyVariable { name } => {
                write!(formatter, "the environment variable {name} is set, but empty")
            }
            Self::NotUnicode { name } => {
                write!(formatter, "the environment variable {name} is not valid UTF-8")
            }
            Self::InVariable { name, fault } => {
                write!(formatter, "in the environment variable {name}: {fault}")
            }
            Self::Credential(fault) => write!(formatter, "the credential is invalid: {fault}"),
            Self::BaseUrl(fault) => write!(formatter, "the base URL is invalid: {fault}"),
            Self::NoBaseUrl => formatter.write_str(
                "no base URL: the contract names no server; give the builder a base_url",
            ),
            Self::Header { name, fault } if name.is_empty() => {
                write!(formatter, "an extra header was refused: {fault}")
            }
            Self::Header { name, fault } => {
                write!(formatter, "the extra header {name:?} was refused: {fault}")?;
                match name.as_str() {
                    "authorization" => formatter.write_str("; give the builder the credential"),
                    _ => Ok(()),
                }
            }
            Self::CustomCa(fault) => write!(formatter, "custom_ca was refused: {fault}"),
            Self::Proxy(fault) => write!(formatter, "the proxy was refused: {fault}"),
            Self::Resolve => formatter.write_str(
                "resolve was refused: it needs the name of a host and at least one address",
            ),
            Self::OwnHttpClient { setting } => write!(
                formatter,
                "{setting} was set together with your own http_client: configure it on that client, or do not set http_client"
            ),
            Self::Client(_) => formatter.write_str("the HTTP client could not be built"),
            Self::NoCryptoProvider => formatter.write_str(
                "rustls has no crypto provider: install one before the client is built, as `rustls::crypto::aws_lc_rs::default_provider().install_default()` does, or use the feature `rustls`",
            ),
            Self::NoTls { server } => write!(
                formatter,
                "no TLS for https://{server}: enable the feature `rustls` or `native-tls` of neo-api"
            ),
            Self::BlockingInAsync => formatter.write_str(
                "a blocking call inside async code: use the async client here, or call from a separate thread (std::thread::spawn works, tokio::task::spawn_blocking does not)",
            ),
            Self::Runtime(_) => formatter.write_str("no thread could be started for blocking calls"),
        }
    }
}

impl std::error::Error for ConfigurationError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Client(error) => Some(error),
            Self::Runtime(error) => Some(error),
            // The message includes the fault: as a source, it would be printed twice in a chain.
            Self::InVariable { fault, .. } => fault.source(),
            Self::Credential(_)
            | Self::BaseUrl(_)
            | Self::CustomCa(_)
            | Self::Proxy(_)
            | Self::Resolve
            | Self::OwnHttpClient { .. }
            | Self::NoCryptoProvider
            | Self::Variable { .. }
            | Self::EmptyVariable { .. }
            | Self::NotUnicode { .. }
            | Self::NoTls { .. }
            | Self::BlockingInAsync
            | Self::NoBaseUrl
            | Self::Header { .. } => None,
        }
    }
}

impl From<CredentialErrorKind> for ConfigurationError {
    fn from(fault: CredentialErrorKind) -> Self {
        Self::Credential(fault)
    }
}

impl From<BaseUrlErrorKind> for ConfigurationError {
    fn from(fault: BaseUrlErrorKind) -> Self {
        Self::BaseUrl(fault)
    }
}

impl From<CredentialErrorKind> for super::Error {
    fn from(fault: CredentialErrorKind) -> Self {
        ConfigurationError::from(fault).into()
    }
}

/// Why a text was refused as a credential. It does not contain the text.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialErrorKind {
    /// Nothing was given.
    Empty,
    /// It begins with `Bearer`, which the client adds itself.
    Bearer,
    /// Quotation marks were copied with it.
    Quotes,
    /// White space or control characters were copied with it.
    Whitespace,
    /// It does not have the form that the service documents, which this names.
    Form(&'static str),
}

impl fmt::Display for CredentialErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("it is empty"),
            Self::Bearer => {
                formatter.write_str("it begins with \"Bearer\", which the client adds itself")
            }
            Self::Quotes => formatter.write_str("it contains quotation marks"),
            Self::Whitespace => {
                formatter.write_str("it contains white space or control characters")
            }
            Self::Form(form) => write!(formatter, "it does not have the form of {form}"),
        }
    }
}

impl fmt::Debug for CredentialErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::error::debug_sentence(self, formatter)
    }
}

impl std::error::Error for CredentialErrorKind {}

/// Why a header was refused. It contains neither its name nor its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderErrorKind {
    /// The name is not that of a header.
    Name,
    /// The value contains control characters.
    Value,
    /// The client sets the header itself.
    Own,
}

impl fmt::Display for HeaderErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Name => "its name is not a valid header name",
            Self::Value => "its value contains a line break or another control character",
            Self::Own => "the client sets it itself",
        })
    }
}

impl std::error::Error for HeaderErrorKind {}

/// Why a text was refused as the base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseUrlErrorKind {
    /// Not an absolute http or https URL.
    NoUrl,
    /// Plain http, to another machine.
    NotHttps,
    /// It contains a user name, a password or an API key.
    Credentials,
    /// It has a query or a fragment.
    QueryOrFragment,
    /// It contains white space, control characters or a backslash.
    Characters,
    /// Its port is 0.
    Port,
}

impl fmt::Display for BaseUrlErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoUrl => "it is not an absolute URL, such as https://api.neoagent.io",
            Self::NotHttps => "it must begin with https:// (plain http is for this machine only)",
            Self::Credentials => "it must not contain a user name, a password or an API key",
            Self::QueryOrFragment => "it must not have a query or a fragment",
            Self::Characters => {
                "it must not contain white space, control characters or backslashes"
            }
            Self::Port => "its port must not be 0",
        })
    }
}

impl std::error::Error for BaseUrlErrorKind {}
