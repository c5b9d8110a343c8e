//! Recordings: HAR as browsers save it, or JSON lines.

use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::Value;

use super::drift::Drift;
use super::{Error, Exchange};

/// The content of a recording.
#[derive(Default)]
pub(super) struct Recorded {
    pub exchanges: Vec<Exchange>,
    /// Drift that clients logged.
    pub drifts: Vec<Drift>,
    /// Entries without a response of the service, with the reason.
    pub skipped: Vec<String>,
}

pub(super) fn read(path: &Path) -> Result<Recorded, Error> {
    let location = path.display().to_string();
    let wrong = |location: String, why: &str| Error::Recording {
        location,
        why: why.to_owned(),
    };
    let text = std::fs::read_to_string(path)
        .map_err(|error| wrong(location.clone(), &error.to_string()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut recorded = Recorded::default();
    if path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("har"))
    {
        let har: Value = serde_json::from_str(text)
            .map_err(|error| wrong(location.clone(), &error.to_string()))?;
        let entries = har.pointer("/log/entries").and_then(Value::as_array);
        let entries = entries.ok_or_else(|| {
            wrong(
                location.clone(),
                "it has no /log/entries; it is not a HAR file",
            )
        })?;
        for (index, entry) in entries.iter().enumerate() {
            let name = format!("entry {index}");
            if let Some(why) = unanswered(entry) {
                recorded.skipped.push(format!("{name}: {why}"));
                continue;
            }
            let exchange = from_har(entry, name.clone())
                .map_err(|why| wrong(format!("{location}: {name}"), why))?;
            recorded.exchanges.push(exchange);
        }
        return Ok(recorded);
    }
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let number = index + 1;
        let wrong = |why: &str| wrong(format!("{location}:{number}"), why);
        // The error's message could repeat the line; its kind is enough.
        let value: Value = serde_json::from_str(line).map_err(|_| wrong("it is not JSON"))?;
        let name = format!("line {number}");
        if let Some(drift) = Drift::read(&value, &name) {
            recorded.drifts.push(drift.map_err(wrong)?);
            continue;
        }
        let exchange = from_line(&value, name).map_err(wrong)?;
        recorded.exchanges.push(exchange);
    }
    Ok(recorded)
}

/// Why an entry has no response of the service; `None` if it has one.
fn unanswered(entry: &Value) -> Option<&'static str> {
    match entry.pointer("/response/status").and_then(Value::as_i64)? {
        // Browsers write cancelled or blocked requests this way.
        ..=0 => Some("the request got no response"),
        304 => Some("the response came from the browser's cache (status 304)"),
        _ => None,
    }
}

fn from_har(entry: &Value, name: String) -> Result<Exchange, &'static str> {
    let content = entry.pointer("/response/content");
    let text = content.and_then(|content| content.get("text"));
    let encoding = content.and_then(|content| content.get("encoding"));
    let body = match (text, encoding.and_then(Value::as_str)) {
        (Some(Value::String(text)), Some("base64")) => {
            let bytes = BASE64_STANDARD.decode(text.as_bytes());
            let bytes =
                bytes.map_err(|_| "its content is marked as base64 but is not valid base64")?;
            Some(String::from_utf8_lossy(&bytes).into_owned())
        }
        (_, Some(other)) if other != "base64" => {
            return Err("its content has an encoding other than base64");
        }
        (None | Some(Value::Null), _) => None,
        (Some(text), _) => Some(body(text)),
    };
    exchange(
        entry.pointer("/request/method"),
        entry.pointer("/request/url"),
        entry.pointer("/response/status"),
        body,
        name,
    )
}

fn from_line(line: &Value, name: String) -> Result<Exchange, &'static str> {
    let url = line.get("url").or_else(|| line.get("path"));
    let default = Value::from("GET");
    let method = line.get("method").unwrap_or(&default);
    let body = line.get("body").map(body).unwrap_or_default();
    exchange(Some(method), url, line.get("status"), Some(body), name)
}

fn body(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        json => json.to_string(),
    }
}

fn exchange(
    method: Option<&Value>,
    url: Option<&Value>,
    status: Option<&Value>,
    body: Option<String>,
    name: String,
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
        body,
        name,
    })
}
