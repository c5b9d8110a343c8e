//! What a subscriber receives about calls.

mod support;

use std::sync::Mutex;
use std::time::Duration;

use neo_api::{CallOptions, Neo};
use support::fault::{Fault, FaultServer, Stage, refusal};
use support::trace::Collector;
use support::{KEY, Server, success};

#[tokio::test]
async fn a_span_says_what_happened() {
    let collector = Collector::default();
    let _guard = collector.install();
    let number = Mutex::new(0);
    let response = support::response(200, &[], &success(&[support::number()]).to_string());
    let refused = support::response(503, &[("retry-after", "0")], "");
    let server = Server::start(move |_, _| {
        let mut number = number.lock().unwrap();
        *number += 1;
        if *number == 1 {
            refused.clone()
        } else {
            response.clone()
        }
    })
    .await;
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&format!("{}/gw/public-api", server.url))
        .build()
        .unwrap();
    neo.phone_numbers_list().send().await.unwrap();
    let traced = collector.text();
    let port = server.url.rsplit(':').next().unwrap();
    for part in [
        "otel.name=GET /public-api/phone/numbers ",
        "otel.kind=\"client\"",
        "http.request.method=\"GET\"",
        "url.template=\"/public-api/phone/numbers\"",
        "server.address=\"127.0.0.1\"",
        &format!("server.port={port}"),
        "api.operation=\"phone_numbers_list\"",
        "api.attempts=2",
        "http.request.resend_count=1",
        "http.response.status_code=200",
        "http.client.request.duration=",
        &format!("api.request_id=\"{}\"", support::REQUEST_ID),
        "outcome=status 503",
    ] {
        assert!(traced.contains(part), "{part} is not in {traced}");
    }
    assert!(
        !traced.contains("error.type") && !traced.contains("+3197010281234"),
        "{traced}"
    );

    let server = FaultServer::start(vec![refusal(404, &[])]).await;
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .build()
        .unwrap();
    neo.phone_numbers_list().send().await.unwrap_err();
    let traced = collector.text();
    assert!(traced.contains("otel.status_code=\"ERROR\""), "{traced}");
    assert!(traced.contains("error.type=\"404\""), "{traced}");
}

#[tokio::test]
async fn a_dropped_call_says_so() {
    let collector = Collector::default();
    let _guard = collector.install();
    let server = FaultServer::start(vec![
        refusal(503, &[("retry-after", "0")]),
        Fault::Hang(Stage::Start),
    ])
    .await;
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .build()
        .unwrap();
    let call = neo.phone_numbers_list().send();
    let dropped = tokio::time::timeout(Duration::from_millis(300), call).await;
    assert!(dropped.is_err());
    let traced = collector.text();
    for part in [
        "error.type=\"cancelled\"",
        "api.attempts=2",
        "http.request.resend_count=1",
        "http.client.request.duration=",
    ] {
        assert!(traced.contains(part), "{part} is not in {traced}");
    }

    // A completed call does not.
    let collector = Collector::default();
    let _guard = collector.install();
    let server = FaultServer::start(vec![Fault::Fine]).await;
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .build()
        .unwrap();
    neo.phone_numbers_list().send().await.unwrap();
    assert!(
        !collector.text().contains("cancelled"),
        "{}",
        collector.text()
    );
}

#[tokio::test]
async fn an_address_of_ipv6_has_no_brackets() {
    let collector = Collector::default();
    let _guard = collector.install();
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url("http://[::1]:9")
        .build()
        .unwrap();
    let once = CallOptions::new().attempts(1);
    neo.with(once)
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    let traced = collector.text();
    assert!(
        traced.contains("server.address=\"::1\" server.port=9"),
        "{traced}"
    );
}

#[tokio::test]
async fn long_texts_of_a_service_are_cut() {
    let collector = Collector::default();
    let _guard = collector.install();
    let long = "é".repeat(5000);
    let body = format!(
        r#"{{"error":{{"code":"{long}","message":"{long}"}},"meta":{{"request_id":"{long}"}}}}"#
    );
    let server = FaultServer::start(vec![Fault::Respond(400, vec![], body)]).await;
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .build()
        .unwrap();
    let error = neo.phone_numbers_list().send().await.unwrap_err();
    // Accessors return all of it.
    assert_eq!(error.code(), Some(long.as_str()));
    let cut = format!("{}…", "é".repeat(300));
    let text = error.to_string();
    assert_eq!(text.matches(&cut).count(), 3, "{text}");
    assert!(text.chars().count() < 1200);
    let traced = collector.text();
    assert!(
        traced.contains(&format!("api.request_id=\"{cut}\"")),
        "{traced}"
    );
}
