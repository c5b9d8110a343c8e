//! A schema in a few words. Only the contract's own words: never what was received.

use serde_json::Value;

use super::schema::{array, branches};
use super::walk::Walker;

/// Longer unions are not spelled out.
const MOST: usize = 4;

impl Walker<'_> {
    /// `a string of format uuid`, `an integer or null`.
    pub fn describe(&self, schema: &Value) -> String {
        let mut words = Vec::new();
        self.collect(schema, &mut words, 0);
        match words.len() {
            0 => "a different form".to_owned(),
            1..=MOST => words.join(" or "),
            _ => "one of the forms that the contract lists".to_owned(),
        }
    }

    fn collect(&self, schema: &Value, words: &mut Vec<String>, depth: usize) {
        let schema = self.resolve(schema);
        if depth > 8 || words.len() > MOST {
            return;
        }
        let mut add = |word: String| {
            if !words.contains(&word) {
                words.push(word);
            }
        };
        match schema.get("type") {
            Some(Value::String(name)) => add(noun(name, schema)),
            Some(Value::Array(names)) => {
                for name in names.iter().filter_map(Value::as_str) {
                    add(noun(name, schema));
                }
            }
            _ => {
                for branch in branches(schema) {
                    self.collect(branch, words, depth + 1);
                }
                if words.is_empty() {
                    match schema {
                        schema if schema.get("properties").is_some() => {
                            words.push("an object".to_owned());
                        }
                        schema if schema.get("enum").is_some() || schema.get("const").is_some() => {
                            words.push("a value that the contract lists".to_owned());
                        }
                        _ => {
                            if let Some(part) = array(schema, "allOf").first() {
                                self.collect(part, words, depth + 1);
                            }
                        }
                    }
                }
            }
        }
        if schema.get("nullable") == Some(&Value::Bool(true)) {
            words.push("null".to_owned());
        }
    }
}

fn noun(name: &str, schema: &Value) -> String {
    let format = schema.get("format").and_then(Value::as_str);
    match (name, format) {
        ("string", Some(format)) => format!("a string of format {format}"),
        ("null", _) => "null".to_owned(),
        ("integer" | "array" | "object", _) => format!("an {name}"),
        _ => format!("a {name}"),
    }
}
