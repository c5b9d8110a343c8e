//! Streams of events, and what comes in their place.

use super::*;
use crate::EventStream;
use crate::body::{Events as EventsBody, ResponseBody, Stream as BytesBody};
use crate::error::{StreamError, StreamErrorKind};

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
                matches!(stream_error(&error).kind(), StreamErrorKind::EventTooLarge { limit: it } if *it == limit),
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
    let StreamErrorKind::Decode { data, is_json, .. } = stream_error(&error).kind() else {
        panic!("{error}")
    };
    assert_eq!(
        (data.as_str(), *is_json),
        ("{\"key\":\"[redacted]\"", false)
    );
    // The stream continues after it.
    assert_eq!(events.next().await.unwrap().unwrap().data, 2);
}

fn stream_error(error: &Error) -> &StreamError {
    let Error::Stream(error) = error else {
        panic!("{error}")
    };
    error
}

/// A response that breaks off after this part of its body.
fn cut_off(content_type: &str, part: &str, length: usize) -> Fault {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n{part}"
    );
    Fault::Raw(head.into_bytes())
}

/// As a program writes it: one `?` for the call and for its events.
async fn sum(client: &Client) -> Result<i64, Error> {
    let mut events = call(client).await?;
    let mut sum = 0;
    while let Some(event) = events.next().await {
        sum += event?.data.as_i64().unwrap_or_default();
    }
    Ok(sum)
}

#[tokio::test]
async fn a_stream_that_breaks_off_says_so_once() {
    for (part, resume) in [
        ("data: 1\n\n", "call the operation again"),
        (
            "id: 7\ndata: 1\n\ndata: 2\n",
            "call the operation again with the id of the last event as `Last-Event-Id` to continue",
        ),
    ] {
        let server = FaultServer::start(vec![cut_off("text/event-stream", part, 100)]).await;
        let mut events = call(&neo(&server.url)).await.unwrap();
        assert!(events.next().await.unwrap().is_ok());
        let error = events.next().await.unwrap().unwrap_err();
        let fault = stream_error(&error);
        assert!(
            matches!(fault.kind(), StreamErrorKind::Interrupted(_)),
            "{error}"
        );
        assert_eq!((fault.events(), fault.bytes()), (1, part.len() as u64));
        let bytes = part.len();
        assert_eq!(
            error.to_string(),
            format!(
                "events_get: the event stream was interrupted after 1 event ({bytes} bytes); {resume}"
            )
        );
        assert_eq!(error.operation(), Some("events_get"));
        assert_eq!(error.status(), Some(http::StatusCode::OK));
        assert_eq!(error.attempts().len(), 1);
        // The HTTP client's own sentence says something else.
        let printed = format!("{error:?}");
        assert!(
            printed.contains("caused by") && !printed.contains("decoding"),
            "{printed}"
        );
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn errors_of_a_stream_are_errors_of_its_call() {
    let body = "data: 1\n\ndata: 2\n\n";
    let server = FaultServer::start(vec![
        response(Some("text/event-stream"), body),
        cut_off("text/event-stream", body, 100),
        response(Some("text/event-stream"), "data: {\n\n"),
    ])
    .await;
    let client = neo(&server.url);
    assert_eq!(sum(&client).await.unwrap(), 3);
    let error = sum(&client).await.unwrap_err();
    assert!(
        error.to_string().contains("after 2 events (18 bytes)"),
        "{error}"
    );
    let error = sum(&client).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "events_get: the data of event 1 is not JSON, at its root; the stream continues with the next event"
    );
    assert_eq!(error.pointer(), Some(""));
}

#[tokio::test]
async fn bytes_that_break_off_are_counted() {
    let server = FaultServer::start(vec![
        cut_off("application/zip", "0123456789", 25),
        Fault::Raw(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n0123\r\n".to_vec()),
    ])
    .await;
    let client = neo(&server.url);
    let read = async || -> Result<usize, Error> {
        let mut bytes = request(&client, "events_get", &[])
            .send::<BytesBody>()
            .await?
            .data;
        let mut length = 0;
        while let Some(chunk) = bytes.next().await {
            length += chunk?.len();
        }
        Ok(length)
    };
    for (read, words) in [(read().await, "10 of 25 bytes"), (read().await, "4 bytes")] {
        let error = read.unwrap_err();
        let text = format!(
            "events_get: the response was interrupted after {words}; call the operation again"
        );
        assert_eq!(error.to_string(), text);
        assert_eq!(error.status(), Some(http::StatusCode::OK));
    }
}

/// reqwest's time limit of a client includes the body.
#[tokio::test]
async fn a_time_limit_of_the_caller_s_own_client_is_named() {
    let server = FaultServer::start(vec![Fault::Hang(Stage::Body)]).await;
    let http = reqwest::Client::builder().timeout(Duration::from_millis(300));
    let client = builder(&server.url)
        .http_client(http.build().unwrap())
        .build();
    let request = request(&client.unwrap().0, "events_get", &[]);
    let mut bytes = request.send::<BytesBody>().await.unwrap().data;
    let error = loop {
        match bytes.next().await.unwrap() {
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert!(error.is_timeout(), "{error}");
    assert!(
        error.to_string().contains("your own HTTP client"),
        "{error}"
    );
}

/// What breaks is the compression, not the connection.
#[cfg(feature = "gzip")]
#[tokio::test]
async fn corrupt_compression_of_a_stream_is_named() {
    let head =
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 12\r\n\r\nnot gzip 123";
    let server = FaultServer::start(vec![Fault::Raw(head.into())]).await;
    let request = request(&neo(&server.url), "events_get", &[]);
    let mut bytes = request.send::<BytesBody>().await.unwrap().data;
    let error = bytes.next().await.unwrap().unwrap_err();
    assert!(
        matches!(stream_error(&error).kind(), StreamErrorKind::Compression(_)),
        "{error}"
    );
    assert!(bytes.next().await.is_none());
}

/// The same streams, read without async.
#[cfg(feature = "blocking")]
mod blocking {
    use std::io::{BufRead, BufReader, Read};

    use super::*;
    use crate::UntypedCall;
    use crate::blocking;

    /// Calls `test` with a blocking client of a server on another thread.
    fn with_client(faults: Vec<Fault>, test: impl FnOnce(&blocking::Client)) {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let server = runtime.block_on(FaultServer::start(faults));
        test(&blocking::Client::new(neo(&server.url)).unwrap());
    }

    fn events_get(client: &blocking::Client) -> RequestBuilder<blocking::Client> {
        RequestBuilder::new(client, SERVICE.operation("events_get").unwrap())
    }

    fn sum(client: &blocking::Client) -> Result<i64, Error> {
        let events = events_get(client).send_streaming::<EventsBody<i64>>()?.data;
        events.map(|event| Ok(event?.data)).sum()
    }

    #[test]
    fn events_are_an_iterator() {
        let body = "id: 7\ndata: 1\n\ndata: 2\n\n";
        let faults = vec![
            response(Some("text/event-stream"), body),
            cut_off("text/event-stream", body, 100),
            response(Some("text/event-stream"), "data: x\n\nid: 8\ndata: 2\n\n"),
            response(Some("text/event-stream"), body),
        ];
        with_client(faults, |client| {
            assert_eq!(sum(client).unwrap(), 3);
            let error = sum(client).unwrap_err();
            assert!(error.to_string().contains("after 2 events"), "{error}");
            let mut events = events_get(client)
                .send_streaming::<EventsBody<i64>>()
                .unwrap()
                .data;
            assert!(events.next().unwrap().is_err());
            assert_eq!(events.last_event_id(), None);
            assert_eq!(events.next().unwrap().unwrap().data, 2);
            assert_eq!(events.last_event_id(), Some("8"));
            assert!(events.next().is_none());

            let call = UntypedCall::new(SERVICE.operation("events_get").unwrap());
            let events = client.events_untyped(call).unwrap().data;
            let data: Result<Vec<String>, Error> = events.map(|event| Ok(event?.data)).collect();
            assert_eq!(data.unwrap(), ["1", "2"]);
        });
    }

    #[test]
    fn bytes_are_an_iterator_and_a_reader() {
        let text = "first\nsecond\n".repeat(10_000);
        let whole = || response(None, &text);
        let faults = vec![
            whole(),
            whole(),
            whole(),
            cut_off("text/csv", "first\nsec", 25),
        ];
        with_client(faults, |client| {
            let open = || {
                events_get(client)
                    .send_streaming::<BytesBody>()
                    .unwrap()
                    .data
            };
            let chunks: Result<Vec<_>, Error> = open().collect();
            assert_eq!(chunks.unwrap().concat(), text.as_bytes());
            let lines = BufReader::new(open()).lines();
            assert_eq!(lines.map(Result::unwrap).count(), 20_000);

            // What a read leaves of a chunk is the iterator's next one.
            let mut bytes = open();
            let mut first = [0; 6];
            bytes.read_exact(&mut first).unwrap();
            assert_eq!((&first, bytes.read(&mut []).unwrap()), (b"first\n", 0));
            let rest: Result<Vec<_>, Error> = bytes.collect();
            assert_eq!(rest.unwrap().concat(), &text.as_bytes()[6..]);

            let mut read = String::new();
            let error = open().read_to_string(&mut read).unwrap_err();
            assert_eq!(error.kind(), std::io::ErrorKind::UnexpectedEof);
            let inner = error.get_ref().unwrap().downcast_ref::<Error>().unwrap();
            assert!(inner.to_string().contains("after 9 of 25 bytes"), "{inner}");
        });
    }

    #[test]
    fn inside_async_code_reading_is_an_error() {
        let faults = vec![response(Some("text/event-stream"), "data: 1\n\n")];
        with_client(faults, |client| {
            let stream = events_get(client).send_streaming::<BytesBody>();
            let mut stream = stream.unwrap().data;
            let runtime = tokio::runtime::Builder::new_current_thread()
                .build()
                .unwrap();
            runtime.block_on(async {
                let error = stream.next().unwrap().unwrap_err();
                assert!(error.to_string().contains("inside async code"), "{error}");
                assert!(stream.read(&mut [0; 4]).is_err());
            });
            assert_eq!(stream.next().unwrap().unwrap(), "data: 1\n\n");
        });
    }
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
