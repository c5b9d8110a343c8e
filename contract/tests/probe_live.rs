//! `probe`: calls a service.

#[path = "support/probed.rs"]
mod probed;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;

use neo_contract::probe::{self, Live};
use probed::contract;

#[test]
fn an_endless_body_is_not_a_response() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = probe::base_url(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]).unwrap();
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
        let spaces = vec![b' '; 1 << 20];
        // More than any program keeps open, and an end in case no connection is closed.
        for _ in 0..200 {
            if stream.write_all(&spaces).is_err() {
                break;
            }
        }
    });
    let live = Live {
        base,
        credential: None,
        arguments: BTreeMap::new(),
    };
    let outcome = probe::call(&contract(), &live).unwrap();
    assert_eq!(outcome.validated, 0);
    assert_eq!(
        outcome.unanswered,
        ["GET /agents: its body is longer than 64 MiB"]
    );
}

/// A service that responds to each path with its body, and closes the connection for others.
fn service(bodies: &'static [(&'static str, &'static str)]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = Vec::new();
            let mut buffer = [0; 1024];
            while !request.ends_with(b"\r\n\r\n") {
                let read = stream.read(&mut buffer).unwrap();
                if read == 0 {
                    break;
                }
                request.extend_from_slice(&buffer[..read]);
            }
            let request = String::from_utf8(request).unwrap();
            let target = request.split(' ').nth(1).unwrap_or_default();
            if let Some((_, body)) = bodies.iter().find(|(path, _)| *path == target) {
                let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length";
                write!(stream, "{head}: {}\r\n\r\n{body}", body.len()).unwrap();
            }
        }
    });
    url
}

#[test]
fn one_operation_without_a_response_does_not_hide_the_others() {
    let url = service(&[("/agents", r#"[{"id":1,"status":"GONE"}]"#)]);
    let live = |arguments: BTreeMap<String, String>| Live {
        base: probe::base_url(&url).unwrap(),
        credential: None,
        arguments,
    };
    let outcome = probe::call(&contract(), &live(BTreeMap::new())).unwrap();
    assert_eq!((outcome.validated, outcome.mismatches.len()), (1, 1));
    assert_eq!(
        outcome.skipped,
        ["GET /agents/{agent id}: needs --arg agent id=…"]
    );
    assert_eq!(outcome.unanswered.len(), 0);

    let argument = ("agent id".to_owned(), "secret-word".to_owned());
    let outcome = probe::call(&contract(), &live([argument].into())).unwrap();
    assert_eq!((outcome.validated, outcome.mismatches.len()), (1, 1));
    assert_eq!(outcome.unanswered.len(), 1);
    let unanswered = &outcome.unanswered[0];
    assert!(
        unanswered.starts_with("GET /agents/{agent id}: "),
        "{unanswered}"
    );
    assert!(!unanswered.contains("secret-word"), "{unanswered}");
}
