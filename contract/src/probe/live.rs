//! Calls a live service: safe operations only, and the credential only to its origin.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use neo_api_codegen::Options;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use serde_json::Value;
use url::Url;

use super::{Error, Exchange};
use crate::diff::model::{Document, Node};
use crate::source::SIZE_LIMIT;

const ATTEMPT: Duration = Duration::from_secs(30);
const CONNECT: Duration = Duration::from_secs(5);

/// A service to probe.
#[derive(Debug)]
pub struct Live {
    /// Its origin.
    pub base: Url,
    /// The credential, for operations that require one.
    pub credential: Option<Credential>,
    /// Values of path and query parameters.
    pub arguments: BTreeMap<String, String>,
}

/// An API key. It is never printed.
#[derive(Clone)]
pub struct Credential(HeaderValue);

impl fmt::Debug for Credential {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Credential(…)")
    }
}

/// The key is malformed. The error does not repeat it.
#[derive(Debug, thiserror::Error)]
#[error("NEO_API_KEY is not an API key: keys have the form neo_sk_<env>_<secret>")]
pub struct CredentialError;

impl Credential {
    /// Takes a key of the form `neo_sk_<env>_<secret>`.
    pub fn api_key(key: &str) -> Result<Credential, CredentialError> {
        let key = key.trim();
        let (environment, secret) = key
            .strip_prefix("neo_sk_")
            .and_then(|rest| rest.split_once('_'))
            .ok_or(CredentialError)?;
        let is_word = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        };
        if !is_word(environment) || !is_word(secret) {
            return Err(CredentialError);
        }
        let mut value =
            HeaderValue::from_str(&format!("Bearer {key}")).map_err(|_| CredentialError)?;
        value.set_sensitive(true);
        Ok(Credential(value))
    }
}

/// Checks a base URL: https, or loopback. A trailing `/public-api` is removed, because paths contain it.
pub fn base_url(text: &str) -> Result<Url, Error> {
    let wrong = |why: &str| Error::Live(format!("the base URL is invalid: {why}"));
    let text = text.trim_end_matches('/');
    let text = text.strip_suffix("/public-api").unwrap_or(text);
    let url = Url::parse(text).map_err(|error| wrong(&error.to_string()))?;
    let loopback = match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    };
    if url.scheme() != "https" && !(url.scheme() == "http" && loopback) {
        return Err(wrong(
            "it is neither https nor loopback, so the key would be sent unencrypted",
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("it contains a user name or password"));
    }
    Ok(url)
}

/// The results of calling a service.
#[derive(Default)]
pub(super) struct Called {
    pub exchanges: Vec<Exchange>,
    pub skipped: Vec<String>,
    pub unanswered: Vec<String>,
}

/// Calls every operation that is safe and whose required arguments are given.
///
/// `contract` is the published text, and `root` the document as read by the generator.
pub(super) fn call_all(contract: &str, root: &Value, live: &Live) -> Result<Called, Error> {
    let document = Document { root };
    let generated = neo_api_codegen::generate(contract, &Options::default())
        .map_err(|error| Error::Live(error.to_string()))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::Live(format!("cannot set up an HTTP client: {error}")))?;
    let client = reqwest::Client::builder()
        .connect_timeout(CONNECT)
        .timeout(ATTEMPT)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("neo-contract/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| Error::Live(error.without_url().to_string()))?;
    let mut called = Called::default();
    for operation in generated
        .operations
        .iter()
        .filter(|operation| operation.method == "GET")
    {
        let name = format!("GET {}", operation.path);
        let url = match address(document, &operation.path, live) {
            Ok(url) => url,
            Err(missing) => {
                called
                    .skipped
                    .push(format!("{name}: needs --arg {missing}=…"));
                continue;
            }
        };
        let mut request = client.get(url.clone());
        if operation.credential {
            match &live.credential {
                Some(credential) => request = request.header(AUTHORIZATION, credential.0.clone()),
                None => {
                    called.skipped.push(format!("{name}: needs NEO_API_KEY"));
                    continue;
                }
            }
        }
        match runtime.block_on(response(request)) {
            Ok((status, body)) => called.exchanges.push(Exchange {
                method: "GET".into(),
                path: url.path().to_owned(),
                status,
                body: Some(body),
                name,
            }),
            Err(reason) => called.unanswered.push(format!("{name}: {reason}")),
        }
    }
    Ok(called)
}

/// The status and the body, which is limited in size.
async fn response(request: reqwest::RequestBuilder) -> Result<(u16, String), String> {
    let mut response = request.send().await.map_err(describe)?;
    let status = response.status().as_u16();
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(describe)? {
        if bytes.len() + chunk.len() > SIZE_LIMIT {
            let limit = SIZE_LIMIT / 1024 / 1024;
            return Err(format!("its body is longer than {limit} MiB"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok((status, String::from_utf8_lossy(&bytes).into_owned()))
}

/// An error and its causes, without the URL: its query may hold a secret.
fn describe(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(behind) = source {
        text = format!("{text}: {behind}");
        source = behind.source();
    }
    text
}

/// The URL of an operation, or the missing parameter.
fn address(document: Document<'_>, path: &str, live: &Live) -> Result<Url, String> {
    let mut url = live.base.clone();
    {
        let mut segments = url
            .path_segments_mut()
            .map_err(|()| "base-url".to_owned())?;
        segments.pop_if_empty();
        for part in path.split('/').skip(1) {
            match part
                .strip_prefix('{')
                .and_then(|name| name.strip_suffix('}'))
            {
                None => segments.push(part),
                Some(name) => match live.arguments.get(name).map(String::as_str) {
                    // Such a segment would change the path.
                    None | Some("" | "." | "..") => return Err(name.to_owned()),
                    Some(value) => segments.push(value),
                },
            };
        }
    }
    let item = document
        .top()
        .get("paths")
        .and_then(|paths| paths.get(path))
        .map(|at| document.resolve(&at));
    let operation = item.as_ref().and_then(|item| item.get("get"));
    for owner in [item, operation].into_iter().flatten() {
        for parameter in parameters(document, &owner) {
            if parameter.text("in") != Some("query") {
                continue;
            }
            let name = parameter.text("name").unwrap_or_default();
            match live.arguments.get(name) {
                Some(value) => {
                    url.query_pairs_mut().append_pair(name, value);
                }
                None if parameter.flag("required") => return Err(name.to_owned()),
                None => {}
            }
        }
    }
    Ok(url)
}

fn parameters<'v>(document: Document<'v>, owner: &Node<'v>) -> Vec<Node<'v>> {
    let items = owner
        .get("parameters")
        .map(|at| at.items())
        .unwrap_or_default();
    items.iter().map(|at| document.resolve(at)).collect()
}
