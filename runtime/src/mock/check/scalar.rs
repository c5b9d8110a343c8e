//! Text of a URL or header, read as the JSON value that its schema expects.

use neo_api_document::reference;
use serde_json::Value;

use super::Check;
use crate::diagnostics::{Tree, array, branches, listed, type_names};

/// Schemas may refer to themselves.
const DEEPEST: usize = 8;

impl<'a> Check<'a> {
    /// The value that fits the schema, of those that `text` may spell; else the likeliest.
    pub fn scalar(&self, schema: &Value, text: &str) -> Tree {
        let string = || Tree::String(text.to_owned());
        let value = match serde_json::from_str::<Value>(text) {
            Ok(Value::Null | Value::String(_)) | Err(_) => return string(),
            Ok(value) => value,
        };
        let json = Tree::read(text, "");
        // Texts of digits are text where the schema says so.
        let expects_json = self.expects(schema, |name| match value {
            Value::Bool(_) => name == "boolean",
            Value::Number(_) => name == "integer" || name == "number",
            Value::Array(_) => name == "array",
            _ => name == "object",
        });
        let (as_json, as_text) = (self.fits(schema, &json), self.fits(schema, &string()));
        match expects_json {
            true if as_json || !as_text => json,
            false if as_json && !as_text => json,
            _ => string(),
        }
    }

    pub fn fits(&self, schema: &Value, tree: &Tree) -> bool {
        self.walker.first(schema, tree, "").is_none()
    }

    /// Whether the schema, or a part of it, has a type that `is` accepts.
    pub fn expects(&self, schema: &Value, is: impl Fn(&str) -> bool) -> bool {
        self.parts(schema).iter().any(|part| {
            let listed = listed(part).any(|value| is(kind(value)));
            listed || type_names(part).any(&is)
        })
    }

    /// The schema itself and all that it is made of, at the same location.
    pub fn parts<'s>(&self, schema: &'s Value) -> Vec<&'s Value>
    where
        'a: 's,
    {
        let mut parts = Vec::new();
        self.collect(schema, &mut parts, 0);
        parts
    }

    fn collect<'s>(&self, schema: &'s Value, parts: &mut Vec<&'s Value>, depth: usize)
    where
        'a: 's,
    {
        if depth > DEEPEST || parts.len() > 100 {
            return;
        }
        parts.push(schema);
        let resolved = reference::resolve(self.document, schema);
        if !std::ptr::eq(resolved, schema) {
            self.collect(resolved, parts, depth + 1);
        }
        for part in branches(schema).chain(array(schema, "allOf")) {
            self.collect(part, parts, depth + 1);
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
