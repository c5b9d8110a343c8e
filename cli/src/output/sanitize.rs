//! Text from outside, on a terminal.

/// Escapes control characters, which a terminal would obey.
pub fn sanitize(text: &str) -> String {
    text.chars()
        .flat_map(|it| {
            let escaped: Vec<char> = if it.is_control() {
                it.escape_debug().collect()
            } else {
                vec![it]
            };
            escaped
        })
        .collect()
}
