//! `--verbose`: what is sent and what comes back, without bodies and keys.

use neo_api::runtime::Bytes;
use neo_api::{Error, Response, UntypedCall};

use crate::contract::Described;
use crate::output::sanitize;

/// The request, as lines that begin with `>`.
pub fn request(described: &Described, call: &UntypedCall, base: &str) -> String {
    let method = call.operation().method;
    let mut lines = vec![format!("> {method} {base}{}", sanitize(&call.target()))];
    if described.takes_key() {
        lines.push("> authorization: Bearer [redacted]".to_owned());
    }
    for (name, value) in call.headers() {
        lines.push(format!("> {}: {}", sanitize(name), sanitize(value)));
    }
    if let Some((content_type, body)) = call.content() {
        lines.push(format!("> content-type: {}", sanitize(content_type)));
        lines.push(format!("> ({} bytes)", body.len()));
    }
    lines.join("\n")
}

/// Each attempt and the headers of the last response, as lines that begin with `<`.
pub fn response(result: &Result<Response<Bytes, ()>, Error>) -> String {
    let (attempts, headers) = match result {
        Ok(response) => (response.attempts(), Some(response.headers())),
        Err(error) => (error.attempts(), error.headers()),
    };
    let mut lines = Vec::new();
    for attempt in attempts {
        let mut line = format!(
            "< attempt {}: {} in {:.3} s",
            attempt.number,
            attempt.outcome,
            attempt.duration.as_secs_f64()
        );
        if let Some(wait) = attempt.wait {
            line += &format!(", again after {:.3} s", wait.as_secs_f64());
        }
        lines.push(line);
    }
    for (name, value) in headers.into_iter().flatten() {
        let value = match value.is_sensitive() {
            true => "[redacted]".to_owned(),
            false => sanitize(&String::from_utf8_lossy(value.as_bytes())),
        };
        lines.push(format!("< {name}: {value}"));
    }
    lines.join("\n")
}
