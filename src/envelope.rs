//! The contract's error envelope, read as far as it is right.

use std::borrow::Cow;

use crate::error::{ApiError, Error, UnexpectedResponse};
use crate::exchange::Exchange;
use crate::runtime::by_size::LARGE;
use crate::runtime::raw::{bounded, member};
#[cfg(any(test, feature = "tracing"))]
use serde_json::value::RawValue;

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
            expected: None,
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
    let body = text(body);
    let error = member(&body, "error")?;
    Some(Read {
        code: member(error, "code").and_then(word)?,
        message: member(error, "message")
            .filter(|message| message.starts_with('"'))
            .map(bounded)
            .unwrap_or_default(),
        details: member(error, "details").and_then(|details| details.parse().ok()),
    })
}

/// `meta.request_id` of any body, as it was received.
pub(crate) fn request_id(body: &[u8]) -> Option<String> {
    let body = text(body);
    member(member(&body, "meta")?, "request_id").and_then(word)
}

/// The same of a body that is known to be JSON, without reading all of it where `meta` comes last, as Neo writes it.
#[cfg(any(test, feature = "tracing"))]
pub(crate) fn request_id_of_success(body: &[u8]) -> Option<String> {
    match last_meta(body) {
        Some(meta) => member(meta, "request_id").and_then(word),
        None => request_id(body),
    }
}

/// The value of a member `meta` that closes the body's object, looked for from the end.
///
/// In JSON a quote that no backslash escapes begins or ends a text, so that `"meta"` behind a comma or a brace is a name;
/// with nothing but one brace behind its value it is one of the outermost object.
#[cfg(any(test, feature = "tracing"))]
fn last_meta(body: &[u8]) -> Option<&str> {
    const NAME: &[u8] = b"\"meta\"";
    const NEAR: usize = 4096;
    let mut rest = body.get(body.len().saturating_sub(NEAR)..)?;
    let skipped = body.len() - rest.len();
    while let Some(at) = rest.windows(NAME.len()).rposition(|it| it == NAME) {
        rest = rest.get(..at)?;
        if !rest.trim_ascii_end().ends_with(b",") && !rest.trim_ascii_end().ends_with(b"{") {
            continue;
        }
        let behind = body.get(skipped + at + NAME.len()..)?.trim_ascii_start();
        let behind = std::str::from_utf8(behind.strip_prefix(b":")?).ok()?;
        let mut values = serde_json::Deserializer::from_str(behind).into_iter::<&RawValue>();
        let value = values.next()?.ok()?;
        if behind.get(values.byte_offset()..)?.trim_ascii() == "}" {
            return Some(value.get());
        }
    }
    None
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

/// A string, or a number as it is spelled: no documented code or id, but it names something.
fn word(json: &str) -> Option<String> {
    match json.bytes().next()? {
        b'"' => Some(bounded(json)),
        b'-' | b'0'..=b'9' => Some(json.chars().take(300).collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
    fn reads_past_bytes_that_are_no_text() {
        let body = b"{\"error\":{\"code\":\"c\",\"message\":\"m\xff\"}}";
        assert_eq!(read(body).unwrap().message, "m\u{fffd}");
    }

    #[test]
    fn a_long_message_is_cut_between_characters() {
        for unit in ["x", "é", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\\\", "\\\""] {
            for before in 0..13 {
                let long = format!("{}{}", "a".repeat(before), unit.repeat(1 << 16));
                let body = format!(r#"{{"error":{{"code":"c","message":"{long}"}}}}"#);
                let message = read(body.as_bytes()).unwrap().message;
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
            (r#"{"data":[1,{"meta":{"request_id":"no"}}]}"#, None),
            (
                "{ \"data\" : \",\\\"meta\\\":{}}\" ,\n \"meta\" : { \"meta\" : {\"request_id\":\"no\"}, \"request_id\" : \"r\" } }\n",
                Some("r"),
            ),
            (
                r#"{"meta":{"request_id":"no"},"meta":{"request_id":"r"}}"#,
                Some("r"),
            ),
            (r#"{"meta":{"request_id":"no"},"meta":7}"#, None),
            (r#"{"data":1}"#, None),
            ("{", None),
        ] {
            let body = body.as_bytes();
            assert_eq!(request_id(body).as_deref(), expected, "{body:?}");
            if serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok() {
                let quick = request_id_of_success(body);
                assert_eq!(quick.as_deref(), expected, "{body:?}");
            }
        }
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::json!(null)),
            Just(serde_json::json!("r-1")),
            Just(serde_json::json!(",\"meta\":{\"request_id\":\"no\"}}")),
            Just(serde_json::json!("{\"meta\"")),
        ];
        leaf.prop_recursive(4, 24, 4, |inside| {
            let name = prop_oneof![
                Just("meta"),
                Just("request_id"),
                Just("data"),
                Just("\"meta")
            ];
            let members = proptest::collection::vec((name, inside.clone()), 0..4);
            prop_oneof![
                proptest::collection::vec(inside, 0..3).prop_map(serde_json::Value::from),
                members.prop_map(|members| members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect::<serde_json::Map<_, _>>()
                    .into()),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_quick_look_finds_what_the_long_one_does(body in any_json(), pretty: bool) {
            let body = match pretty {
                true => serde_json::to_vec_pretty(&body),
                false => serde_json::to_vec(&body),
            }
            .unwrap();
            prop_assert_eq!(request_id_of_success(&body), request_id(&body));
        }
    }
}
