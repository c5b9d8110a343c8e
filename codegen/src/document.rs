//! The document while the passes work on it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::read::{Origins, Reading, operation_at};
use crate::{Error, LeftOut, Note, NoteKind, Operation, call::Call, pointer::join};

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
    /// Properties that are optional and nullable, as (component, property).
    pub(crate) absent_or_null: Vec<(String, String)>,
    /// What the calls of an operation need besides what progenitor knows, by operation id.
    pub(crate) calls: BTreeMap<String, Call>,
    /// Operations of the document that the code does not have.
    pub(crate) left_out: Vec<LeftOut>,
    origins: Origins,
}

/// The Rust type of a component schema, where it is not typify's.
pub(crate) enum Replacement {
    /// A type of the runtime module.
    Runtime(&'static str),
    /// Another name for the type of a component.
    Alias(String),
    /// A string enum.
    OpenEnum(EnumOf<String>),
    /// An enum of other JSON values, such as tuples.
    JsonEnum(EnumOf<Value>),
}

pub(crate) struct EnumOf<T> {
    pub(crate) description: Option<String>,
    /// Variant name and value.
    pub(crate) variants: Vec<(String, T)>,
}

impl Document {
    pub(crate) fn new(reading: Reading) -> Self {
        let mut root = reading.root;
        let schemas = match root.pointer_mut("/components/schemas").map(Value::take) {
            Some(Value::Object(schemas)) => schemas.into_iter().collect(),
            _ => BTreeMap::new(),
        };
        Self {
            root,
            schemas,
            notes: reading.notes,
            replacements: BTreeMap::new(),
            operations: Vec::new(),
            absent_or_null: Vec::new(),
            calls: BTreeMap::new(),
            left_out: reading.left_out,
            origins: reading.origins,
        }
    }

    /// Notes a change of spelling: the code does what the document says.
    pub(crate) fn note(&mut self, pass: &'static str, pointer: &str, what: impl Into<String>) {
        self.add_note(pass, pointer, what.into(), NoteKind::Rewritten);
    }

    /// Notes what makes no sense, or is not in the code. `--strict` refuses the document then.
    pub(crate) fn lost(&mut self, pass: &'static str, pointer: &str, what: impl Into<String>) {
        self.add_note(pass, pointer, what.into(), NoteKind::Lost);
    }

    fn add_note(&mut self, pass: &'static str, pointer: &str, what: String, kind: NoteKind) {
        let pointer = self.published(pointer);
        self.notes.push(Note {
            pass,
            pointer,
            what,
            kind,
        });
    }

    /// Notes that the operation at a pointer is not in the code; whoever calls this takes it out of the document.
    pub(crate) fn leave_out(&mut self, pointer: &str, operation: &Value, reason: &str) {
        let Some((path, Some(method))) = operation_at(&self.published(pointer)) else {
            return;
        };
        let method = method.to_ascii_uppercase();
        self.operations
            .retain(|it| it.path != path || it.method != method);
        self.left_out.push(LeftOut {
            path,
            method,
            id: operation
                .get("operationId")
                .and_then(Value::as_str)
                .map(str::to_owned),
            reason: reason.to_owned(),
        });
        self.lost(
            "left_out",
            pointer,
            format!("the operation is left out: {reason}"),
        );
    }

    /// Says that what is at `now` stood at `before`.
    pub(crate) fn moved(&mut self, now: &str, before: &str) {
        self.origins.moved(now, before);
    }

    /// Says that what is at `now` was published at `before`.
    pub(crate) fn came_from(&mut self, now: &str, before: &str) {
        self.origins.came_from(now, before);
    }

    /// A pointer as it was in the document as published.
    pub(crate) fn published(&self, pointer: &str) -> String {
        self.origins.published(pointer)
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
