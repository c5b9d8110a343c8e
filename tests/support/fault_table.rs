//! For each fault, the outcome of a call that can be retried and of one that cannot. The same for every method.
#![allow(dead_code, unreachable_patterns)]

use std::time::Duration;

use super::fault::{Fault, Stage, body, refusal};
use super::lib::error::{TimeoutErrorKind, TransportErrorKind};
use super::lib::{Attempt, CallOptions, Error};

/// The number of requests, a call's result, and the outcome of each attempt, in words.
pub type Seen = (usize, String, Vec<String>);

pub fn words(error: &Error) -> String {
    match error {
        Error::Api(_) => format!("api {}", error.status().unwrap().as_u16()),
        Error::UnexpectedResponse(_) => format!("unexpected {}", error.status().unwrap().as_u16()),
        Error::Decode(_) => "decode".to_owned(),
        Error::Transport(error) => match error.kind() {
            TransportErrorKind::Connect(_) => "connect",
            TransportErrorKind::Dns(_) => "dns",
            TransportErrorKind::Refused(_) => "refused",
            TransportErrorKind::Certificate(_) => "certificate",
            TransportErrorKind::Tls(_) => "tls",
            TransportErrorKind::Proxy(_) => "proxy",
            TransportErrorKind::Interrupted(_) => "interrupted",
            TransportErrorKind::Body(_) => "body",
            TransportErrorKind::Compression(_) => "compression",
            TransportErrorKind::BodyTooLarge { .. } => "too large",
            _ => "?",
        }
        .to_owned(),
        Error::Timeout(error) => match error.kind() {
            TimeoutErrorKind::Attempt { .. } => "attempt timeout",
            TimeoutErrorKind::Call { .. } => "call timeout",
            TimeoutErrorKind::RateLimit { .. } => "rate limit",
            _ => "?",
        }
        .to_owned(),
        other => format!("{other}"),
    }
}

/// The observed outcome of a call: its error, if any, and its attempts.
pub fn seen(requests: usize, error: Option<&Error>, attempts: &[Attempt]) -> Seen {
    let attempts = attempts.iter().map(|attempt| attempt.outcome.to_string());
    let result = error.map_or_else(|| "ok".to_owned(), words);
    (requests, result, attempts.collect())
}

/// The difference between the observed and the expected outcome.
pub fn wrong(name: &str, seen: &Seen, expected: &Expected) -> Option<String> {
    let (requests, result, outcomes) = expected;
    let outcomes = outcomes.iter().map(|outcome| (*outcome).to_owned());
    let expected = (*requests, (*result).to_owned(), outcomes.collect());
    (*seen != expected).then(|| format!("{name}: {seen:?}, not {expected:?}"))
}

/// Requests, result, and the outcome of each attempt.
pub type Expected = (usize, &'static str, &'static [&'static str]);

/// Faults, then the expected outcomes with and without retries.
pub type Row = (&'static str, Vec<Fault>, Expected, Expected);

pub const OFF: &str = "the connection was interrupted";
pub const BODY: &str = "the body was interrupted";
pub const LATE: &str = "timed out";

/// Enough time for a busy machine, unless the fault is an attempt that never ends.
pub fn limits(faults: &[Fault]) -> CallOptions {
    let endless = |fault: &Fault| matches!(fault, Fault::Hang(_) | Fault::Trickle);
    let attempt = if faults.iter().any(endless) { 2 } else { 20 };
    CallOptions::new()
        .attempt_timeout(Duration::from_secs(attempt))
        .timeout(Duration::from_secs(25))
}

pub fn table() -> Vec<Row> {
    use Fault::{Close, Fine, Hang, Huge, Reset, Trickle, WrongLength};
    use Stage::{Body, Head, Start};
    let html = || {
        Fault::Respond(
            200,
            vec![("content-type", "text/html".into())],
            "<html>".into(),
        )
    };
    let encoded = |encoding: &str| {
        let headers = vec![("content-encoding", encoding.to_owned())];
        Fault::Respond(200, headers, "\u{1}\u{2}".to_owned())
    };
    let gateway = |status| Fault::Respond(status, vec![], "<html>bad gateway</html>".into());
    let wait = |text: &str| refusal(429, &[("retry-after", text)]);
    let waits = |all: &[&str]| {
        let headers: Vec<_> = all.iter().map(|text| ("retry-after", *text)).collect();
        refusal(429, &headers)
    };
    let reset = |text: &str| {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        refusal(429, &[("x-ratelimit-reset", text), ("date", date)])
    };
    let nothing_left = |text: &str| {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        let left = ("x-ratelimit-remaining", "0");
        refusal(503, &[left, ("x-ratelimit-reset", text), ("date", date)])
    };
    let long = |status| Fault::Respond(status, vec![], "x".repeat(2 << 20));
    let cut = |status: u16| {
        let head = format!("HTTP/1.1 {status} S\r\ncontent-length: 500\r\n\r\n");
        Fault::Raw((head + r#"{"error":{"code":"c"}}"#).into_bytes())
    };
    let wait_until = |text: &str| {
        refusal(
            429,
            &[
                ("retry-after", text),
                ("date", "Sun, 06 Nov 1994 08:49:37 GMT"),
            ],
        )
    };
    vec![
        (
            "nothing wrong",
            vec![Fine],
            (1, "ok", &["status 200"]),
            (1, "ok", &["status 200"]),
        ),
        // Broken connections.
        (
            "reset before the head",
            vec![Reset(Start)],
            (3, "interrupted", &[OFF; 3]),
            (1, "interrupted", &[OFF]),
        ),
        (
            "reset in the head",
            vec![Reset(Head)],
            (3, "interrupted", &[OFF; 3]),
            (1, "interrupted", &[OFF]),
        ),
        (
            "reset in the body",
            vec![Reset(Body)],
            (3, "body", &[BODY; 3]),
            (1, "body", &[BODY]),
        ),
        (
            "closed before the head",
            vec![Close(Start)],
            (3, "interrupted", &[OFF; 3]),
            (1, "interrupted", &[OFF]),
        ),
        (
            "closed in the head",
            vec![Close(Head)],
            (3, "interrupted", &[OFF; 3]),
            (1, "interrupted", &[OFF]),
        ),
        (
            "closed in the body",
            vec![Close(Body)],
            (3, "body", &[BODY; 3]),
            (1, "body", &[BODY]),
        ),
        (
            "reset, then fine",
            vec![Reset(Start), Fine],
            (2, "ok", &[OFF, "status 200"]),
            (1, "interrupted", &[OFF]),
        ),
        (
            "half a body, then fine",
            vec![Close(Body), Fine],
            (2, "ok", &[BODY, "status 200"]),
            (1, "body", &[BODY]),
        ),
        // Time.
        (
            "hangs before the head",
            vec![Hang(Start)],
            (3, "attempt timeout", &[LATE; 3]),
            (1, "attempt timeout", &[LATE]),
        ),
        (
            "hangs in the head",
            vec![Hang(Head)],
            (3, "attempt timeout", &[LATE; 3]),
            (1, "attempt timeout", &[LATE]),
        ),
        (
            "hangs in the body",
            vec![Hang(Body)],
            (3, "attempt timeout", &[LATE; 3]),
            (1, "attempt timeout", &[LATE]),
        ),
        (
            "hangs, then fine",
            vec![Hang(Start), Fine],
            (2, "ok", &[LATE, "status 200"]),
            (1, "attempt timeout", &[LATE]),
        ),
        (
            "trickles",
            vec![Trickle],
            (3, "attempt timeout", &[LATE; 3]),
            (1, "attempt timeout", &[LATE]),
        ),
        // Bodies.
        (
            "length too long",
            vec![WrongLength(10)],
            (3, "body", &[BODY; 3]),
            (1, "body", &[BODY]),
        ),
        (
            "length too short",
            vec![WrongLength(-10)],
            (1, "decode", &["status 200"]),
            (1, "decode", &["status 200"]),
        ),
        (
            "html",
            vec![html()],
            (1, "decode", &["status 200"]),
            (1, "decode", &["status 200"]),
        ),
        (
            "an encoding that was not requested",
            vec![encoded("compress")],
            (1, "decode", &["status 200"]),
            (1, "decode", &["status 200"]),
        ),
        (
            "bytes that are not UTF-8",
            vec![Fault::Raw(
                b"HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"data\":\"\xff\xff\"}".to_vec(),
            )],
            (1, "decode", &["status 200"]),
            (1, "decode", &["status 200"]),
        ),
        (
            "empty",
            vec![body("")],
            (1, "decode", &["status 200"]),
            (1, "decode", &["status 200"]),
        ),
        (
            "half a json",
            vec![body(r#"{"data":[],"me"#)],
            (1, "decode", &["status 200"]),
            (1, "decode", &["status 200"]),
        ),
        (
            "100 MB",
            vec![Huge(100 << 20)],
            (1, "too large", &["the body is too long"]),
            (1, "too large", &["the body is too long"]),
        ),
        // Error bodies: the status decides.
        (
            "401, too long",
            vec![long(401)],
            (1, "unexpected 401", &["status 401"]),
            (1, "unexpected 401", &["status 401"]),
        ),
        (
            "503, too long",
            vec![long(503)],
            (3, "unexpected 503", &["status 503"; 3]),
            (1, "unexpected 503", &["status 503"]),
        ),
        (
            "429, too long, then fine",
            vec![long(429), Fine],
            (2, "ok", &["status 429", "status 200"]),
            (1, "unexpected 429", &["status 429"]),
        ),
        (
            "401, broken off",
            vec![cut(401)],
            (1, "api 401", &["status 401"]),
            (1, "api 401", &["status 401"]),
        ),
        (
            "503, broken off, then fine",
            vec![cut(503), Fine],
            (2, "ok", &["status 503", "status 200"]),
            (1, "api 503", &["status 503"]),
        ),
        // Statuses.
        (
            "408",
            vec![refusal(408, &[])],
            (3, "api 408", &["status 408"; 3]),
            (1, "api 408", &["status 408"]),
        ),
        (
            "500, then fine",
            vec![refusal(500, &[]), Fine],
            (2, "ok", &["status 500", "status 200"]),
            (1, "api 500", &["status 500"]),
        ),
        (
            "502, 504, then fine",
            vec![gateway(502), gateway(504), Fine],
            (3, "ok", &["status 502", "status 504", "status 200"]),
            (1, "unexpected 502", &["status 502"]),
        ),
        (
            "503 forever",
            vec![gateway(503)],
            (3, "unexpected 503", &["status 503"; 3]),
            (1, "unexpected 503", &["status 503"]),
        ),
        (
            "501",
            vec![refusal(501, &[])],
            (1, "api 501", &["status 501"]),
            (1, "api 501", &["status 501"]),
        ),
        (
            "400",
            vec![refusal(400, &[])],
            (1, "api 400", &["status 400"]),
            (1, "api 400", &["status 400"]),
        ),
        (
            "401",
            vec![refusal(401, &[])],
            (1, "api 401", &["status 401"]),
            (1, "api 401", &["status 401"]),
        ),
        (
            "409",
            vec![refusal(409, &[])],
            (1, "api 409", &["status 409"]),
            (1, "api 409", &["status 409"]),
        ),
        (
            "100, then fine",
            vec![Fault::Respond(204, vec![], String::new()), Fine],
            (1, "unexpected 204", &["status 204"]),
            (1, "unexpected 204", &["status 204"]),
        ),
        // Retry-After.
        (
            "429, 0 s",
            vec![wait("0"), Fine],
            (2, "ok", &["status 429", "status 200"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, 1 s",
            vec![wait("1"), Fine],
            (2, "ok", &["status 429", "status 200"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, negative",
            vec![wait("-7"), Fine],
            (2, "ok", &["status 429", "status 200"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, no number",
            vec![wait("soon"), Fine],
            (2, "ok", &["status 429", "status 200"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, beyond all numbers",
            vec![wait("99999999999999999999999"), Fine],
            (1, "api 429", &["status 429"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, a day",
            vec![wait("86400"), Fine],
            (1, "api 429", &["status 429"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, longer than the call",
            vec![wait("30"), Fine],
            (1, "api 429", &["status 429"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, a date in 1 s",
            vec![wait_until("Sun, 06 Nov 1994 08:49:38 GMT"), Fine],
            (2, "ok", &["status 429", "status 200"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, a date in the past",
            vec![wait_until("Sun, 06 Nov 1994 08:40:00 GMT"), Fine],
            (2, "ok", &["status 429", "status 200"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, a date tomorrow",
            vec![wait_until("Mon, 07 Nov 1994 08:49:37 GMT"), Fine],
            (1, "api 429", &["status 429"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "503, 1 s",
            vec![refusal(503, &[("retry-after", "1")]), Fine],
            (2, "ok", &["status 503", "status 200"]),
            (1, "api 503", &["status 503"]),
        ),
        (
            "429, several, the longest too long",
            vec![waits(&["0", "3600", "soon"]), Fine],
            (1, "api 429", &["status 429"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, several, the first no number",
            vec![waits(&["soon", "1"]), Fine],
            (2, "ok", &["status 429", "status 200"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, a reset alone, in 1 s",
            vec![reset("784111778"), Fine],
            (2, "ok", &["status 429", "status 200"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, a reset alone, in an hour",
            vec![reset("784115377"), Fine],
            (1, "api 429", &["status 429"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, a reset alone, in the past",
            vec![reset("784111000"), Fine],
            (2, "ok", &["status 429", "status 200"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "429, a reset in milliseconds",
            vec![reset("784111778000"), Fine],
            (2, "ok", &["status 429", "status 200"]),
            (1, "api 429", &["status 429"]),
        ),
        (
            "503, nothing left, a reset in milliseconds",
            vec![nothing_left("784111778000"), Fine],
            (2, "ok", &["status 503", "status 200"]),
            (1, "api 503", &["status 503"]),
        ),
        (
            "503, nothing left, a reset in seconds from now",
            vec![nothing_left("30"), Fine],
            (2, "ok", &["status 503", "status 200"]),
            (1, "api 503", &["status 503"]),
        ),
        (
            "503, nothing left for an hour",
            vec![nothing_left("784115377"), Fine],
            (1, "api 503", &["status 503"]),
            (1, "api 503", &["status 503"]),
        ),
        (
            "429 forever",
            vec![wait("0")],
            (3, "api 429", &["status 429"; 3]),
            (1, "api 429", &["status 429"]),
        ),
    ]
}
