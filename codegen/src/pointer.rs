//! JSON pointers (RFC 6901).

/// `pointer` with one more token.
pub(crate) fn join(pointer: &str, token: &str) -> String {
    let mut joined = String::with_capacity(pointer.len() + token.len() + 1);
    joined.push_str(pointer);
    joined.push('/');
    for part in token.chars() {
        match part {
            '~' => joined.push_str("~0"),
            '/' => joined.push_str("~1"),
            part => joined.push(part),
        }
    }
    joined
}

/// The last token of a pointer, unescaped.
pub(crate) fn last(pointer: &str) -> String {
    unescape(pointer.rsplit('/').next().unwrap_or_default())
}

pub(crate) fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}
