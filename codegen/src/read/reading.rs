//! The document while it is read.

use serde_json::Value;

use super::node_path::NodePath;
use super::objects::Object;
use super::published::PublishedPointers;
use super::walk::walk_mut;
use crate::pointer::{join, unescape};
use crate::{LeftOut, Note, NoteKind};

/// The document, and the notes so far.
#[derive(Default)]
pub(crate) struct Reading {
    pub(crate) root: Value,
    pub(crate) notes: Vec<Note>,
    pub(crate) published: PublishedPointers,
    pub(crate) left_out: Vec<LeftOut>,
}

impl Reading {
    pub(crate) fn new(root: Value) -> Self {
        Self {
            root,
            ..Self::default()
        }
    }

    /// Notes a change of spelling.
    pub(crate) fn rewrote(&mut self, pass: &'static str, pointer: &str, what: impl Into<String>) {
        self.note(pass, pointer, what.into(), NoteKind::Rewritten);
    }

    /// Notes a part that is invalid or missing from the code.
    pub(crate) fn lost(&mut self, pass: &'static str, pointer: &str, what: impl Into<String>) {
        self.note(pass, pointer, what.into(), NoteKind::Lost);
    }

    fn note(&mut self, pass: &'static str, pointer: &str, what: String, kind: NoteKind) {
        let pointer = self.published.original(pointer);
        self.notes.push(Note {
            pass,
            pointer,
            what,
            kind,
        });
    }

    /// Calls `visit` with each object whose keys are keywords, outer ones first. Meanwhile the reading has no document:
    /// it only takes notes.
    pub(crate) fn each(
        &mut self,
        mut visit: impl FnMut(&mut Reading, &mut Value, Object, &NodePath<'_>),
    ) {
        let mut root = self.root.take();
        walk_mut(
            &mut root,
            Object::Document,
            &NodePath::Root,
            &mut |value, of, path| visit(self, value, of, path),
        );
        self.root = root;
    }

    /// Removes the operation that a pointer leads to, or every operation of a path item. Returns whether there was any.
    pub(crate) fn leave_out(&mut self, pointer: &str, reason: &str) -> bool {
        let Some((path, method)) = operation_at(pointer) else {
            return false;
        };
        let Some(Value::Object(paths)) = self.root.get_mut("paths") else {
            return false;
        };
        let mut gone = Vec::new();
        match method {
            Some(method) => {
                let item = paths.get_mut(&path).and_then(Value::as_object_mut);
                gone.extend(
                    item.and_then(|item| item.remove(&method))
                        .map(|it| (method, it)),
                );
            }
            None => match paths.remove(&path) {
                Some(Value::Object(item)) if !item.contains_key("$ref") => {
                    gone.extend(item.into_iter().filter(|(key, _)| is_method(key)))
                }
                // The target of the reference is unknown.
                Some(_) => gone.push(("*".to_owned(), Value::Null)),
                None => {}
            },
        }
        for (method, operation) in &gone {
            self.left_out.push(LeftOut {
                path: path.clone(),
                method: method.to_ascii_uppercase(),
                id: operation
                    .get("operationId")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
                reason: reason.to_owned(),
            });
            let mut pointer = join("/paths", &path);
            if method != "*" {
                pointer = join(&pointer, method);
            }
            self.lost(
                "left_out",
                &pointer,
                format!("the operation is left out: {reason}"),
            );
        }
        !gone.is_empty()
    }
}

/// Whether a key of a path item is a method. Before the passes run, the methods of `additionalOperations` move beside
/// the others.
pub(crate) fn is_method(key: &str) -> bool {
    static OTHERS: [&str; 6] = [
        "$ref",
        "summary",
        "description",
        "servers",
        "parameters",
        "additionalOperations",
    ];
    !OTHERS.contains(&key) && !key.starts_with("x-")
}

/// The path and the method of a pointer; no method if it leads to a part that all operations share.
pub(crate) fn operation_at(pointer: &str) -> Option<(String, Option<String>)> {
    let mut tokens = pointer.strip_prefix("/paths/")?.split('/').map(unescape);
    let path = tokens.next()?;
    let method = tokens
        .find(|key| key != "additionalOperations")
        .filter(|key| is_method(key));
    Some((path, method))
}
