//! Every order in which a few calls can be polled and dropped, responses can come, requests can end and time can
//! pass, tried out on the rate limiter itself: in none of them is a call left waiting that could go or give up.
//!
//! A step of a schedule is what happens while the rate limiter's lock is held once, so threads cannot cause anything
//! that no schedule has. A state that two schedules share is explored once.

use std::collections::HashSet;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Wake;

use super::*;

/// How a service responds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Observed {
    /// 429, closed for a second.
    Refused,
    /// 429, closed for longer than some wait.
    RefusedForLong,
    /// Room for one request, for a second.
    Open,
    /// Nothing said of a limit, by a gateway.
    Gateway,
    /// Nothing said of a limit, by the service.
    Unlimited,
}

const OBSERVED: [Observed; 5] = [
    Observed::Refused,
    Observed::RefusedForLong,
    Observed::Open,
    Observed::Gateway,
    Observed::Unlimited,
];

#[derive(Clone, Copy, Debug)]
enum Step {
    /// Call number so is polled, as it is new, was woken, or its timer has run out.
    Poll(usize),
    /// Its future, or its request, is dropped.
    Drop(usize),
    /// Its request is responded to.
    Observe(usize, Observed),
    /// The clock advances to the next timer.
    Tick,
}

/// What is known of the service when the calls begin.
#[derive(Clone, Copy, Debug)]
enum Begin {
    /// A window that was closed has just ended.
    AfterClosed,
    /// Room for one request.
    OpenForOne,
    /// As many requests are under way as may be before the first response; one belongs to the first call.
    Crowded,
}

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

enum Call<'a> {
    New(Waiter<'a>),
    /// With its timer.
    Waiting(Waiter<'a>, Instant),
    /// Its request is under way, and was responded to or not.
    Sent {
        _permit: Permit<'a>,
        observed: bool,
    },
    Done,
}

struct World<'a> {
    rate_limiter: &'a RateLimiter,
    now: Instant,
    calls: Vec<(Call<'a>, Arc<Flag>)>,
    others: Vec<Permit<'a>>,
}

impl<'a> World<'a> {
    fn new(
        rate_limiter: &'a RateLimiter,
        origin: Instant,
        begin: Begin,
        calls: &[Patience],
    ) -> Self {
        let mut now = origin;
        let mut others = Vec::new();
        let patient = Patience {
            deadline: origin + Duration::from_secs(1_000_000),
            longest: Duration::MAX,
        };
        let go = |now| {
            let mut waiter = Waiter {
                rate_limiter,
                number: None,
                patience: patient,
            };
            matches!(waiter.look(now, None), Turn::Go).then(|| rate_limiter.permit(now))
        };
        match begin {
            Begin::AfterClosed => {
                respond(rate_limiter, Observed::Refused, now);
                now += Duration::from_secs(1);
            }
            Begin::OpenForOne => respond(rate_limiter, Observed::Open, now),
            Begin::Crowded => {
                while (others.len() as u64) < UNANSWERED {
                    match go(now) {
                        Some(permit) => others.push(permit),
                        None => now += STEP,
                    }
                }
            }
        }
        let mut world = Self {
            rate_limiter,
            now,
            calls: Vec::new(),
            others,
        };
        if let Some(permit) = world.others.pop() {
            world.calls.push((
                Call::Sent {
                    _permit: permit,
                    observed: false,
                },
                flag(),
            ));
        }
        for patience in calls {
            let patience = Patience {
                deadline: now + (patience.deadline - origin),
                ..*patience
            };
            let waiter = Waiter {
                rate_limiter,
                number: None,
                patience,
            };
            world.calls.push((Call::New(waiter), flag()));
        }
        world
    }

    fn may_poll(&self, at: usize) -> bool {
        match &self.calls[at] {
            (Call::New(_), _) => true,
            (Call::Waiting(_, timer), woken) => {
                woken.0.load(Ordering::SeqCst) || *timer <= self.now
            }
            _ => false,
        }
    }

    fn next_timer(&self) -> Option<Instant> {
        let timers = self.calls.iter().filter_map(|(call, _)| match call {
            Call::Waiting(_, timer) if *timer > self.now => Some(*timer),
            _ => None,
        });
        timers.min()
    }

    fn enabled(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        for (at, (call, _)) in self.calls.iter().enumerate() {
            if self.may_poll(at) {
                steps.push(Step::Poll(at));
            }
            match call {
                Call::Waiting(..) => steps.push(Step::Drop(at)),
                Call::Sent { observed, .. } => {
                    steps.push(Step::Drop(at));
                    if !observed {
                        steps.extend(OBSERVED.map(|observed| Step::Observe(at, observed)));
                    }
                }
                Call::New(_) | Call::Done => {}
            }
        }
        steps.extend(self.next_timer().map(|_| Step::Tick));
        steps
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Poll(at) => {
                let flag = Arc::clone(&self.calls[at].1);
                flag.0.store(false, Ordering::SeqCst);
                let call = std::mem::replace(&mut self.calls[at].0, Call::Done);
                let (Call::New(mut waiter) | Call::Waiting(mut waiter, _)) = call else {
                    unreachable!("only what waits is polled")
                };
                self.calls[at].0 = match waiter.look(self.now, Some(&Waker::from(flag))) {
                    Turn::Go => Call::Sent {
                        _permit: self.rate_limiter.permit(self.now),
                        observed: false,
                    },
                    Turn::GiveUp(_) => Call::Done,
                    Turn::Wait(until) => {
                        assert!(until > self.now, "a timer that has run out already");
                        Call::Waiting(waiter, until)
                    }
                };
            }
            Step::Drop(at) => self.calls[at].0 = Call::Done,
            Step::Observe(at, observed) => {
                respond(self.rate_limiter, observed, self.now);
                if let Call::Sent {
                    observed: before, ..
                } = &mut self.calls[at].0
                {
                    *before = true;
                }
            }
            Step::Tick => self.now = self.next_timer().unwrap(),
        }
    }

    /// If no call is about to be polled, no call has a reason to be.
    fn wrong(&self) -> Option<String> {
        if (0..self.calls.len()).any(|at| self.may_poll(at)) {
            return None;
        }
        let waiting: Vec<_> = self
            .calls
            .iter()
            .filter_map(|(call, _)| match call {
                Call::Waiting(waiter, timer) => Some((waiter, *timer)),
                _ => None,
            })
            .collect();
        let first = waiting.iter().min_by_key(|(waiter, _)| waiter.number)?;
        let state = self.rate_limiter.state.lock().unwrap();
        match state.admission(self.now) {
            Admission::Open => return Some("there is room, but no call is woken".to_owned()),
            Admission::Throttled(Some(until), _) if first.1 > until => {
                return Some(format!("room at {until:?}, but no call wakes then"));
            }
            Admission::Throttled(..) => {}
        }
        let too_long = waiting
            .iter()
            .find(|(waiter, _)| state.window.pause(waiter.patience, self.now).is_some());
        too_long.map(|(waiter, _)| format!("{:?} waits for too long a time", waiter.patience))
    }

    /// Lets everything end, without a further word of the service: how long that takes.
    fn drain(mut self) -> Option<Duration> {
        let begin = self.now;
        loop {
            if let Some(at) = (0..self.calls.len()).find(|at| self.may_poll(*at)) {
                self.take(Step::Poll(at));
            } else if let Some(at) = self
                .calls
                .iter()
                .position(|(call, _)| matches!(call, Call::Sent { .. }))
            {
                self.take(Step::Drop(at));
            } else if self.next_timer().is_some() {
                self.take(Step::Tick);
            } else {
                let all_done = self
                    .calls
                    .iter()
                    .all(|(call, _)| matches!(call, Call::Done));
                return all_done.then(|| self.now - begin);
            }
        }
    }

    fn fingerprint(&self) -> String {
        let state = self.rate_limiter.state.lock().unwrap();
        let mut text = format!("{:?} {:?} {}", self.now, state.window, state.under_way);
        drop(state);
        for (at, (call, woken)) in self.calls.iter().enumerate() {
            let _ = match call {
                Call::New(_) => write!(text, " {at} new"),
                Call::Waiting(waiter, timer) => {
                    // Numbers only grow; only their order counts.
                    let before = |(call, _): &&(Call<'_>, _)| match call {
                        Call::Waiting(other, _) => other.number < waiter.number,
                        _ => false,
                    };
                    let before = self.calls.iter().filter(before).count();
                    let woken = woken.0.load(Ordering::SeqCst);
                    write!(text, " {at} waits {before} {timer:?} {woken}")
                }
                Call::Sent { observed, .. } => write!(text, " {at} sent {observed}"),
                Call::Done => write!(text, " {at} done"),
            };
        }
        text
    }
}

fn flag() -> Arc<Flag> {
    Arc::new(Flag(AtomicBool::new(false)))
}

fn respond(rate_limiter: &RateLimiter, observed: Observed, now: Instant) {
    let refused = StatusCode::TOO_MANY_REQUESTS;
    let (status, headers) = match observed {
        Observed::Refused => (refused, headers(&[("retry-after", "1")])),
        Observed::RefusedForLong => (refused, headers(&[("retry-after", "5")])),
        Observed::Open => (StatusCode::OK, limits("1", "1001")),
        Observed::Gateway => (StatusCode::BAD_GATEWAY, headers(&[])),
        Observed::Unlimited => (StatusCode::OK, headers(&[])),
    };
    rate_limiter.observe_at(status, &headers, now);
}

/// The number of states that all schedules of `depth` steps reach.
fn explore(begin: Begin, calls: &[Patience], origin: Instant, depth: usize) -> usize {
    let mut seen = HashSet::new();
    let mut paths = vec![Vec::new()];
    for _ in 0..=depth {
        let mut longer: Vec<Vec<Step>> = Vec::new();
        for path in paths {
            let replay = |rate_limiter| {
                let mut world = World::new(rate_limiter, origin, begin, calls);
                path.iter().for_each(|step| world.take(*step));
                world
            };
            let rate_limiter = RateLimiter::default();
            let world = replay(&rate_limiter);
            if !seen.insert(world.fingerprint()) {
                continue;
            }
            if let Some(wrong) = world.wrong() {
                panic!("{begin:?} {path:?}: {wrong}");
            }
            longer.extend(world.enabled().into_iter().map(|step| {
                let mut path = path.clone();
                path.push(step);
                path
            }));
            let took = world.drain();
            assert!(
                took.is_some_and(|took| took < Duration::from_secs(20)),
                "{begin:?} {path:?}: {took:?} until all calls were over"
            );
        }
        paths = longer;
    }
    seen.len()
}

#[test]
fn no_schedule_leaves_a_call_waiting() {
    let origin = Instant::now();
    let patience = |deadline, longest| Patience {
        deadline: origin + Duration::from_millis(deadline),
        longest: Duration::from_millis(longest),
    };
    let patient = patience(1_000_000_000, 1_000_000_000);
    let hasty = patience(1_000_000_000, 2000);
    let short = patience(600, 1_000_000_000);
    let mut states = 0;
    for begin in [Begin::AfterClosed, Begin::OpenForOne, Begin::Crowded] {
        for calls in [
            [patient, patient, patient],
            [patient, hasty, patient],
            [hasty, patient, short],
            [short, hasty, patient],
        ] {
            states += explore(begin, &calls, origin, 8);
        }
    }
    println!("{states} states");
    assert!(states > 10_000, "{states} states were looked at");
}
