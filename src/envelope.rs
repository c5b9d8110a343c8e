//! The contract's error envelope, read as far as it is right.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::error::{ApiError, Error, UnexpectedResponse};
use crate::exchange::Exchange;

/// What an answer that is no documented success becomes.
pub(crate) fn error(exchange: Box<Exchange>) -> Error {
    let failed = !exchange.status.is_some_and(|status| status.is_success());
    match failed.then(|| read(&exchange.body)).flatten() {
        Some(read) => ApiError {
            code: read.code,
            message: read.message,
            details: read.details,
            request_id: request_id(&exchange.body),
            exchange,
        }
        .into(),
        None => UnexpectedResponse {
            exchange,
            redirected: false,
        }
        .into(),
    }
}

struct Read {
    code: String,
    message: String,
    details: Option<crate::runtime::Json>,
}

/// The envelope, if there is one: `error` is an object with a `code`. Whatever else is missing or has
/// another type is left out.
fn read(body: &[u8]) -> Option<Read> {
    #[derive(Deserialize)]
    struct Envelope<'a> {
        #[serde(borrow)]
        error: Fields<'a>,
    }
    #[derive(Deserialize)]
    struct Fields<'a> {
        #[serde(borrow)]
        code: &'a RawValue,
        #[serde(borrow, default)]
        message: Option<&'a RawValue>,
        #[serde(borrow, default)]
        details: Option<&'a RawValue>,
    }
    let fields = serde_json::from_slice::<Envelope>(body).ok()?.error;
    let code = match text(fields.code) {
        Some(code) => code,
        // A number is no documented code, but it names the error.
        None if is_number(fields.code) => fields.code.get().to_owned(),
        None => return None,
    };
    Some(Read {
        code,
        message: fields.message.and_then(text).unwrap_or_default(),
        details: fields.details.and_then(|raw| raw.get().parse().ok()),
    })
}

/// `meta.request_id` of any body, as it was received.
pub(crate) fn request_id(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Envelope<'a> {
        #[serde(borrow)]
        meta: Meta<'a>,
    }
    #[derive(Deserialize)]
    struct Meta<'a> {
        #[serde(borrow)]
        request_id: &'a RawValue,
    }
    let id = serde_json::from_slice::<Envelope>(body)
        .ok()?
        .meta
        .request_id;
    text(id).or_else(|| is_number(id).then(|| id.get().to_owned()))
}

fn text(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}

fn is_number(raw: &RawValue) -> bool {
    raw.get()
        .starts_with(|first: char| first == '-' || first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_right() {
        let read_all = |body: &str| {
            read(body.as_bytes()).map(|read| {
                let details = read.details.map(|details| details.to_string());
                (read.code, read.message, details)
            })
        };
        let some = |code: &str, message: &str, details: Option<&str>| {
            Some((code.into(), message.into(), details.map(Into::into)))
        };
        for (body, expected) in [
            (
                r#"{"error":{"code":"c","message":"m"}}"#,
                some("c", "m", None),
            ),
            (
                r#"{"error":{"code":"c","message":"m","details":{"a":1.10}},"meta":[]}"#,
                some("c", "m", Some(r#"{"a":1.10}"#)),
            ),
            (
                r#"{"error":{"code":"c","details":[1]}}"#,
                some("c", "", None),
            ),
            (
                r#"{"error":{"code":7,"message":null}}"#,
                some("7", "", None),
            ),
            (r#"{"error":{"message":"m"}}"#, None),
            (r#"{"error":{"code":null}}"#, None),
            (r#"{"error":"c"}"#, None),
            (r#"{"detail":"Not Found"}"#, None),
            ("[]", None),
            ("", None),
            ("<html>", None),
        ] {
            assert_eq!(read_all(body), expected, "{body}");
        }
    }

    #[test]
    fn reads_the_request_id_as_received() {
        for (body, expected) in [
            (r#"{"meta":{"request_id":"r-1"}}"#, Some("r-1")),
            (r#"{"meta":{"request_id":12}}"#, Some("12")),
            (r#"{"meta":{"request_id":null}}"#, None),
            (r#"{"meta":{}}"#, None),
            (r#"{"data":1}"#, None),
            ("{", None),
        ] {
            assert_eq!(request_id(body.as_bytes()).as_deref(), expected, "{body}");
        }
    }
}
