//! The location in a body where a decoder stopped.
//!
//! serde_json reports the byte; the path to it is read from the text alone. The decoded types are not needed for
//! it, so the code to decode them is compiled once, and not a second time to track the location.

use std::ops::Range;

use serde_json::error::Category;

use neo_api_document::pointer;

/// JSON pointer (RFC 6901) to the innermost value that was being read.
pub fn error_location(body: &[u8], error: &serde_json::Error) -> String {
    match offset(body, error) {
        Some(offset) => {
            let mut walk = Walk::new(body);
            walk.refused = crate::raw::refused_length(error);
            walk.to(offset, error.classify())
        }
        None => String::new(),
    }
}

/// JSON pointer to the innermost value that was being read after `offset` bytes.
pub fn location_at(body: &[u8], offset: usize) -> String {
    Walk::new(body).to(offset, Category::Eof)
}

/// How many bytes had been read.
fn offset(body: &[u8], error: &serde_json::Error) -> Option<usize> {
    let before = error.line().checked_sub(1)?;
    let start = match before {
        0 => 0,
        _ => {
            let newlines = body.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            newlines.map(|(at, _)| at + 1).nth(before - 1)?
        }
    };
    Some(start + error.column())
}

/// A container that is open, and where in it the walk is.
enum Open {
    Array(usize),
    /// The key as it is spelled, with its quotes.
    Object(Range<usize>),
}

/// serde_json does not decode deeper values, but may skip them.
const DEEPEST: usize = 256;

struct Walk<'a> {
    body: &'a [u8],
    /// Where the open containers begin, and where in them the walk is.
    open: Vec<(usize, Open)>,
    /// How many more are open within these.
    deeper: usize,
    /// The length of the value that was refused when it had been read: the last one that long.
    refused: Option<usize>,
}

impl<'a> Walk<'a> {
    fn new(body: &'a [u8]) -> Self {
        Self {
            body,
            open: Vec::new(),
            deeper: 0,
            refused: None,
        }
    }

    /// The pointer of the innermost value around `offset`.
    ///
    /// A decoder that wants another kind of value stops before a container and behind anything else; one that lacks a
    /// member, or does not like what it has read, stops behind it. What it does not expect at all, as an element too
    /// many, it has seen the first byte of.
    fn to(mut self, offset: usize, category: Category) -> String {
        let mut at = 0;
        // The next text in an object is a key.
        let mut key = false;
        while let Some(byte) = self.body.get(at).copied() {
            if matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b':') {
                at += 1;
                continue;
            }
            let unwanted = category == Category::Syntax && at + 1 == offset;
            match byte {
                b'[' | b'{' if category == Category::Data && at == offset => return self.pointer(),
                _ if at >= offset || unwanted => break,
                b'[' | b'{' if self.open.len() == DEEPEST => {
                    self.deeper += 1;
                    at += 1;
                }
                b']' | b'}' | b',' if self.deeper > 0 => {
                    self.deeper -= usize::from(byte != b',');
                    at += 1;
                }
                b'[' => {
                    self.open.push((at, Open::Array(0)));
                    at += 1;
                }
                b'{' => {
                    self.open.push((at, Open::Object(0..0)));
                    key = true;
                    at += 1;
                }
                b']' | b'}' => {
                    let begin = self.open.pop().map_or(at, |(begin, _)| begin);
                    key = false;
                    at += 1;
                    let found = match self.refused {
                        Some(length) => length == at - begin && self.only_ends(at, offset),
                        None => at == offset,
                    };
                    if found {
                        return self.pointer();
                    }
                }
                b',' => {
                    at += 1;
                    match self.open.last_mut() {
                        Some((_, Open::Array(index))) => *index += 1,
                        Some((_, Open::Object(_))) => key = true,
                        None => {}
                    }
                }
                _ => {
                    let end = self.end_of_scalar(at);
                    let refused = self.refused == Some(end - at) && self.only_ends(end, offset);
                    match self.open.last_mut() {
                        _ if self.deeper > 0 => {}
                        Some((_, Open::Object(name))) if key => {
                            if offset <= end {
                                break;
                            }
                            *name = at..end;
                            key = false;
                        }
                        _ if refused || offset <= end => return self.pointer(),
                        _ => {}
                    }
                    at = end;
                }
            }
        }
        self.open.pop();
        self.pointer()
    }

    /// Whether no value begins between the two.
    fn only_ends(&self, from: usize, to: usize) -> bool {
        self.body
            .get(from..to)
            .is_some_and(|between| between.iter().all(|byte| b" \t\n\r,]}".contains(byte)))
    }

    fn end_of_scalar(&self, at: usize) -> usize {
        let rest = self.body.get(at..).unwrap_or_default();
        let length = if rest.first() == Some(&b'"') {
            let mut escaped = false;
            rest.iter()
                .skip(1)
                .position(|byte| {
                    let ends = *byte == b'"' && !escaped;
                    escaped = *byte == b'\\' && !escaped;
                    ends
                })
                .map(|quote| quote + 2)
        } else {
            let ends = |byte: &u8| b" \t\n\r,:]}[{\"".contains(byte);
            rest.iter().position(ends).map(|length| length.max(1))
        };
        length.map_or(self.body.len(), |length| at + length)
    }

    /// The pointer of the value that the walk is at.
    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for (_, open) in &self.open {
            match open {
                Open::Array(index) => pointer::push(&mut pointer, &index.to_string()),
                Open::Object(key) => {
                    let spelled = self.body.get(key.clone()).unwrap_or_default();
                    let key = crate::raw::bounded(&String::from_utf8_lossy(spelled));
                    pointer::push(&mut pointer, &key);
                }
            }
        }
        pointer
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Deserialize;
    use serde::de::DeserializeOwned;

    use super::*;
    use crate::Json;

    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Small {
        id: i64,
        names: Vec<String>,
        pair: Option<(bool, u8)>,
        #[serde(default)]
        inner: Option<Box<Small>>,
        #[serde(default)]
        by_name: BTreeMap<String, Vec<i8>>,
        #[serde(default)]
        objects: Vec<Json>,
        #[serde(default)]
        object: Option<Json>,
    }

    fn found<T: DeserializeOwned>(body: &str) -> Option<String> {
        let error = serde_json::from_str::<T>(body).err()?;
        Some(error_location(body.as_bytes(), &error))
    }

    #[test]
    fn the_innermost_value_that_was_read() {
        for (body, expected) in [
            (r#"{"id":"x","names":[]}"#, "/id"),
            (r#"{"id":[],"names":[]}"#, "/id"),
            (r#"{ "id" : 1 , "names" : [ "a" , { } ] }"#, "/names/1"),
            (r#"{"id":1,"names":["a",true]}"#, "/names/1"),
            (r#"{"id":1}"#, ""),
            (
                "{\n \"id\": 1,\n \"names\": [],\n \"pair\": [true, \"\\\"}\"]\n}",
                "/pair/1",
            ),
            (r#"{"id":1,"names":[],"pair":[true]}"#, "/pair"),
            (r#"{"id":1,"names":[],"pair":[true,1,2]}"#, "/pair"),
            (
                r#"{"id":1,"names":[],"inner":{"id":2,"names":[],"inner":{"id":3}}}"#,
                "/inner/inner",
            ),
            (
                r#"{"id":1,"names":[],"by_name":{"a/b~":[1,1000]}}"#,
                "/by_name/a~1b~0/1",
            ),
            (
                r#"{"id":1,"names":[],"by_name":{"\u00e4\"":[[]]}}"#,
                "/by_name/ä\"/0",
            ),
            (r#"{"id":1.5,"names":[]}"#, "/id"),
            (r#"[[]]"#, "/0"),
            ("7", ""),
            ("", ""),
            (r#"{"id":1,"names":["a"#, "/names/0"),
            (r#"{"id":1,"names":["a","#, "/names"),
            (r#"{"id":1,"names":["a"]} x"#, ""),
            (
                &format!(
                    r#"{{"new":{}2{},"id":"x"}}"#,
                    "[{\"a\":[1,".repeat(500),
                    "]}]".repeat(500)
                ),
                "/id",
            ),
        ] {
            assert_eq!(found::<Small>(body).as_deref(), Some(expected), "{body}");
        }
    }

    /// What keeping track while decoding gives.
    fn tracked<T: DeserializeOwned>(body: &str) -> Option<(serde_json::Error, String)> {
        use serde_path_to_error::Segment;
        let mut deserializer = serde_json::Deserializer::from_str(body);
        let error = serde_path_to_error::deserialize::<_, T>(&mut deserializer).err()?;
        let mut pointer = String::new();
        for segment in error.path().iter() {
            match segment {
                Segment::Seq { index } => pointer += &format!("/{index}"),
                Segment::Map { key } => pointer::push(&mut pointer, key),
                _ => {}
            }
        }
        Some((error.into_inner(), pointer))
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::json!(null)),
            any::<bool>().prop_map(Into::into),
            (-300..300_i64).prop_map(Into::into),
            Just(serde_json::json!(1.5)),
            "[a\"\\\\/~é]{0,3}".prop_map(Into::into),
        ];
        let names = prop_oneof![
            Just("id"),
            Just("names"),
            Just("pair"),
            Just("inner"),
            Just("by_name"),
            Just("object"),
            Just("objects"),
            Just("a/~\"")
        ];
        leaf.prop_recursive(5, 40, 5, move |inside| {
            prop_oneof![
                proptest::collection::vec(inside.clone(), 0..4).prop_map(Into::into),
                proptest::collection::btree_map(names.clone().prop_map(String::from), inside, 0..6)
                    .prop_map(|members| members
                        .into_iter()
                        .collect::<serde_json::Map<_, _>>()
                        .into()),
            ]
        })
    }

    fn same<T: DeserializeOwned>(body: &str) -> Result<(), TestCaseError> {
        if let Some((error, pointer)) = tracked::<T>(body) {
            prop_assert_eq!(
                error_location(body.as_bytes(), &error),
                pointer,
                "{}: {}",
                body,
                error
            );
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn it_is_where_keeping_track_would_be(body in json(), pretty: bool) {
            let body = match pretty {
                true => serde_json::to_string_pretty(&body).unwrap(),
                false => body.to_string(),
            };
            same::<Small>(&body)?;
            same::<Vec<Small>>(&body)?;
            same::<BTreeMap<String, Small>>(&body)?;
        }

        #[test]
        fn no_text_panics(body: Vec<u8>, cut in 0..40_usize, kind in 0..3_usize) {
            let category = [Category::Data, Category::Syntax, Category::Eof][kind];
            let _ = Walk::new(&body).to(cut, category);
            let text = br#"{"a":[1,{"b\"":"c"},null],"d":{}}"#;
            let _ = Walk::new(&text[..cut.min(text.len())]).to(kind + cut / 2, category);
        }
    }
}
