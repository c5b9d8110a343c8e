//! The document while the passes work on it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{Error, Note, Operation, call::Call, pointer::join};

/// The document, and what the passes learn about it.
pub(crate) struct Document {
    /// Everything but `components.schemas`.
    pub(crate) root: Value,
    /// `components.schemas`.
    pub(crate) schemas: BTreeMap<String, Value>,
    pub(crate) notes: Vec<Note>,
    /// Component schemas whose Rust type is not typify's.
    pub(crate) replacements: BTreeMap<String, Replacement>,
    pub(crate) operations: Vec<Operation>,
    /// What the calls of an operation need besides what progenitor knows, by operation id.
    pub(crate) calls: BTreeMap<String, Call>,
    /// Where a moved part stood: its pointer now → its pointer as published.
    origins: BTreeMap<String, String>,
}

/// The Rust type of a component schema, where it is not typify's.
pub(crate) enum Replacement {
    /// A type of the runtime module.
    Runtime(&'static str),
    /// Another name for the type of a component.
    Alias(String),
    /// An item that `emit` writes; `display` where it is text on the wire.
    Ours {
        /// Whether it implements `Display` as the wire has it.
        display: bool,
    },
}

impl Document {
    pub(crate) fn new(mut root: Value) -> Self {
        let schemas = match root.pointer_mut("/components/schemas").map(Value::take) {
            Some(Value::Object(schemas)) => schemas.into_iter().collect(),
            _ => BTreeMap::new(),
        };
        Self {
            root,
            schemas,
            notes: Vec::new(),
            replacements: BTreeMap::new(),
            operations: Vec::new(),
            calls: BTreeMap::new(),
            origins: BTreeMap::new(),
        }
    }

    pub(crate) fn note(&mut self, pass: &'static str, pointer: &str, what: impl Into<String>) {
        let pointer = self.published(pointer);
        self.notes.push(Note {
            pass,
            pointer,
            what: what.into(),
        });
    }

    /// Says that what is at `now` stood at `before`.
    pub(crate) fn moved(&mut self, now: &str, before: &str) {
        let before = self.published(before);
        self.came_from(now, &before);
    }

    /// Says that what is at `now` was published at `before`.
    pub(crate) fn came_from(&mut self, now: &str, before: &str) {
        self.origins.insert(now.to_owned(), before.to_owned());
    }

    /// A pointer as it was in the document as published.
    pub(crate) fn published(&self, pointer: &str) -> String {
        let mut end = pointer.len();
        loop {
            let (now, rest) = pointer.split_at(end);
            if let Some(before) = self.origins.get(now) {
                return format!("{before}{rest}");
            }
            match now.rfind('/') {
                Some(slash) => end = slash,
                None => return pointer.to_owned(),
            }
        }
    }

    /// An error at a place of the document as it is now.
    pub(crate) fn invalid(&self, pointer: &str, reason: impl Into<String>) -> Error {
        Error::invalid(self.published(pointer), reason)
    }

    /// The document as one value again.
    pub(crate) fn whole(&self) -> Value {
        let mut root = self.root.clone();
        if !self.schemas.is_empty() {
            let schemas = Value::Object(self.schemas.clone().into_iter().collect());
            match root.get_mut("components") {
                Some(Value::Object(components)) => {
                    components.insert("schemas".into(), schemas);
                }
                _ => root["components"] = json!({ "schemas": schemas }),
            }
        }
        root
    }
}

/// The pointer of a component schema.
pub(crate) fn component(name: &str) -> String {
    join("/components/schemas", name)
}

/// The reference to a component schema.
pub(crate) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#{}", component(name)) })
}

/// The component schema that a schema refers to.
pub(crate) fn referenced(schema: &Value) -> Option<String> {
    let name = schema
        .get("$ref")?
        .as_str()?
        .strip_prefix("#/components/schemas/")?;
    (!name.contains('/')).then(|| crate::pointer::unescape(name))
}
