//! Multipart bodies, as the server reads them.

use serde_json::{Map, Value};

/// The parts of a body, by name: JSON is parsed, everything else is text.
pub fn read(media: &str, body: &[u8]) -> Result<Value, String> {
    let boundary = media
        .split_once("boundary=")
        .ok_or("no boundary")?
        .1
        .trim_matches('"');
    let text = std::str::from_utf8(body).map_err(|error| error.to_string())?;
    let whole = format!("\r\n{text}");
    let line = format!("\r\n--{boundary}");
    let mut pieces = whole.split(&line);
    if pieces.next() != Some("") {
        return Err("something before the first part".to_owned());
    }
    let mut members = Map::new();
    let mut ended = false;
    for piece in pieces {
        if ended {
            return Err("something after the last part".to_owned());
        }
        if piece.trim_end() == "--" {
            ended = true;
            continue;
        }
        let (head, value) = piece.split_once("\r\n\r\n").ok_or("a part without head")?;
        let name = head.split_once(" name=\"").ok_or("a part without name")?.1;
        let name = name.split('"').next().unwrap_or_default().to_owned();
        let value = match head.to_lowercase().contains("application/json") {
            true => serde_json::from_str(value).map_err(|error| error.to_string())?,
            false => Value::from(value),
        };
        if members.insert(name.clone(), value).is_some() {
            return Err(format!("{name} occurs twice"));
        }
    }
    match ended {
        true => Ok(members.into()),
        false => Err("the body breaks off".to_owned()),
    }
}
