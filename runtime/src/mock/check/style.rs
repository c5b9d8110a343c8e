//! Parameters as OpenAPI writes them (OpenAPI 3.1.0, section 4.8.12), read back.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::Check;
use crate::diagnostics::{Array, Tree};

/// How a parameter's value is written.
pub(super) struct Written<'a> {
    pub name: &'a str,
    pub style: &'a str,
    pub explode: bool,
    pub schema: &'a Value,
    /// What a percent sign means.
    pub decode: fn(&str) -> String,
}

/// Of a path.
pub(super) fn percent(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Of a query or a form.
pub(super) fn plus(text: &str) -> String {
    percent(&text.replace('+', " "))
}

/// Of a header.
pub(super) fn as_is(text: &str) -> String {
    text.trim().to_owned()
}

impl Check<'_> {
    /// The values that one text may represent: a comma in it may be part of an element or separate two.
    pub fn one(&self, written: &Written<'_>, text: &str) -> Vec<Tree> {
        let is = |kind: &str| self.expects(written.schema, |name| name == kind);
        let (array, object) = (is("array"), is("object"));
        let text = match written.style {
            "label" => text.strip_prefix('.').unwrap_or(text).to_owned(),
            "matrix" => Self::without_names(written, text),
            _ => text.to_owned(),
        };
        let decoded = (written.decode)(&text);
        let mut values = Vec::new();
        if array {
            values.push(self.list(written, &pieces(&decoded, written, true)));
            values.push(self.list(written, &pieces(&text, written, false)));
        }
        if object {
            values.push(self.object(written, &pieces(&decoded, written, true)));
            values.push(self.object(written, &pieces(&text, written, false)));
        }
        if !(array || object)
            || self.expects(written.schema, |it| {
                !matches!(it, "array" | "object" | "null")
            })
        {
            values.push(self.scalar(written.schema, &decoded));
        }
        values
    }

    /// `;name=a,b` and `;name=a;name=b` as `a,b` and `a;b`.
    fn without_names(written: &Written<'_>, text: &str) -> String {
        let start = format!("{}=", written.name);
        let parts = text.split(';').skip(1);
        let parts: Vec<&str> = parts
            .map(|it| it.strip_prefix(&start).unwrap_or(it))
            .collect();
        parts.join(";")
    }

    pub fn list(&self, written: &Written<'_>, texts: &[String]) -> Tree {
        let items = self
            .parts(written.schema)
            .into_iter()
            .find_map(|part| part.get("items"));
        let read = |text: &String| match items {
            Some(schema) => self.scalar(schema, text),
            None => Tree::Unread,
        };
        Tree::Array(Array {
            items: texts.iter().map(read).enumerate().collect(),
            length: texts.len(),
        })
    }

    fn object(&self, written: &Written<'_>, texts: &[String]) -> Tree {
        let pairs: Vec<(String, String)> = match written.explode && written.style != "form" {
            true => texts
                .iter()
                .filter_map(|it| it.split_once('='))
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .collect(),
            false => texts
                .chunks(2)
                .filter_map(|pair| Some((pair.first()?.clone(), pair.get(1)?.clone())))
                .collect(),
        };
        self.members(written.schema, &pairs)
    }

    /// An object of members that may occur several times.
    pub fn members(&self, schema: &Value, pairs: &[(String, String)]) -> Tree {
        let mut members: Vec<(String, Tree)> = Vec::new();
        for (name, _) in pairs {
            if members.iter().any(|(other, _)| other == name) {
                continue;
            }
            let texts: Vec<&String> = pairs
                .iter()
                .filter(|(other, _)| other == name)
                .map(|(_, text)| text)
                .collect();
            members.push((name.clone(), self.member(schema, name, &texts)));
        }
        Tree::Object(members)
    }

    fn member(&self, schema: &Value, name: &str, texts: &[&String]) -> Tree {
        let pointer = neo_api_document::pointer::join("", name);
        let Some(schema) = self.walker.at(schema, &pointer) else {
            return Tree::Unread;
        };
        if self.expects(schema, |it| it == "array") {
            let texts: Vec<String> = texts.iter().map(|it| (*it).clone()).collect();
            let written = Written {
                name,
                style: "form",
                explode: true,
                schema,
                decode: as_is,
            };
            return self.list(&written, &texts);
        }
        match texts {
            [text] => self.scalar(schema, text),
            _ => Tree::Unread,
        }
    }
}

/// The text between separators.
fn pieces(text: &str, written: &Written<'_>, decoded: bool) -> Vec<String> {
    let spelled = |escape: &str, separator: &'static str| match decoded {
        true => text.to_owned(),
        false => text.replace(escape, separator),
    };
    let (text, separator) = match (written.style, written.explode) {
        ("spaceDelimited", _) => (Cow::Owned(spelled("%20", " ").replace('+', " ")), ' '),
        ("pipeDelimited", _) => (Cow::Owned(spelled("%7C", "|")), '|'),
        ("label", true) => (Cow::Borrowed(text), '.'),
        ("matrix", true) => (Cow::Borrowed(text), ';'),
        _ => (Cow::Borrowed(text), ','),
    };
    let decode = |piece: &str| match decoded {
        true => piece.to_owned(),
        false => (written.decode)(piece),
    };
    text.split(separator).map(decode).collect()
}
