//! Reads a contract over HTTP, within limits.

use std::error::Error as _;
use std::time::Duration;

use url::Url;

use super::{Raw, SIZE_LIMIT};

const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(60);
const REDIRECTS: usize = 5;

/// Why a URL could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not a URL.
    // The input is not repeated: if it does not parse, any part of it may be a password.
    #[error("the source is not a valid URL: {source}")]
    Address {
        /// Why.
        source: url::ParseError,
    },
    /// It contains a credential.
    #[error(
        "the URL of {host} contains a user name or password; remove them, a contract is public"
    )]
    Credential {
        /// Its host.
        host: String,
    },
    /// It redirects to another origin than the document's.
    #[error("{location} redirects to another origin")]
    Origin {
        /// The address without its query.
        location: String,
    },
    /// The client could not be created.
    #[error("cannot set up an HTTP client: {0}")]
    Client(#[source] std::io::Error),
    /// The request failed.
    #[error("cannot fetch {location}: {}", .source.source().map_or_else(|| source.to_string(), root_cause))]
    Request {
        /// The address without its query.
        location: String,
        /// Why.
        source: reqwest::Error,
    },
    /// The server responded with an error.
    #[error("{location} responded with {status}; expected 200 with the contract")]
    Status {
        /// The address without its query.
        location: String,
        /// The status.
        status: reqwest::StatusCode,
    },
    /// It is too large.
    #[error("{location} sends more than {} MiB, the limit for a contract", SIZE_LIMIT / 1024 / 1024)]
    TooLarge {
        /// The address without its query.
        location: String,
    },
}

fn root_cause(error: &(dyn std::error::Error + 'static)) -> String {
    let mut deepest = error;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    deepest.to_string()
}

/// The URL to show and record, without its query, which can contain a signature.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.to_string()
}

/// A URL without a credential.
fn without_credential(text: &str) -> Result<Url, Error> {
    let url = Url::parse(text).map_err(|source| Error::Address { source })?;
    if !url.username().is_empty() || url.password().is_some() {
        let host = url.host_str().unwrap_or_default().to_owned();
        return Err(Error::Credential { host });
    }
    Ok(url)
}

/// A URL as recorded in the lock.
pub(super) fn recorded(text: &str) -> Result<String, Error> {
    without_credential(text).map(|url| shown(&url))
}

pub(super) fn fetch(text: &str) -> Result<Raw, Error> {
    let url = without_credential(text)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Error::Client)?;
    runtime.block_on(get(url, None))
}

/// A file of the document at `own`, which must have the same origin after redirects.
pub(super) fn fetch_from(text: &str, own: &Url) -> Result<Raw, Error> {
    let url = without_credential(text)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Error::Client)?;
    runtime.block_on(get(url, Some(own.origin())))
}

/// After a redirect to plain HTTP, an attacker on the network could write the contract.
fn follow(attempt: reqwest::redirect::Attempt<'_>) -> reqwest::redirect::Action {
    let leaves_tls = attempt.url().scheme() != "https"
        && attempt.previous().iter().any(|url| url.scheme() == "https");
    if leaves_tls {
        attempt.error("it redirects from https to http")
    } else if attempt.previous().len() > REDIRECTS {
        attempt.error("too many redirects")
    } else {
        attempt.follow()
    }
}

async fn get(url: Url, within: Option<url::Origin>) -> Result<Raw, Error> {
    let location = shown(&url);
    let bound = within.is_some();
    let failed = |source: reqwest::Error| Error::Request {
        location: location.clone(),
        source: source.without_url(),
    };
    let client = reqwest::Client::builder()
        .connect_timeout(CONNECT)
        .timeout(WHOLE)
        .redirect(reqwest::redirect::Policy::custom(move |attempt| {
            // Other origins get no requests.
            match &within {
                Some(origin) if attempt.url().origin() != *origin => attempt.stop(),
                _ => follow(attempt),
            }
        }))
        .user_agent(concat!("neo-contract/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(failed)?;
    let accept = "application/json, application/yaml, text/markdown, */*;q=0.5";
    let mut response = client
        .get(url)
        .header(reqwest::header::ACCEPT, accept)
        .send()
        .await
        .map_err(failed)?;
    if bound && response.status().is_redirection() {
        return Err(Error::Origin { location });
    }
    if response.status() != reqwest::StatusCode::OK {
        return Err(Error::Status {
            location,
            status: response.status(),
        });
    }
    let content_type = response
        .headers()
        .get(reqwest::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(failed)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > SIZE_LIMIT {
            return Err(Error::TooLarge { location });
        }
    }
    Ok(Raw {
        bytes,
        content_type,
        recorded: location.clone(),
        location,
    })
}
