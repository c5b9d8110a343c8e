//! Sends a request as often as it takes and may.

use std::time::Duration;

use http::StatusCode;
use tokio::time::{Instant, sleep};

use super::attempt::Attempt;
use super::context::{Call, Shared};
use super::outcome::{AttemptResult, Next};
use super::prepare::prepare;
use super::rate_limiter::Throttled;
use super::reasons::{NotRetried, WaitReason};
use super::retry_after::retry_after;
use super::send::attempt;
use super::token::{self, Refreshed};
use super::waits;
use crate::error::{
    ConfigurationError, Error, RequestError, TimeoutError, TimeoutErrorKind, TokenError,
    TransportError, UnexpectedResponse,
};
use crate::request::ToRequest;
use crate::trace::CallSpan;

/// Sends the request. The response of a stream is returned; every other one is kept with the call, read.
pub async fn run(
    shared: &Shared,
    call: &Call,
    source: &dyn ToRequest,
) -> Result<Option<reqwest::Response>, Error> {
    // On the heap: a call's future is moved several times before it is first polled.
    let attempts = Box::pin(attempts(shared, call, source));
    let result = match call.update(|progress| progress.span.clone()) {
        Some(span) => span.within(attempts).await,
        None => attempts.await,
    };
    Err(match result {
        AttemptResult::Response(_) => return Ok(None),
        AttemptResult::Stream(response) => return Ok(Some(response)),
        AttemptResult::Redirected(_) => UnexpectedResponse {
            record: call.record(),
            redirected: true,
            expected: None,
        }
        .into(),
        AttemptResult::Unexpected(_, expected) => UnexpectedResponse {
            record: call.record(),
            redirected: false,
            expected: Some(expected),
        }
        .into(),
        AttemptResult::Failed(fault) => TransportError {
            record: call.record(),
            fault,
            server: shared.base.server(),
        }
        .into(),
        AttemptResult::NoTls => ConfigurationError::NoTls {
            server: shared.base.server(),
        }
        .into(),
        AttemptResult::NoToken(source) => TokenError {
            record: call.record(),
            source,
        }
        .into(),
        AttemptResult::NotSent(fault) => RequestError {
            record: call.record(),
            fault,
        }
        .into(),
        AttemptResult::TooLate(fault) => TimeoutError {
            record: call.record(),
            fault,
        }
        .into(),
    })
}

async fn attempts(shared: &Shared, call: &Call, source: &dyn ToRequest) -> AttemptResult {
    let limits = &call.limits;
    let repeatable = limits.repeatable.unwrap_or_else(|| {
        call.update(|progress| progress.record.operation)
            .is_some_and(|operation| operation.idempotent)
    });
    // Most calls need none.
    let mut waits = None;
    let mut number = 1;
    let mut last = None;
    let provider = shared.credentials.provider();
    let mut token = match provider {
        // On the heap: most calls have no provider to wait for.
        Some(provider) => match Box::pin(token::first(shared, call, provider, source)).await {
            Ok(token) => token,
            Err(failed) => return failed,
        },
        None => None,
    };
    // Another token is asked for once. It is not a repetition of what failed, and does not use one up.
    let mut refreshes = provider.filter(|_| token.is_some());
    let mut most = limits.retry.attempts;
    loop {
        let request = match prepare(shared, call, source, token.as_deref()) {
            Ok(request) => request,
            Err(why) => return AttemptResult::NotSent(why),
        };
        let queued = Instant::now();
        let longest = limits.retry.longest_retry_after;
        let permit = match limits.pacing {
            false => None,
            true => match shared.rate_limiter.admit(call.deadline, longest).await {
                Ok(permit) => Some(permit),
                Err(why) => return throttled(call, why, last),
            },
        };
        let begin = permit.as_ref().map_or(queued, |permit| permit.at);
        if begin >= call.deadline {
            return out_of_time(call, last);
        }
        let mut result = attempt(shared, call, request, begin).await;
        let duration = begin.elapsed();
        drop(permit);
        let refreshed = match (&token, refreshes.take_if(|_| result.is_unauthorized())) {
            (Some(token), Some(provider)) => {
                Some(Box::pin(token::refresh(call, provider, token)).await)
            }
            _ => None,
        };
        let outcome = result.outcome();
        let next = if let Some(refreshed) = refreshed {
            match refreshed {
                Refreshed::Again(other) => {
                    token = Some(other);
                    most = most.saturating_add(1);
                    Next::Wait(Duration::ZERO, WaitReason::TokenRefused)
                }
                Refreshed::Same => Next::Stop(Some(NotRetried::SameToken)),
                Refreshed::Failed(failed) => {
                    result = failed;
                    Next::Stop(None)
                }
            }
        } else if !result.is_transient() {
            Next::Stop(None)
        } else if !repeatable {
            Next::Stop(Some(NotRetried::NotRepeatable))
        } else if number >= most {
            Next::Stop(Some(NotRetried::AttemptsUsedUp { attempts: most }))
        } else {
            let waits = waits.get_or_insert_with(|| waits::waits(&limits.retry));
            next(shared, call, waits)
        };
        let (wait, reason) = match &next {
            Next::Stop(_) => (None, None),
            Next::Wait(wait, reason) => (Some(*wait), Some(*reason)),
        };
        let attempt = Attempt {
            number,
            outcome,
            throttled_for: begin.saturating_duration_since(queued),
            duration,
            wait,
            reason,
        };
        shared.observer.saw(shared, call, &attempt);
        if wait.is_some() {
            CallSpan::retry(&attempt);
        }
        call.update(|progress| {
            progress.sending = false;
            progress.record.attempts.push(attempt);
        });
        match next {
            Next::Wait(wait, _) => {
                sleep(wait).await;
                number += 1;
                last = Some(result);
            }
            Next::Stop(reason) => {
                call.update(|progress| progress.record.not_retried = reason);
                return result;
            }
        }
    }
}

/// The rate limiter does not admit the request in the time of the call: the last result counts, if there is one.
fn throttled(call: &Call, why: Throttled, last: Option<AttemptResult>) -> AttemptResult {
    if let Throttled::UsedUp(wait) = why {
        call.update(|progress| progress.record.retry_after = Some(wait));
    }
    let fault = match why {
        Throttled::UsedUp(wait) => TimeoutErrorKind::RateLimit { wait },
        Throttled::Unanswered(under_way) => TimeoutErrorKind::Unanswered { under_way },
    };
    last.map_or(AttemptResult::TooLate(fault), |last| {
        give_up(call, last, why.into())
    })
}

fn out_of_time(call: &Call, last: Option<AttemptResult>) -> AttemptResult {
    let limit = call.limits.timeout;
    match last {
        None => AttemptResult::TooLate(TimeoutErrorKind::Call { limit }),
        Some(last) => give_up(call, last, NotRetried::TimeUp { timeout: limit }),
    }
}

/// No further attempt after all: the last result counts.
fn give_up(call: &Call, last: AttemptResult, reason: NotRetried) -> AttemptResult {
    call.update(|progress| {
        let record = &mut progress.record;
        record.not_retried = Some(reason);
        if let Some(attempt) = record.attempts.last_mut() {
            (attempt.wait, attempt.reason) = (None, None);
        }
    });
    last
}

/// How long to wait for the next attempt, if that is within what the call and the client allow.
fn next(shared: &Shared, call: &Call, waits: &mut impl Iterator<Item = Duration>) -> Next {
    let (refused, asked, by_header) = call.update(|progress| {
        let record = &progress.record;
        (
            record.status == Some(StatusCode::TOO_MANY_REQUESTS),
            record.retry_after,
            retry_after(&record.headers).is_some(),
        )
    });
    let longest = call.limits.retry.longest_retry_after;
    let (wait, reason) = match asked {
        Some(asked) if asked > longest => {
            let wait = asked;
            return Next::Stop(Some(NotRetried::WaitTooLong { wait, longest }));
        }
        // A 429 that asks for no wait was rounded down: the very next moment is too early.
        Some(asked) if !(refused && asked.is_zero()) => match by_header {
            true => (asked, WaitReason::RetryAfter),
            false => (asked, WaitReason::RateLimitReset),
        },
        _ => (waits.next().unwrap_or_default(), WaitReason::Backoff),
    };
    let left = call.deadline.saturating_duration_since(Instant::now());
    if wait >= left {
        let timeout = call.limits.timeout;
        return Next::Stop(Some(NotRetried::NoTimeToWait { wait, timeout }));
    }
    let pause = shared
        .rate_limiter
        .pause(call.deadline, longest)
        .filter(|_| call.limits.pacing);
    if let Some(pause) = pause {
        call.update(|progress| progress.record.retry_after = Some(pause));
        return Next::Stop(Some(NotRetried::RateLimit { wait: pause }));
    }
    Next::Wait(wait, reason)
}
