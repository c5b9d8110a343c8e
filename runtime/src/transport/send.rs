//! One attempt: a request, and the answer as far as it is read.

use reqwest::Url;
use tokio::time::{Instant, timeout_at};

use super::body::{self, Stopped};
use super::connect;
use super::context::{Call, Shared};
use super::outcome::Got;
use super::rate_limit::RateLimit;
use super::retry_after::asked;
use crate::error::{TimeoutFault, TransportFault};

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
        Ok(Err(error)) => return failed(error, TransportFault::Interrupted),
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

/// Keeps what the head of an answer says. The headers move, but for those of a stream, which go with it.
fn heard(shared: &Shared, call: &Call, response: &mut reqwest::Response, limit: Option<RateLimit>) {
    let status = response.status();
    let headers = match call.streamed {
        true => response.headers().clone(),
        false => std::mem::take(response.headers_mut()),
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
    // The place of streams: server-sent events and binary bodies go to the caller unread. Errors do not.
    if call.streamed && status.is_success() {
        return Got::Stream(response);
    }
    if status.is_success() && body::is_longer(&response, limit) {
        return Got::Failed(TransportFault::BodyTooLarge { limit });
    }
    let (body, stopped) = body::read(&mut response, limit, until).await;
    match stopped {
        Some(stopped) if status.is_success() => match stopped {
            Stopped::TooLarge => Got::Failed(TransportFault::BodyTooLarge { limit }),
            Stopped::BrokeOff(error) => failed(error, TransportFault::Body),
            Stopped::TooLate => Got::TooLate(fault),
        },
        // An error is what its status says, however much of its body came.
        stopped => {
            let cut = stopped.map(|stopped| stopped.words());
            call.update(|progress| {
                progress.exchange.body = body;
                if !status.is_success() {
                    progress.exchange.redact_body(&shared.credentials);
                }
                progress.exchange.cut = cut;
            });
            // With what was not read of it goes its connection.
            Got::Answer(status)
        }
    }
}

fn failed(error: reqwest::Error, otherwise: impl Fn(reqwest::Error) -> TransportFault) -> Got {
    let error = error.without_url();
    if error.is_builder() {
        Got::NotSent(error)
    } else if error.is_connect() {
        connect::failed(error)
    } else if error.is_timeout() && !connect::is_silent(&error) {
        // Only a client of the caller's own has time limits besides the call's.
        Got::TooLate(TimeoutFault::HttpClient)
    } else {
        Got::Failed(otherwise(error))
    }
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
