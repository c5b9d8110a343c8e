//! A node of a document: the value, and how it was reached.

use std::rc::Rc;

use serde_json::Value;

use neo_api_document::pointer;

/// A value and its JSON pointer, cheap to copy: the pointer is spelled out only when someone asks.
#[derive(Clone, Debug)]
pub(crate) struct Node<'v> {
    pub(crate) value: &'v Value,
    trail: Trail<'v>,
}

#[derive(Clone, Debug)]
enum Trail<'v> {
    Root(Rc<str>),
    Child(Rc<(Trail<'v>, Token<'v>)>),
}

#[derive(Clone, Debug)]
enum Token<'v> {
    Key(&'v str),
    Index(usize),
}

impl<'v> Node<'v> {
    pub(crate) fn new(value: &'v Value, pointer: &str) -> Self {
        Node {
            value,
            trail: Trail::Root(pointer.into()),
        }
    }

    /// The member called `key`, if this is an object that has it.
    pub(crate) fn get(&self, key: &str) -> Option<Node<'v>> {
        let (key, value) = self.value.as_object()?.get_key_value(key)?;
        Some(self.child(Token::Key(key), value))
    }

    fn child(&self, token: Token<'v>, value: &'v Value) -> Node<'v> {
        Node {
            value,
            trail: Trail::Child(Rc::new((self.trail.clone(), token))),
        }
    }

    /// The members of an object, in the order of their names.
    pub(crate) fn entries(&self) -> Vec<(&'v str, Node<'v>)> {
        match self.value {
            Value::Object(map) => map
                .iter()
                .map(|(key, value)| (key.as_str(), self.child(Token::Key(key), value)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The members of the object called `key`; none where there is no such object.
    pub(crate) fn members(&self, key: &str) -> Vec<(&'v str, Node<'v>)> {
        self.get(key).map(|at| at.entries()).unwrap_or_default()
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Vec<Node<'v>> {
        match self.value {
            Value::Array(items) => items
                .iter()
                .enumerate()
                .map(|(index, value)| self.child(Token::Index(index), value))
                .collect(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'v str> {
        self.value.as_object()?.get(key)?.as_str()
    }

    pub(crate) fn flag(&self, key: &str) -> bool {
        self.value
            .as_object()
            .and_then(|map| map.get(key))
            .is_some_and(|value| value == &Value::Bool(true))
    }

    /// The pointer of the object or list that this value is a member of.
    pub(crate) fn parent_pointer(&self) -> String {
        let pointer = self.pointer();
        let end = pointer.rfind('/').unwrap_or_default();
        pointer.get(..end).unwrap_or_default().to_owned()
    }

    pub(crate) fn pointer(&self) -> String {
        fn spell(trail: &Trail<'_>) -> String {
            match trail {
                Trail::Root(root) => root.to_string(),
                Trail::Child(link) => match &link.1 {
                    Token::Key(key) => pointer::join(&spell(&link.0), key),
                    Token::Index(index) => format!("{}/{index}", spell(&link.0)),
                },
            }
        }
        spell(&self.trail)
    }

    /// Two cursors at one value of one document have one address.
    pub(crate) fn address(&self) -> usize {
        std::ptr::from_ref(self.value) as usize
    }
}
