mod crowd;
mod dropped;
mod schedules;

use http::HeaderValue;

use super::super::window::PROBES;
use super::*;

const LONGEST: Duration = Duration::from_secs(60);
/// The service's clock at the begin of a test.
const BEGIN: u64 = 1000;

fn headers_at(seconds: u64, all: &[(&'static str, &str)]) -> HeaderMap {
    let date = std::time::UNIX_EPOCH + Duration::from_secs(BEGIN + seconds);
    let date = httpdate::fmt_http_date(date);
    all.iter()
        .chain([&("date", date.as_str())])
        .map(|(name, value)| {
            let name = http::HeaderName::from_static(name);
            (name, HeaderValue::from_str(value).unwrap())
        })
        .collect()
}

fn headers(all: &[(&'static str, &str)]) -> HeaderMap {
    headers_at(0, all)
}

fn limits(remaining: &str, reset: &str) -> HeaderMap {
    headers(&[
        ("x-ratelimit-limit", "100"),
        ("x-ratelimit-remaining", remaining),
        ("x-ratelimit-reset", reset),
    ])
}

fn in_secs(secs: u64) -> Instant {
    Instant::now() + Duration::from_secs(secs)
}

async fn admit(rate_limiter: &RateLimiter, secs: u64) -> Result<Permit<'_>, Throttled> {
    rate_limiter.admit(in_secs(secs), LONGEST).await
}

/// How long a request waits for room.
async fn waited(rate_limiter: &RateLimiter) -> Duration {
    let begin = Instant::now();
    let admitted = rate_limiter.admit(in_secs(1_000_000), Duration::MAX).await;
    drop(admitted.unwrap_or_else(|why| panic!("{why:?}")));
    begin.elapsed()
}

/// How many requests may go at this moment, none of them answered.
async fn go_now(rate_limiter: &RateLimiter) -> usize {
    let mut permits = Vec::new();
    while let Ok(permit) = rate_limiter.admit(Instant::now(), LONGEST).await {
        permits.push(permit);
        if permits.len() == 1000 {
            break;
        }
    }
    permits.len()
}

#[tokio::test(start_paused = true)]
async fn nothing_left_closes_the_window_until_its_end() {
    let rate_limiter = RateLimiter::default();
    assert_eq!(waited(&rate_limiter).await, Duration::ZERO);
    rate_limiter.observe(StatusCode::OK, &limits("0", "1010"));
    assert_eq!(rate_limiter.rate_limit().unwrap().remaining, Some(0));
    let used_up = Throttled::UsedUp(Duration::from_secs(10));
    assert_eq!(admit(&rate_limiter, 5).await.err(), Some(used_up));
    assert_eq!(waited(&rate_limiter).await, Duration::from_secs(10));
    assert_eq!(waited(&rate_limiter).await, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_429_closes_it_for_as_long_as_it_says() {
    for (all, wait) in [
        (&[("retry-after", "7")][..], 7),
        (&[("retry-after", "7"), ("x-ratelimit-reset", "1030")], 7),
        (&[("x-ratelimit-reset", "1030")], 30),
        // Longer than anybody believes.
        (&[("retry-after", "99999999999")], 3600),
        (&[("retry-after", "99999999999999999999999")], 3600),
        // In a month.
        (&[("x-ratelimit-reset", "2592000")], 3600),
        (&[("retry-after", "Thu, 01 Jan 1970 00:16:45 GMT")], 5),
        // Never for nothing.
        (&[("retry-after", "soon")], 1),
        (&[("retry-after", "-5")], 1),
        (&[("retry-after", "0")], 1),
        (&[("retry-after", "Thu, 01 Jan 1970 00:16:30 GMT")], 1),
        (&[("x-ratelimit-reset", "10")], 1),
        // No plausible time.
        (&[("x-ratelimit-reset", "1764000000000")], 1),
        (&[("x-ratelimit-reset", "18446744073709551615")], 1),
        (&[], 1),
    ] {
        let rate_limiter = RateLimiter::default();
        rate_limiter.observe(StatusCode::TOO_MANY_REQUESTS, &headers(all));
        // Answers from before it closed change nothing.
        rate_limiter.observe(StatusCode::OK, &limits("50", "1060"));
        rate_limiter.observe(StatusCode::OK, &headers(&[]));
        assert_eq!(
            waited(&rate_limiter).await,
            Duration::from_secs(wait),
            "{all:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_reset_that_is_no_plausible_time_closes_nothing() {
    // By the clock of 2026: in milliseconds, in seconds from now, two days ago, in a year.
    let date = ("date", "Wed, 01 Jul 2026 00:00:00 GMT");
    for reset in [
        "1782864030000",
        "30",
        "1782691200",
        "1814400000",
        "18446744073709551615",
    ] {
        let stated: HeaderMap = [
            date,
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", reset),
        ]
        .into_iter()
        .map(|(name, value)| {
            let name = http::HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        })
        .collect();
        let rate_limiter = RateLimiter::default();
        let limit = rate_limiter.observe(StatusCode::OK, &stated).unwrap();
        assert_eq!((limit.remaining, limit.reset), (Some(0), None), "{reset}");
        assert_eq!(waited(&rate_limiter).await, Duration::ZERO, "{reset}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_caller_s_patience_is_its_own() {
    let rate_limiter = RateLimiter::default();
    rate_limiter.observe(
        StatusCode::TOO_MANY_REQUESTS,
        &headers(&[("retry-after", "30")]),
    );
    let used_up = Some(Throttled::UsedUp(Duration::from_secs(30)));
    let hasty = rate_limiter
        .admit(in_secs(90), Duration::from_secs(2))
        .await;
    assert_eq!(hasty.err(), used_up);
    assert_eq!(admit(&rate_limiter, 10).await.err(), used_up);
    assert_eq!(waited(&rate_limiter).await, Duration::from_secs(30));
    // The error has the wait that the service stated, not the one that is believed.
    rate_limiter.observe(
        StatusCode::TOO_MANY_REQUESTS,
        &headers(&[("retry-after", "31536000")]),
    );
    let year = Throttled::UsedUp(Duration::from_secs(31_536_000));
    assert_eq!(admit(&rate_limiter, 90).await.err(), Some(year));
}

#[tokio::test(start_paused = true)]
async fn no_more_are_under_way_than_the_window_has_room_for() {
    let rate_limiter = RateLimiter::default();
    rate_limiter.observe(StatusCode::OK, &limits("2", "1030"));
    let first = admit(&rate_limiter, 1).await.ok().unwrap();
    let second = admit(&rate_limiter, 1).await.ok().unwrap();
    assert!(admit(&rate_limiter, 1).await.is_err());
    // Counted on the service's side, and done with.
    rate_limiter.observe(StatusCode::OK, &limits("1", "1030"));
    drop(first);
    assert!(admit(&rate_limiter, 1).await.is_err());
    // One that fails without a response makes room again.
    drop(second);
    assert_eq!(waited(&rate_limiter).await, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn only_a_success_says_that_there_is_no_limit() {
    for status in [301, 304, 401, 404, 500, 502, 503] {
        let rate_limiter = RateLimiter::default();
        drop(admit(&rate_limiter, 1).await);
        rate_limiter.observe(StatusCode::from_u16(status).unwrap(), &headers(&[]));
        assert_eq!(go_now(&rate_limiter).await as u64, PROBES + 1, "{status}");
    }
    let rate_limiter = RateLimiter::default();
    rate_limiter.observe(StatusCode::OK, &headers(&[]));
    assert_eq!(go_now(&rate_limiter).await, 1000);
    assert_eq!(rate_limiter.rate_limit(), None);
}

#[tokio::test(start_paused = true)]
async fn unanswered_requests_let_some_more_go_and_no_crowd() {
    let rate_limiter = RateLimiter::default();
    let mut permits = Vec::new();
    while let Ok(permit) = admit(&rate_limiter, 10).await {
        permits.push(permit);
    }
    assert_eq!(permits.len() as u64, UNANSWERED);
    let why = admit(&rate_limiter, 1).await.err();
    assert_eq!(why, Some(Throttled::Unanswered(UNANSWERED)));
    // Given up, or answered with nothing of a limit: the next ones go.
    permits.pop();
    assert_eq!(waited(&rate_limiter).await, Duration::ZERO);
    rate_limiter.observe(StatusCode::BAD_GATEWAY, &headers(&[]));
    permits.pop();
    assert_eq!(go_now(&rate_limiter).await, 3);
}
