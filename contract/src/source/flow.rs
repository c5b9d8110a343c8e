//! Indents lines inside flow collections and quoted scalars as YAML 1.2 requires.
//!
//! ```yaml
//! example: {
//!   "a": "b"
//! }
//! ```
//! PyYAML, go-yaml and js-yaml accept this. The specification, and with it the parser used here, requires the last line
//! to be deeper than `example`. The depth of such a line has no meaning, so it can be increased.

/// The text with such lines indented, or `None` if there are none.
pub(super) fn indented(text: &str) -> Option<String> {
    let mut state = State::Block;
    let mut out = String::with_capacity(text.len() + 256);
    let mut changed = false;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let blank = line.trim().is_empty();
        if let State::Literal { parent } = state {
            if blank || indent > parent {
                out.push_str(line);
                continue;
            }
            state = State::Block;
        }
        if let State::Inside { least, .. } = state
            && indent < least
            && !blank
        {
            out.extend(std::iter::repeat_n(' ', least - indent));
            changed = true;
        }
        out.push_str(line);
        state = match state {
            State::Inside { least, closers } => inside(line, closers, least),
            _ => block(line, indent),
        };
    }
    changed.then_some(out)
}

enum State {
    Block,
    /// In a block scalar: lines deeper than its parent are text.
    Literal {
        parent: usize,
    },
    /// In flow collections or a quoted scalar.
    Inside {
        /// The minimum column of its lines.
        least: usize,
        /// The closing characters of what is open, innermost last.
        closers: Vec<u8>,
    },
}

/// The state after a line in block context.
fn block(line: &str, indent: usize) -> State {
    let mut column = indent;
    let mut rest = line.get(indent..).unwrap_or_default();
    // The columns of the entries that start in this line.
    loop {
        let after = ["- ", "? "].iter().find_map(|it| rest.strip_prefix(it));
        let Some(after) = after else {
            break;
        };
        let trimmed = after.trim_start_matches(' ');
        let deeper = rest.len() - trimmed.len();
        if let Some(value) = value(trimmed)
            && value.len() == trimmed.len()
        {
            // An entry without a key: its parent is the list.
            return begins(value, column);
        }
        column += deeper;
        rest = trimmed;
    }
    match value(rest) {
        Some(value) => begins(value, column),
        None => State::Block,
    }
}

/// The value that starts in a line: after a key, or the whole line.
fn value(rest: &str) -> Option<&str> {
    let after_key = match rest.as_bytes().first()? {
        b'#' | b'%' => return None,
        quote @ (b'"' | b'\'') => {
            let end = quoted(rest.as_bytes(), 1, *quote)?;
            match rest.get(end..)?.trim_start().strip_prefix(':') {
                Some(after) => after,
                None => return Some(rest),
            }
        }
        b'{' | b'[' => return Some(rest),
        _ => match rest
            .find(": ")
            .or_else(|| rest.trim_end().strip_suffix(':').map(str::len))
        {
            Some(colon) => rest.get(colon + 1..)?,
            None => return Some(rest),
        },
    };
    let mut value = after_key.trim_start_matches([' ', '\t']);
    // Anchors and tags.
    while value.starts_with(['&', '!']) {
        let end = value.find([' ', '\n', '\r']).unwrap_or(value.len());
        value = value.get(end..)?.trim_start_matches(' ');
    }
    Some(value)
}

/// The state after a line in which a value starts.
fn begins(value: &str, parent: usize) -> State {
    let bytes = value.as_bytes();
    match bytes.first() {
        Some(b'|' | b'>') => State::Literal { parent },
        Some(b'{' | b'[') => inside(value, Vec::new(), parent + 2),
        Some(quote @ (b'"' | b'\'')) if quoted(bytes, 1, *quote).is_none() => State::Inside {
            least: parent + 1,
            closers: vec![*quote],
        },
        _ => State::Block,
    }
}

/// The end of a quoted scalar whose text starts at `from`, if it ends in the line.
fn quoted(bytes: &[u8], from: usize, quote: u8) -> Option<usize> {
    let mut index = from;
    while let Some(byte) = bytes.get(index) {
        match *byte {
            b'\\' if quote == b'"' => index += 1,
            byte if byte == quote => {
                // In single quotes, two stand for one.
                if quote != b'\'' || bytes.get(index + 1) != Some(&quote) {
                    return Some(index + 1);
                }
                index += 1;
            }
            _ => {}
        }
        index += 1;
    }
    None
}

/// The state after a line, or the rest of one; `closers` are still open before it.
fn inside(line: &str, mut closers: Vec<u8>, least: usize) -> State {
    let bytes = line.as_bytes();
    let mut index = 0;
    let mut begins = true;
    if let Some(quote @ (b'"' | b'\'')) = closers.last().copied() {
        match quoted(bytes, 0, quote) {
            Some(end) => {
                closers.pop();
                index = end;
            }
            None => return State::Inside { least, closers },
        }
    }
    while let Some(byte) = bytes.get(index) {
        let mut next_begins = false;
        match *byte {
            b'{' => closers.push(b'}'),
            b'[' => closers.push(b']'),
            b'}' | b']' => {
                closers.pop();
            }
            b'#' if index == 0 || matches!(bytes.get(index - 1), Some(b' ' | b'\t')) => break,
            quote @ (b'"' | b'\'') if begins => match quoted(bytes, index + 1, quote) {
                Some(end) => index = end - 1,
                None => {
                    closers.push(quote);
                    return State::Inside { least, closers };
                }
            },
            _ => {}
        }
        // A quote inside a plain scalar is an apostrophe.
        if matches!(byte, b'{' | b'[' | b'}' | b']' | b',' | b':') {
            next_begins = true;
        } else if byte.is_ascii_whitespace() {
            next_begins = begins;
        }
        begins = next_begins;
        index += 1;
        if closers.is_empty() {
            return State::Block;
        }
    }
    if closers.is_empty() {
        State::Block
    } else {
        State::Inside { least, closers }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_are_not_deep_enough_move() {
        for (text, expected) in [
            ("a: {\n  b: c\n}\n", Some("a: {\n  b: c\n  }\n")),
            (
                "- a: [\n    1\n  ]\n  b: 2\n",
                Some("- a: [\n    1\n    ]\n  b: 2\n"),
            ),
            ("- [\n  1\n]\n- 2\n", Some("- [\n  1\n  ]\n- 2\n")),
            (
                "a: {b: \"}\",\nc: 'it''s }' }\nd: 1\n",
                Some("a: {b: \"}\",\n  c: 'it''s }' }\nd: 1\n"),
            ),
            ("a: \"b\nc\"\nd: {\n}\n", Some("a: \"b\n c\"\nd: {\n  }\n")),
            (
                "a: {b: don't, # }\nc: d}\ne: f\n",
                Some("a: {b: don't, # }\n  c: d}\ne: f\n"),
            ),
            // Nothing to indent, or no flow collection.
            ("a: {\n  b: c\n  }\n", None),
            ("a: |\n  {\n  b\nc: 1\n", None),
            ("a: text {\nb: '{'\nc: 1\n", None),
            ("- a: >-\n    {\n  b: 1\n", None),
            ("# {\na: 1\n", None),
            ("\"k{\": 1\nb: 2\n", None),
        ] {
            assert_eq!(indented(text).as_deref(), expected, "{text}");
        }
    }
}
