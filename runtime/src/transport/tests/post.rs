//! A POST: not safe to repeat unless the caller says so.

use super::fault_table::{limits, seen, table, wrong};
use super::*;
use crate::NotRetried;

#[tokio::test(flavor = "multi_thread")]
async fn no_post_is_lost_duplicated_or_unbounded() {
    let mut running = Vec::new();
    // All at once would time out for want of a processor.
    let turns = Arc::new(tokio::sync::Semaphore::new(8));
    for (name, faults, marked, unmarked) in table() {
        let options = limits(&faults).body_limit(1 << 20);
        for (options, expected) in [
            (options.clone(), unmarked),
            (options.clone().repeatable(false), unmarked),
            (options.repeatable(true), marked),
        ] {
            let server = FaultServer::start(faults.clone()).await;
            let neo = neo(&server.url).with(options);
            let turns = Arc::clone(&turns);
            running.push(tokio::spawn(async move {
                let _turn = turns.acquire().await;
                let seen = match start_run(&neo).await {
                    Ok(response) => seen(server.seen(), None, response.attempts()),
                    Err(error) => seen(server.seen(), Some(&error), error.attempts()),
                };
                wrong(name, &seen, &expected)
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
async fn a_post_is_sent_once_whatever_happens() {
    for fault in [
        refusal(500, &[]),
        refusal(503, &[("retry-after", "0")]),
        refusal(429, &[("retry-after", "0")]),
        Fault::Reset(Stage::Start),
        Fault::Close(Stage::Body),
    ] {
        let server = FaultServer::start(vec![fault.clone(), Fault::Fine]).await;
        let error = start_run(&neo(&server.url)).await.unwrap_err();
        assert_eq!((server.seen(), error.attempts().len()), (1, 1), "{fault:?}");
        assert_eq!(error.not_retried(), Some(NotRetried::NotRepeatable));

        // Unless the caller knows better.
        let server = FaultServer::start(vec![fault.clone(), Fault::Fine]).await;
        let neo = neo(&server.url).with(CallOptions::new().repeatable(true));
        let response = start_run(&neo).await.unwrap();
        assert_eq!(
            (server.seen(), response.attempts().len()),
            (2, 2),
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn a_repeated_post_is_the_same_request() {
    let server =
        Server::start(|number, _| response(if number == 0 { 503 } else { 201 }, &[], "{}")).await;
    let neo = neo(&server.url).with(CallOptions::new().repeatable(true));
    let response = start_run(&neo).await.unwrap();
    assert_eq!(response.status(), 201);
    let requests = server.requests();
    assert_eq!(requests[0], requests[1]);
    assert!(requests[0].starts_with("POST /api/agents/7/runs HTTP/1.1\r\n"));
    assert!(requests[0].ends_with("\r\n\r\n{\"a\":1}"));
    assert!(!requests[0].contains("api-version"));
}
