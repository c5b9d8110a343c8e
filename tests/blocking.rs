//! The blocking client: from a plain `main`, from many threads, and from contexts where it must not be used.

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};

use neo_api::blocking::Neo;
use neo_api::error::ConfigurationError;
use neo_api::{CallOptions, Error};
use support::{KEY, Server, number, response, success};

/// A server on its own thread, for a program without async.
fn serve(respond: impl Fn(usize) -> String + Send + Sync + 'static) -> Server {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let server = runtime.block_on(Server::start(move |request, _| respond(request)));
    std::thread::spawn(move || runtime.block_on(std::future::pending::<()>()));
    server
}

fn numbers() -> String {
    response(200, &[], &success(&[number()]).to_string())
}

#[test]
fn calls_retries_and_errors_are_those_of_the_async_client() {
    let server = serve(|request| match request {
        0 => response(503, &[("retry-after", "0")], ""),
        1 => numbers(),
        _ => response(
            403,
            &[],
            r#"{"error": {"code": "FORBIDDEN", "message": "no"}}"#,
        ),
    });
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .build()
        .unwrap();
    let numbers = neo.phone_numbers_list().send().unwrap();
    assert_eq!((numbers.data.len(), numbers.attempts().len()), (1, 2));
    let error = neo.phone_numbers_list().send().unwrap_err();
    assert_eq!(error.code(), Some("FORBIDDEN"));
    let own = neo.with(CallOptions::new().header("authorization", "x"));
    assert!(matches!(
        own.phone_numbers_list().send(),
        Err(Error::Configuration(_))
    ));
    assert!(!format!("{neo:?}").contains("TheSecret"));
}

#[test]
fn many_threads_share_one_client() {
    static SEEN: AtomicUsize = AtomicUsize::new(0);
    let server = serve(|_| {
        SEEN.fetch_add(1, Ordering::SeqCst);
        numbers()
    });
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .build()
        .unwrap();
    std::thread::scope(|scope| {
        for _ in 0..16 {
            let neo = neo.clone();
            scope.spawn(move || {
                (0..10).for_each(|_| {
                    assert_eq!(neo.phone_numbers_list().send().unwrap().data.len(), 1)
                })
            });
        }
    });
    assert_eq!(SEEN.load(Ordering::SeqCst), 160);
}

#[tokio::test]
async fn inside_async_code_it_is_an_error_and_may_be_dropped() {
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url("http://127.0.0.1:1")
        .build()
        .unwrap();
    let error = neo.phone_numbers_list().send().unwrap_err();
    let Error::Configuration(fault) = &error else {
        panic!("{error}")
    };
    assert!(matches!(**fault, ConfigurationError::BlockingInAsync));
    assert!(error.to_string().contains("async code"), "{error}");
    drop(neo);
}

#[test]
fn any_path_and_the_end_of_the_client() {
    use neo_api::http::Method;

    let server = serve(|_| response(200, &[], r#"{"ok":true}"#));
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .build()
        .unwrap();
    let request = neo.request(Method::POST, "/beta").query("a", "b");
    let response = request.json(&[1]).send_as::<serde_json::Value>().unwrap();
    assert_eq!(response.data["ok"], true);
    let sent = server.requests().pop().unwrap();
    assert!(
        sent.starts_with("POST /beta?a=b ") && sent.ends_with("[1]"),
        "{sent}"
    );
    let shutdown = neo
        .client()
        .shutdown_within(std::time::Duration::from_secs(9));
    assert_eq!(shutdown.unwrap().still_running, 0);
    let error = neo.request(Method::GET, "/beta").send().unwrap_err();
    assert!(error.is_shutting_down(), "{error}");
    assert!(
        neo.phone_numbers_list()
            .send()
            .unwrap_err()
            .is_shutting_down()
    );
}

#[test]
fn a_token_provider_and_a_hook() {
    let server = serve(|request| match request {
        0 => response(
            401,
            &[],
            r#"{"error": {"code": "unauthorized", "message": "no"}}"#,
        ),
        _ => numbers(),
    });
    let attempts = std::sync::Arc::new(AtomicUsize::new(0));
    let counted = std::sync::Arc::clone(&attempts);
    let neo = Neo::builder()
        .token_provider(|request| async move {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            let signature = if request.last_was_refused() {
                "bmV3"
            } else {
                "b2xk"
            };
            Ok::<_, std::io::Error>(format!("eyJh.eyJz.{signature}"))
        })
        .on_attempt(move |_| {
            counted.fetch_add(1, Ordering::SeqCst);
        })
        .base_url(&server.url)
        .build()
        .unwrap();
    let response = call(&neo);
    assert_eq!((response, attempts.load(Ordering::SeqCst)), (2, 2));
    assert!(server.requests()[1].contains("Bearer eyJh.eyJz.bmV3"));
}

fn call(neo: &Neo) -> usize {
    neo.phone_numbers_list().send().unwrap().attempts().len()
}
