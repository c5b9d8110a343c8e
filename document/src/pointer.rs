//! JSON pointers (RFC 6901).

/// Appends one reference token, escaped, to a pointer.
pub fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    for char in token.chars() {
        match char {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            char => pointer.push(char),
        }
    }
}

/// `pointer` with one more reference token, which is escaped.
pub fn join(pointer: &str, token: &str) -> String {
    let mut joined = String::with_capacity(pointer.len() + token.len() + 1);
    joined.push_str(pointer);
    push(&mut joined, token);
    joined
}

/// One reference token, unescaped.
pub fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// The reference tokens of a pointer, unescaped.
pub fn tokens(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(unescape)
}

/// The last reference token, unescaped; empty for the whole document.
pub fn last(pointer: &str) -> String {
    unescape(pointer.rsplit('/').next().unwrap_or_default())
}

/// Whether `pointer` is `at` or below it.
pub fn is_within(pointer: &str, at: &str) -> bool {
    pointer
        .strip_prefix(at)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The number of reference tokens.
pub fn depth(pointer: &str) -> usize {
    pointer.matches('/').count()
}

/// In a pointer that is published: any array index, or a name that may be data.
pub const ANY: &str = "*";

/// A name that no contract documents, as a published pointer shows it: text that does not look like a name may be data.
pub fn name_or_any(name: &str) -> &str {
    let begins = |first: char| first.is_ascii_alphabetic() || first == '_';
    let continues = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let is_name = name.len() <= 64 && name.starts_with(begins) && name.bytes().all(continues);
    if is_name { name } else { ANY }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_escapes() {
        for token in ["", "a", "~", "/", "~1", "~0/~1", "a/b~c", "é {id}"] {
            let pointer = join("/paths", token);
            assert_eq!(last(&pointer), token);
            assert_eq!(tokens(&pointer).collect::<Vec<_>>(), ["paths", token]);
            assert_eq!(depth(&pointer), 2, "{pointer}");
        }
    }

    #[test]
    fn a_pointer_is_within_itself_and_its_parents_alone() {
        for (pointer, at, within) in [
            ("/a/b", "", true),
            ("/a/b", "/a", true),
            ("/a/b", "/a/b", true),
            ("/ab", "/a", false),
            ("/a", "/a/b", false),
        ] {
            assert_eq!(is_within(pointer, at), within, "{pointer} in {at}");
        }
    }
}
