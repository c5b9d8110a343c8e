//! A body in a form that keeps the order of members, which decides what "first" is.

use crate::runtime::raw::{items, members, string};

/// No contract describes what lies deeper.
const DEEPEST: usize = 64;

/// Any JSON value. Numbers are told apart by kind only; nothing needs their value.
#[derive(Debug)]
pub enum Tree {
    Null,
    Bool(bool),
    Integer,
    Number,
    String(String),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
    /// Too deep to be looked at.
    Deep,
}

impl Tree {
    /// The value that `text` spells, which must be JSON. Values that Rust does not hold, such as 1e400 or half a
    /// surrogate pair, are taken like any other.
    pub fn read(text: &str) -> Self {
        Self::below(text.trim(), 0)
    }

    fn below(text: &str, depth: usize) -> Self {
        match text.bytes().next() {
            Some(b'{' | b'[') if depth > DEEPEST => Self::Deep,
            Some(b'{') => Self::Object(
                members(text)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|(name, value)| (name, Self::below(value, depth + 1)))
                    .collect(),
            ),
            Some(b'[') => Self::Array(
                items(text)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|item| Self::below(item, depth + 1))
                    .collect(),
            ),
            Some(b'"') => Self::String(string(text)),
            Some(b't') => Self::Bool(true),
            Some(b'f') => Self::Bool(false),
            Some(b'n') | None => Self::Null,
            Some(_) if text.contains(['.', 'e', 'E']) => Self::Number,
            Some(_) => Self::Integer,
        }
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

    /// Whether it is the string or bool `value`.
    pub fn is(&self, value: &serde_json::Value) -> bool {
        match self {
            Self::String(text) => value.as_str() == Some(text),
            Self::Bool(bool) => value.as_bool() == Some(*bool),
            Self::Null => value.is_null(),
            _ => false,
        }
    }
}
