//! The part of a body that matters to the search, in the order of its members, which decides what "first" is.

use crate::values::raw::bounded;
use neo_api_document::pointer;

/// Deeper than serde_json reads: no body that it has read this far is deeper.
const DEEPEST: usize = 128;
/// A search that needs more values than these costs more than its result is worth.
const MOST: usize = 200_000;

/// Any JSON value.
#[derive(Debug)]
pub enum Tree {
    Null,
    Bool(bool),
    /// Where an `i128` holds it.
    Integer(Option<i128>),
    /// Spelled with a fraction or an exponent.
    #[cfg_attr(
        not(feature = "mock"),
        expect(dead_code, reason = "only a strict walk compares numbers")
    )]
    Number(f64),
    String(String),
    Array(Array),
    Object(Vec<(String, Tree)>),
    /// Not looked at: beside the location that is searched, too deep, or one value too many.
    Unread,
}

/// The elements that were read, with their indices.
#[derive(Debug)]
pub struct Array {
    pub items: Vec<(usize, Tree)>,
    pub length: usize,
}

impl Tree {
    /// The value of `text`, which must be JSON: everything at or below the pointer `at`, and of the rest only the
    /// path to it. One pass, whatever `text` is. Values that Rust cannot represent, such as 1e400 or half a
    /// surrogate pair, are read like any other.
    pub fn read(text: &str, at: &str) -> Self {
        let way: Vec<String> = pointer::tokens(at).collect();
        let mut reader = Reader {
            rest: text,
            left: MOST,
        };
        reader.value(&way, 0)
    }

    pub fn member(&self, name: &str) -> Option<&Tree> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// Whether it is the string, bool or integer `value`.
    pub fn is(&self, value: &serde_json::Value) -> bool {
        match self {
            Self::String(text) => value.as_str() == Some(text),
            Self::Bool(bool) => value.as_bool() == Some(*bool),
            Self::Integer(Some(integer)) => value.as_i64().map(i128::from) == Some(*integer),
            Self::Null => value.is_null(),
            _ => false,
        }
    }
}

/// Reads text that is known to be JSON; any other text ends the reading early without harm.
struct Reader<'t> {
    rest: &'t str,
    /// How many more values may be kept.
    left: usize,
}

impl<'t> Reader<'t> {
    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        self.rest.bytes().next()
    }

    fn take(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Whether the next byte is `byte`, which is taken then.
    fn takes(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.take(1);
        }
        found
    }

    fn value(&mut self, way: &[String], depth: usize) -> Tree {
        if depth > DEEPEST || self.left == 0 {
            self.skip();
            return Tree::Unread;
        }
        self.left -= 1;
        match self.peek() {
            Some(b'{') => self.object(way, depth),
            Some(b'[') => self.array(way, depth),
            Some(b'"') => Tree::String(bounded(self.string())),
            Some(first) => scalar(first, self.scalar()),
            None => Tree::Unread,
        }
    }

    fn object(&mut self, way: &[String], depth: usize) -> Tree {
        self.take(1);
        let mut members = Vec::new();
        while self.peek() == Some(b'"') {
            let name = bounded(self.string());
            self.takes(b':');
            let value = match way.split_first() {
                Some((step, _)) if *step != name => {
                    self.skip();
                    Tree::Unread
                }
                Some((_, way)) => self.value(way, depth + 1),
                None => self.value(&[], depth + 1),
            };
            // One that is left out is kept by its name, which takes room too.
            self.left = self.left.saturating_sub(1);
            if self.left > 0 {
                members.push((name, value));
            }
            self.takes(b',');
        }
        self.takes(b'}');
        if self.left == 0 {
            // Some members may be missing here that are not missing there.
            return Tree::Unread;
        }
        Tree::Object(members)
    }

    fn array(&mut self, way: &[String], depth: usize) -> Tree {
        self.take(1);
        let mut array = Array {
            items: Vec::new(),
            length: 0,
        };
        let wanted: Option<usize> = way.first().and_then(|step| step.parse().ok());
        let below = way.get(1..).unwrap_or_default();
        while !matches!(self.peek(), None | Some(b']')) {
            let before = self.rest.len();
            if way.is_empty() || wanted == Some(array.length) {
                let value = self.value(below, depth + 1);
                if !matches!(value, Tree::Unread) {
                    array.items.push((array.length, value));
                }
            } else {
                self.skip();
            }
            self.takes(b',');
            array.length += 1;
            if self.rest.len() == before {
                break;
            }
        }
        self.takes(b']');
        Tree::Array(array)
    }

    /// A string with its quotes.
    fn string(&mut self) -> &'t str {
        let mut escaped = true;
        let end = self.rest.bytes().position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        self.take(end.map_or(self.rest.len(), |end| end + 1))
    }

    /// A number or word.
    fn scalar(&mut self) -> &'t str {
        let end = self
            .rest
            .find([',', ']', '}', ':', ' ', '\t', '\n', '\r', '"', '[', '{']);
        self.take(end.unwrap_or(self.rest.len()))
    }

    /// Leaves one value out.
    fn skip(&mut self) {
        let mut open = 0_usize;
        loop {
            match self.peek() {
                None => return,
                Some(b'"') => {
                    self.string();
                }
                Some(b'{' | b'[') => {
                    open += 1;
                    self.take(1);
                }
                Some(b'}' | b']') => {
                    open = open.saturating_sub(1);
                    self.take(1);
                }
                Some(b',' | b':') => {
                    self.take(1);
                    continue;
                }
                Some(_) => {
                    self.scalar();
                }
            }
            if open == 0 {
                return;
            }
        }
    }
}

fn scalar(first: u8, text: &str) -> Tree {
    match first {
        b't' => Tree::Bool(true),
        b'f' => Tree::Bool(false),
        b'n' => Tree::Null,
        _ if text.contains(['.', 'e', 'E']) => Tree::Number(text.parse().unwrap_or(f64::NAN)),
        _ => Tree::Integer(text.parse().ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn only_the_way_to_the_location_and_what_is_below_it_is_read() {
        let text = r#" { "a" : [ {"x\"]": [1, {}]} , {"b": [null, "c"], "d": 1e400, "d": -1} ] , "e": "}" } "#;
        let tree = format!("{:?}", Tree::read(text, "/a/1"));
        assert_eq!(
            tree,
            "Object([(\"a\", Array(Array { items: [(1, Object([(\"b\", Array(Array { items: [(0, Null), \
             (1, String(\"c\"))], length: 2 })), (\"d\", Number(inf)), (\"d\", Integer(Some(-1)))]))], length: 2 })), \
             (\"e\", Unread)])"
        );
    }

    #[test]
    fn what_is_no_json_ends_the_reading() {
        for text in [
            "", "[", "{", "[,", "{\"a", "{\"a\"", "{:", "[}", "[:::", "\"", "{\"a\":}", "[1 2",
            "nul", "]",
        ] {
            for at in ["", "/0", "/a/0"] {
                Tree::read(text, at);
            }
        }
    }
}
