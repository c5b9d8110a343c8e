//! The document while the passes work on it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::read::{PublishedPointers, Reading, operation_at};
use crate::{ConventionUse, Conventions, Error, LeftOut, Note, NoteKind, naming, pointer::join};

/// The keywords that compose an object of parts with members of their own.
pub(crate) const COMPOSITIONS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// The document and what the passes learn about it.
pub(crate) struct Document {
    /// Everything except `components.schemas`.
    pub(crate) root: Value,
    /// `components.schemas`.
    pub(crate) schemas: BTreeMap<String, Value>,
    pub(crate) notes: Vec<Note>,
    /// What the service guarantees for all its operations.
    pub(crate) conventions: Conventions,
    /// How the document fits them.
    pub(crate) convention_uses: Vec<ConventionUse>,
    /// The previous names of operations.
    pub(crate) names_before: naming::Before,
    /// Operations of the document that the code omits.
    pub(crate) left_out: Vec<LeftOut>,
    published: PublishedPointers,
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
            conventions: Conventions::default(),
            convention_uses: Vec::new(),
            names_before: naming::Before::new(),
            left_out: reading.left_out,
            published: reading.published,
        }
    }

    /// Notes a change of spelling: the code does what the document describes.
    pub(crate) fn note(&mut self, pass: &'static str, pointer: &str, what: impl Into<String>) {
        self.add_note(pass, pointer, what.into(), NoteKind::Rewritten);
    }

    /// Notes a part that is invalid or missing from the code. `--strict` then refuses the document.
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

    /// Notes that the code omits the operation at a pointer. The caller removes it from the document.
    pub(crate) fn leave_out(&mut self, pointer: &str, operation: &Value, reason: &str) {
        let Some((path, Some(method))) = operation_at(&self.published(pointer)) else {
            return;
        };
        let method = method.to_ascii_uppercase();
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

    /// Records that the value at `now` was at `before`.
    pub(crate) fn moved(&mut self, now: &str, before: &str) {
        self.published.moved(now, before);
    }

    /// Records that the value at `now` was published at `before`.
    pub(crate) fn came_from(&mut self, now: &str, before: &str) {
        self.published.came_from(now, before);
    }

    /// The pointer to the same value in the document as published.
    pub(crate) fn published(&self, pointer: &str) -> String {
        self.published.original(pointer)
    }

    /// An error at a pointer of the current document.
    pub(crate) fn invalid(&self, pointer: &str, reason: impl Into<String>) -> Error {
        Error::invalid(self.published(pointer), reason)
    }

    /// Whether a response's body has the service's own error format.
    pub(crate) fn is_own_error(&self, response: &Value) -> bool {
        let Some(format) = &self.conventions.error else {
            return false;
        };
        let content = response.get("content").and_then(Value::as_object);
        content.into_iter().flatten().all(|(_, described)| {
            let mut schema = described.get("schema");
            for token in format.code.split('/').skip(1) {
                schema = schema.and_then(|it| self.member(it, &crate::pointer::unescape(token)));
            }
            schema.is_some()
        })
    }

    /// The schema of a member of an object, wherever it is declared.
    pub(crate) fn member<'a>(&'a self, schema: &'a Value, name: &str) -> Option<&'a Value> {
        self.parts(schema, &COMPOSITIONS)
            .find_map(|part| part.get("properties")?.get(name))
    }

    /// The members of an object, wherever they are declared.
    pub(crate) fn members<'a>(
        &'a self,
        schema: &'a Value,
        compositions: &'a [&str],
    ) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.parts(schema, compositions)
            .filter_map(|part| part.get("properties")?.as_object())
            .flatten()
    }

    /// The schema and the parts that these keywords compose it of, followed.
    fn parts<'a>(
        &'a self,
        schema: &'a Value,
        compositions: &'a [&str],
    ) -> impl Iterator<Item = &'a Value> {
        let mut open = vec![schema];
        let next = move || {
            let schema = self.followed(open.pop()?);
            for key in compositions {
                let parts = schema.get(*key).and_then(Value::as_array);
                open.extend(parts.into_iter().flatten());
            }
            Some(schema)
        };
        // Limits schemas that contain themselves.
        std::iter::from_fn(next).take(64)
    }

    /// The target of a chain of references. The limit stops cycles.
    pub(crate) fn followed<'a>(&'a self, mut schema: &'a Value) -> &'a Value {
        for _ in 0..64 {
            match referenced(schema).and_then(|name| self.schemas.get(&name)) {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }

    /// The document as one value.
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
