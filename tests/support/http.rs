//! A scripted server on loopback that keeps its requests.
#![allow(dead_code)]

use super::Mock;
use super::lib::mock::{Reply, Request};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

/// A running server with textual responses.
pub struct Server {
    pub url: String,
    mock: Mock,
}

impl Server {
    /// Responds to every request with `respond`, which receives the request's number, from 0, and its text.
    pub async fn start(respond: impl Fn(usize, &str) -> String + Send + Sync + 'static) -> Self {
        let mock = Mock::start().unwrap();
        mock.respond_all(move |number, request| Reply::raw(respond(number, &text(request))));
        Self {
            url: mock.url().to_owned(),
            mock,
        }
    }

    /// Responds to every request with the same status, headers and body.
    pub async fn always(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let text = response(status, headers, body);
        Self::start(move |_, _| text.clone()).await
    }

    /// The requests so far: head and body.
    pub fn requests(&self) -> Vec<String> {
        self.mock.requests().iter().map(text).collect()
    }
}

/// A request as sent over the wire.
fn text(request: &Request) -> String {
    let mut target = request.path().to_owned();
    if let Some(query) = request.raw_query() {
        target += &format!("?{query}");
    }
    let mut text = format!("{} {target} HTTP/1.1\r\n", request.method());
    for (name, value) in request.headers() {
        text += &format!("{name}: {value}\r\n");
    }
    text + "\r\n" + &String::from_utf8_lossy(request.body())
}

/// One request: its head, and a body of the stated length.
pub async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some(end) = text.find("\r\n\r\n") {
            let length = text[..end]
                .lines()
                .find_map(|line| {
                    line.to_ascii_lowercase()
                        .strip_prefix("content-length:")?
                        .trim()
                        .parse()
                        .ok()
                })
                .unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                return Some(text.into_owned());
            }
        }
        match stream.read(&mut buffer).await {
            Ok(read) if read > 0 => bytes.extend_from_slice(&buffer[..read]),
            _ => return None,
        }
    }
}

/// The text of a response.
pub fn response(status: u16, headers: &[(&str, &str)], body: &str) -> String {
    let mut text = format!(
        "HTTP/1.1 {status} Status\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    text + "\r\n" + body
}

pub const REQUEST_ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

/// One phone number.
pub fn number() -> serde_json::Value {
    serde_json::json!({
        "id": 41,
        "number": "+3197010281234",
        "country": ["NL", "+31", null, "AD3e3f88b6d5277d90f9a5b3946c8f6b4c"],
        "status": "INACTIVE",
        "minutes_used_this_month": 0,
        "psa_settings": {"on_missing": "skip"},
        "agent_settings": {},
        "created_at": "2025-11-30T23:59:59.000001Z",
        "updated_at": "2026-06-01T08:00:00Z",
    })
}

/// A success with these numbers.
pub fn success(numbers: &[serde_json::Value]) -> serde_json::Value {
    serde_json::json!({
        "data": numbers,
        "meta": {"request_id": REQUEST_ID, "timings_ms": {"total": 12.25}},
    })
}
