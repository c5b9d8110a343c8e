//! Parameters and bodies as OpenAPI writes them, for generated code.
//!
//! Values are written by what they serialize to: a scalar as its text, a list and an object as the parameter's `style`
//! and `explode` say (OpenAPI 3.1.0, section 4.8.12). The errors are what the generated `send` refuses a call with; they
//! name the parameter and never its value.

use http::header::{CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};
use reqwest::RequestBuilder;
use serde::Serialize;
use serde_json::Value;

use crate::Multipart;

/// How a value that is no plain text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A list as `a,b`; an object as `key,a,key,b`, or exploded as `key=a,key=b`.
    Simple {
        /// Whether an object's keys are written with `=`.
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
        value => Ok(encoded(style, &value, encode)),
    }
}

/// Adds a header, unless the value is null or empty.
///
/// # Errors
/// When the value is no header: it has a line break in it, say.
pub fn header<T: Serialize>(
    headers: &mut HeaderMap,
    name: &'static str,
    style: Style,
    value: &T,
) -> Result<(), String> {
    let value = read(name, value)?;
    if !value.is_null() && (style == Style::Json || !is_empty(&value)) {
        let bad = |_| format!("the parameter `{name}` cannot be written as a header");
        let value = HeaderValue::try_from(one(style, &value)).map_err(bad)?;
        let name = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| format!("`{name}` is no name of a header"))?;
        headers.append(name, value);
    }
    Ok(())
}

/// Adds a cookie to the request's one `Cookie` header (RFC 6265, section 5.4), unless the value is null or empty.
///
/// # Errors
/// When the value cannot stand in a cookie: it has a semicolon or a line break in it, say.
pub fn cookie<T: Serialize>(headers: &mut HeaderMap, name: &str, value: &T) -> Result<(), String> {
    let value = read(name, value)?;
    if value.is_null() || is_empty(&value) {
        return Ok(());
    }
    let text = one(Style::Simple { explode: false }, &value);
    let bad = || format!("the parameter `{name}` cannot be written as a cookie");
    if text.contains([';', '"', '\\', ' ']) {
        return Err(bad());
    }
    let pair = format!("{name}={text}");
    let all = match headers.get(COOKIE).and_then(|it| it.to_str().ok()) {
        Some(before) => format!("{before}; {pair}"),
        None => pair,
    };
    let mut all = HeaderValue::try_from(all).map_err(|_| bad())?;
    // Cookies are credentials more often than not.
    all.set_sensitive(true);
    headers.insert(COOKIE, all);
    Ok(())
}

/// The pairs that a parameter adds to the query; none for null, and for a list or an object without anything in it.
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

/// Sets a JSON body under the contract's own media type.
///
/// # Errors
/// When the value cannot be serialized.
pub fn json<T: Serialize>(
    request: RequestBuilder,
    media_type: &'static str,
    body: &T,
) -> Result<RequestBuilder, String> {
    let body =
        serde_json::to_vec(body).map_err(|error| format!("the body cannot be written: {error}"))?;
    Ok(request.header(CONTENT_TYPE, media_type).body(body))
}

/// Like [`json`], for a body that may be left out.
///
/// # Errors
/// When the value cannot be serialized.
pub fn json_if<T: Serialize>(
    request: RequestBuilder,
    media_type: &'static str,
    body: &Option<T>,
) -> Result<RequestBuilder, String> {
    match body {
        Some(body) => json(request, media_type, body),
        None => Ok(request),
    }
}

/// Sets a body of the media type `application/x-www-form-urlencoded`.
///
/// # Errors
/// When the value is no object, or cannot be serialized.
pub fn form<T: Serialize>(request: RequestBuilder, body: &T) -> Result<RequestBuilder, String> {
    let value = read("body", body)?;
    if !value.is_object() {
        return Err("the body is no object, which a form has to be".to_owned());
    }
    let mut pairs = Vec::new();
    form_pairs("body", &value, &mut pairs);
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(&pairs);
    let media_type = "application/x-www-form-urlencoded";
    Ok(request.header(CONTENT_TYPE, media_type).body(body.finish()))
}

/// Like [`form`], for a body that may be left out.
///
/// # Errors
/// When the value is no object, or cannot be serialized.
pub fn form_if<T: Serialize>(
    request: RequestBuilder,
    body: &Option<T>,
) -> Result<RequestBuilder, String> {
    match body {
        Some(body) => form(request, body),
        None => Ok(request),
    }
}

/// Sets a body of parts.
pub fn multipart(request: RequestBuilder, media_type: &str, body: Multipart) -> RequestBuilder {
    request
        .header(CONTENT_TYPE, body.content_type(media_type))
        .body(body)
}

fn read<T: Serialize>(name: &str, value: &T) -> Result<Value, String> {
    serde_json::to_value(value)
        .map_err(|error| format!("the parameter `{name}` cannot be written: {error}"))
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
    let (by, explode) = match style {
        Style::Json => return encode(&value.to_string()),
        Style::Joined(by) => (by.to_string(), false),
        Style::Simple { explode } => (",".to_owned(), explode),
        Style::Form | Style::DeepObject => (",".to_owned(), false),
    };
    match value {
        Value::Array(items) => items.iter().map(scalar).collect::<Vec<_>>().join(&by),
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| match (encode(key), explode) {
                (key, true) => format!("{key}={}", scalar(value)),
                (key, false) => format!("{key}{by}{}", scalar(value)),
            })
            .collect::<Vec<_>>()
            .join(&by),
        value => scalar(value),
    }
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
            let mut headers = HeaderMap::new();
            header(&mut headers, "X-P", style, &value).unwrap();
            assert_eq!(headers["x-p"], expected);
        }
        let style = Style::Simple { explode: false };
        let mut headers = HeaderMap::new();
        header(&mut headers, "X-P", style, &None::<i64>).unwrap();
        header(&mut headers, "X-P", style, &Vec::<i64>::new()).unwrap();
        assert!(headers.is_empty());
        let error = header(&mut headers, "X-P", style, &"secret\r\n").unwrap_err();
        assert!(!error.contains("secret"), "{error}");
    }

    #[test]
    fn cookies_share_one_header() {
        let mut headers = HeaderMap::new();
        cookie(&mut headers, "a", &"1").unwrap();
        cookie(&mut headers, "b", &Some(2)).unwrap();
        cookie(&mut headers, "c", &None::<i64>).unwrap();
        assert_eq!(headers[COOKIE], "a=1; b=2");
        assert!(headers[COOKIE].is_sensitive());
        assert!(cookie(&mut headers, "d", &"1; e=2").is_err());
    }
}
