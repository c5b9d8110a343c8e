//! Sends a request as often as it takes and may.

use std::time::Duration;

use http::StatusCode;
use tokio::time::{Instant, sleep, timeout_at};

use super::attempt::Attempt;
use super::context::{Call, Shared};
use super::outcome::{Got, Next};
use super::pacer::Pacer;
use super::rate_limit::RateLimit;
use super::retry_after::retry_after;
use super::{body, waits};
use crate::error::{
    TimeoutError, TimeoutFault, TransportError, TransportFault, UnexpectedResponse,
};
use crate::trace::CallSpan;

/// Sends the request. Errors of the wrapper's own are kept with the call; generated code then gets an
/// answer that no contract documents.
pub async fn exec(
    http: &reqwest::Client,
    shared: &Shared,
    call: &Call,
    request: reqwest::Request,
) -> reqwest::Response {
    let attempts = attempts(http, shared, call, request);
    let got = match call.update(|progress| progress.span.clone()) {
        Some(span) => span.within(attempts).await,
        None => attempts.await,
    };
    match got {
        Got::Answer(status) => rebuilt(call, status),
        Got::Stream(response) => response,
        Got::Redirected(_) => {
            call.fail(|exchange| {
                let redirected = true;
                UnexpectedResponse {
                    exchange,
                    redirected,
                }
                .into()
            });
            none()
        }
        Got::Failed(fault) => {
            call.fail(|exchange| TransportError { exchange, fault }.into());
            none()
        }
        Got::TooLate(fault) => {
            call.fail(|exchange| TimeoutError { exchange, fault }.into());
            none()
        }
    }
}

async fn attempts(
    http: &reqwest::Client,
    shared: &Shared,
    call: &Call,
    request: reqwest::Request,
) -> Got {
    let limits = &call.limits;
    let repeatable = limits.repeatable.unwrap_or_else(|| {
        call.update(|progress| progress.exchange.operation)
            .is_some_and(|operation| operation.repeatable)
    });
    let mut waits = waits::waits(&limits.retry);
    let mut request = request;
    let mut number = 1;
    loop {
        let queued = Instant::now();
        let permit = match limits.pacing {
            false => None,
            true => match shared.pacer.admit(call.deadline).await {
                Ok(permit) => Some(permit),
                Err(wait) => return no_room(call, wait),
            },
        };
        if Instant::now() >= call.deadline {
            let limit = limits.timeout;
            return Got::TooLate(TimeoutFault::Call { limit });
        }
        let again = request.try_clone();
        let begin = Instant::now();
        let got = attempt(http, &shared.pacer, call, request).await;
        drop(permit);
        let next = if !got.is_transient() {
            Next::Stop(None)
        } else if !repeatable {
            Next::Stop(Some(
                "the operation is not marked as safe to repeat".to_owned(),
            ))
        } else if number >= limits.retry.attempts {
            // Whoever allows several attempts knows why they end; the history has them.
            Next::Stop(None)
        } else if again.is_none() {
            Next::Stop(Some(
                "its body is a stream, which cannot be sent twice".to_owned(),
            ))
        } else {
            next(call, &mut waits)
        };
        let (wait, reason) = match &next {
            Next::Stop(_) => (None, None),
            Next::Wait(wait, reason) => (Some(*wait), Some(*reason)),
        };
        let attempt = Attempt {
            number,
            outcome: got.outcome(),
            paced: begin.saturating_duration_since(queued),
            duration: begin.elapsed(),
            wait,
            reason,
        };
        if wait.is_some() {
            CallSpan::retry(&attempt);
        }
        call.update(|progress| progress.exchange.attempts.push(attempt));
        match (next, again) {
            (Next::Wait(wait, _), Some(again)) => {
                sleep(wait).await;
                request = again;
                number += 1;
            }
            (Next::Stop(reason), _) => {
                call.update(|progress| progress.exchange.not_retried = reason);
                return got;
            }
            (Next::Wait(..), None) => return got,
        }
    }
}

/// The rate limit leaves no room in the call's time.
fn no_room(call: &Call, wait: Duration) -> Got {
    call.update(|progress| progress.exchange.retry_after = Some(wait));
    Got::TooLate(TimeoutFault::RateLimit { wait })
}

/// How long to wait for the next attempt, if that is within what the call and the client allow.
fn next(call: &Call, waits: &mut impl Iterator<Item = Duration>) -> Next {
    let asked = call.update(|progress| progress.exchange.retry_after);
    let longest = call.limits.retry.longest_retry_after;
    let (wait, reason) = match asked {
        Some(asked) if asked > longest => {
            return Next::Stop(Some(format!(
                "the service asks to wait {} s, longer than the {longest:?} that the client waits",
                asked.as_secs()
            )));
        }
        Some(asked) => (asked, "the service asked for it (Retry-After)"),
        None => (waits.next().unwrap_or_default(), "backoff"),
    };
    let left = call.deadline.saturating_duration_since(Instant::now());
    if wait >= left {
        return Next::Stop(Some(format!(
            "a wait of {wait:?} would exceed the {:?} of the call",
            call.limits.timeout
        )));
    }
    Next::Wait(wait, reason)
}

/// One attempt, in the time that an attempt has or that the call has left.
async fn attempt(
    http: &reqwest::Client,
    pacer: &Pacer,
    call: &Call,
    request: reqwest::Request,
) -> Got {
    call.update(|progress| {
        let exchange = &mut progress.exchange;
        exchange.status = None;
        exchange.headers.clear();
        exchange.body.clear();
        exchange.retry_after = None;
    });
    let limit = call.limits.attempt_timeout;
    let (until, fault) = match Instant::now().checked_add(limit) {
        Some(until) if until < call.deadline => (until, TimeoutFault::Attempt { limit }),
        _ => {
            let limit = call.limits.timeout;
            (call.deadline, TimeoutFault::Call { limit })
        }
    };
    match timeout_at(until, send(http, pacer, call, request)).await {
        Ok(got) => got,
        Err(_) => Got::TooLate(fault),
    }
}

async fn send(
    http: &reqwest::Client,
    pacer: &Pacer,
    call: &Call,
    request: reqwest::Request,
) -> Got {
    let asked = request.url().clone();
    let mut response = match http.execute(request).await {
        Ok(response) => response,
        Err(error) => {
            let error = error.without_url();
            return Got::Failed(if error.is_connect() {
                TransportFault::Connect(error)
            } else {
                TransportFault::Interrupted(error)
            });
        }
    };
    let status = response.status();
    call.update(|progress| {
        let exchange = &mut progress.exchange;
        let headers = response.headers();
        exchange.status = Some(status);
        exchange.headers.clone_from(headers);
        exchange.retry_after = retry_after(headers);
        exchange.rate_limit = RateLimit::read(headers).or(exchange.rate_limit);
    });
    if *response.url() != asked {
        return Got::Redirected(status);
    }
    let longest = call.limits.retry.longest_retry_after;
    pacer.hear(status, response.headers(), longest);
    // The place of streams: server-sent events and binary bodies go to the caller unread. Errors do not.
    if call.streamed && status.is_success() {
        return Got::Stream(response);
    }
    match body::read(&mut response, call.limits.body_limit).await {
        Ok(body) => {
            call.update(|progress| progress.exchange.body = body);
            Got::Answer(status)
        }
        Err(fault) => Got::Failed(fault),
    }
}

/// The answer once more, with its body in memory, for generated code to decode.
fn rebuilt(call: &Call, status: StatusCode) -> reqwest::Response {
    call.update(|progress| {
        let mut response = http::Response::new(progress.exchange.body.clone());
        *response.status_mut() = status;
        response
            .headers_mut()
            .clone_from(&progress.exchange.headers);
        response.into()
    })
}

/// An answer outside every contract, for where there is none.
fn none() -> reqwest::Response {
    let mut response = http::Response::new(bytes::Bytes::new());
    *response.status_mut() = StatusCode::from_u16(999).unwrap_or(StatusCode::IM_A_TEAPOT);
    response.into()
}
