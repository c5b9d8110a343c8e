//! Bundles several files into one document.
//!
//! ```yaml
//! paths: {/a: {$ref: 'paths/a.yaml'}}
//! components: {schemas: {T: {$ref: './schemas/T.yaml'}, U: {properties: {m: {$ref: 'common.yaml#/components/schemas/Money'}}}}}
//! ```
//! becomes
//! ```yaml
//! paths: {/a: {get: {...}}}
//! components: {schemas: {T: {...}, U: {properties: {m: {$ref: '#/components/schemas/Money'}}}, Money: {...}}}
//! ```
//! Parts that can be components become components, with a name that depends only on the files. The rest is copied to
//! its uses.

mod parts;
mod resolver;

use std::collections::BTreeMap;

use parts::{finish, insert, names};
use resolver::Resolver;
use serde_json::Value;

use super::objects::Object;
use crate::pointer::join;

/// The files that a document refers to.
pub trait Files {
    /// The address that `reference` (without a fragment) names in the file at `base`.
    ///
    /// # Errors
    /// Why it must not be read, as the end of a sentence "the reference …".
    fn address(&self, base: &str, reference: &str) -> Result<String, String>;

    /// The content of the file at an address.
    ///
    /// # Errors
    /// Why it cannot be read, as the end of a sentence "the reference …".
    fn read(&mut self, address: &str) -> Result<Value, String>;
}

/// A reference to another file that was not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unread {
    /// The reference.
    pub reference: String,
    /// Why.
    pub reason: String,
}

/// The result of [`bundle`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Bundled {
    /// The document with the content of its files; `None` if it is a single file.
    pub document: Option<Value>,
    /// References that were not followed. They are unchanged.
    pub unread: Vec<Unread>,
}

/// Reads the files that the document at `address` refers to, directly or indirectly, into one document.
pub fn bundle(document: &Value, address: &str, files: &mut dyn Files) -> Bundled {
    if is_alone(document) {
        return Bundled {
            document: None,
            unread: Vec::new(),
        };
    }
    let mut root = document.clone();
    let mut resolver = Resolver::new(document, address, files);
    resolver.homes(&mut root);
    resolver.resolve(&mut root, Object::Document, address, 0);
    let mut contents = BTreeMap::new();
    while let Some((part, mut value)) = resolver.waiting.pop() {
        let (kind, file) = (part.kind, part.file.clone());
        resolver.resolve(&mut value, kind.object(), &file, 0);
        contents.insert(part, value);
    }
    let unread = std::mem::take(&mut resolver.unread)
        .into_iter()
        .map(|(reference, reason)| Unread { reference, reason })
        .collect();
    if !resolver.changed {
        return Bundled {
            document: None,
            unread,
        };
    }
    let names = names(&root, &resolver.parts, contents.keys());
    for (part, value) in contents {
        let at = names.get(&part).cloned().unwrap_or_default();
        match resolver.parts.get(&part) {
            Some(Some(home)) => {
                if let Some(there) = root.pointer_mut(home) {
                    *there = value;
                }
            }
            _ => insert(&mut root, part.kind, &at, value),
        }
    }
    let targets: BTreeMap<String, String> = resolver
        .parts
        .iter()
        .map(|(part, home)| {
            let pointer = home.clone().unwrap_or_else(|| {
                let name = names.get(part).map_or("", String::as_str);
                join(&format!("/components/{}", part.kind.name()), name)
            });
            (part.marker(), format!("#{pointer}"))
        })
        .collect();
    finish(&mut root, &targets);
    Bundled {
        document: Some(root),
        unread,
    }
}

/// Whether nothing in the document looks like a reference to another file: the common case, which needs no copy of it.
fn is_alone(value: &Value) -> bool {
    match value {
        Value::Object(members) => members
            .iter()
            .all(|(key, value)| match (key.as_str(), value) {
                ("$ref", Value::String(reference)) => reference.starts_with('#'),
                ("mapping", Value::Object(targets)) => targets.values().all(is_inside),
                (_, value) => is_alone(value),
            }),
        Value::Array(items) => items.iter().all(is_alone),
        _ => true,
    }
}

/// Whether the target of a discriminator's mapping, or a property that is called `mapping`, stays inside the document.
fn is_inside(target: &Value) -> bool {
    match target {
        Value::String(target) => target.starts_with('#') || !target.contains(['#', '/', '.']),
        other => is_alone(other),
    }
}
