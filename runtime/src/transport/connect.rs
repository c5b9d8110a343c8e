//! Why there is no connection.
//!
//! reqwest tells what failed by the chain of sources. The types in it that say it precisely are those of the TLS
//! library in use, which another crate of the program may have chosen, or private; their texts are looked at
//! where there is no other way. What is not recognised is a failed connection like any other.

use std::error::Error;
use std::io;

use super::context::Shared;
use super::outcome::AttemptResult;
use super::send::cause;
use crate::error::TransportErrorKind;
use crate::values::Cause;

/// What a failed connection is.
pub fn failed(shared: &Shared, error: reqwest::Error) -> AttemptResult {
    let contains = |text: &str| chain(&error).any(|it| contains(it, text));
    let is = |kind| chain(&error).any(|it| io_kind(it) == Some(kind));
    let fault = if contains("tunnel error") {
        TransportErrorKind::Proxy
    } else if error.is_dns() {
        TransportErrorKind::Dns
    } else if error.is_timeout() {
        TransportErrorKind::Connect
    } else if is(io::ErrorKind::ConnectionRefused) {
        TransportErrorKind::Refused
    } else if contains("scheme is not http") {
        return AttemptResult::NoTls;
    } else if contains("certificate") {
        TransportErrorKind::Certificate
    // As rustls reports what it cannot read or agree on; other libraries do it with errors of their own.
    } else if is(io::ErrorKind::InvalidData) || !chain(&error).any(|it| io_kind(it).is_some()) {
        TransportErrorKind::Tls
    } else {
        TransportErrorKind::Connect
    };
    AttemptResult::Failed(fault(cause(shared, &error)))
}

/// Whether a proxy requires credentials that it did not get.
pub fn wants_authorization(cause: &Cause) -> bool {
    cause.contains("authorization required")
}

/// Whether a time limit of the caller's own client ended it: the call's limits are not reqwest's.
pub fn is_own_limit(error: &reqwest::Error) -> bool {
    error.is_timeout() && !is_silent(error)
}

/// Whether an HTTP/2 connection was closed as it responded to no ping.
fn is_silent(error: &reqwest::Error) -> bool {
    chain(error).any(|it| contains(it, "keep-alive timed out"))
}

fn contains(error: &(dyn Error + 'static), text: &str) -> bool {
    error.to_string().to_ascii_lowercase().contains(text)
}

fn io_kind(error: &(dyn Error + 'static)) -> Option<io::ErrorKind> {
    error.downcast_ref::<io::Error>().map(io::Error::kind)
}

/// The sources of an error, the error itself aside: its text may have its URL in it.
fn chain(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let mut next = error.source();
    std::iter::from_fn(move || {
        let error = next?;
        // The source of an I/O error is that of the error that it holds.
        next = match error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(held) => Some(held as &(dyn Error + 'static)),
            None => error.source(),
        };
        Some(error)
    })
}
