//! Faults of networks and services: for each, the number of requests at the service, the caller's result, and the
//! outcome of each attempt. Once for an operation that is safe to retry, once for one that is not.
//! `src/transport/tests` runs the same table with a POST, because the contract has none yet.

mod support;

use std::time::Duration;

use neo_api::runtime::ServiceClient;
use neo_api::{CallOptions, ClientBuilder, Error, Neo, Retry, WaitReason};
use support::KEY;
use support::fault::{Fault, FaultServer, Stage, body, refusal};
use support::fault_table::{LATE, Seen, limits, seen, table, words, wrong};

fn neo(url: &str) -> Neo {
    builder(url).build().unwrap()
}

fn builder<C: ServiceClient>(url: &str) -> ClientBuilder<C> {
    let retry = Retry::new()
        .first_wait(Duration::from_millis(5))
        .longest_wait(Duration::from_millis(10));
    ClientBuilder::new()
        .api_key(KEY)
        .base_url(url)
        .retry(retry)
        .attempt_timeout(Duration::from_secs(2))
        .timeout(Duration::from_secs(10))
        .body_limit(1 << 20)
}

async fn see(server: FaultServer, neo: Neo, repeatable: bool) -> Seen {
    let options = CallOptions::new().repeatable(repeatable);
    match neo.with(options).phone_numbers_list().send().await {
        Ok(response) => seen(server.seen(), None, response.attempts()),
        Err(error) => seen(server.seen(), Some(&error), error.attempts()),
    }
}

/// All rows at once would time out on a busy machine.
static TURNS: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(8);

#[tokio::test(flavor = "multi_thread")]
async fn no_request_is_lost_duplicated_or_unbounded() {
    let mut rows = Vec::new();
    for (name, faults, repeated, once) in table() {
        for (repeatable, expected) in [(true, repeated), (false, once)] {
            let server = FaultServer::start(faults.clone()).await;
            // Building a client takes a while, and must not count towards an attempt's timeout.
            let neo = neo(&server.url).with(limits(&faults));
            rows.push((name, server, neo, repeatable, expected));
        }
    }
    let running: Vec<_> = rows
        .into_iter()
        .map(|(name, server, neo, repeatable, expected)| {
            tokio::spawn(async move {
                let _turn = TURNS.acquire().await;
                let name = format!("{name}, repeatable {repeatable}");
                wrong(&name, &see(server, neo, repeatable).await, &expected)
            })
        })
        .collect();
    let mut all = Vec::new();
    for row in running {
        all.extend(row.await.unwrap());
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_blocking_client_handles_the_same_faults() {
    let mut running = Vec::new();
    for (name, faults, repeated, once) in table() {
        for (repeatable, expected) in [(true, repeated), (false, once)] {
            let (faults, limits) = (faults.clone(), limits(&faults));
            running.push(tokio::spawn(async move {
                let _turn = TURNS.acquire().await;
                let server = FaultServer::start(faults).await;
                let options = limits.repeatable(repeatable);
                let result = support::blocking(builder(&server.url), move |neo| {
                    neo.with(options).phone_numbers_list().send()
                })
                .await;
                let seen = match &result {
                    Ok(response) => seen(server.seen(), None, response.attempts()),
                    Err(error) => seen(server.seen(), Some(error), error.attempts()),
                };
                wrong(
                    &format!("{name}, repeatable {repeatable}"),
                    &seen,
                    &expected,
                )
            }));
        }
    }
    let mut all = Vec::new();
    for row in running {
        all.extend(row.await.unwrap());
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[tokio::test]
async fn no_connection() {
    for (repeatable, attempts) in [(true, 3), (false, 1)] {
        let server = FaultServer::refusing().await;
        let neo = neo(&server.url);
        let (requests, result, outcomes) = see(server, neo, repeatable).await;
        assert_eq!((requests, result.as_str()), (0, "refused"));
        assert_eq!(outcomes, vec!["no connection"; attempts]);
    }
}

/// A full connection queue: another connection is neither accepted nor refused.
#[cfg(target_os = "linux")]
async fn full_queue() -> (tokio::net::TcpListener, Vec<tokio::net::TcpStream>, String) {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queued = Vec::new();
    loop {
        let connect = tokio::net::TcpStream::connect(address);
        match tokio::time::timeout(Duration::from_millis(300), connect).await {
            Ok(stream) => queued.push(stream.unwrap()),
            Err(_) => return (listener, queued, format!("http://{address}")),
        }
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_hang_while_connecting() {
    let (_listener, _queued, url) = full_queue().await;
    for (repeatable, attempts) in [(true, 3), (false, 1)] {
        for (connect, result, outcome) in [
            (100, "connect", "no connection"),
            (5_000, "attempt timeout", LATE),
        ] {
            let builder = builder::<Neo>(&url).connect_timeout(Duration::from_millis(connect));
            let options = CallOptions::new().repeatable(repeatable);
            let error = builder
                .build()
                .unwrap()
                .with(options)
                .phone_numbers_list()
                .send()
                .await
                .unwrap_err();
            assert_eq!(words(&error), result);
            let outcomes: Vec<_> = error
                .attempts()
                .iter()
                .map(|attempt| attempt.outcome.to_string())
                .collect();
            assert_eq!(outcomes, vec![outcome; attempts]);
        }
    }
}

/// Connected, but silent when TLS should start.
#[tokio::test]
async fn a_hang_in_the_handshake() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let builder = builder::<Neo>(&url).connect_timeout(Duration::from_millis(100));
    let error = builder
        .build()
        .unwrap()
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    assert_eq!(words(&error), "connect");
    assert_eq!(error.attempts().len(), 3);
}

#[tokio::test]
async fn why_there_was_no_further_attempt() {
    for (fault, repeatable, reason) in [
        (
            refusal(429, &[("retry-after", "86400")]),
            true,
            "asks to wait 86400 s",
        ),
        (
            refusal(429, &[("retry-after", "30")]),
            true,
            "would exceed the call's time limit of 10s",
        ),
        (refusal(500, &[]), false, "not marked as safe to repeat"),
    ] {
        let server = FaultServer::start(vec![fault]).await;
        let options = CallOptions::new().repeatable(repeatable);
        let error = neo(&server.url)
            .with(options)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        assert!(
            error.not_retried().unwrap().to_string().contains(reason),
            "{error}"
        );
        assert!(error.to_string().contains("not retried because"), "{error}");
    }
}

#[tokio::test]
async fn the_history_has_waits_and_reasons() {
    let faults = vec![
        refusal(503, &[("retry-after", "0")]),
        refusal(500, &[]),
        Fault::Fine,
    ];
    let server = FaultServer::start(faults).await;
    let response = neo(&server.url).phone_numbers_list().send().await.unwrap();
    let attempts = response.attempts();
    assert_eq!(
        attempts
            .iter()
            .map(|attempt| attempt.number)
            .collect::<Vec<_>>(),
        [1, 2, 3]
    );
    assert_eq!(attempts[0].wait, Some(Duration::ZERO));
    assert_eq!(attempts[0].reason, Some(WaitReason::RetryAfter));
    assert_eq!(attempts[1].reason, Some(WaitReason::Backoff));
    assert!(attempts[1].wait.unwrap() <= Duration::from_millis(10));
    assert_eq!((attempts[2].wait, attempts[2].reason), (None, None));
}

#[tokio::test]
async fn the_total_time_is_bounded_and_the_last_attempt_shrinks() {
    let server = FaultServer::start(vec![Fault::Hang(Stage::Body)]).await;
    let options = CallOptions::new()
        .timeout(Duration::from_millis(1400))
        .attempt_timeout(Duration::from_millis(1000))
        .attempts(10);
    let error = neo(&server.url)
        .with(options)
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    // The call's timeout ended it, not its own.
    assert_eq!(words(&error), "call timeout");
    let attempts = error.attempts();
    assert_eq!(attempts.len(), 2);
    assert!(attempts[1].duration < attempts[0].duration, "{error:?}");
    assert_eq!(error.status().unwrap(), 200);
}

#[tokio::test]
async fn dropping_the_call_stops_everything() {
    let server = FaultServer::start(vec![refusal(500, &[])]).await;
    let retry = Retry::new()
        .attempts(1000)
        .first_wait(Duration::from_millis(20));
    let neo = neo(&server.url).with(CallOptions::new().retry(retry));
    let call = tokio::spawn(async move { neo.phone_numbers_list().send().await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    call.abort();
    assert!(call.await.is_err());
    let seen = server.seen();
    assert!(seen > 0);
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(server.seen(), seen);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = FaultServer::start(vec![Fault::Fine]).await;
    for status in [301, 302, 303, 307, 308] {
        let location = vec![(
            "location",
            format!("{}/public-api/phone/numbers", other.url),
        )];
        let server =
            FaultServer::start(vec![Fault::Respond(status, location, String::new())]).await;
        let error = neo(&server.url)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        assert_eq!(words(&error), format!("unexpected {status}"));
        assert!(error.to_string().contains("redirect"), "{error}");
        assert_eq!((server.seen(), other.seen()), (1, 0));
    }
    // Nor is every 3xx status a redirect.
    let server = FaultServer::start(vec![Fault::Respond(304, vec![], String::new())]).await;
    let error = neo(&server.url)
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    assert_eq!(words(&error), "unexpected 304");
    assert!(!error.to_string().contains("redirect"), "{error}");
}

#[tokio::test]
async fn a_custom_http_client_that_follows_redirects_is_detected() {
    let other = FaultServer::start(vec![Fault::Fine]).await;
    let location = vec![("location", format!("{}/elsewhere", other.url))];
    let server = FaultServer::start(vec![Fault::Respond(307, location, String::new())]).await;
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .http_client(reqwest::Client::new())
        .build()
        .unwrap();
    let error = neo.phone_numbers_list().send().await.unwrap_err();
    let Error::UnexpectedResponse(response) = &error else {
        panic!("{error}")
    };
    assert!(response.is_redirected());
    assert!(
        error.to_string().contains("follows no redirects"),
        "{error}"
    );
}

#[tokio::test]
async fn a_long_body_is_cut_short_whether_its_length_is_stated_or_not() {
    let stated = body(&format!("{}{{}}", " ".repeat(2 << 20)));
    for fault in [stated, Fault::Huge(2 << 20)] {
        let server = FaultServer::start(vec![fault]).await;
        let error = neo(&server.url)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        assert!(
            error.to_string().contains("longer than 1048576 bytes"),
            "{error}"
        );
        let roomy = CallOptions::new().body_limit(4 << 20);
        let error = neo(&server.url)
            .with(roomy)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
    }
}

#[tokio::test]
async fn no_bytes_panic() {
    // Seeded, to reproduce failures.
    let mut random = fastrand::Rng::with_seed(1);
    let fine = support::response(
        200,
        &[],
        &support::success(&[support::number()]).to_string(),
    );
    let faults = (0..200).map(|number| {
        let bytes: Vec<u8> = {
            let length = random.usize(..300);
            std::iter::repeat_with(|| random.u8(..))
                .take(length)
                .collect()
        };
        match number % 3 {
            0 => Fault::Raw(bytes),
            // After a valid head.
            1 => Fault::Raw([b"HTTP/1.1 200 OK\r\n\r\n", bytes.as_slice()].concat()),
            // In the middle of a valid response.
            _ => {
                let mut changed = fine.clone().into_bytes();
                let at = random.usize(..changed.len());
                changed.splice(at..at, bytes.into_iter().take(3));
                Fault::Raw(changed)
            }
        }
    });
    let server = FaultServer::start(faults.collect()).await;
    let neo = neo(&server.url).with(CallOptions::new().attempts(1).pacing(false));
    for _ in 0..200 {
        if let Err(error) = neo.phone_numbers_list().send().await {
            assert!(!format!("{error} {error:?}").is_empty());
        }
    }
}
