//! JSON pointers (RFC 6901): the way this crate says where something stands in a document.

use serde_json::Value;

/// Appends one reference token, escaped, to a pointer.
pub(crate) fn push(pointer: &str, token: &str) -> String {
    format!("{pointer}/{}", token.replace('~', "~0").replace('/', "~1"))
}

/// One reference token without its escapes.
pub(crate) fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// Where `pointer` leads, with a URI fragment's percent-escapes understood.
pub(crate) fn follow_fragment<'v>(root: &'v Value, fragment: &str) -> Option<&'v Value> {
    root.pointer(fragment)
        .or_else(|| root.pointer(&percent_decode(fragment)?))
}

pub(crate) fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = (rest.next()? as char).to_digit(16)?;
            let low = (rest.next()? as char).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}
