//! Follows references into files, and marks the parts that they lead to.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Files;
use super::parts::{DONE, Kind, Part};
use crate::pointer::join;
use crate::read::node_path::NodePath;
use crate::read::objects::{Object, inside};
use crate::read::references::decoded;
use crate::read::walk::walk_mut;

/// A deeper chain of files is a cycle.
const DEPTH: usize = 32;
/// Parts that are not components are copied for each use. This is the maximum number of copied values.
const COPIES: usize = 1_000_000;

/// Follows the references of a document into its files.
pub(super) struct Resolver<'a> {
    /// The document's address.
    address: String,
    /// The address that the document declares for itself.
    own: Option<String>,
    files: &'a mut dyn Files,
    read: BTreeMap<String, Result<Value, String>>,
    /// Every part, and its component in the document if there is one already.
    pub(super) parts: BTreeMap<Part, Option<String>>,
    /// Parts whose own references are not followed yet.
    pub(super) waiting: Vec<(Part, Value)>,
    /// References that were not followed, and why.
    pub(super) unread: BTreeMap<String, String>,
    /// Whether any reference led into another file.
    pub(super) changed: bool,
    /// The number of values copied to their uses.
    copied: usize,
}

fn own_address(document: &Value) -> Option<String> {
    let own = document.get("$self")?.as_str()?;
    Some(own.trim_end_matches('#').to_owned())
}

impl<'a> Resolver<'a> {
    pub(super) fn new(document: &Value, address: &str, files: &'a mut dyn Files) -> Self {
        Self {
            address: address.to_owned(),
            own: own_address(document),
            files,
            read: BTreeMap::new(),
            parts: BTreeMap::new(),
            waiting: Vec::new(),
            unread: BTreeMap::new(),
            changed: false,
            copied: 0,
        }
    }

    /// Components that consist of a reference into a file become the location of that part.
    pub(super) fn homes(&mut self, root: &mut Value) {
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
    pub(super) fn resolve(&mut self, value: &mut Value, of: Object, base: &str, depth: usize) {
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
