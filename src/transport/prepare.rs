//! From the request that generated code builds to the one that may be sent.

use std::sync::OnceLock;

use http::HeaderValue;
use http::header::{AUTHORIZATION, USER_AGENT};

use super::context::{Call, Progress, Shared};
use super::path;
use crate::error::RequestFault;
use crate::exchange::Exchange;
use crate::operations;
use crate::trace::CallSpan;

/// This crate and the contract that it was generated from.
fn agent() -> HeaderValue {
    static AGENT: OnceLock<HeaderValue> = OnceLock::new();
    let made = || {
        let (own, contract) = (env!("CARGO_PKG_VERSION"), crate::CONTRACT.version);
        let text = format!("neo-api/{own} neo-contract/{contract}");
        HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("neo-api"))
    };
    AGENT.get_or_init(made).clone()
}

/// Checks where the request goes, then authenticates it.
pub fn prepare(
    shared: &Shared,
    call: &Call,
    request: &mut reqwest::Request,
    id: &'static str,
) -> Result<(), RequestFault> {
    let operation =
        operations::find(shared.operations, id).ok_or(RequestFault::UnknownOperation(id))?;
    call.update(|progress| {
        // Should a closure send twice, the call is what the last request was.
        let begun = progress.exchange.operation == Some(operation)
            && progress.exchange.attempts.is_empty()
            && progress.error.is_none();
        let span = progress.span.take().filter(|_| begun);
        *progress = Progress {
            exchange: Exchange {
                operation: Some(operation),
                ..Exchange::default()
            },
            span: Some(span.unwrap_or_else(|| CallSpan::start(operation, &shared.base))),
            ..Progress::default()
        };
    });
    if !shared.base.same_origin(request.url()) {
        return Err(RequestFault::Origin);
    }
    let (path, prefix) = (request.url().path(), shared.base.prefix());
    if !path::fits(path, prefix, operation.path)
        || path::is_of_another(path, prefix, operation, shared.operations)
    {
        return Err(RequestFault::PathArgument);
    }
    let headers = request.headers_mut();
    headers.insert(USER_AGENT, agent());
    if let Ok(extra) = call.limits.headers.check() {
        for (name, value) in extra {
            headers.insert(name.clone(), value.clone());
        }
    }
    headers.remove(AUTHORIZATION);
    if operation.credential {
        let credential = shared.credential.as_ref();
        let credential = credential.ok_or(RequestFault::NoCredential)?;
        headers.insert(AUTHORIZATION, credential.header());
    }
    Ok(())
}
