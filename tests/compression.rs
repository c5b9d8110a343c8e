//! Compressed bodies.
#![cfg(feature = "gzip")]

mod support;

use std::io::Write;

use neo_api::error::TransportErrorKind;
use neo_api::{CallOptions, Error, Neo, Retry};
use support::fault::{Fault, FaultServer};
use support::{KEY, number, success};

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn body_fault(status: u16, headers: &str, body: &[u8]) -> Fault {
    let length = body.len();
    let head = format!("HTTP/1.1 {status} S\r\n{headers}content-length: {length}\r\n\r\n");
    Fault::Raw([head.as_bytes(), body].concat())
}

const GZIP: &str = "content-type: application/json\r\ncontent-encoding: gzip\r\n";

fn neo(url: &str) -> Neo {
    let retry = Retry::new().first_wait(std::time::Duration::from_millis(2));
    Neo::builder()
        .api_key(KEY)
        .base_url(url)
        .retry(retry)
        .build()
        .unwrap()
}

#[tokio::test]
async fn gzip_is_requested_and_decoded() {
    let body = success(&[number(), number()]).to_string();
    let server = FaultServer::start(vec![body_fault(200, GZIP, &gzip(body.as_bytes()))]).await;
    let response = neo(&server.url).phone_numbers_list().send().await.unwrap();
    assert_eq!((response.data.len(), response.body()), (2, body.as_bytes()));
    // Headers describe the decompressed body.
    assert!(response.headers().get("content-encoding").is_none());
    assert!(response.headers().get("content-length").is_none());
    let plain = support::Server::always(200, &[], &body).await;
    plain.neo().phone_numbers_list().send().await.unwrap();
    let request = plain.requests()[0].to_ascii_lowercase();
    assert!(
        request
            .lines()
            .any(|line| line.starts_with("accept-encoding:") && line.contains("gzip")),
        "{request}"
    );

    let blocking = support::blocking(
        neo_api::blocking::Neo::builder()
            .api_key(KEY)
            .base_url(&server.url),
        |neo| neo.phone_numbers_list().send(),
    );
    assert_eq!(blocking.await.unwrap().data.len(), 2);
}

#[tokio::test]
async fn error_bodies_are_decompressed_too() {
    let body = br#"{"error":{"code":"c","message":"m"},"meta":{"request_id":"r"}}"#;
    let server = FaultServer::start(vec![body_fault(400, GZIP, &gzip(body))]).await;
    let error = neo(&server.url)
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.code(), error.request_id(), error.body()),
        (Some("c"), Some("r"), Some(&body[..]))
    );
}

/// The limit applies to the decompressed size, because a bomb is small when compressed.
#[tokio::test]
async fn a_bomb_is_refused() {
    let bomb = gzip(&vec![b' '; 32 << 20]);
    assert!(bomb.len() < 100_000);
    for (options, limit) in [
        (CallOptions::new().body_limit(4 << 20), 4 << 20),
        (CallOptions::new().body_limit(100_000), 100_000),
    ] {
        let server = FaultServer::start(vec![body_fault(200, GZIP, &bomb)]).await;
        let error = neo(&server.url)
            .with(options.clone())
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        let Error::Transport(fault) = &error else {
            panic!("{error}")
        };
        assert!(
            matches!(fault.kind(), TransportErrorKind::BodyTooLarge { limit: it } if *it == limit),
            "{error}"
        );
        assert_eq!(server.seen(), 1);

        let server = FaultServer::start(vec![body_fault(400, GZIP, &bomb)]).await;
        let error = neo(&server.url)
            .with(options)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        assert_eq!(
            (
                error.status().unwrap().as_u16(),
                error.body().unwrap().len()
            ),
            (400, limit)
        );
    }
}

#[tokio::test]
async fn broken_bodies_are_reported() {
    let body = gzip(success(&[number()]).to_string().as_bytes());
    let mut damaged = body.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 20].fill(0xff);
    for (what, bytes) in [
        ("damaged", damaged.as_slice()),
        ("cut", &body[..body.len() - 12]),
        ("not gzip", b"{\"data\":[]}"),
    ] {
        let server = FaultServer::start(vec![body_fault(200, GZIP, bytes)]).await;
        let error = neo(&server.url)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        let Error::Transport(fault) = &error else {
            panic!("{what}: {error}")
        };
        assert!(
            matches!(fault.kind(), TransportErrorKind::Compression(_)),
            "{what}: {error} {error:?}"
        );
        assert!(
            error
                .to_string()
                .contains("the compressed body of the response is corrupt"),
            "{what}: {error}"
        );
        assert_eq!(
            (
                server.seen(),
                error.attempts()[0].outcome.to_string().as_str()
            ),
            (1, "the body's compression is broken"),
            "{what}"
        );
    }
    // A broken connection is a different error.
    let head = format!(
        "HTTP/1.1 200 S\r\n{GZIP}content-length: {}\r\n\r\n",
        body.len()
    );
    let server = FaultServer::start(vec![Fault::Raw(
        [head.as_bytes(), &body[..middle]].concat(),
    )])
    .await;
    let error = neo(&server.url)
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    let Error::Transport(fault) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(fault.kind(), TransportErrorKind::Body(_)),
        "{error} {error:?}"
    );
    assert_eq!(server.seen(), 3);
}

#[tokio::test]
async fn unsupported_encodings_are_named() {
    let body = gzip(success(&[number()]).to_string().as_bytes());
    for (headers, words) in [
        (
            "content-encoding: compress\r\n",
            "the encoding \"compress\"",
        ),
        (
            "content-encoding: gzip, gzip\r\n",
            "the encoding \"gzip, gzip\"",
        ),
        ("content-encoding: GZIP\r\n", "the encoding \"gzip\""),
        (
            "content-type: application/json\r\n",
            "bytes of the content type \"application/json\" that look like gzip",
        ),
        ("", "bytes that look like gzip, without a Content-Encoding"),
    ] {
        let server = FaultServer::start(vec![body_fault(200, headers, &body)]).await;
        let error = neo(&server.url)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains(words) && text.contains("a proxy or cache in between"),
            "{text}"
        );
        assert!(
            !text.contains("report it") && !text.contains("contract"),
            "{text}"
        );
        assert_eq!(error.body(), Some(body.as_slice()));
    }
    // The caller's own HTTP client, without decompression.
    let http = reqwest::Client::builder().no_gzip().build().unwrap();
    let server = FaultServer::start(vec![body_fault(200, GZIP, &body)]).await;
    let builder = Neo::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .http_client(http);
    let error = builder
        .build()
        .unwrap()
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("an HTTP client of your own does not decompress it"),
        "{error}"
    );
}
