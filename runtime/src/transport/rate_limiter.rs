//! Keeps all clones of a client within the service's rate limit, together.
//!
//! While the service's window has room, requests go at once; while it is closed, none does. In between,
//! at the start and after the end of a window, its room is unknown, because the limit is the whole
//! tenant's. Then a few requests go first, and the others depend on their responses:
//!
//! * `PROBES` may be in flight at first, and fewer after a closed window.
//! * Each response that does not state a limit (a 502 of a gateway) allows one more in flight: their number
//!   doubles with each round trip.
//! * Without a response it doubles with each `STEP`, but only up to `UNANSWERED`: slow responses
//!   delay the others for a while, and a crowd never goes blindly.
//! * A response that states a limit determines the window's room, a 429 closes it, and a success that does
//!   not state a limit means that the service has none.
//!
//! Requests that are given up make room for others: a service that never responds does not starve the calls.
//!
//! Calls wait in line, and only the first one watches the window: it is woken by every change, and
//! wakes the next when it leaves, whether it was admitted, gave up or was dropped. The others are woken when
//! they have become the first, or when the window closes for longer than they wait. All of this is decided
//! under one lock, so `tests/schedules.rs` can try every order of events.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Poll, Waker, ready};
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use tokio::time::{Instant, sleep_until};

use super::line::{Line, Patience};
use super::rate_limit::RateLimit;
use super::reasons::NotRetried;
use super::window::Window;
use crate::service::RateLimitHeaders;

const STEP: Duration = Duration::from_millis(250);
const UNANSWERED: u64 = 32;

/// Admits requests: at once while the service's window has room, else together after its end.
pub struct RateLimiter {
    /// The headers that state the limit.
    names: RateLimitHeaders,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    observed: Option<RateLimit>,
    window: Window,
    under_way: u64,
    line: Line,
}

/// Why a request may not be sent in the time that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Throttled {
    /// The service's limit is used up for this long.
    UsedUp(Duration),
    /// The limit is unknown, and this many earlier requests have no response yet.
    Unanswered(u64),
}

impl From<Throttled> for NotRetried {
    fn from(why: Throttled) -> Self {
        match why {
            Throttled::UsedUp(wait) => Self::RateLimit { wait },
            Throttled::Unanswered(under_way) => Self::Unanswered { under_way },
        }
    }
}

/// Whether the window has room for one more request.
enum Admission {
    Open,
    /// None, and until then only a response or the end of a request can change that.
    Throttled(Option<Instant>, Throttled),
}

/// What a call is to do.
#[derive(Debug)]
enum Turn {
    Go,
    GiveUp(Throttled),
    /// Look again when woken, and at the latest then.
    Wait(Instant),
}

impl Default for RateLimiter {
    fn default() -> Self {
        Self::new(RateLimitHeaders::X_RATE_LIMIT)
    }
}

impl RateLimiter {
    pub fn new(names: RateLimitHeaders) -> Self {
        Self {
            names,
            state: Mutex::default(),
        }
    }

    /// Waits for room, until `deadline`, and in a closed window no longer than `longest`.
    pub async fn admit(
        &self,
        deadline: Instant,
        longest: Duration,
    ) -> Result<Permit<'_>, Throttled> {
        let mut waiter = Waiter {
            rate_limiter: self,
            number: None,
            patience: Patience { deadline, longest },
        };
        // Most find room at once, and need no timer.
        let now = Instant::now();
        match waiter.look(now, None) {
            Turn::Go => return Ok(self.permit(now)),
            Turn::GiveUp(why) => return Err(why),
            Turn::Wait(_) => {}
        }
        let mut timer = pin!(sleep_until(deadline));
        poll_fn(|context| {
            loop {
                let now = Instant::now();
                match waiter.look(now, Some(context.waker())) {
                    Turn::Go => return Poll::Ready(Ok(self.permit(now))),
                    Turn::GiveUp(why) => return Poll::Ready(Err(why)),
                    Turn::Wait(until) => {
                        if timer.deadline() != until {
                            timer.as_mut().reset(until);
                        }
                        ready!(timer.as_mut().poll(context));
                    }
                }
            }
        })
        .await
    }

    fn permit(&self, at: Instant) -> Permit<'_> {
        Permit {
            rate_limiter: self,
            at,
        }
    }

    /// How long the window is closed for, by the service's word, where that is too long to wait for.
    pub fn pause(&self, deadline: Instant, longest: Duration) -> Option<Duration> {
        let patience = Patience { deadline, longest };
        self.with(|state| state.window.pause(patience, Instant::now()))
    }

    /// Takes note of a response, and says what it states of the limit.
    pub fn observe(&self, status: StatusCode, headers: &HeaderMap) -> Option<RateLimit> {
        self.observe_at(status, headers, Instant::now())
    }

    fn observe_at(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        now: Instant,
    ) -> Option<RateLimit> {
        let limit = RateLimit::read(headers, &self.names);
        let wake = self.with(|state| {
            state.observed = limit.or(state.observed);
            state.window = state.window.after(status, headers, limit, now);
            match state.window {
                window @ Window::Closed { .. } => {
                    let too_long = |patience| window.pause(patience, now).is_some();
                    state.line.first_and(too_long)
                }
                _ => state.line.first().into_iter().collect(),
            }
        });
        wake.into_iter().for_each(Waker::wake);
        limit
    }

    /// The limit as the last response that stated one had it.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.with(|state| state.observed)
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A call that requests room: one that waits has a number in the line.
struct Waiter<'a> {
    rate_limiter: &'a RateLimiter,
    number: Option<u64>,
    patience: Patience,
}

impl Waiter<'_> {
    /// Checks whether it is this call's turn. If not, the call waits in line, provided that it has a waker. If
    /// so, or if its turn will not come, the call has left the line, and the next one is woken.
    fn look(&mut self, now: Instant, waker: Option<&Waker>) -> Turn {
        let Self {
            rate_limiter,
            number,
            patience,
        } = self;
        let (turn, next) = rate_limiter.with(|state| {
            let turn = state.turn(*number, *patience, now);
            let next = match turn {
                Turn::Wait(_) => {
                    if let Some(waker) = waker {
                        *number = Some(state.line.wait(*number, *patience, waker));
                    }
                    None
                }
                Turn::Go | Turn::GiveUp(_) => state.line.leave(number.take()),
            };
            (turn, next)
        });
        next.into_iter().for_each(Waker::wake);
        turn
    }
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        let number = self.number.take();
        if number.is_some() {
            let next = self.rate_limiter.with(|state| state.line.leave(number));
            next.into_iter().for_each(Waker::wake);
        }
    }
}

/// A request under way.
pub struct Permit<'a> {
    rate_limiter: &'a RateLimiter,
    /// When there was room.
    pub at: Instant,
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let next = self.rate_limiter.with(|state| {
            state.under_way = state.under_way.saturating_sub(1);
            state.line.first()
        });
        next.into_iter().for_each(Waker::wake);
    }
}

impl State {
    /// What a call is to do that has this number in line, or none yet.
    fn turn(&mut self, number: Option<u64>, patience: Patience, now: Instant) -> Turn {
        if let Some(pause) = self.window.pause(patience, now) {
            return Turn::GiveUp(Throttled::UsedUp(pause));
        }
        // A call whose time is over does not wait for its turn to fail.
        let over = now >= patience.deadline;
        if !over && !self.line.is_first(number) {
            return Turn::Wait(patience.deadline);
        }
        self.window = self.window.at(now);
        match self.admission(now) {
            Admission::Open => {
                self.under_way += 1;
                Turn::Go
            }
            Admission::Throttled(_, why) if over => Turn::GiveUp(why),
            Admission::Throttled(until, _) => {
                Turn::Wait(until.map_or(patience.deadline, |until| until.min(patience.deadline)))
            }
        }
    }

    fn admission(&self, now: Instant) -> Admission {
        match self.window.at(now) {
            Window::Closed { until, .. } => {
                let wait = until.saturating_duration_since(now);
                Admission::Throttled(Some(until), Throttled::UsedUp(wait))
            }
            Window::Open {
                remaining, until, ..
            } if self.under_way >= remaining => {
                let wait = until.saturating_duration_since(now);
                Admission::Throttled(Some(until), Throttled::UsedUp(wait))
            }
            Window::Unknown {
                since,
                probes,
                responses,
            } => {
                let steps = now.saturating_duration_since(since).as_millis() / STEP.as_millis();
                let steps = u32::try_from(steps).unwrap_or(u32::MAX).min(16);
                let unanswered = (probes << steps).min(UNANSWERED);
                if self.under_way < unanswered.saturating_add(responses) {
                    return Admission::Open;
                }
                let more = since + STEP * (steps + 1);
                let more = Some(more).filter(|_| unanswered < UNANSWERED);
                Admission::Throttled(more, Throttled::Unanswered(self.under_way))
            }
            Window::Open { .. } | Window::Unlimited | Window::Fresh => Admission::Open,
        }
    }
}

#[cfg(test)]
mod tests;
