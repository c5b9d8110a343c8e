//! Keeps all clones of a client within the service's rate limit, together.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::rate_limit::RateLimit;
use super::window::Window;

/// How many requests may be under way while nothing is known of the limit. It doubles with each
/// `STEP`, so that slow answers do not hold up the others for long.
const PROBES: u64 = 8;
const STEP: Duration = Duration::from_millis(250);

/// Admits requests: at once while the service's window has room, else together after its end.
///
/// After the end of a window nobody knows what the next one holds, for the limit is the whole tenant's. A
/// few requests go first, and their answers tell the others.
#[derive(Default)]
pub struct Pacer {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Default)]
struct State {
    heard: Option<RateLimit>,
    window: Window,
    under_way: u64,
}

/// What a request is to do.
enum Step {
    Go,
    /// Nothing can change before then.
    Sleep(Instant),
    /// Something may change before then.
    Watch(Instant),
}

impl Pacer {
    /// Waits for room. `Err` says how long it would take where that is beyond `deadline`.
    pub async fn admit(&self, deadline: Instant) -> Result<Permit<'_>, Duration> {
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            let now = Instant::now();
            let step = self.with(|state| state.step(now));
            match step {
                Step::Go => {
                    // The next in line may fit as well.
                    self.changed.notify_one();
                    return Ok(Permit { pacer: self });
                }
                Step::Sleep(until) if until >= deadline => {
                    return Err(until.saturating_duration_since(now));
                }
                Step::Sleep(until) => sleep_until(until).await,
                Step::Watch(until) if now >= deadline => {
                    return Err(until.saturating_duration_since(now));
                }
                Step::Watch(until) => {
                    let _ = timeout_at(until.min(deadline), changed).await;
                }
            }
        }
    }

    /// Takes note of an answer. `longest` bounds how long the service may close the window for.
    pub fn hear(&self, status: StatusCode, headers: &HeaderMap, longest: Duration) {
        let now = Instant::now();
        let limit = RateLimit::read(headers);
        self.with(|state| {
            state.heard = limit.or(state.heard);
            state.window = state.window.after(status, headers, limit, longest, now);
        });
        self.changed.notify_one();
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
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.pacer
            .with(|state| state.under_way = state.under_way.saturating_sub(1));
        self.pacer.changed.notify_one();
    }
}

impl State {
    fn step(&mut self, now: Instant) -> Step {
        let ended = match self.window {
            Window::Room { until, .. } | Window::Closed { until } => now >= until,
            Window::Fresh => true,
            Window::Unknown { .. } | Window::Unlimited => false,
        };
        if ended {
            self.window = Window::Unknown { since: now };
        }
        let step = match self.window {
            Window::Closed { until } => Step::Sleep(until),
            Window::Room {
                remaining, until, ..
            } if self.under_way >= remaining => Step::Watch(until),
            Window::Unknown { since } => {
                let steps = now.saturating_duration_since(since).as_millis() / STEP.as_millis();
                let steps = u32::try_from(steps).unwrap_or(u32::MAX).min(40);
                if self.under_way < PROBES << steps {
                    Step::Go
                } else {
                    Step::Watch(since + STEP * (steps + 1))
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
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use http::HeaderValue;

    use super::*;

    const LONGEST: Duration = Duration::from_secs(60);

    fn headers(all: &[(&'static str, &str)]) -> HeaderMap {
        let date = ("date", "Thu, 01 Jan 1970 00:16:40 GMT"); // 1000
        all.iter()
            .chain([&date])
            .map(|(name, value)| {
                let name = http::HeaderName::from_static(name);
                (name, HeaderValue::from_str(value).unwrap())
            })
            .collect()
    }

    fn room(remaining: &str, reset: &str) -> HeaderMap {
        headers(&[
            ("x-ratelimit-limit", "100"),
            ("x-ratelimit-remaining", remaining),
            ("x-ratelimit-reset", reset),
        ])
    }

    fn in_secs(secs: u64) -> Instant {
        Instant::now() + Duration::from_secs(secs)
    }

    /// How long a request waits for room.
    async fn waited(pacer: &Pacer) -> Duration {
        let begin = Instant::now();
        drop(
            pacer
                .admit(in_secs(3600))
                .await
                .unwrap_or_else(|wait| panic!("{wait:?}")),
        );
        begin.elapsed()
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_left_closes_the_window_until_its_end() {
        let pacer = Pacer::default();
        assert_eq!(waited(&pacer).await, Duration::ZERO);
        pacer.hear(StatusCode::OK, &room("0", "1010"), LONGEST);
        assert_eq!(pacer.rate_limit().unwrap().remaining, Some(0));
        assert_eq!(
            pacer.admit(in_secs(5)).await.err(),
            Some(Duration::from_secs(10))
        );
        assert_eq!(waited(&pacer).await, Duration::from_secs(10));
        assert_eq!(waited(&pacer).await, Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_429_closes_it_for_as_long_as_it_says() {
        for (all, wait) in [
            (&[("retry-after", "7")][..], 7),
            (&[("retry-after", "7"), ("x-ratelimit-reset", "1030")], 7),
            (&[("x-ratelimit-reset", "1030")], 30),
            (&[("retry-after", "99999999999")], 60),
            (&[("x-ratelimit-reset", "18446744073709551615")], 60),
            (&[("retry-after", "soon")], 1),
            (&[("retry-after", "-5")], 1),
            (&[("retry-after", "Thu, 01 Jan 1970 00:16:45 GMT")], 5),
            (&[("retry-after", "0")], 0),
            (&[], 1),
        ] {
            let pacer = Pacer::default();
            pacer.hear(StatusCode::TOO_MANY_REQUESTS, &headers(all), LONGEST);
            // Answers from before it closed change nothing.
            pacer.hear(StatusCode::OK, &room("50", "1060"), LONGEST);
            assert_eq!(waited(&pacer).await, Duration::from_secs(wait), "{all:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_are_under_way_than_the_window_has_room_for() {
        let pacer = Pacer::default();
        pacer.hear(StatusCode::OK, &room("2", "1030"), LONGEST);
        let first = pacer.admit(in_secs(1)).await.ok().unwrap();
        let second = pacer.admit(in_secs(1)).await.ok().unwrap();
        assert!(pacer.admit(in_secs(1)).await.is_err());
        // Counted on the service's side, and done with.
        pacer.hear(StatusCode::OK, &room("1", "1030"), LONGEST);
        drop(first);
        assert!(pacer.admit(in_secs(1)).await.is_err());
        // One that fails without an answer makes room again.
        drop(second);
        assert_eq!(waited(&pacer).await, Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_service_without_a_limit_is_not_slowed_down() {
        let pacer = Pacer::default();
        pacer.hear(StatusCode::OK, &headers(&[]), LONGEST);
        let mut permits = Vec::new();
        let begin = Instant::now();
        for _ in 0..500 {
            permits.push(pacer.admit(in_secs(1)).await.ok().unwrap());
        }
        assert_eq!(begin.elapsed(), Duration::ZERO);
        assert_eq!(pacer.rate_limit(), None);
    }

    #[tokio::test(start_paused = true)]
    async fn slow_first_answers_hold_nobody_up_for_long() {
        let pacer = Pacer::default();
        let mut permits = Vec::new();
        let begin = Instant::now();
        for _ in 0..1000 {
            permits.push(pacer.admit(in_secs(10)).await.ok().unwrap());
        }
        assert_eq!(begin.elapsed(), STEP * 7);
    }

    /// A service with a window of 100 requests in 10 s, and 1,000 requests at once.
    #[tokio::test(start_paused = true)]
    async fn a_crowd_keeps_within_the_windows() {
        let pacer = Arc::new(Pacer::default());
        let refused = Arc::new(AtomicU64::new(0));
        let counted = Arc::new(Mutex::new((0_u64, 100_u64)));
        let begin = Instant::now();
        let calls: Vec<_> = (0..1000)
            .map(|_| {
                let (pacer, refused, counted) = (pacer.clone(), refused.clone(), counted.clone());
                tokio::spawn(async move {
                    loop {
                        let permit = pacer.admit(in_secs(3600)).await.ok().unwrap();
                        let latency = Duration::from_millis(fastrand::u64(1..40));
                        tokio::time::sleep(latency / 2).await;
                        let now = begin.elapsed().as_secs();
                        let left = {
                            let mut counted = counted.lock().unwrap();
                            if counted.0 != now / 10 {
                                *counted = (now / 10, 100);
                            }
                            let left = counted.1;
                            counted.1 = left.saturating_sub(1);
                            left
                        };
                        tokio::time::sleep(latency / 2).await;
                        let mut headers = room(
                            &left.saturating_sub(1).to_string(),
                            &(1000 + (now / 10 + 1) * 10).to_string(),
                        );
                        let date = std::time::UNIX_EPOCH + Duration::from_secs(1000 + now);
                        let date = httpdate::fmt_http_date(date);
                        headers.insert("date", HeaderValue::from_str(&date).unwrap());
                        let status = if left == 0 { 429 } else { 200 };
                        let status = StatusCode::from_u16(status).unwrap();
                        pacer.hear(status, &headers, LONGEST);
                        drop(permit);
                        if left > 0 {
                            return;
                        }
                        refused.fetch_add(1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        for call in calls {
            call.await.unwrap();
        }
        let refused = refused.load(Ordering::Relaxed);
        assert!(
            refused <= 10 * PROBES,
            "{refused} of 1000 were sent in vain"
        );
        assert!(
            begin.elapsed() < Duration::from_secs(120),
            "{:?}",
            begin.elapsed()
        );
        eprintln!("{refused} requests in vain, {:?}", begin.elapsed());
    }
}
