//! The service's error bodies, read as far as they have the documented form.

use std::borrow::Cow;

use crate::call_record::CallRecord;
use crate::error::{ApiError, Error, UnexpectedResponse};
use crate::service::ErrorFormat;
use crate::values::Json;
use crate::values::by_size::LARGE;
use crate::values::raw::{bounded, member};
use neo_api_document::pointer;

/// The error for a response that is not a documented success.
pub(crate) fn error(record: Box<CallRecord>, format: &ErrorFormat) -> Error {
    let failed = !record.status.is_some_and(|status| status.is_success());
    match failed.then(|| read(&record.body, format)).flatten() {
        Some(read) => ApiError {
            code: read.code,
            message: read.message,
            details: read.details,
            request_id: request_id(&record.body, format),
            record,
        }
        .into(),
        None => UnexpectedResponse {
            record,
            redirected: false,
            expected: None,
        }
        .into(),
    }
}

struct Read {
    code: String,
    message: String,
    details: Option<Json>,
}

/// The error, if the body has a code. Whatever else is missing or has another type is left out.
fn read(body: &[u8], format: &ErrorFormat) -> Option<Read> {
    let body = text(body);
    Some(Read {
        code: first(&body, format.code).and_then(word)?,
        message: first(&body, format.message)
            .filter(|message| message.starts_with('"'))
            .map(bounded)
            .unwrap_or_default(),
        details: first(&body, format.details).and_then(|details| details.parse().ok()),
    })
}

/// The request id of any body, as received.
pub(crate) fn request_id(body: &[u8], format: &ErrorFormat) -> Option<String> {
    first(&text(body), format.request_id).and_then(word)
}

/// What the first of these pointers leads to.
fn first<'a>(body: &'a str, pointers: &[&str]) -> Option<&'a str> {
    pointers.iter().find_map(|pointer| at(body, pointer))
}

/// What a JSON pointer leads to, as text. Objects alone have steps here.
pub(crate) fn at<'a>(json: &'a str, pointer: &str) -> Option<&'a str> {
    pointer::tokens(pointer).try_fold(json.trim(), |json, step| member(json, &step))
}

/// Errors are read as far as they can be: with a byte order mark, and with bytes that are not UTF-8.
fn text(body: &[u8]) -> Cow<'_, str> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.len() < LARGE {
        return String::from_utf8_lossy(body);
    }
    // U+FFFD takes three bytes in the place of one.
    match std::str::from_utf8(body) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(with_question_marks(body)),
    }
}

/// The text with a question mark for each byte that is not UTF-8.
fn with_question_marks(body: &[u8]) -> String {
    let mut text = String::with_capacity(body.len());
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    text
}

/// A string, or a number as it is spelled: not a documented code or id, but it names something.
fn word(json: &str) -> Option<String> {
    match json.bytes().next()? {
        b'"' => Some(bounded(json)),
        b'-' | b'0'..=b'9' => Some(json.chars().take(300).collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEO: ErrorFormat = ErrorFormat {
        code: &["/error/code"],
        message: &["/error/message"],
        details: &["/error/details"],
        request_id: &["/meta/request_id"],
    };

    #[test]
    fn reads_what_is_right() {
        let read_all = |body: &str| {
            read(body.as_bytes(), &NEO).map(|read| {
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
            (
                r#"{"error":{"code":"c","message":"\ud800"}}"#,
                some("c", r"\ud800", None),
            ),
            (r#"{"error":["c","m"]}"#, None),
            ("[]", None),
            ("", None),
            ("<html>", None),
        ] {
            assert_eq!(read_all(body), expected, "{body}");
        }
    }

    #[test]
    fn problem_details_are_read() {
        let body = br#"{"type":"https://x.example/gone","title":"Gone","detail":"it is gone","instance":"r-1","extra":1}"#;
        let read = read(body, &ErrorFormat::PROBLEM_DETAILS).unwrap();
        assert_eq!(
            (&*read.code, &*read.message),
            ("https://x.example/gone", "it is gone")
        );
        assert!(read.details.unwrap().to_string().contains("extra"));
        let id = request_id(body, &ErrorFormat::PROBLEM_DETAILS);
        assert_eq!(id.as_deref(), Some("r-1"));
    }

    #[test]
    fn reads_past_bytes_that_are_not_utf_8() {
        let body = b"{\"error\":{\"code\":\"c\",\"message\":\"m\xff\"}}";
        assert_eq!(read(body, &NEO).unwrap().message, "m\u{fffd}");
    }

    #[test]
    fn a_long_message_is_cut_between_characters() {
        for unit in ["x", "é", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\\\", "\\\""] {
            for before in 0..13 {
                let long = format!("{}{}", "a".repeat(before), unit.repeat(1 << 16));
                let body = format!(r#"{{"error":{{"code":"c","message":"{long}"}}}}"#);
                let message = read(body.as_bytes(), &NEO).unwrap().message;
                let whole: String = serde_json::from_str(&format!("\"{long}\"")).unwrap();
                let begin = message.strip_suffix('…').unwrap();
                assert!(whole.starts_with(begin), "{unit} {before}");
                assert!((1 << 12..1 << 17).contains(&begin.len()), "{unit} {before}");
            }
        }
    }

    #[test]
    fn reads_the_request_id_as_received() {
        for (body, expected) in [
            (r#"{"meta":{"request_id":"r-1"}}"#, Some("r-1")),
            (r#"{"meta":{"request_id":12}}"#, Some("12")),
            (r#"{"meta":{"request_id":null}}"#, None),
            (r#"{"meta":{}}"#, None),
            (r#"{"meta":{"request_id":"r"},"data":[]}"#, Some("r")),
            (
                r#"{"data":[{"meta":{"request_id":"no"}}],"meta":{"request_id":"r"}}"#,
                Some("r"),
            ),
            (r#"{"data":{"meta":{"request_id":"no"}}}"#, None),
            (
                r#"{"meta":{"request_id":"no"},"meta":{"request_id":"r"}}"#,
                Some("r"),
            ),
            (r#"{"meta":{"request_id":"no"},"meta":7}"#, None),
            (r#"{"data":1}"#, None),
            ("{", None),
        ] {
            let id = request_id(body.as_bytes(), &NEO);
            assert_eq!(id.as_deref(), expected, "{body:?}");
        }
    }
}
