//! From the request that a builder made to the one that may be sent.

use http::HeaderValue;
use http::header::{COOKIE, HeaderName, USER_AGENT};

use super::context::{Call, Shared};
use super::path;
use crate::config::{Credential, location};
use crate::error::{PathArgumentErrorKind, RequestErrorKind};
use crate::request::ToRequest;
use crate::service::{Operation, ParameterLocation, SecurityKind, SecurityScheme};

/// The longest URL that the crate http can hold.
const URL_LIMIT: usize = u16::MAX as usize - 1;

/// The request of one attempt: checks where it goes, then authenticates it.
pub fn prepare(
    shared: &Shared,
    call: &Call,
    source: &dyn ToRequest,
    token: Option<&Credential>,
) -> Result<reqwest::Request, RequestErrorKind> {
    let mut request = checked(shared, call, source)?;
    authenticate(shared, &mut request, source.operation(), token)?;
    Ok(request)
}

/// The request without a credential.
pub fn checked(
    shared: &Shared,
    call: &Call,
    source: &dyn ToRequest,
) -> Result<reqwest::Request, RequestErrorKind> {
    let mut request = source.to_request(&shared.base)?;
    if let Some(extra) = &call.limits.extra {
        extra.apply(&mut request)?;
    }
    let operation = source.operation();
    if !shared.base.same_origin(request.url()) {
        return Err(RequestErrorKind::Origin);
    }
    let bytes = request.url().as_str().len();
    if bytes > URL_LIMIT {
        let limit = URL_LIMIT;
        return Err(RequestErrorKind::UrlTooLong { bytes, limit });
    }
    let (path, prefix) = (request.url().path(), shared.base.prefix());
    // A template may have a query of its own, which is not part of the path.
    let template = operation.path.split(['?', '#']).next().unwrap_or_default();
    // Of a path that the contract does not know, its builder looks at each step.
    if operation.is_documented() && !path::fits(path, prefix, template) || !path.starts_with(prefix)
    {
        return Err(RequestErrorKind::PathArgument {
            parameter: None,
            fault: PathArgumentErrorKind::Path,
        });
    }
    if let Some(other) = path::another(path, prefix, operation, shared.service.operations) {
        return Err(RequestErrorKind::PathArgument {
            parameter: path::replaced(other.path, operation.path).map(str::to_owned),
            fault: PathArgumentErrorKind::OtherOperation { path: other.path },
        });
    }
    let headers = request.headers_mut();
    headers.insert(USER_AGENT, shared.user_agent.clone());
    if let Ok(extra) = call.limits.headers.check() {
        for (name, value) in extra {
            headers.insert(name.clone(), value.clone());
        }
    }
    Ok(request)
}

/// Whether a credential may go with the operation's requests.
pub fn takes_credential(shared: &Shared, operation: &Operation) -> bool {
    alternatives(shared, operation).any(|names| !names.is_empty())
}

/// What the operation may be authenticated with; of a request that the contract does not know, what its operations take.
fn alternatives(
    shared: &Shared,
    operation: &Operation,
) -> impl Iterator<Item = &'static [&'static str]> {
    let others = match operation.is_documented() {
        true => &[],
        false => shared.service.operations,
    };
    let others = others.iter().flat_map(|other| other.security);
    operation.security.iter().chain(others).copied()
}

/// Adds the credentials of the first alternative that the client has all of.
fn authenticate(
    shared: &Shared,
    request: &mut reqwest::Request,
    operation: &Operation,
    token: Option<&Credential>,
) -> Result<(), RequestErrorKind> {
    let service = shared.service;
    let credential = |name: &&str| {
        let scheme = service.security_scheme(name)?;
        let token = token.filter(|token| token.fits(scheme));
        Some((scheme, token.or_else(|| shared.credentials.of(scheme))?))
    };
    let alternatives = alternatives(shared, operation);
    let complete = alternatives.filter(|names| names.iter().all(|name| credential(name).is_some()));
    // An empty alternative says that nothing is needed; a credential that the client has is given all the same.
    match complete.max_by_key(|names| (!names.is_empty(), std::cmp::Reverse(names.len()))) {
        Some(names) => names
            .iter()
            .filter_map(credential)
            .try_for_each(|(scheme, credential)| add(request, scheme, credential)),
        None if operation.needs_credential() => {
            let mut missing: Vec<&'static str> = Vec::new();
            for name in operation.security.iter().copied().flatten() {
                if credential(name).is_none() && !missing.contains(name) {
                    missing.push(name);
                }
            }
            Err(RequestErrorKind::NoCredential {
                schemes: operation.security,
                hint: hint(shared, &missing),
                missing,
            })
        }
        None => Ok(()),
    }
}

/// How to give the credentials that are missing; empty where the client supports none of them.
fn hint(shared: &Shared, missing: &[&str]) -> String {
    let mut setters = Vec::new();
    for name in missing {
        let setter = match shared.service.security_scheme(name).map(|it| it.kind) {
            Some(SecurityKind::Bearer) => "a `bearer_token`",
            Some(SecurityKind::ApiKey { .. }) => "an `api_key`",
            Some(SecurityKind::Basic) => "`basic_auth`",
            Some(SecurityKind::Other(_)) | None => continue,
        };
        if !setters.contains(&setter) {
            setters.push(setter);
        }
    }
    match shared.service.credential_hint {
        // A service's own words say more.
        hint if !hint.is_empty() && !setters.is_empty() => hint.to_owned(),
        _ => setters.join(" or "),
    }
}

fn add(
    request: &mut reqwest::Request,
    scheme: &SecurityScheme,
    credential: &Credential,
) -> Result<(), RequestErrorKind> {
    let value = credential.value();
    let (location, name) = location(scheme);
    let unusable =
        || RequestErrorKind::Arguments(format!("the credential cannot be sent in `{name}`"));
    match location {
        ParameterLocation::Query => {
            let text = value.to_str().map_err(|_| unusable())?;
            request.url_mut().query_pairs_mut().append_pair(name, text);
        }
        ParameterLocation::Cookie => {
            let text = value.to_str().map_err(|_| unusable())?;
            let pair = match request
                .headers()
                .get(COOKIE)
                .and_then(|it| it.to_str().ok())
            {
                Some(before) => format!("{before}; {name}={text}"),
                None => format!("{name}={text}"),
            };
            let mut all = HeaderValue::try_from(pair).map_err(|_| unusable())?;
            all.set_sensitive(true);
            request.headers_mut().insert(COOKIE, all);
        }
        ParameterLocation::Header | ParameterLocation::Path => {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unusable())?;
            request.headers_mut().insert(name, value.clone());
        }
    }
    Ok(())
}
