//! Streams of events, and what comes in their place.

use super::*;
use crate::body::{Events as EventsBody, ResponseBody, Stream as BytesBody};
use crate::{EventError, EventStream};

type Events = EventStream<serde_json::Value>;

async fn call(client: &Client) -> Result<Events, Error> {
    let request = request(client, "events_get", &[]);
    Ok(request.send::<EventsBody<serde_json::Value>>().await?.data)
}

fn response(content_type: Option<&str>, body: &str) -> Fault {
    let headers = content_type.map(|it| ("content-type", it.to_owned()));
    Fault::Respond(200, headers.into_iter().collect(), body.to_owned())
}

#[tokio::test]
async fn events_come_one_by_one() {
    for content_type in ["text/event-stream", "Text/Event-Stream; charset=utf-8"] {
        let body = "data: 1\n\nid: 7\ndata: {\"a\":\ndata: 2}\n\n";
        let server = FaultServer::start(vec![response(Some(content_type), body)]).await;
        let mut events = call(&neo(&server.url)).await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().data, 1);
        let event = events.next().await.unwrap().unwrap();
        assert_eq!(
            (event.data["a"].as_i64(), event.id.as_deref()),
            (Some(2), Some("7"))
        );
        assert!(events.next().await.is_none());
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn a_200_that_is_no_stream_of_events_is_an_error_that_keeps_it() {
    let error = r#"{"error":{"code":"c","message":"m"}}"#;
    for (content_type, body, words) in [
        (
            Some("text/html"),
            "<html>Sign in</html>",
            "a page of the content type \"text/html\" instead of an event stream",
        ),
        (
            Some("application/json"),
            error,
            "JSON instead of an event stream",
        ),
        (
            Some("application/problem+json; charset=utf-8"),
            error,
            "JSON instead of an event stream",
        ),
        (
            Some("text/plain"),
            "data: 1\n\n",
            "\"text/plain\" instead of an event stream",
        ),
        (Some(""), "data: 1\n\n", "instead of an event stream"),
        (
            None,
            "data: 1\n\n",
            "a body without a content type instead of an event stream",
        ),
        (
            None,
            "",
            "a body without a content type instead of an event stream",
        ),
    ] {
        let server = FaultServer::start(vec![response(content_type, body)]).await;
        let error = call(&neo(&server.url)).await.unwrap_err();
        assert!(matches!(error, Error::UnexpectedResponse(_)), "{error}");
        assert_eq!(
            (error.status().unwrap(), server.seen()),
            (http::StatusCode::OK, 1)
        );
        assert_eq!(error.body(), Some(body.as_bytes()));
        let sent = error.headers().unwrap().get("content-type").cloned();
        assert_eq!(sent.is_some(), content_type.is_some());
        assert_eq!(error.attempts()[0].outcome.to_string(), "status 200");
        assert_eq!(error.operation(), Some("events_get"));
        let text = error.to_string();
        assert!(text.contains(words) && !text.contains("Sign in"), "{text}");
    }
}

/// The body of what is not a stream has the limits of any other: its beginning is kept.
#[tokio::test]
async fn what_comes_instead_is_bounded() {
    for fault in [
        response(Some("text/html"), &"x".repeat(100_000)),
        Fault::Raw(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9\r\n\r\n<html>"
                .to_vec(),
        ),
        Fault::Huge(1 << 20),
    ] {
        let server = FaultServer::start(vec![fault]).await;
        let neo = neo(&server.url).with(CallOptions::new().body_limit(1000));
        let error = call(&neo).await.unwrap_err();
        assert!(matches!(error, Error::UnexpectedResponse(_)), "{error}");
        assert!((1..=1000).contains(&error.body().unwrap().len()), "{error}");
        assert!(error.to_string().contains("its body"), "{error}");
    }
}

/// A server that sends the head of a stream, and then `part` for ever; it counts the bytes.
async fn endless(part: &'static str) -> (String, Arc<std::sync::atomic::AtomicUsize>) {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::io::AsyncWriteExt;

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: 1\n\n";
        stream.write_all(head.as_bytes()).await.unwrap();
        let many = part.repeat(0x10000 / part.len());
        while stream.write_all(many.as_bytes()).await.is_ok() {
            count.fetch_add(many.len(), Ordering::SeqCst);
        }
    });
    (url, sent)
}

#[tokio::test]
async fn one_event_has_a_limit() {
    for part in ["x", "data: x\n", "data:\n", ": comment "] {
        for (options, limit) in [
            (CallOptions::new(), 1 << 20),
            (CallOptions::new().event_limit(10_000), 10_000),
        ] {
            let (url, sent) = endless(part).await;
            let mut events = call(&neo(&url).with(options)).await.unwrap();
            assert_eq!(events.next().await.unwrap().unwrap().data, 1);
            let error = events.next().await.unwrap().unwrap_err();
            assert!(
                matches!(error, EventError::TooLarge { limit: it } if it == limit),
                "{error}"
            );
            assert!(
                error
                    .to_string()
                    .contains(&format!("longer than {limit} bytes")),
                "{error}"
            );
            // It is over, and so is the connection.
            assert!(events.next().await.is_none());
            let sent = sent.load(std::sync::atomic::Ordering::SeqCst);
            // What a `data:` without a value adds to an event is its end of line.
            assert!(sent < 8 * limit + (16 << 20), "{sent}");
        }
    }
}

#[tokio::test]
async fn what_an_event_says_is_not_printed() {
    let body = format!("data: {{\"key\":\"{KEY}\"\n\ndata: 2\n\n");
    let server = FaultServer::start(vec![response(Some("text/event-stream"), &body)]).await;
    let mut events = call(&neo(&server.url)).await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    let printed = format!("{error} {error:?} {error:#?}");
    assert!(
        !printed.contains("TheSecret") && !printed.contains("[redacted]"),
        "{printed}"
    );
    let EventError::Decode { data, is_json, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!(
        (data.as_str(), *is_json),
        ("{\"key\":\"[redacted]\"", false)
    );
    // The stream continues after it.
    assert_eq!(events.next().await.unwrap().unwrap().data, 2);
}

#[tokio::test]
async fn a_stream_that_breaks_off_says_so_once() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 100\r\n\r\ndata: 1\n\n";
    let server = FaultServer::start(vec![Fault::Raw(head.into())]).await;
    let mut events = call(&neo(&server.url)).await.unwrap();
    assert!(events.next().await.unwrap().is_ok());
    let error = events.next().await.unwrap().unwrap_err();
    assert!(matches!(error, EventError::Broken(_)), "{error}");
    assert!(events.next().await.is_none());
}

/// Other tasks have their turn although all of the stream is there at once.
#[cfg(feature = "gzip")]
#[tokio::test]
async fn an_empty_compressed_stream_does_not_block_other_tasks() {
    use std::io::Write;

    use futures_core::Stream;

    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&b":\n".repeat(8 << 20)).unwrap();
    encoder.write_all(b"data: 1\n\n").unwrap();
    let body = encoder.finish().unwrap();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let server = FaultServer::start(vec![Fault::Raw([head.as_bytes(), &body].concat())]).await;
    let mut events = call(&neo(&server.url)).await.unwrap();
    let mut polls = 0;
    let event = std::future::poll_fn(|context| {
        polls += 1;
        std::pin::Pin::new(&mut events).poll_next(context)
    })
    .await;
    assert_eq!(event.unwrap().unwrap().data, 1);
    assert!(polls >= 15, "{polls}");
}

#[test]
fn only_events_must_have_their_media_type() {
    const { assert!(EventsBody::<()>::STREAMED && EventsBody::<()>::EVENTS) };
    const { assert!(BytesBody::STREAMED && !BytesBody::EVENTS) };
}
