//! The line where a JSON pointer's value starts.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};

use neo_api_document::pointer;

/// The lines of a document as written.
#[derive(Clone, Debug)]
pub enum Lines<'t> {
    /// JSON.
    Json(&'t str),
    /// The line of each pointer of a YAML document.
    Yaml(BTreeMap<String, usize>),
}

impl<'t> Lines<'t> {
    /// The lines of a file, JSON or YAML; if it is neither, those of `json`, which was made from it.
    pub fn of_file(text: Option<&str>, json: &'t str) -> Lines<'t> {
        match text {
            Some(text) if !text.trim_start().starts_with(['{', '[']) => {
                yaml(text).map_or(Lines::Json(json), Lines::Yaml)
            }
            _ => Lines::Json(json),
        }
    }
}

/// The line of each key and item, by its pointer.
fn yaml(text: &str) -> Option<BTreeMap<String, usize>> {
    /// An open list (with the index of its next item) or map (with the key of its next value).
    enum Open {
        List(String, usize),
        Map(String, Option<String>),
    }
    let mut lines = BTreeMap::new();
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        if matches!(event, Event::SequenceEnd | Event::MappingEnd) {
            open.pop();
            continue;
        }
        let scalar = match &event {
            Event::Scalar(text, ..) => Some(text.to_string()),
            Event::Alias(_) | Event::SequenceStart(..) | Event::MappingStart(..) => None,
            _ => continue,
        };
        let here = match open.last_mut() {
            None => String::new(),
            Some(Open::List(pointer, next)) => {
                let here = pointer::join(pointer, &next.to_string());
                *next += 1;
                lines.insert(here.clone(), span.start.line());
                here
            }
            Some(Open::Map(pointer, key @ None)) => {
                let name = scalar?;
                lines.insert(pointer::join(pointer, &name), span.start.line());
                *key = Some(name);
                continue;
            }
            Some(Open::Map(pointer, key)) => {
                pointer::join(pointer, &key.take().unwrap_or_default())
            }
        };
        match event {
            Event::SequenceStart(..) => open.push(Open::List(here, 0)),
            Event::MappingStart(..) => open.push(Open::Map(here, None)),
            _ => {}
        }
    }
    Some(lines)
}

impl Lines<'_> {
    /// The line, from 1. If the pointer does not resolve, the line of the nearest enclosing value.
    pub(super) fn of(&self, pointer: &str) -> usize {
        match self {
            Lines::Json(text) => of(text, pointer),
            Lines::Yaml(lines) => {
                let mut pointer = pointer;
                loop {
                    if let Some(line) = lines.get(pointer) {
                        return *line;
                    }
                    let Some((outer, _)) = pointer.rsplit_once('/') else {
                        return 1;
                    };
                    pointer = outer;
                }
            }
        }
    }
}

fn of(text: &str, pointer: &str) -> usize {
    let tokens: Vec<String> = pointer
        .split('/')
        .skip(1)
        .map(|token| token.replace("~1", "/").replace("~0", "~"))
        .collect();
    let mut scan = Scan {
        bytes: text.as_bytes(),
        at: 0,
    };
    scan.seek(&tokens);
    let before = text.as_bytes().get(..scan.at).unwrap_or_default();
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Scan<'_> {
    fn peek(&mut self) -> Option<u8> {
        while let Some(byte) = self.bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b',' | b':') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    /// Moves to the value of `tokens`, and stops before a value that cannot be entered.
    fn seek(&mut self, tokens: &[String]) {
        let Some((first, rest)) = tokens.split_first() else {
            self.peek();
            return;
        };
        let start = self.at;
        let open = self.peek();
        self.at += 1;
        let mut index = 0;
        while let Some(byte) = self.peek() {
            let found = match (open, byte) {
                (_, b']' | b'}') => break,
                (Some(b'{'), _) => {
                    let line = self.at;
                    let key = self.string();
                    let found = key.as_deref() == Some(first.as_str());
                    if found && rest.is_empty() {
                        self.at = line;
                        return;
                    }
                    found
                }
                (Some(b'['), _) => first.parse() == Ok(index),
                _ => break,
            };
            if found {
                return self.seek(rest);
            }
            self.skip();
            index += 1;
        }
        self.at = start;
        self.peek();
    }

    fn string(&mut self) -> Option<String> {
        self.peek();
        let start = self.at;
        self.skip();
        let raw = self.bytes.get(start..self.at)?;
        serde_json::from_slice(raw).ok()
    }

    /// Skips one value.
    fn skip(&mut self) {
        let mut depth = 0usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                b'"' => {
                    self.at += 1;
                    while let Some(byte) = self.bytes.get(self.at) {
                        self.at += if *byte == b'\\' { 2 } else { 1 };
                        if *byte == b'"' {
                            break;
                        }
                    }
                }
                _ => {
                    while let Some(byte) = self.bytes.get(self.at) {
                        if matches!(byte, b',' | b'}' | b']' | b'\n' | b' ' | b'\r' | b'\t') {
                            break;
                        }
                        self.at += 1;
                    }
                }
            }
            if depth == 0 {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_pointer_leads_to_the_line_of_its_key_or_item() {
        let text =
            "{\n  \"a\": {\"x\": \"}\\\"\"},\n  \"b/c\": [\n    1,\n    {\"d\": true}\n  ]\n}\n";
        assert_eq!(of(text, ""), 1);
        assert_eq!(of(text, "/a/x"), 2);
        assert_eq!(of(text, "/b~1c"), 3);
        assert_eq!(of(text, "/b~1c/0"), 4);
        assert_eq!(of(text, "/b~1c/1/d"), 5);
    }

    #[test]
    fn an_unresolved_pointer_gives_the_line_of_the_enclosing_value() {
        assert_eq!(of("{\n\"a\":\n{\"b\": 1}}", "/a/z"), 3);
        assert_eq!(of("{\n", "/a"), 1);
        assert_eq!(of("", "/a/b"), 1);
    }
}
