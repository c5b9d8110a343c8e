//! Calls that are dropped at random moments, by a clock that only tests have.

use std::sync::Arc;

use super::*;

/// In milliseconds: the clock goes from moment to moment, and each one costs time.
const MOMENT: u64 = 25;

/// A thousand calls, half of them dropped on their way, against a service that does all that services do: how many
/// were neither dropped nor came to an end.
async fn left_waiting(seed: u64) -> usize {
    let mut random = fastrand::Rng::with_seed(seed);
    let rate_limiter = Arc::new(RateLimiter::default());
    let begin = Instant::now();
    let stated = Arc::new([
        headers(&[]),
        headers(&[("retry-after", "1")]),
        headers(&[("retry-after", "5")]),
        headers(&[
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", "1001"),
        ]),
        headers(&[
            ("x-ratelimit-remaining", "40"),
            ("x-ratelimit-reset", "1002"),
        ]),
    ]);
    // What kind of a crowd this is, and what kind of a service.
    let hasty = random.choice([25, 50, 90, 99]).unwrap();
    let within = random.choice([1, 10, 200]).unwrap();
    let slowest = random.choice([10, 120]).unwrap();
    let refusing = random.choice([5, 50, 100]).unwrap();
    let opens = begin + Duration::from_secs(random.u64(..10));
    let mut calls = Vec::new();
    for _ in 0..1000 {
        let (rate_limiter, stated) = (Arc::clone(&rate_limiter), Arc::clone(&stated));
        let dropped = random
            .bool()
            .then(|| begin + Duration::from_millis(MOMENT * random.u64(0..800)));
        let starts = begin + Duration::from_millis(MOMENT * random.u64(0..within));
        let latency = Duration::from_millis(MOMENT * random.u64(slowest / 2..slowest));
        let longest = Duration::from_secs(if random.u8(..100) < hasty { 2 } else { 60 });
        let refused = random.u8(..100) < refusing;
        let refusal = (429, random.usize(1..3));
        let response = match random.u8(..10) {
            0 => (502, 0),
            1 => (200, 0),
            2 => (200, 3),
            _ => (200, 4),
        };
        // Some requests end without a word.
        let answered = random.u8(..5) > 0;
        let call = async move {
            tokio::time::sleep_until(starts).await;
            // As without a time limit.
            let forever = begin + Duration::from_secs(1_000_000);
            let Ok(permit) = rate_limiter.admit(forever, longest).await else {
                return;
            };
            tokio::time::sleep(latency).await;
            if answered {
                let refused = refused && Instant::now() < opens;
                let (status, kind) = if refused { refusal } else { response };
                let status = StatusCode::from_u16(status).unwrap();
                rate_limiter.observe(status, &stated[kind]);
            }
            drop(permit);
        };
        calls.push(tokio::spawn(async move {
            match dropped {
                Some(at) => drop(tokio::time::timeout_at(at, call).await),
                None => call.await,
            }
        }));
    }
    let end = begin + Duration::from_secs(3600);
    let mut waiting = 0;
    for call in &mut calls {
        waiting += usize::from(tokio::time::timeout_at(end, call).await.is_err());
    }
    calls.iter().for_each(tokio::task::JoinHandle::abort);
    waiting
}

#[test]
fn a_thousand_calls_of_which_half_are_dropped_leave_none_waiting() {
    let threads: Vec<_> = (0..4)
        .map(|part| {
            std::thread::spawn(move || {
                for seed in (part..1000).step_by(4) {
                    let runtime = tokio::runtime::Builder::new_current_thread()
                        .enable_time()
                        .start_paused(true)
                        .build()
                        .unwrap();
                    let waiting = runtime.block_on(left_waiting(seed));
                    assert_eq!(waiting, 0, "seed {seed}");
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}
