//! Parameters and bodies as OpenAPI writes them, for generated code.
//!
//! Values are written by what they serialize to: a scalar as its text, a list and an object as the parameter's `style`
//! and `explode` say (OpenAPI 3.1.0, section 4.8.12). The errors are what the generated `send` refuses a call with; they
//! name the parameter and never its value.

use http::header::{COOKIE, HeaderMap, HeaderValue};
use serde::Serialize;
use serde_json::Value;

/// How a value that is not a plain text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A list as `a,b`; an object as `key,a,key,b`, or exploded as `key=a,key=b`.
    Simple {
        /// Whether an object's keys are written with `=`.
        explode: bool,
    },
    /// A path argument after a dot: a list as `.a,b`, or exploded as `.a.b`; an object as `.key,a`, or exploded as `.key=a`.
    Label {
        /// Whether dots separate the values.
        explode: bool,
    },
    /// A path argument after a semicolon and its name: a list as `;name=a,b`, or exploded as `;name=a;name=b`; an object as
    /// `;name=key,a`, or exploded as `;key=a`.
    Matrix {
        /// Whether each value has a name of its own.
        explode: bool,
    },
    /// A list as `name=a&name=b`; an object as `key=a&key=b`.
    Form,
    /// A list in one value, with this character in between; an object as `key,a,key,b` with it.
    Joined(char),
    /// An object as `name[key]=a&name[key]=b`.
    DeepObject,
    /// JSON text.
    Json,
}

impl Style {
    /// `style: simple`.
    pub const SIMPLE: Self = Self::Simple { explode: false };
    /// `style: simple` with `explode: true`.
    pub const SIMPLE_EXPLODED: Self = Self::Simple { explode: true };
    /// `style: label`.
    pub const LABEL: Self = Self::Label { explode: false };
    /// `style: label` with `explode: true`.
    pub const LABEL_EXPLODED: Self = Self::Label { explode: true };
    /// `style: matrix`.
    pub const MATRIX: Self = Self::Matrix { explode: false };
    /// `style: matrix` with `explode: true`.
    pub const MATRIX_EXPLODED: Self = Self::Matrix { explode: true };
}

/// The text of a parameter whose values are encoded one by one.
pub(crate) fn text_of<T: Serialize>(
    name: &str,
    style: Style,
    value: &T,
    encode: impl Fn(&str) -> String,
) -> Result<String, String> {
    let value = read(name, value)?;
    match value {
        Value::Null => Err(format!("the parameter `{name}` has no value")),
        // Nothing takes no place in a path, and the request is refused.
        value if style != Style::Json && is_empty(&value) => Ok(String::new()),
        value => Ok(prefixed(name, style, &value, encode)),
    }
}

/// A path argument with what its style puts before the values (RFC 6570, sections 3.2.5 and 3.2.7).
fn prefixed(name: &str, style: Style, value: &Value, encode: impl Fn(&str) -> String) -> String {
    match style {
        Style::Label { .. } => format!(".{}", encoded(style, value, encode)),
        Style::Matrix { explode } => {
            let pair = |value: &Value| match encoded(style, value, &encode) {
                text if text.is_empty() => format!(";{}", encode(name)),
                text => format!(";{}={text}", encode(name)),
            };
            match value {
                Value::Array(items) if explode => items.iter().map(pair).collect(),
                Value::Object(_) if explode => format!(";{}", encoded(style, value, &encode)),
                value => pair(value),
            }
        }
        style => encoded(style, value, encode),
    }
}

/// The text of a header; `None` for null, an empty list or an empty object.
///
/// # Errors
/// If the value cannot be serialized, or is not a valid header value, for example because of a line break.
pub fn header<T: Serialize>(name: &str, style: Style, value: &T) -> Result<Option<String>, String> {
    let value = read(name, value)?;
    if value.is_null() || (style != Style::Json && is_empty(&value)) {
        return Ok(None);
    }
    let text = one(style, &value);
    match HeaderValue::try_from(text.as_str()) {
        Ok(_) => Ok(Some(text)),
        Err(_) => Err("it cannot be written as a header".to_owned()),
    }
}

/// The text of a cookie (RFC 6265, section 4.1.1); `None` for null, an empty list or an empty object.
///
/// # Errors
/// If the value is not a valid cookie value, for example because of a semicolon or a line break.
pub fn cookie<T: Serialize>(name: &str, style: Style, value: &T) -> Result<Option<String>, String> {
    let value = read(name, value)?;
    if value.is_null() || is_empty(&value) {
        return Ok(None);
    }
    let text = one(style, &value);
    let is_odd = |char: char| char.is_control() || matches!(char, ';' | '"' | '\\' | ' ');
    if text.contains(is_odd) {
        return Err("it cannot be written as a cookie".to_owned());
    }
    Ok(Some(text))
}

/// Puts cookies into the request's one `Cookie` header (RFC 6265, section 5.4).
pub(crate) fn write_cookies(
    headers: &mut HeaderMap,
    cookies: &[(&'static str, String)],
) -> Result<(), String> {
    if cookies.is_empty() {
        return Ok(());
    }
    let pairs: Vec<String> = cookies
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let mut all = HeaderValue::try_from(pairs.join("; "))
        .map_err(|_| "a cookie contains characters that a header cannot contain".to_owned())?;
    // Cookies are credentials more often than not.
    all.set_sensitive(true);
    headers.insert(COOKIE, all);
    Ok(())
}

/// The pairs that a parameter adds to the query; `None` for null, an empty list or an empty object.
///
/// # Errors
/// When the value cannot be serialized.
pub fn query<T: Serialize>(
    name: &str,
    style: Style,
    value: &T,
) -> Result<Vec<(String, String)>, String> {
    let value = read(name, value)?;
    let mut pairs = Vec::new();
    match (style, &value) {
        (_, Value::Null) => {}
        (style, value) if style != Style::Json && is_empty(value) => {}
        (Style::Form, value) => form_pairs(name, value, &mut pairs),
        (Style::DeepObject, value) => deep_pairs(name, value, &mut pairs),
        (style, value) => pairs.push((name.to_owned(), one(style, value))),
    }
    Ok(pairs)
}

/// The text of a form. Members without a style of their own are written as `form` with `explode`.
///
/// # Errors
/// When the value is not an object, or cannot be serialized.
pub fn form<T: Serialize>(styles: &[(&str, Style)], body: &T) -> Result<String, String> {
    let Value::Object(members) = read("body", body)? else {
        return Err("the body of a form must be an object".to_owned());
    };
    let mut pairs = Vec::new();
    for (name, value) in &members {
        match styles.iter().find(|(member, _)| member == name) {
            Some((_, style)) => pairs.extend(query(name, *style, value)?),
            None => match value {
                Value::Null => {}
                Value::Array(items) => {
                    pairs.extend(items.iter().map(|item| (name.clone(), scalar(item))));
                }
                value => pairs.push((name.clone(), scalar(value))),
            },
        }
    }
    let mut body = form_urlencoded::Serializer::new(String::new());
    Ok(body.extend_pairs(&pairs).finish())
}

fn read<T: Serialize>(name: &str, value: &T) -> Result<Value, String> {
    serde_json::to_value(value)
        .map_err(|error| format!("the parameter `{name}` cannot be serialized: {error}"))
}

/// A list or an object without anything in it is not written (RFC 6570, section 3.2.1).
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// A value in one piece of text.
fn one(style: Style, value: &Value) -> String {
    encoded(style, value, str::to_owned)
}

/// A value in one piece of text, what separates its parts left as it is.
fn encoded(style: Style, value: &Value, encode: impl Fn(&str) -> String) -> String {
    let scalar = |value: &Value| encode(&scalar(value));
    let (by, within) = match style {
        Style::Json => return encode(&value.to_string()),
        Style::Joined(by) => (by, by),
        Style::Simple { explode: true } => (',', '='),
        Style::Label { explode: true } => ('.', '='),
        Style::Matrix { explode: true } => (';', '='),
        Style::Simple { .. } | Style::Label { .. } | Style::Matrix { .. } => (',', ','),
        Style::Form | Style::DeepObject => (',', ','),
    };
    let texts: Vec<String> = match value {
        Value::Array(items) => items.iter().map(scalar).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| format!("{}{within}{}", encode(key), scalar(value)))
            .collect(),
        value => return scalar(value),
    };
    texts.join(&by.to_string())
}

/// OpenAPI leaves open how lists and objects inside of others are written: they are JSON text.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

fn form_pairs(name: &str, value: &Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Array(items) => {
            pairs.extend(items.iter().map(|item| (name.to_owned(), scalar(item))));
        }
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::Null => {}
                    Value::Array(items) => {
                        pairs.extend(items.iter().map(|item| (key.clone(), scalar(item))));
                    }
                    value => pairs.push((key.clone(), scalar(value))),
                }
            }
        }
        value => pairs.push((name.to_owned(), scalar(value))),
    }
}

fn deep_pairs(name: &str, value: &Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            for (key, value) in members {
                deep_pairs(&format!("{name}[{key}]"), value, pairs);
            }
        }
        Value::Array(items) => {
            for item in items {
                deep_pairs(name, item, pairs);
            }
        }
        value => pairs.push((name.to_owned(), scalar(value))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pairs(style: Style, value: Value) -> String {
        query("p", style, &value)
            .unwrap()
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect::<Vec<_>>()
            .join("&")
    }

    /// The examples of OpenAPI 3.1.0, section 4.8.12.5, and what it leaves open.
    #[test]
    fn values_in_a_query() {
        let list = || json!(["blue", "black", "brown"]);
        let object = || json!({ "B": 150, "G": 200, "R": 100 });
        for (style, value, expected) in [
            (Style::Form, json!("blue"), "p=blue"),
            (Style::Form, list(), "p=blue&p=black&p=brown"),
            (Style::Form, object(), "B=150&G=200&R=100"),
            (Style::Joined(','), list(), "p=blue,black,brown"),
            (Style::Joined(','), object(), "p=B,150,G,200,R,100"),
            (Style::Joined(' '), list(), "p=blue black brown"),
            (Style::Joined('|'), list(), "p=blue|black|brown"),
            (Style::DeepObject, object(), "p[B]=150&p[G]=200&p[R]=100"),
            (
                Style::DeepObject,
                json!({ "a": { "b": [1, 2] }, "c": null }),
                "p[a][b]=1&p[a][b]=2",
            ),
            (Style::Json, json!({ "a": [1.0] }), r#"p={"a":[1.0]}"#),
            (Style::Form, json!(null), ""),
            (Style::Form, json!([]), ""),
            (Style::Joined(','), json!([]), ""),
            (Style::Joined('|'), json!({}), ""),
            (Style::Json, json!([]), "p=[]"),
            (Style::Form, json!({ "a": [1, 2], "b": null }), "a=1&a=2"),
        ] {
            assert_eq!(pairs(style, value.clone()), expected, "{style:?} {value}");
        }
    }

    #[test]
    fn values_in_a_header() {
        for (explode, value, expected) in [
            (false, json!(["a", "b"]), "a,b"),
            (false, json!({ "x": 1, "y": true }), "x,1,y,true"),
            (true, json!({ "x": 1, "y": true }), "x=1,y=true"),
            (true, json!("plain"), "plain"),
        ] {
            let style = Style::Simple { explode };
            assert_eq!(one(style, &value), expected);
            assert_eq!(
                header("X-P", style, &value).unwrap().as_deref(),
                Some(expected)
            );
        }
        let style = Style::Simple { explode: false };
        assert_eq!(header("X-P", style, &None::<i64>), Ok(None));
        assert_eq!(header("X-P", style, &Vec::<i64>::new()), Ok(None));
        let error = header("X-P", style, &"secret\r\n").unwrap_err();
        assert!(!error.contains("secret"), "{error}");
    }

    #[test]
    fn cookies_share_one_header() {
        let style = Style::Simple { explode: false };
        let a = cookie("a", style, &"1").unwrap().unwrap();
        let b = cookie("b", style, &Some(2)).unwrap().unwrap();
        assert_eq!(cookie("c", style, &None::<i64>), Ok(None));
        assert!(cookie("d", style, &"1; e=2").is_err());
        let mut headers = HeaderMap::new();
        write_cookies(&mut headers, &[("a", a), ("b", b)]).unwrap();
        assert_eq!(headers[COOKIE], "a=1; b=2");
        assert!(headers[COOKIE].is_sensitive());
    }

    #[test]
    fn forms_follow_their_encoding() {
        let body =
            json!({ "tags": ["a", "b"], "ids": [1, 2], "at": { "x": 1 }, "note": null, "n": 7 });
        let styles = [("ids", Style::Joined(',')), ("at", Style::DeepObject)];
        assert_eq!(
            form(&styles, &body).unwrap(),
            "at%5Bx%5D=1&ids=1%2C2&n=7&tags=a&tags=b"
        );
        assert_eq!(
            form(&[], &json!({ "at": { "x": 1 } })).unwrap(),
            "at=%7B%22x%22%3A1%7D"
        );
        assert!(form(&[], &json!([1])).is_err());
    }
}
