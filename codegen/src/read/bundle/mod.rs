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

use std::collections::BTreeMap;

use parts::{DONE, Kind, Part, finish, insert, names};
use serde_json::{Value, json};

use super::node_path::NodePath;
use super::objects::{Object, inside};
use super::references::decoded;
use super::walk::walk_mut;
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
    let mut root = document.clone();
    let mut bundle = Bundle {
        address: address.to_owned(),
        own: own_address(document),
        files,
        read: BTreeMap::new(),
        parts: BTreeMap::new(),
        waiting: Vec::new(),
        unread: BTreeMap::new(),
        changed: false,
        copied: 0,
    };
    bundle.homes(&mut root);
    bundle.resolve(&mut root, Object::Document, address, 0);
    let mut contents = BTreeMap::new();
    while let Some((part, mut value)) = bundle.waiting.pop() {
        let (kind, file) = (part.kind, part.file.clone());
        bundle.resolve(&mut value, kind.object(), &file, 0);
        contents.insert(part, value);
    }
    let unread = std::mem::take(&mut bundle.unread)
        .into_iter()
        .map(|(reference, reason)| Unread { reference, reason })
        .collect();
    if !bundle.changed {
        return Bundled {
            document: None,
            unread,
        };
    }
    let names = names(&root, &bundle.parts, contents.keys());
    for (part, value) in contents {
        let at = names.get(&part).cloned().unwrap_or_default();
        match bundle.parts.get(&part) {
            Some(Some(home)) => {
                if let Some(there) = root.pointer_mut(home) {
                    *there = value;
                }
            }
            _ => insert(&mut root, part.kind, &at, value),
        }
    }
    let targets: BTreeMap<String, String> = bundle
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

/// A deeper chain of files is a cycle.
const DEPTH: usize = 32;
/// Parts that are not components are copied for each use. This is the maximum number of copied values.
const COPIES: usize = 1_000_000;

struct Bundle<'a> {
    /// The document's address.
    address: String,
    /// The address that the document declares for itself.
    own: Option<String>,
    files: &'a mut dyn Files,
    read: BTreeMap<String, Result<Value, String>>,
    /// Every part, and its component in the document if there is one already.
    parts: BTreeMap<Part, Option<String>>,
    waiting: Vec<(Part, Value)>,
    unread: BTreeMap<String, String>,
    changed: bool,
    /// The number of values copied to their uses.
    copied: usize,
}

fn own_address(document: &Value) -> Option<String> {
    let own = document.get("$self")?.as_str()?;
    Some(own.trim_end_matches('#').to_owned())
}

impl Bundle<'_> {
    /// Components that consist of a reference into a file become the location of that part.
    fn homes(&mut self, root: &mut Value) {
        let kinds = [
            Kind::Schema,
            Kind::Response,
            Kind::Parameter,
            Kind::Example,
            Kind::Body,
            Kind::Header,
            Kind::Security,
            Kind::Link,
        ];
        for kind in kinds {
            let at = format!("/components/{}", kind.name());
            let named = root.pointer(&at).and_then(Value::as_object).cloned();
            for (name, component) in named.into_iter().flatten() {
                let Some((Value::String(reference), 1)) = component
                    .as_object()
                    .map(|it| (it.get("$ref").cloned().unwrap_or_default(), it.len()))
                else {
                    continue;
                };
                let address = self.address.clone();
                let Ok(Some((file, fragment))) = self.target(&address, &reference) else {
                    continue;
                };
                if file == self.address {
                    continue;
                }
                let part = Part {
                    kind,
                    file,
                    fragment,
                };
                if self.parts.contains_key(&part) {
                    continue;
                }
                match self.value(&part.file, &part.fragment) {
                    Ok(value) => {
                        self.changed = true;
                        let home = join(&at, &name);
                        self.parts.insert(part.clone(), Some(home.clone()));
                        self.waiting.push((part, value));
                        // Filled in at the end.
                        if let Some(there) = root.pointer_mut(&home) {
                            *there = json!({});
                        }
                    }
                    Err(reason) => {
                        self.unread.insert(reference, reason);
                    }
                }
            }
        }
    }

    /// Rewrites every reference inside a value of the file at `base`.
    fn resolve(&mut self, value: &mut Value, of: Object, base: &str, depth: usize) {
        walk_mut(value, of, &NodePath::Root, &mut |value, of, location| {
            self.container(value, of, base, depth);
            self.object(value, of, location, base, depth);
        });
    }

    /// A map of named parts that is itself a reference: `paths: {$ref: paths.yaml}`.
    fn container(&mut self, value: &mut Value, of: Object, base: &str, depth: usize) {
        let Value::Object(members) = value else {
            return;
        };
        for (key, member) in members {
            if inside(of, key).is_none() || !matches!(of, Object::Document | Object::Components) {
                continue;
            }
            let Some(reference) = member
                .get("$ref")
                .and_then(Value::as_str)
                .map(str::to_owned)
            else {
                continue;
            };
            if depth >= DEPTH || reference.starts_with(DONE) {
                continue;
            }
            match self.target(base, &reference) {
                Ok(Some((file, fragment))) if file != self.address => {
                    match self.copy(&file, &fragment) {
                        Ok(Value::Object(found)) => {
                            // Wrapped as in the document, so the parts inside keep their kinds.
                            let mut wrapped = json!({ key.as_str(): found });
                            self.resolve(&mut wrapped, of, &file, depth + 1);
                            self.changed = true;
                            *member = wrapped
                                .get_mut(key.as_str())
                                .map(Value::take)
                                .unwrap_or_default();
                        }
                        Ok(_) => {
                            self.unread
                                .insert(reference, "does not point to an object".to_owned());
                        }
                        Err(reason) => {
                            self.unread.insert(reference, reason);
                        }
                    }
                }
                Ok(_) => {}
                Err(reason) => {
                    self.unread.insert(reference, reason);
                }
            }
        }
    }

    fn object(
        &mut self,
        value: &mut Value,
        of: Object,
        location: &NodePath<'_>,
        base: &str,
        depth: usize,
    ) {
        if of == Object::Discriminator {
            self.mapping(value, base);
            return;
        }
        let Some(reference) = value.get("$ref").and_then(Value::as_str).map(str::to_owned) else {
            return;
        };
        if inside(of, "$ref").is_none() || reference.starts_with(DONE) {
            return;
        }
        let (file, fragment) = match self.target(base, &reference) {
            Ok(Some(target)) => target,
            Ok(None) => return,
            Err(reason) => {
                self.unread.insert(reference, reason);
                return;
            }
        };
        if let Some(marked) = self.marked(Kind::of(of, location), &file, &fragment, &reference) {
            value["$ref"] = json!(marked);
            return;
        }
        if Kind::of(of, location).is_some() || depth >= DEPTH {
            return;
        }
        // Not a component: it is copied to its use.
        match self.copy(&file, &fragment) {
            Ok(mut found) => {
                self.resolve(&mut found, of, &file, depth + 1);
                self.changed = true;
                let beside = value
                    .as_object_mut()
                    .map(std::mem::take)
                    .unwrap_or_default();
                if let Value::Object(found) = &mut found {
                    found.extend(beside.into_iter().filter(|(key, _)| key != "$ref"));
                }
                *value = found;
            }
            Err(reason) => {
                self.unread.insert(reference, reason);
            }
        }
    }

    fn mapping(&mut self, value: &mut Value, base: &str) {
        let Some(Value::Object(mapping)) = value.get_mut("mapping") else {
            return;
        };
        for (_, target) in mapping {
            let Some(reference) = target.as_str().map(str::to_owned) else {
                continue;
            };
            // A bare name refers to a component.
            let is_file = [".yaml", ".yml", ".json"]
                .iter()
                .any(|it| reference.ends_with(it));
            if !(reference.contains(['#', '/']) || is_file) {
                continue;
            }
            if let Ok(Some((file, fragment))) = self.target(base, &reference)
                && let Some(marked) = self.marked(Some(Kind::Schema), &file, &fragment, &reference)
            {
                *target = json!(marked);
            }
        }
    }

    /// The reference to a part, as a marker or into the document itself. `None` if it cannot be a component or cannot
    /// be read.
    fn marked(
        &mut self,
        kind: Option<Kind>,
        file: &str,
        fragment: &str,
        reference: &str,
    ) -> Option<String> {
        if file == self.address {
            return Some(format!("{DONE}#{fragment}"));
        }
        let part = Part {
            kind: kind?,
            file: file.to_owned(),
            fragment: fragment.to_owned(),
        };
        if !self.parts.contains_key(&part) {
            match self.value(file, fragment) {
                Ok(value) => {
                    self.changed = true;
                    self.parts.insert(part.clone(), None);
                    self.waiting.push((part.clone(), value));
                }
                Err(reason) => {
                    self.unread.insert(reference.to_owned(), reason);
                    return None;
                }
            }
        }
        Some(part.marker())
    }

    /// The file and the pointer in it that a reference leads to; `None` if it stays inside the document.
    fn target(&self, base: &str, reference: &str) -> Result<Option<(String, String)>, String> {
        let (address, fragment) = match reference.split_once('#') {
            Some((address, fragment)) => (address, decoded(fragment)),
            None => (reference, String::new()),
        };
        let file = if address.is_empty() {
            if base == self.address {
                return Ok(None);
            }
            base.to_owned()
        } else if self.own.as_deref() == Some(address) {
            self.address.clone()
        } else {
            self.files.address(base, address)?
        };
        Ok(Some((file, fragment)))
    }

    /// A part that is copied to its use.
    fn copy(&mut self, file: &str, fragment: &str) -> Result<Value, String> {
        let value = self.value(file, fragment)?;
        self.copied = self.copied.saturating_add(size(&value));
        if self.copied > COPIES {
            return Err(format!("exceeds the limit of {COPIES} copied values"));
        }
        Ok(value)
    }

    fn value(&mut self, file: &str, fragment: &str) -> Result<Value, String> {
        let content = match self.read.get(file) {
            Some(content) => content,
            None => {
                let content = self.files.read(file);
                self.read.entry(file.to_owned()).or_insert(content)
            }
        };
        match content {
            Ok(content) => content
                .pointer(fragment)
                .cloned()
                .ok_or_else(|| "does not resolve in its file".to_owned()),
            Err(reason) => Err(reason.clone()),
        }
    }
}

/// The number of values in a value.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}
