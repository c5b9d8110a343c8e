//! One attempt: a request, and the part of the response that is read.

use reqwest::Url;
use tokio::time::{Instant, timeout_at};

use super::body::{self, BodyReadError};
use super::connect;
use super::content::expected_instead;
use super::context::{Call, Shared, Taken};
use super::outcome::AttemptResult;
use super::rate_limit::RateLimit;
use super::retry_after::asked;
use crate::error::{RequestErrorKind, TimeoutErrorKind, TransportErrorKind};
use crate::values::Cause;

/// One attempt, in the time that an attempt has or that the call has left.
pub async fn attempt(
    shared: &Shared,
    call: &Call,
    request: reqwest::Request,
    begin: Instant,
) -> AttemptResult {
    call.update(|progress| {
        progress.sending = true;
        progress.record.forget_response();
    });
    let limit = call.limits.attempt_timeout;
    let (until, fault) = match begin.checked_add(limit) {
        Some(until) if until < call.deadline => (until, TimeoutErrorKind::Attempt { limit }),
        _ => {
            let limit = call.limits.timeout;
            (call.deadline, TimeoutErrorKind::Call { limit })
        }
    };
    let pool = shared.connections.pool();
    let url = request.url().clone();
    let mut response = match timeout_at(until, pool.http.execute(request)).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => return failed(shared, error, TransportErrorKind::Interrupted),
        Err(_) => {
            shared.connections.leave(&pool);
            return AttemptResult::TooLate(fault);
        }
    };
    pool.saw(response.version());
    if !is_same(response.url(), &url) {
        let limit = RateLimit::read(response.headers(), &shared.service.rate_limit);
        keep_head(shared, call, &mut response, limit);
        return AttemptResult::Redirected(response.status());
    }
    let limit = shared
        .rate_limiter
        .observe(response.status(), response.headers());
    keep_head(shared, call, &mut response, limit);
    let result = read(shared, call, response, until, fault).await;
    if let AttemptResult::TooLate(_) = result {
        shared.connections.leave(&pool);
    }
    result
}

/// Keeps what the head of a response says. The headers move, but for those of a stream, which go with it.
fn keep_head(
    shared: &Shared,
    call: &Call,
    response: &mut reqwest::Response,
    limit: Option<RateLimit>,
) {
    let status = response.status();
    let headers = match call.taken {
        Taken::Bytes | Taken::Events => response.headers().clone(),
        Taken::Whole => std::mem::take(response.headers_mut()),
    };
    call.update(|progress| {
        let record = &mut progress.record;
        record.status = Some(status);
        record.retry_after = asked(status, &headers, limit);
        record.headers = headers;
        record.redact_headers(&shared.credentials);
        record.rate_limit = limit.or(record.rate_limit);
    });
}

async fn read(
    shared: &Shared,
    call: &Call,
    mut response: reqwest::Response,
    until: Instant,
    fault: TimeoutErrorKind,
) -> AttemptResult {
    let (status, limit) = (response.status(), call.limits.body_limit);
    let expected = expected_instead(shared, call, &response);
    // The place of streams: server-sent events and binary bodies go to the caller unread. Errors do not.
    if call.taken != Taken::Whole && status.is_success() && expected.is_none() {
        return AttemptResult::Stream(response);
    }
    if expected.is_none() && status.is_success() && body::is_longer(&response, limit) {
        return AttemptResult::Failed(TransportErrorKind::BodyTooLarge { limit });
    }
    let (body, error) = body::read(&mut response, limit, until).await;
    match error {
        Some(error) if status.is_success() && expected.is_none() => match error {
            BodyReadError::TooLarge => {
                AttemptResult::Failed(TransportErrorKind::BodyTooLarge { limit })
            }
            BodyReadError::BrokeOff(error) if is_compression(&error) => {
                AttemptResult::Failed(TransportErrorKind::Compression(cause(shared, &error)))
            }
            BodyReadError::BrokeOff(error) => failed(shared, error, TransportErrorKind::Body),
            BodyReadError::TooLate => AttemptResult::TooLate(fault),
        },
        // An error is what its status says, however much of its body came.
        error => {
            let cut = error.map(|error| error.words());
            call.update(|progress| {
                progress.record.body = body;
                progress.record.cut = cut;
            });
            if let Some(expected) = expected {
                return AttemptResult::Unexpected(status, expected);
            }
            // With what was not read of it goes its connection.
            AttemptResult::Response(status)
        }
    }
}

fn failed(
    shared: &Shared,
    error: reqwest::Error,
    otherwise: impl Fn(Cause) -> TransportErrorKind,
) -> AttemptResult {
    let error = error.without_url();
    if error.is_builder() {
        AttemptResult::NotSent(RequestErrorKind::Build(error))
    } else if error.is_connect() {
        connect::failed(shared, error)
    } else if connect::is_own_limit(&error) {
        AttemptResult::TooLate(TimeoutErrorKind::HttpClient)
    } else {
        AttemptResult::Failed(otherwise(cause(shared, &error)))
    }
}

/// What is kept of an error: it may hold what the server sent.
pub fn cause(shared: &Shared, error: &reqwest::Error) -> Cause {
    Cause::new(error, &|text| shared.credentials.redact(text))
}

/// Whether the body came, and could not be decompressed: what the connection fails with is an error of hyper's.
pub fn is_compression(error: &reqwest::Error) -> bool {
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
