//! Recordings: HAR as browsers save it, or JSON lines.

use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::Value;

use super::{Error, Exchange};

pub(super) fn read(path: &Path) -> Result<Vec<Exchange>, Error> {
    let place = path.display().to_string();
    let wrong = |place: String, why: &str| Error::Recording {
        place,
        why: why.to_owned(),
    };
    let text =
        std::fs::read_to_string(path).map_err(|error| wrong(place.clone(), &error.to_string()))?;
    if path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("har"))
    {
        let har: Value = serde_json::from_str(&text)
            .map_err(|error| wrong(place.clone(), &error.to_string()))?;
        let entries = har.pointer("/log/entries").and_then(Value::as_array);
        let entries = entries
            .ok_or_else(|| wrong(place.clone(), "it has no /log/entries; it is no HAR file"))?;
        return entries
            .iter()
            .enumerate()
            .map(|(index, entry)| {
                from_har(entry).map_err(|why| wrong(format!("{place}: entry {index}"), why))
            })
            .collect();
    }
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            let place = format!("{place}:{}", index + 1);
            // The error's words could repeat the line; its kind is enough.
            let value: Value =
                serde_json::from_str(line).map_err(|_| wrong(place.clone(), "it is no JSON"))?;
            from_line(&value).map_err(|why| wrong(place, why))
        })
        .collect()
}

fn from_har(entry: &Value) -> Result<Exchange, &'static str> {
    let content = entry.pointer("/response/content");
    let text = content.and_then(|content| content.get("text"));
    let encoding = content.and_then(|content| content.get("encoding"));
    let text = match (text, encoding.and_then(Value::as_str)) {
        (Some(Value::String(text)), Some("base64")) => {
            let bytes = BASE64_STANDARD.decode(text.as_bytes());
            let bytes = bytes.map_err(|_| "its content says that it is base64, and is not")?;
            Some(String::from_utf8_lossy(&bytes).into_owned().into())
        }
        (_, Some(other)) if other != "base64" => {
            return Err("its content has another encoding than base64");
        }
        (text, _) => text.cloned(),
    };
    exchange(
        entry.pointer("/request/method"),
        entry.pointer("/request/url"),
        entry.pointer("/response/status"),
        text.unwrap_or_default(),
    )
}

fn from_line(line: &Value) -> Result<Exchange, &'static str> {
    let url = line.get("url").or_else(|| line.get("path"));
    let default = Value::from("GET");
    let method = line.get("method").unwrap_or(&default);
    exchange(
        Some(method),
        url,
        line.get("status"),
        line.get("body").cloned().unwrap_or_default(),
    )
}

fn exchange(
    method: Option<&Value>,
    url: Option<&Value>,
    status: Option<&Value>,
    body: Value,
) -> Result<Exchange, &'static str> {
    let method = method.and_then(Value::as_str).ok_or("it has no method")?;
    let url = url.and_then(Value::as_str).ok_or("it has no url")?;
    let status = status
        .and_then(Value::as_u64)
        .and_then(|status| u16::try_from(status).ok())
        .ok_or("it has no status")?;
    let path = match url::Url::parse(url) {
        Ok(url) => url.path().to_owned(),
        Err(_) => url.split(['?', '#']).next().unwrap_or_default().to_owned(),
    };
    Ok(Exchange {
        method: method.to_uppercase(),
        path,
        status,
        body: match body {
            Value::String(text) => text,
            Value::Null => String::new(),
            json => json.to_string(),
        },
    })
}
