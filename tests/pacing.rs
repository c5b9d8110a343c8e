//! Many concurrent calls to a service with a rate limit.

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use neo_api::error::TimeoutErrorKind;
use neo_api::{CallOptions, Error};
use support::{Server, response, success};

fn unix_now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs()
}

/// The headers of a service with this many requests left until `reset`.
fn limits(limit: usize, remaining: usize, reset: u64) -> Vec<(&'static str, String)> {
    vec![
        ("date", httpdate::fmt_http_date(SystemTime::now())),
        ("x-ratelimit-limit", limit.to_string()),
        ("x-ratelimit-remaining", remaining.to_string()),
        ("x-ratelimit-reset", reset.to_string()),
    ]
}

fn with(status: u16, headers: &[(&str, String)], body: &str) -> String {
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    response(status, &headers, body)
}

/// The response to a request before the service's window opens.
type Refuse = fn(opens: f64, now: f64) -> Vec<(&'static str, String)>;

/// A thousand concurrent calls to a window that is used up for a while: the number of refused requests.
async fn a_thousand_calls(name: &str, seconds: f64, refuse: Refuse) -> usize {
    const CALLS: usize = 1000;
    let body = success(&[]).to_string();
    let clock = || {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        now.as_secs_f64()
    };
    // Starts at a full second, to control the fraction.
    let begin = clock();
    tokio::time::sleep(Duration::from_secs_f64(begin.ceil() - begin)).await;
    let opens = begin.ceil() + seconds;
    let refused = Arc::new(AtomicUsize::new(0));
    let (left, count) = (Mutex::new(1200), Arc::clone(&refused));
    let server = Server::start(move |_, _| {
        let now = clock();
        if now < opens {
            count.fetch_add(1, Ordering::SeqCst);
            let body = r#"{"error":{"code":"rate_limited","message":"m"}}"#;
            return with(429, &refuse(opens, now), body);
        }
        let mut left = left.lock().unwrap();
        *left -= 1;
        with(200, &limits(1200, *left, unix_now() + 60), &body)
    })
    .await;
    let neo = server
        .builder()
        .attempt_timeout(Duration::from_secs(20))
        .build()
        .unwrap();
    let begin = Instant::now();
    let calls: Vec<_> = (0..CALLS)
        .map(|_| {
            let neo = neo.clone();
            tokio::spawn(async move {
                neo.phone_numbers_list()
                    .send()
                    .await
                    .map(|response| response.attempts().len())
            })
        })
        .collect();
    let mut attempts = 0;
    for call in calls {
        attempts += call.await.unwrap().unwrap();
    }
    let (seen, refused) = (server.requests().len(), refused.load(Ordering::SeqCst));
    println!(
        "{name}: {seen} requests seen for {CALLS} calls, window of {seconds} s; {refused} refused; {:?}",
        begin.elapsed()
    );
    assert_eq!(seen, attempts);
    assert_eq!(seen, CALLS + refused);
    assert!(neo.rate_limit().unwrap().remaining.is_some());
    refused
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_calls_against_a_window_that_is_used_up() {
    let refused = a_thousand_calls("whole seconds", 2.0, |opens, now| {
        let mut headers = limits(1200, 0, opens as u64);
        headers.push(("retry-after", (opens - now).ceil().to_string()));
        headers
    });
    let refused = refused.await;
    assert!(refused <= 16, "{refused} requests were refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_calls_against_a_window_that_ends_within_a_second() {
    let floored: [(&str, Refuse); 3] = [
        ("Retry-After rounded down", |opens, now| {
            vec![("retry-after", (opens - now).floor().to_string())]
        }),
        ("reset rounded down", |opens, _| {
            limits(1200, 0, opens.floor() as u64)
        }),
        ("Retry-After: 0", |_, _| {
            vec![("retry-after", "0".to_owned())]
        }),
    ];
    for (name, refuse) in floored {
        let refused = a_thousand_calls(name, 1.7, refuse).await;
        assert!(refused <= 20, "{name}: {refused} requests were refused");
    }
}

#[tokio::test]
async fn nothing_left_makes_the_next_call_wait_or_fail_at_once() {
    let opens = unix_now() + 2;
    let body = success(&[]).to_string();
    let server = Server::start(move |number, _| {
        let remaining = if number == 0 { 0 } else { 9 };
        with(200, &limits(10, remaining, opens), &body)
    })
    .await;
    let neo = server.neo();
    let first = neo.phone_numbers_list().send().await.unwrap();
    assert_eq!(first.rate_limit().unwrap().remaining, Some(0));
    assert_eq!(neo.rate_limit(), first.rate_limit().copied());
    assert_eq!(neo.rate_limit().unwrap().reset, Some(opens));

    // No time to wait: nothing is sent.
    let hasty = neo.with(CallOptions::new().timeout(Duration::from_millis(100)));
    let error = hasty.phone_numbers_list().send().await.unwrap_err();
    let Error::Timeout(timeout) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(timeout.kind(), TimeoutErrorKind::RateLimit { .. }),
        "{error}"
    );
    assert!(error.retry_after().unwrap() > Duration::from_millis(100));
    assert!(error.attempts().is_empty());
    assert_eq!(server.requests().len(), 1);

    // Pacing is off: the request is sent anyway.
    let heedless = neo.with(CallOptions::new().pacing(false));
    heedless.phone_numbers_list().send().await.unwrap();
    assert_eq!(server.requests().len(), 2);

    // Time to wait: clones of the client share the limit.
    let begin = Instant::now();
    let response = neo.clone().phone_numbers_list().send().await.unwrap();
    assert!(unix_now() >= opens);
    let throttled_for = response.attempts()[0].throttled_for;
    assert!(
        throttled_for > Duration::ZERO && throttled_for <= begin.elapsed(),
        "{throttled_for:?}"
    );
}

#[tokio::test]
async fn errors_have_the_limit_as_well() {
    let server = Server::start(move |_, _| with(404, &limits(10, 3, unix_now() + 9), "{}")).await;
    let error = server.neo().phone_numbers_list().send().await.unwrap_err();
    let limit = error.rate_limit().unwrap();
    assert_eq!((limit.limit, limit.remaining), (Some(10), Some(3)));
}
