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
