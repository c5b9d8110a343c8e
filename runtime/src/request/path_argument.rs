//! Arguments in a path, for generated code.
//!
//! progenitor's own encoder leaves `\`, which URL parsers turn into `/`: an argument could then climb out of its step
//! and name another resource. This one leaves nothing that a URL parser gives a meaning.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::encode::{self, Style};
use crate::error::{PathArgumentErrorKind, RequestErrorKind};
use crate::transport::path::is_dots;

/// Appends a path template to `target`, with `argument` instead of each `{name}`.
///
/// # Errors
/// The name of the first parameter without an argument.
pub(crate) fn fill_path<'t, 'a>(
    template: &'t str,
    target: &mut String,
    argument: impl Fn(&'t str) -> Option<Cow<'a, str>>,
) -> Result<(), &'t str> {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        target.push_str(before);
        target.push_str(&argument(name).ok_or(name)?);
        rest = after;
    }
    target.push_str(rest);
    Ok(())
}

/// Refuses an argument that no encoding keeps in its segment.
pub(crate) fn check(name: &str, text: &str) -> Result<(), RequestErrorKind> {
    let fault = match text {
        "" => PathArgumentErrorKind::Empty,
        text if is_dots(text) => PathArgumentErrorKind::Dots,
        _ => return Ok(()),
    };
    Err(RequestErrorKind::PathArgument {
        parameter: Some(name.to_owned()),
        fault,
    })
}

/// All but what RFC 3986, section 2.3, leaves unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The text of a path argument, with everything percent-encoded that RFC 3986 does not leave unreserved.
///
/// `.`, `..` and the empty string stay unchanged, because no encoding keeps URL parsers from resolving them: the
/// client's hooks must refuse them.
///
/// ```
/// use neo_api_runtime::request::encode_path_argument;
///
/// assert_eq!(encode_path_argument(r"..\a/b"), "..%5Ca%2Fb");
/// ```
#[must_use]
pub fn encode_path_argument(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A path argument that is a list, an object or JSON, written in the parameter's style and encoded. The separators of
/// a list are not encoded, so a service can distinguish them from the same character in a value (RFC 6570).
///
/// # Errors
/// If the value is null, or cannot be serialized.
pub fn path_argument<T: Serialize>(name: &str, style: Style, value: &T) -> Result<String, String> {
    encode::text_of(name, style, value, encode_path_argument)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_unreserved_stays() {
        for byte in 0..=0x7f_u8 {
            let char = char::from(byte);
            let kept = char.is_ascii_alphanumeric() || "-._~".contains(char);
            let expected = if kept {
                char.to_string()
            } else {
                format!("%{byte:02X}")
            };
            assert_eq!(encode_path_argument(&char.to_string()), expected);
        }
        assert_eq!(encode_path_argument("é\u{2024}"), "%C3%A9%E2%80%A4");
        assert_eq!(encode_path_argument("%5c%2f"), "%255c%252f");
    }

    /// The table of OpenAPI 3.1.1, section 4.8.12.4, and what encoding does to values and names.
    #[test]
    fn styles_of_paths() {
        use Style as S;

        let empty = || json!("");
        let text = || json!("blue");
        let list = || json!(["blue", "black", "brown"]);
        let object = || json!({ "B": 150, "G": 200, "R": 100 });
        for (style, value, expected) in [
            (S::SIMPLE, text(), "blue"),
            (S::SIMPLE, list(), "blue,black,brown"),
            (S::SIMPLE, object(), "B,150,G,200,R,100"),
            (S::SIMPLE_EXPLODED, list(), "blue,black,brown"),
            (S::SIMPLE_EXPLODED, object(), "B=150,G=200,R=100"),
            (S::LABEL, empty(), "."),
            (S::LABEL, text(), ".blue"),
            (S::LABEL, list(), ".blue,black,brown"),
            (S::LABEL, object(), ".B,150,G,200,R,100"),
            (S::LABEL_EXPLODED, text(), ".blue"),
            (S::LABEL_EXPLODED, list(), ".blue.black.brown"),
            (S::LABEL_EXPLODED, object(), ".B=150.G=200.R=100"),
            (S::MATRIX, empty(), ";color"),
            (S::MATRIX, text(), ";color=blue"),
            (S::MATRIX, list(), ";color=blue,black,brown"),
            (S::MATRIX, object(), ";color=B,150,G,200,R,100"),
            (S::MATRIX_EXPLODED, text(), ";color=blue"),
            (
                S::MATRIX_EXPLODED,
                list(),
                ";color=blue;color=black;color=brown",
            ),
            (S::MATRIX_EXPLODED, object(), ";B=150;G=200;R=100"),
            (S::MATRIX, json!("a;b=c/.."), ";color=a%3Bb%3Dc%2F.."),
            (S::LABEL_EXPLODED, json!(["a b", 7]), ".a%20b.7"),
            (S::MATRIX_EXPLODED, json!({ "a/": "=" }), ";a%2F=%3D"),
            // A client refuses a request with an empty argument.
            (S::LABEL, json!([]), ""),
            (S::MATRIX_EXPLODED, json!({}), ""),
        ] {
            let written = path_argument("color", style, &value).unwrap();
            assert_eq!(written, expected, "{style:?} {value}");
        }
        let written = path_argument("a b", S::MATRIX, &json!(1)).unwrap();
        assert_eq!(written, ";a%20b=1");
    }

    #[test]
    fn separators_are_distinguished_from_values() {
        for (explode, value, expected) in [
            (false, json!(["a,b", r"..\c"]), r"a%2Cb,..%5Cc"),
            (true, json!({"x/": 1, "y": "="}), "x%2F=1,y=%3D"),
            (false, json!({"x": "a b"}), "x,a%20b"),
        ] {
            let style = Style::Simple { explode };
            assert_eq!(path_argument("p", style, &value).unwrap(), expected);
        }
        let json = path_argument("p", Style::Json, &json!({"a": [1, "/"]})).unwrap();
        assert_eq!(json, "%7B%22a%22%3A%5B1%2C%22%2F%22%5D%7D");
        assert!(path_argument("p", Style::Json, &json!(null)).is_err());
    }
}
