//! Keeps all clones of a client within the service's rate limit, together.
//!
//! While the service's window has room, requests go at once; while it is closed, none does. In between,
//! at the start and after the end of a window, nobody knows what it holds, for the limit is the whole
//! tenant's. Then a few requests go first, and their answers tell the others:
//!
//! * `PROBES` may be under way at first, and fewer after a closed window.
//! * Each answer that says nothing of a limit (a 502 of a gateway) lets one more be under way, so that
//!   their number doubles with each round trip.
//! * Without an answer it doubles with each `STEP`, but no further than to `UNANSWERED`: slow answers
//!   hold up the others for a while, and a crowd never goes blindly.
//! * An answer that states a limit gives the window's room, a 429 closes it, and a success without a word
//!   of a limit means that there is none.
//!
//! Requests that are given up make room for others, so that a service that never answers starves nobody.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::rate_limit::RateLimit;
use super::window::Window;
use crate::service::RateLimitHeaders;

const STEP: Duration = Duration::from_millis(250);
const UNANSWERED: u64 = 32;

/// Admits requests: at once while the service's window has room, else together after its end.
pub struct Pacer {
    /// The headers that state the limit.
    names: RateLimitHeaders,
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Default)]
struct State {
    heard: Option<RateLimit>,
    window: Window,
    under_way: u64,
}

/// Why a request may not be sent in the time that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRoom {
    /// The service's limit is used up for so long.
    UsedUp(Duration),
    /// Nothing is known of a limit, and so many requests before it were not answered yet.
    Unanswered(u64),
}

impl fmt::Display for NoRoom {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UsedUp(wait) => write!(
                formatter,
                "the service's rate limit is used up for another {} s, longer than the call may wait",
                wait.as_millis().div_ceil(1000)
            ),
            Self::Unanswered(under_way) => write!(
                formatter,
                "nothing is known of the service's rate limit yet, and {under_way} requests that went first were not answered in the time of the call"
            ),
        }
    }
}

/// What a request is to do.
enum Step {
    Go,
    /// Nothing can change before then.
    Sleep(Instant),
    /// Something may change, at the latest then.
    Watch(Option<Instant>, NoRoom),
}

impl Default for Pacer {
    fn default() -> Self {
        Self::new(RateLimitHeaders::X_RATE_LIMIT)
    }
}

impl Pacer {
    pub fn new(names: RateLimitHeaders) -> Self {
        Self {
            names,
            state: Mutex::default(),
            changed: Notify::default(),
        }
    }

    /// Waits for room, until `deadline`, and in a closed window no longer than `longest`.
    pub async fn admit(&self, deadline: Instant, longest: Duration) -> Result<Permit<'_>, NoRoom> {
        // Most find room at once.
        let now = Instant::now();
        if let Step::Go = self.step(now, deadline, longest)? {
            return Ok(self.permit(now));
        }
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            let now = Instant::now();
            match self.step(now, deadline, longest)? {
                Step::Go => return Ok(self.permit(now)),
                Step::Sleep(until) => sleep_until(until).await,
                Step::Watch(_, why) if now >= deadline => return Err(why),
                Step::Watch(until, _) => {
                    let until = until.map_or(deadline, |until| until.min(deadline));
                    let _ = timeout_at(until, changed).await;
                }
            }
        }
    }

    fn step(&self, now: Instant, deadline: Instant, longest: Duration) -> Result<Step, NoRoom> {
        self.with(|state| match state.pause(now, deadline, longest) {
            Some(pause) => Err(NoRoom::UsedUp(pause)),
            None => Ok(state.step(now)),
        })
    }

    fn permit(&self, at: Instant) -> Permit<'_> {
        // The next in line may fit as well.
        self.changed.notify_one();
        Permit { pacer: self, at }
    }

    /// How long the window is closed for, by the service's word, where that is too long to wait for.
    pub fn pause(&self, deadline: Instant, longest: Duration) -> Option<Duration> {
        self.with(|state| state.pause(Instant::now(), deadline, longest))
    }

    /// Takes note of an answer, and says what it states of the limit.
    pub fn hear(&self, status: StatusCode, headers: &HeaderMap) -> Option<RateLimit> {
        let now = Instant::now();
        let limit = RateLimit::read(headers, &self.names);
        self.with(|state| {
            state.heard = limit.or(state.heard);
            state.window = state.window.after(status, headers, limit, now);
        });
        self.changed.notify_one();
        limit
    }

    /// The limit as the last answer that stated one had it.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.with(|state| state.heard)
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A request under way.
pub struct Permit<'a> {
    pacer: &'a Pacer,
    /// When there was room.
    pub at: Instant,
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.pacer
            .with(|state| state.under_way = state.under_way.saturating_sub(1));
        self.pacer.changed.notify_one();
    }
}

impl State {
    fn pause(&self, now: Instant, deadline: Instant, longest: Duration) -> Option<Duration> {
        match self.window.at(now) {
            Window::Closed { until, stated } => {
                let wait = until.saturating_duration_since(now);
                (until >= deadline || wait > longest).then(|| stated.saturating_duration_since(now))
            }
            _ => None,
        }
    }

    fn step(&mut self, now: Instant) -> Step {
        self.window = self.window.at(now);
        let step = match self.window {
            Window::Closed { until, .. } => Step::Sleep(until),
            Window::Room {
                remaining, until, ..
            } if self.under_way >= remaining => {
                let wait = until.saturating_duration_since(now);
                Step::Watch(Some(until), NoRoom::UsedUp(wait))
            }
            Window::Unknown {
                since,
                probes,
                answers,
            } => {
                let steps = now.saturating_duration_since(since).as_millis() / STEP.as_millis();
                let steps = u32::try_from(steps).unwrap_or(u32::MAX).min(16);
                let unanswered = (probes << steps).min(UNANSWERED);
                if self.under_way < unanswered.saturating_add(answers) {
                    Step::Go
                } else {
                    let more = since + STEP * (steps + 1);
                    let more = Some(more).filter(|_| unanswered < UNANSWERED);
                    Step::Watch(more, NoRoom::Unanswered(self.under_way))
                }
            }
            Window::Room { .. } | Window::Unlimited | Window::Fresh => Step::Go,
        };
        if matches!(step, Step::Go) {
            self.under_way += 1;
        }
        step
    }
}

#[cfg(test)]
mod tests;
