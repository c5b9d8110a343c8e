//! The documented parts of the service's error bodies.

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

/// The request id of a success, as received. The end of the body is searched first, where most services write it: a trace
/// then does not read a long body a second time.
pub(crate) fn success_request_id(body: &[u8], format: &ErrorFormat) -> Option<String> {
    let at_end = format.request_id.iter().find_map(|pointer| {
        let path = pointer.strip_prefix('/')?;
        let (name, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
        at(last_member(body, name)?, rest).and_then(word)
    });
    at_end.or_else(|| request_id(body, format))
}

/// The value of an object's last member, if it has this name and is short. The body is sound JSON.
///
/// A quoted name that is followed by a colon, a value, and the last brace of the text can only be a member of the outermost
/// object: within a string its quotes would be escaped.
fn last_member<'a>(body: &'a [u8], name: &str) -> Option<&'a str> {
    const LONGEST: usize = 4 << 10;
    let tail = body.get(body.len().saturating_sub(LONGEST)..)?;
    // Up to three bytes may belong to a character that began before.
    let tail = (0..4).find_map(|skipped| std::str::from_utf8(tail.get(skipped..)?).ok())?;
    let tail = tail.trim_end().strip_suffix('}')?;
    // A name that is escaped in a pointer or in JSON is not looked for here.
    let unescaped = name
        .bytes()
        .all(|byte| byte == b'_' || byte == b'-' || byte.is_ascii_alphanumeric());
    let (before, rest) = unescaped.then(|| tail.rsplit_once(name)).flatten()?;
    let rest = before.ends_with('"').then_some(rest)?.strip_prefix('"')?;
    let value = rest.trim_start().strip_prefix(':')?.trim();
    serde_json::from_str::<serde::de::IgnoredAny>(value).ok()?;
    Some(value)
}

/// What the first of these pointers leads to.
fn first<'a>(body: &'a str, pointers: &[&str]) -> Option<&'a str> {
    pointers.iter().find_map(|pointer| at(body, pointer))
}

/// What a JSON pointer leads to, as text. Objects alone have steps here.
pub(crate) fn at<'a>(json: &'a str, pointer: &str) -> Option<&'a str> {
    pointer::tokens(pointer).try_fold(json.trim(), |json, step| member(json, &step))
}

/// Errors are read leniently: with a byte order mark, and with bytes that are not UTF-8.
pub(crate) fn text(body: &[u8]) -> Cow<'_, str> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.len() < LARGE {
        return String::from_utf8_lossy(body);
    }
    // U+FFFD takes three bytes instead of one.
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
    fn the_id_of_a_success_is_that_of_the_whole_body() {
        let long = "é".repeat(5000);
        for (body, expected) in [
            (r#"{"data":[],"meta":{"request_id":"a"}}"#, Some("a")),
            ("{\"meta\" : {\"request_id\":\"a\"} \n}\n", Some("a")),
            (r#"{"meta":{"request_id":"a"},"data":[]}"#, Some("a")),
            (
                r#"{"meta":{"request_id":"a"},"data":{"meta":{"request_id":"b"}}}"#,
                Some("a"),
            ),
            (
                r#"{"meta":{"request_id":"a"},"data":"\"meta\":{\"request_id\":\"b\"}"}"#,
                Some("a"),
            ),
            (
                r#"{"data":[{"meta":{"request_id":"b"}}],"meta":{"x":{"meta":1},"request_id":"a"}}"#,
                Some("a"),
            ),
            (r#"{"data":{"meta":{"request_id":"b"}}}"#, None),
            (r#"{"data":[]}"#, None),
            (r#"[{"meta":{"request_id":"b"}}]"#, None),
            ("", None),
            (
                &format!(r#"{{"data":"{long}","meta":{{"request_id":"a"}}}}"#),
                Some("a"),
            ),
            (
                &format!(r#"{{"data":"x{long}","meta":{{"request_id":"a"}}}}"#),
                Some("a"),
            ),
            (
                &format!(r#"{{"meta":{{"request_id":"a"}},"data":"{long}"}}"#),
                Some("a"),
            ),
        ] {
            let found = success_request_id(body.as_bytes(), &NEO);
            assert_eq!(found.as_deref(), expected, "{body}");
        }
    }

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
