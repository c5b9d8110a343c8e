//! Sanitizes text from documents and recordings for terminals, logs and CI systems.
//!
//! A control character can redraw a terminal, and a line of its own can be a command to GitHub. Output is sanitized
//! once, when it is printed; text that is compared or hashed is unchanged.

use std::fmt::Write as _;

/// Writes control characters, line breaks, bidirectional marks and commands to CI systems as escapes.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let inner = text.trim_start();
    let begins = text.len() - inner.len();
    for (index, character) in text.char_indices() {
        // GitHub reads `::` at the start of a line.
        let commands = index == begins && inner.starts_with("::");
        match character {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other if commands || is_hidden(other) || opens_command(text, index, other) => {
                out.extend(other.escape_unicode());
            }
            other => out.push(other),
        }
    }
    out
}

/// `##[error]` and `##vso[task]` are commands anywhere in a line.
fn opens_command(text: &str, index: usize, character: char) -> bool {
    let before = || text.get(..index).unwrap_or_default();
    character == '['
        && before()
            .trim_end_matches(|it: char| it.is_ascii_alphabetic())
            .ends_with("##")
}

/// As [`line`], but keeps our own line breaks: those before two spaces, as in the lists of errors. The items of such a
/// list have gone through [`line`] themselves.
pub(crate) fn message(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split('\n');
    out.push_str(&line(lines.next().unwrap_or_default()));
    for next in lines {
        // A GitHub runner also looks for commands after spaces.
        let item = next.trim_start();
        let ours = next.starts_with("  ") && !item.starts_with(':') && !item.starts_with('#');
        out.push_str(if ours { "\n" } else { "\\n" });
        out.push_str(&line(next));
    }
    out
}

/// As [`line`], for each line of a text with line breaks of our own.
pub(crate) fn lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(line).collect();
    lines.join("\n")
}

/// JSON text with such characters as escapes. They occur only in its strings.
pub(crate) fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, character) in text.char_indices() {
        let hidden = character != '\n' && is_hidden(character);
        if hidden || opens_command(text, index, character) {
            // Writing to a String cannot fail. All these characters are in the basic plane.
            let _ = write!(out, "\\u{:04x}", u32::from(character));
        } else {
            out.push(character);
        }
    }
    out
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            // Line separators.
            '\u{2028}' | '\u{2029}'
            // Bidirectional marks.
            | '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Noncharacters, which XML forbids.
            | '\u{fffe}' | '\u{ffff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_are_escaped() {
        let text = "a\u{1b}[2J\r\n\t\u{7f}\u{85}\u{2028}\u{202e}\u{200f}\u{61c}\u{ffff}é";
        let expected = r"a\u{1b}[2J\r\n\t\u{7f}\u{85}\u{2028}\u{202e}\u{200f}\u{61c}\u{ffff}é";
        assert_eq!(line(text), expected);
        let value = serde_json::Value::from(text);
        let escaped = json(&value.to_string());
        assert!(!escaped.chars().any(is_hidden), "{escaped}");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&escaped).unwrap(),
            value
        );
    }

    #[test]
    fn commands_to_ci_systems_are_escaped() {
        for (text, expected) in [
            ("::error::a", r"\u{3a}:error::a"),
            (" ::error::a", r" \u{3a}:error::a"),
            ("a::b", "a::b"),
            ("a ##[error]b[0]", r"a ##\u{5b}error]b[0]"),
            ("##vso[task]", r"##vso\u{5b}task]"),
            ("## a [b]", "## a [b]"),
        ] {
            assert_eq!(line(text), expected);
        }
        let value = serde_json::Value::from("a ##[error]b[0]");
        let escaped = json(&value.to_string());
        assert!(!escaped.contains("##["), "{escaped}");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&escaped).unwrap(),
            value
        );
    }

    #[test]
    fn only_list_items_keep_their_line_breaks() {
        assert_eq!(message("two:\n  a\n  b"), "two:\n  a\n  b");
        assert_eq!(message("a\n::error::b"), r"a\n\u{3a}:error::b");
        assert_eq!(message("a\n  ::error::b"), r"a\n  \u{3a}:error::b");
        assert_eq!(lines("a\u{1b}\nb"), "a\\u{1b}\nb");
    }
}
