//! JSON pointers (RFC 6901).

/// `pointer` with one more step.
pub fn child(pointer: &str, key: &str) -> String {
    let mut longer = String::with_capacity(pointer.len() + 1 + key.len());
    longer.push_str(pointer);
    push(&mut longer, key);
    longer
}

/// Puts one more step to `pointer`.
pub fn push(pointer: &mut String, key: &str) {
    pointer.push('/');
    for char in key.chars() {
        match char {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            _ => pointer.push(char),
        }
    }
}

/// Whether `pointer` is `at` or lies below it.
pub fn is_within(pointer: &str, at: &str) -> bool {
    pointer
        .strip_prefix(at)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The steps of a pointer, with their escapes undone.
pub fn steps(pointer: &str) -> impl Iterator<Item = String> {
    pointer
        .split('/')
        .skip(1)
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
}

/// How many steps a pointer has.
pub fn depth(pointer: &str) -> usize {
    pointer.matches('/').count()
}
