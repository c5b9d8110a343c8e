//! One attempt: a request, and the response as far as it is read.

use reqwest::Url;
use tokio::time::{Instant, timeout_at};

use super::body::{self, Stopped};
use super::connect;
use super::content::{event_settings, expected_instead};
use super::context::{Call, Shared, Taken};
use super::outcome::Got;
use super::rate_limit::RateLimit;
use super::retry_after::asked;
use crate::error::{TimeoutFault, TransportFault};
use crate::values::Cause;

/// One attempt, in the time that an attempt has or that the call has left.
pub async fn attempt(
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
    let pool = shared.connections.pool();
    let mut response = match timeout_at(until, pool.http.execute(request)).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => return failed(shared, error, TransportFault::Interrupted),
        Err(_) => {
            shared.connections.leave(&pool);
            return Got::TooLate(fault);
        }
    };
    pool.saw(response.version());
    if !is_same(response.url(), url) {
        let limit = RateLimit::read(response.headers(), &shared.service.rate_limit);
        heard(shared, call, &mut response, limit);
        return Got::Redirected(response.status());
    }
    let limit = shared.pacer.hear(response.status(), response.headers());
    heard(shared, call, &mut response, limit);
    let got = read(shared, call, response, until, fault).await;
    if let Got::TooLate(_) = got {
        shared.connections.leave(&pool);
    }
    got
}

/// Keeps what the head of a response says. The headers move, but for those of a stream, which go with it.
fn heard(shared: &Shared, call: &Call, response: &mut reqwest::Response, limit: Option<RateLimit>) {
    let status = response.status();
    let headers = match call.taken {
        Taken::Bytes | Taken::Events => response.headers().clone(),
        Taken::Whole => std::mem::take(response.headers_mut()),
    };
    call.update(|progress| {
        let exchange = &mut progress.exchange;
        exchange.status = Some(status);
        exchange.retry_after = asked(status, &headers, limit);
        exchange.headers = headers;
        exchange.redact_headers(&shared.credentials);
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
    let expected = expected_instead(shared, call, &response);
    // The place of streams: server-sent events and binary bodies go to the caller unread. Errors do not.
    if call.taken != Taken::Whole && status.is_success() && expected.is_none() {
        let settings = event_settings(shared, call);
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
            Got::Answer(status)
        }
    }
}

fn failed(
    shared: &Shared,
    error: reqwest::Error,
    otherwise: impl Fn(Cause) -> TransportFault,
) -> Got {
    let error = error.without_url();
    if error.is_builder() {
        Got::NotSent(error)
    } else if error.is_connect() {
        connect::failed(shared, error)
    } else if error.is_timeout() && !connect::is_silent(&error) {
        // Only a client of the caller's own has time limits besides the call's.
        Got::TooLate(TimeoutFault::HttpClient)
    } else {
        Got::Failed(otherwise(cause(shared, &error)))
    }
}

/// What is kept of an error: it may hold what the server sent.
pub fn cause(shared: &Shared, error: &reqwest::Error) -> Cause {
    Cause::new(error, &|text| shared.credentials.redact(text))
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
