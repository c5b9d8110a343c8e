//! A client that shuts down: what is in flight ends, and nothing new begins.

use std::time::Duration;

use super::*;
use crate::mock::Reply;
use crate::{Shutdown, UntypedCall};

fn shutdown(shutdown: Shutdown) -> (usize, usize) {
    (shutdown.in_flight, shutdown.still_running)
}

/// A client of a mock that needs so long for each response.
fn slow(time: Duration) -> (Mock, Client) {
    let mock = Mock::start().unwrap();
    mock.respond_all(move |_, _| Reply::json(&serde_json::json!({})).delay(time));
    let client = neo(mock.url());
    (mock, client)
}

async fn until(mut done: impl FnMut() -> bool) {
    while !done() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

#[tokio::test]
async fn calls_in_flight_end_and_new_ones_are_refused() {
    let (mock, client) = slow(Duration::from_millis(300));
    let handle = client.shutdown_handle();
    assert_eq!((handle.in_flight(), handle.is_shutting_down()), (0, false));
    let call = tokio::spawn(json(&client, "run_delete", &[("run", "1")]));
    until(|| mock.requests().len() == 1).await;
    assert_eq!(handle.in_flight(), 1);
    let ending = tokio::spawn({
        let handle = handle.clone();
        async move { handle.shutdown().await }
    });
    until(|| handle.is_shutting_down()).await;
    let clone = client.with(CallOptions::new().attempts(1));
    for refused in [
        json(&client, "run_delete", &[("run", "2")])
            .await
            .unwrap_err(),
        json(&clone, "run_delete", &[("run", "2")])
            .await
            .unwrap_err(),
        client
            .call_untyped(UntypedCall::new(&OPERATIONS[5]))
            .await
            .unwrap_err(),
    ] {
        assert!(refused.is_shutting_down(), "{refused}");
        assert!(
            refused.to_string().ends_with("the client is shutting down"),
            "{refused}"
        );
    }
    call.await.unwrap().unwrap();
    assert_eq!(shutdown(ending.await.unwrap()), (1, 0));
    assert_eq!(mock.requests().len(), 1);
    assert_eq!(shutdown(handle.shutdown().await), (0, 0));
}

#[tokio::test]
async fn what_takes_longer_is_counted_and_what_is_dropped_is_not() {
    let (mock, client) = slow(Duration::from_secs(60));
    let handle = client.shutdown_handle();
    let calls: Vec<_> = (0..3)
        .map(|_| tokio::spawn(json(&client, "run_delete", &[("run", "1")])))
        .collect();
    until(|| mock.requests().len() == 3).await;
    let time = Duration::from_millis(20);
    assert_eq!(shutdown(handle.shutdown_within(time).await), (3, 3));
    for call in &calls {
        call.abort();
    }
    let long = Duration::from_secs(30);
    assert_eq!(handle.shutdown_within(long).await.still_running, 0);
}

#[tokio::test]
async fn a_stream_is_in_flight_until_its_end() {
    let server = Server::always(200, &[], "0123456789").await;
    let client = neo(&server.url);
    let handle = client.shutdown_handle();
    let open = async || {
        let stream = request(&client, "events_get", &[])
            .send::<Stream>()
            .await
            .unwrap();
        stream.into_data()
    };
    let (mut read, dropped) = (open().await, open().await);
    assert_eq!(handle.in_flight(), 2);
    assert_eq!(
        handle.shutdown_within(Duration::ZERO).await.still_running,
        2
    );
    drop(dropped);
    assert_eq!(handle.in_flight(), 1);
    while let Some(bytes) = read.next().await {
        bytes.unwrap();
    }
    assert_eq!(shutdown(handle.shutdown().await), (0, 0));
}
