//! Errors of calls that the service's limit, or their own, leaves no time for.

mod support;

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use neo_api::error::TimeoutErrorKind;
use neo_api::{CallOptions, Error, Neo, NotRetried, Retry};
use support::fault::{Fault, FaultServer, Stage, refusal};
use support::{KEY, Server, response, success};

fn neo(url: &str) -> Neo {
    let retry = Retry::new().first_wait(Duration::from_millis(5));
    let neo = Neo::builder().api_key(KEY).base_url(url).retry(retry);
    neo.build().unwrap()
}

fn unix_now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    now.as_secs()
}

#[tokio::test]
async fn a_429_with_only_a_far_reset_is_returned_at_once() {
    let reset = (unix_now() + 3600).to_string();
    let date = httpdate::fmt_http_date(SystemTime::now());
    let fault = refusal(429, &[("x-ratelimit-reset", &reset), ("date", &date)]);
    let server = FaultServer::start(vec![fault]).await;
    let second = Retry::new().longest_retry_after(Duration::from_secs(1));
    for (options, reason) in [
        (CallOptions::new(), "longer than the client's limit of 60s"),
        (
            CallOptions::new()
                .retry(second)
                .timeout(Duration::from_secs(9000)),
            "longer than the client's limit of 1s",
        ),
        (
            CallOptions::new()
                .retry(Retry::new().longest_retry_after(Duration::MAX))
                .timeout(Duration::from_secs(30)),
            "would exceed the call's time limit of 30s",
        ),
    ] {
        let begin = Instant::now();
        // A separate client: the next one would wait for this one's 429.
        let error = neo(&server.url)
            .with(options)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        assert!(begin.elapsed() < Duration::from_secs(5));
        assert_eq!(
            (error.status().unwrap().as_u16(), error.code()),
            (429, Some("c"))
        );
        assert!(
            error.not_retried().unwrap().to_string().contains(reason),
            "{error}"
        );
        let hour = Duration::from_secs(3590)..Duration::from_secs(3610);
        assert!(hour.contains(&error.retry_after().unwrap()), "{error:?}");
        assert_eq!(error.attempts().len(), 1);
        assert_eq!(error.attempts()[0].wait, None);
    }
}

#[tokio::test]
async fn a_pause_by_another_clone_keeps_the_response_already_received() {
    let server = Server::start(|number, _| {
        let body = r#"{"error":{"code":"c","message":"m"}}"#;
        match number {
            0 => response(503, &[("retry-after", "1")], body),
            _ => response(429, &[("retry-after", "31536000")], body),
        }
    })
    .await;
    let neo = neo(&server.url);
    let first = tokio::spawn({
        let neo = neo.clone();
        async move { neo.phone_numbers_list().send().await.unwrap_err() }
    });
    while server.requests().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let refused = neo.phone_numbers_list().send().await.unwrap_err();
    assert!(
        refused.to_string().contains("asks to wait 31536000 s"),
        "{refused}"
    );

    let error = first.await.unwrap();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.code()),
        (503, Some("c"))
    );
    assert_eq!(error.attempts().len(), 1);
    assert_eq!(
        (error.attempts()[0].wait, error.attempts()[0].reason),
        (None, None)
    );
    let Some(NotRetried::RateLimit { wait }) = error.not_retried() else {
        panic!("{error}");
    };
    assert!(
        (31_535_000..=31_536_000).contains(&wait.as_secs()),
        "{error}"
    );
    assert_eq!(server.requests().len(), 2);

    // A new call fails the same way, and nothing is sent.
    let error = neo.phone_numbers_list().send().await.unwrap_err();
    let Error::Timeout(timeout) = &error else {
        panic!("{error}")
    };
    let TimeoutErrorKind::RateLimit { wait } = timeout.kind() else {
        panic!("{error}")
    };
    assert!(wait > Duration::from_secs(31_535_000), "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn one_caller_s_wait_does_not_open_the_window_for_others() {
    let server = FaultServer::start(vec![refusal(429, &[("retry-after", "30")])]).await;
    let neo = neo(&server.url);
    let retry = Retry::new().longest_retry_after(Duration::ZERO);
    let hasty = neo.with(CallOptions::new().retry(retry));
    hasty.phone_numbers_list().send().await.unwrap_err();
    let short = CallOptions::new().timeout(Duration::from_secs(5));
    let error = neo
        .with(short)
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("used up for another 30 s"),
        "{error}"
    );
    let error = hasty.phone_numbers_list().send().await.unwrap_err();
    assert!(
        error.to_string().contains("used up for another 30 s"),
        "{error}"
    );
    assert_eq!(server.seen(), 1);
}

/// This many calls without a response, each of them sent.
async fn hanging(neo: &Neo, server: &FaultServer, calls: usize) -> tokio::task::JoinSet<()> {
    let mut hanging = tokio::task::JoinSet::new();
    for _ in 0..calls {
        let neo = neo.clone();
        hanging.spawn(async move { drop(neo.phone_numbers_list().send().await) });
    }
    while server.seen() < calls {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    hanging
}

#[tokio::test]
async fn an_unstated_limit_is_never_reported() {
    let server = FaultServer::start(vec![Fault::Hang(Stage::Start)]).await;
    let neo = neo(&server.url);
    let _hanging = hanging(&neo, &server, 32).await;
    let short = CallOptions::new().timeout(Duration::from_millis(100));
    let error = neo
        .with(short)
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    let text = error.to_string();
    assert!(!text.contains("used up"), "{text}");
    assert!(
        text.contains("32 earlier requests got no response"),
        "{text}"
    );
    assert!(matches!(&error, Error::Timeout(timeout)
        if timeout.kind() == TimeoutErrorKind::Unanswered { under_way: 32 }));
    assert_eq!(error.retry_after(), None);
    assert_eq!(server.seen(), 32);
}

#[tokio::test]
async fn a_ninth_call_is_sent_although_eight_hang() {
    let server = FaultServer::start(vec![Fault::Hang(Stage::Start)]).await;
    let neo = neo(&server.url);
    let _hanging = hanging(&neo, &server, 8).await;
    let options = CallOptions::new().timeout(Duration::from_millis(800));
    let error = neo
        .with(options)
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    assert_eq!((server.seen(), error.attempts().len()), (9, 1), "{error}");
}

#[tokio::test]
async fn an_error_is_its_status_however_long_its_body_is() {
    let long = |status| Fault::Respond(status, vec![], "x".repeat(20_000));
    for (fault, requests) in [
        (long(503), 3),
        (long(429), 3),
        (long(401), 1),
        (long(404), 1),
    ] {
        let server = FaultServer::start(vec![fault]).await;
        let options = CallOptions::new().body_limit(10_000);
        let error = neo(&server.url)
            .with(options)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        assert_eq!(server.seen(), requests, "{error}");
        assert!(matches!(error, Error::UnexpectedResponse(_)), "{error}");
        assert_eq!(error.body().unwrap().len(), 10_000);
        assert!(
            error.to_string().contains("longer than body_limit"),
            "{error}"
        );
    }
    let server = FaultServer::start(vec![long(503), Fault::Fine]).await;
    let options = CallOptions::new().body_limit(10_000);
    let response = neo(&server.url)
        .with(options)
        .phone_numbers_list()
        .send()
        .await
        .unwrap();
    assert_eq!(response.attempts()[0].outcome.to_string(), "status 503");
}

#[tokio::test]
async fn an_error_is_its_status_when_its_body_breaks_off() {
    let cut = |status: u16| {
        let head = format!("HTTP/1.1 {status} S\r\ncontent-length: 500\r\n\r\n");
        Fault::Raw((head + r#"{"error":{"code":"x"}}"#).into_bytes())
    };
    for (status, requests) in [(401, 1), (503, 3)] {
        let server = FaultServer::start(vec![cut(status)]).await;
        let error = neo(&server.url)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        assert_eq!(server.seen(), requests, "{error}");
        assert_eq!(
            (error.status().unwrap().as_u16(), error.code()),
            (status, Some("x"))
        );
        assert!(
            error.to_string().contains("its body was interrupted"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn an_error_is_its_status_when_its_body_never_ends() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                use tokio::io::AsyncWriteExt;
                support::read_request(&mut stream).await;
                let head = "HTTP/1.1 401 S\r\ncontent-length: 500\r\n\r\n{";
                let _ = stream.write_all(head.as_bytes()).await;
                tokio::time::sleep(Duration::from_secs(60)).await;
            });
        }
    });
    let options = CallOptions::new().attempt_timeout(Duration::from_millis(200));
    let error = neo(&url)
        .with(options)
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!((error.attempts().len(), error.body()), (1, Some(&b"{"[..])));
}

#[tokio::test]
async fn the_timeout_of_a_custom_http_client_is_a_timeout() {
    for stage in [Stage::Start, Stage::Body] {
        let server = FaultServer::start(vec![Fault::Hang(stage)]).await;
        let http = reqwest::Client::builder().timeout(Duration::from_millis(100));
        let neo = Neo::builder()
            .api_key(KEY)
            .base_url(&server.url)
            .http_client(http.build().unwrap())
            .build()
            .unwrap();
        let once = CallOptions::new().attempts(1);
        let error = neo
            .with(once)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        let Error::Timeout(timeout) = &error else {
            panic!("{error}")
        };
        assert_eq!(timeout.kind(), TimeoutErrorKind::HttpClient);
        assert_eq!(error.attempts()[0].outcome.to_string(), "timed out");
        assert!(
            error.to_string().contains("your own HTTP client"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_success_without_a_limit_releases_all_calls() {
    let server = Server::always(200, &[], &success(&[]).to_string()).await;
    let neo = neo(&server.url);
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let neo = neo.clone();
            tokio::spawn(async move { neo.phone_numbers_list().send().await.map(drop) })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(server.requests().len(), 100);
}
