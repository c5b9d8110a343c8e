//! One attempt: a request, and the answer as far as it is read.

use http::StatusCode;
use reqwest::Url;
use tokio::time::{Instant, timeout_at};

use super::body::{self, Stopped};
use super::content::{event_settings, expected_instead};
use super::context::{Call, Shared, Taken};
use super::outcome::Got;
use super::rate_limit::RateLimit;
use super::retry_after::asked;
use crate::error::{TimeoutFault, TransportFault};
use crate::runtime::Cause;

/// One attempt, in the time that an attempt has or that the call has left.
pub async fn attempt(
    http: &reqwest::Client,
    shared: &Shared,
    call: &Call,
    (request, url): (reqwest::Request, &Url),
    begin: Instant,
) -> Got {
    call.update(|progress| {
        progress.sending = true;
        progress.exchange.forget_answer();
    });
    let limit = call.limits.attempt_timeout;
    let (until, fault) = match begin.checked_add(limit) {
        Some(until) if until < call.deadline => (until, TimeoutFault::Attempt { limit }),
        _ => {
            let limit = call.limits.timeout;
            (call.deadline, TimeoutFault::Call { limit })
        }
    };
    let mut response = match timeout_at(until, http.execute(request)).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => return failed(shared, error, TransportFault::Interrupted),
        Err(_) => return Got::TooLate(fault),
    };
    if !is_same(response.url(), url) {
        let limit = RateLimit::read(response.headers());
        heard(shared, call, &mut response, limit);
        return Got::Redirected(response.status());
    }
    let limit = shared.pacer.hear(response.status(), response.headers());
    heard(shared, call, &mut response, limit);
    read(shared, call, response, until, fault).await
}

/// Keeps what the head of an answer says. The headers move, but for those of a stream, which go with it.
fn heard(shared: &Shared, call: &Call, response: &mut reqwest::Response, limit: Option<RateLimit>) {
    let status = response.status();
    let headers = match call.taken {
        Taken::Bytes | Taken::Events => response.headers().clone(),
        Taken::Whole => std::mem::take(response.headers_mut()),
    };
    call.update(|progress| {
        let exchange = &mut progress.exchange;
        exchange.status = Some(status);
        exchange.retry_after = asked(status, &headers);
        exchange.headers = headers;
        if let Some(credential) = &shared.credential {
            exchange.redact_headers(credential);
        }
        exchange.rate_limit = limit.or(exchange.rate_limit);
    });
}

async fn read(
    shared: &Shared,
    call: &Call,
    mut response: reqwest::Response,
    until: Instant,
    fault: TimeoutFault,
) -> Got {
    let (status, limit) = (response.status(), call.limits.body_limit);
    let expected = expected_instead(call, &response);
    // The place of streams: server-sent events and binary bodies go to the caller unread. Errors do not.
    if call.taken != Taken::Whole && status.is_success() && expected.is_none() {
        let settings = event_settings(call, shared.credential.as_ref());
        response.extensions_mut().insert(settings);
        return Got::Stream(response);
    }
    if expected.is_none() && status.is_success() && body::is_longer(&response, limit) {
        return Got::Failed(TransportFault::BodyTooLarge { limit });
    }
    let (body, stopped) = body::read(&mut response, limit, until).await;
    match stopped {
        Some(stopped) if status.is_success() && expected.is_none() => match stopped {
            Stopped::TooLarge => Got::Failed(TransportFault::BodyTooLarge { limit }),
            Stopped::BrokeOff(error) if is_compression(&error) => {
                Got::Failed(TransportFault::Compression(cause(shared, &error)))
            }
            Stopped::BrokeOff(error) => failed(shared, error, TransportFault::Body),
            Stopped::TooLate => Got::TooLate(fault),
        },
        // An error is what its status says, however much of its body came.
        stopped => {
            let cut = stopped.map(|stopped| stopped.words());
            call.update(|progress| {
                progress.exchange.body = body;
                progress.exchange.cut = cut;
            });
            if let Some(expected) = expected {
                return Got::Unexpected(status, expected);
            }
            // With what was not read of it goes its connection.
            Got::Answer(cut.map_or(response, |_| empty(status)))
        }
    }
}

fn failed(
    shared: &Shared,
    error: reqwest::Error,
    otherwise: impl Fn(Cause) -> TransportFault,
) -> Got {
    let error = error.without_url();
    let cause = cause(shared, &error);
    if error.is_connect() {
        Got::Failed(TransportFault::Connect(cause))
    } else if error.is_timeout() {
        // Only a client of the caller's own has time limits besides the call's.
        Got::TooLate(TimeoutFault::HttpClient)
    } else {
        Got::Failed(otherwise(cause))
    }
}

/// What is kept of an error: it may hold what the server sent.
fn cause(shared: &Shared, error: &reqwest::Error) -> Cause {
    let credential = shared.credential.as_ref();
    Cause::new(error, &|text| credential?.redact(text))
}

/// Whether the body came, and could not be decompressed: what the connection fails with is an error of hyper's.
fn is_compression(error: &reqwest::Error) -> bool {
    use std::error::Error;
    error.is_decode()
        && error
            .source()
            .is_some_and(|source| source.is::<std::io::Error>())
}

/// A fragment is not sent.
fn is_same(one: &Url, other: &Url) -> bool {
    let bare = |url: &Url| {
        let mut url = url.clone();
        url.set_fragment(None);
        url
    };
    one == other || bare(one) == bare(other)
}

/// An answer with nothing but a status.
pub fn empty(status: StatusCode) -> reqwest::Response {
    let mut response = http::Response::new(bytes::Bytes::new());
    *response.status_mut() = status;
    response.into()
}
