//! Many calls at once, by a clock that only tests have.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::super::super::retry_after::asked;
use super::super::super::window::UNSTATED;
use super::*;

/// What a crowd of calls met.
#[derive(Debug)]
struct Met {
    sent: u64,
    refused: u64,
    failed: u64,
    took: Duration,
}

/// Calls that begin together, each of three attempts, against a service that takes a while and answers by
/// the time that a request reaches it, in the middle of that while.
async fn crowd(
    calls: usize,
    latency: Duration,
    respond: impl Fn(Duration) -> (u16, HeaderMap) + Send + Sync + 'static,
) -> Met {
    let rate_limiter = Arc::new(RateLimiter::default());
    let respond = Arc::new(respond);
    let (sent, refused) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let begin = Instant::now();
    let calls: Vec<_> = (0..calls)
        .map(|_| {
            let (rate_limiter, respond) = (Arc::clone(&rate_limiter), Arc::clone(&respond));
            let (sent, refused) = (Arc::clone(&sent), Arc::clone(&refused));
            tokio::spawn(async move {
                for _ in 0..3 {
                    let Ok(permit) = rate_limiter
                        .admit(begin + Duration::from_secs(90), LONGEST)
                        .await
                    else {
                        return false;
                    };
                    sent.fetch_add(1, Ordering::Relaxed);
                    tokio::time::sleep(latency / 2).await;
                    let (status, headers) = respond(begin.elapsed());
                    tokio::time::sleep(latency / 2).await;
                    let status = StatusCode::from_u16(status).unwrap();
                    let limit = rate_limiter.observe(status, &headers);
                    drop(permit);
                    if status.is_success() {
                        return true;
                    }
                    refused.fetch_add(1, Ordering::Relaxed);
                    let wait = asked(status, &headers, limit);
                    let backoff = Duration::from_millis(250);
                    tokio::time::sleep(wait.unwrap_or(backoff)).await;
                }
                false
            })
        })
        .collect();
    let mut failed = 0;
    for call in calls {
        failed += u64::from(!call.await.unwrap());
    }
    Met {
        sent: sent.load(Ordering::Relaxed),
        refused: refused.load(Ordering::Relaxed),
        failed,
        took: begin.elapsed(),
    }
}

/// A window that opens at a fraction of a second, while the service speaks in whole seconds.
#[tokio::test(start_paused = true)]
async fn whole_seconds_of_a_fraction() {
    for opens in [300, 700, 1700, 3700, 6999, 30_700] {
        let opens = Duration::from_millis(opens);
        for by_reset in [false, true] {
            let met = crowd(1000, Duration::from_millis(20), move |now| {
                if now >= opens {
                    return (200, limits("5000", "99999"));
                }
                let left = (opens - now).as_secs().to_string();
                let reset = (BEGIN + opens.as_secs()).to_string();
                let stated = if by_reset {
                    ("x-ratelimit-reset", reset.as_str())
                } else {
                    ("retry-after", left.as_str())
                };
                (429, headers_at(now.as_secs(), &[stated]))
            })
            .await;
            assert_eq!(met.failed, 0, "{opens:?} {met:?}");
            assert!(met.refused <= PROBES + 4, "{opens:?} {met:?}");
            assert!(met.took < opens + UNSTATED * 2, "{opens:?} {met:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_reset_in_the_past_by_another_clock() {
    let met = crowd(1000, Duration::from_millis(20), |now| {
        if now >= Duration::from_secs(2) {
            return (200, headers(&[]));
        }
        (429, limits("0", "10"))
    })
    .await;
    assert_eq!(met.failed, 0, "{met:?}");
    assert!(met.refused <= PROBES + 4, "{met:?}");
}

#[tokio::test(start_paused = true)]
async fn slow_refusals() {
    let opens = Duration::from_secs(8);
    let met = crowd(1000, Duration::from_millis(2500), move |now| {
        if now >= opens {
            return (200, limits("5000", "99999"));
        }
        let left = (opens - now).as_secs().to_string();
        (429, headers_at(now.as_secs(), &[("retry-after", &left)]))
    })
    .await;
    assert_eq!(met.failed, 0, "{met:?}");
    assert!(met.refused <= UNANSWERED, "{met:?}");
}

/// A gateway's 502 at the end of a closed window does not state a limit.
#[tokio::test(start_paused = true)]
async fn a_gateway_s_error_opens_nothing() {
    let first = AtomicU64::new(0);
    let met = crowd(1000, Duration::from_millis(20), move |now| match now {
        _ if now < Duration::from_secs(1) => (429, headers(&[("retry-after", "1")])),
        _ if now < Duration::from_millis(1100) && first.fetch_add(1, Ordering::Relaxed) == 0 => {
            (502, headers(&[]))
        }
        _ if now < Duration::from_secs(6) => (429, headers(&[("retry-after", "5")])),
        _ => (200, limits("5000", "99999")),
    })
    .await;
    assert!(met.refused <= PROBES + 10, "{met:?}");
    assert_eq!(met.failed, 0, "{met:?}");
}

#[tokio::test(start_paused = true)]
async fn a_slow_service_without_a_limit_starves_nobody() {
    let met = crowd(1000, Duration::from_secs(20), |_| (200, headers(&[]))).await;
    assert_eq!((met.failed, met.sent), (0, 1000), "{met:?}");
    assert!(met.took <= Duration::from_secs(41), "{met:?}");
    // Nor does one that only errs.
    let met = crowd(1000, Duration::from_millis(500), |_| (404, headers(&[]))).await;
    assert_eq!(met.sent, 3000, "{met:?}");
    assert!(met.took <= Duration::from_secs(20), "{met:?}");
}

/// A service with a window of 100 requests in 10 s, and 800 requests at once.
#[tokio::test(start_paused = true)]
async fn a_crowd_keeps_within_the_windows() {
    let counted = Mutex::new((0_u64, 100_u64));
    let met = crowd(800, Duration::from_millis(30), move |now| {
        let now = now.as_secs();
        let mut counted = counted.lock().unwrap();
        if counted.0 != now / 10 {
            *counted = (now / 10, 100);
        }
        let left = counted.1;
        counted.1 = left.saturating_sub(1);
        let headers = headers_at(
            now,
            &[
                ("x-ratelimit-remaining", &left.saturating_sub(1).to_string()),
                (
                    "x-ratelimit-reset",
                    &(BEGIN + (now / 10 + 1) * 10).to_string(),
                ),
            ],
        );
        (if left == 0 { 429 } else { 200 }, headers)
    })
    .await;
    assert_eq!(met.failed, 0, "{met:?}");
    assert!(met.refused <= 8 * PROBES, "{met:?}");
    assert!(met.took < Duration::from_secs(90), "{met:?}");
}
