//! The hook for attempts.

use std::sync::{Arc, Mutex};

use super::*;

#[tokio::test]
async fn each_attempt_is_reported_and_a_panic_breaks_nothing() {
    let server = FaultServer::start(vec![
        refusal(503, &[]),
        Fault::Reset(Stage::Start),
        Fault::Fine,
    ])
    .await;
    let reported = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&reported);
    let client = builder(&server.url).on_attempt(move |event| {
        log.lock().unwrap().push((
            event.operation.id,
            event.operation.method,
            event.operation.path,
            event.attempt.number,
            event.status().map(|it| it.as_u16()),
            event.error_type().map(str::to_owned),
            event.will_retry(),
        ));
        assert_eq!(event.server_address, "127.0.0.1");
        assert!(event.server_port > 0);
        assert_eq!(event.will_retry(), event.attempt.wait.is_some());
        // Of the request there is nothing to print.
        let printed = format!("{event:?}");
        assert!(
            !printed.contains("hidden") && !printed.contains(KEY),
            "{printed}"
        );
        panic!("the hook is broken");
    });
    let client = client.build().unwrap().0;
    json(&client, "run_delete", &[("run", "hidden")])
        .await
        .unwrap();
    let expected = |number, status, error: Option<&str>, retry| {
        (
            "run_delete",
            "DELETE",
            "/api/runs/{run}",
            number,
            status,
            error.map(str::to_owned),
            retry,
        )
    };
    assert_eq!(
        *reported.lock().unwrap(),
        [
            expected(1, Some(503), Some("503"), true),
            expected(2, None, Some("interrupted"), true),
            expected(3, Some(200), None, false),
        ]
    );
}

#[tokio::test]
async fn a_request_that_was_not_sent_is_not_reported() {
    let reported = Arc::new(Mutex::new(0));
    let log = Arc::clone(&reported);
    let client = builder("http://127.0.0.1:9").on_attempt(move |_| *log.lock().unwrap() += 1);
    let client = client.build().unwrap().0;
    json(&client, "run_delete", &[("run", "..")])
        .await
        .unwrap_err();
    assert_eq!(*reported.lock().unwrap(), 0);
}
