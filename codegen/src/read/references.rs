//! References: resolved to pointers into the document, or removed with the part that depends on them.
//!
//! ```yaml
//! {$ref: '#main'}                       # the schema with `$anchor: main`
//! {$dynamicRef: '#node'}                # the only schema with `$dynamicAnchor: node`
//! {$ref: '#/components/schemas/Nope'}   # does not resolve
//! ```
//! become
//! ```yaml
//! {$ref: '#/components/schemas/Wrap/$defs/main'}
//! {$ref: '#/components/schemas/Category'}
//! {}                                    # any JSON
//! ```
//! If the reference of a parameter, a body or a success response does not resolve, its operation is left out.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::node_path::NodePath;
use super::objects::{Object, inside};
use super::reading::{Reading, operation_at};
use super::reference_cycles;
use super::walk::walk;
use crate::pointer::{join, unescape};

const PASS: &str = "references";
/// A removed part can be the target of another reference. No real document has a longer chain.
const ROUNDS: usize = 64;

/// The resolution of a reference.
#[derive(Clone)]
enum Resolution {
    /// It is a valid pointer.
    Pointer,
    /// Its target is this pointer; a note has the reason, if any.
    Target(String, Option<&'static str>),
    /// It does not resolve, and why.
    Unresolved(&'static str),
}

/// Resolves every reference, and notes those that do not resolve.
pub(super) fn check(reading: &mut Reading) {
    for _ in 0..ROUNDS {
        if !round(reading) & !cycle(reading) {
            return;
        }
    }
}

/// Returns whether anything was removed.
fn round(reading: &mut Reading) -> bool {
    let root = reading.root.take();
    let names = Names::of(&root);
    let mut known: HashMap<&str, Resolution> = HashMap::new();
    let mut odd: Vec<(String, Object, &'static str, String, Resolution)> = Vec::new();
    walk(
        &root,
        Object::Document,
        &NodePath::Root,
        &mut |members, of, location| {
            for key in ["$ref", "$dynamicRef"] {
                let Some(Value::String(reference)) = members.get(key) else {
                    continue;
                };
                if inside(of, key).is_none() {
                    continue;
                }
                let found = match known.get(reference.as_str()) {
                    Some(found) => found.clone(),
                    None => {
                        let found = names.resolve(&root, reference);
                        known.insert(reference, found.clone());
                        found
                    }
                };
                let found = match found {
                    Resolution::Pointer if key == "$ref" => continue,
                    Resolution::Pointer => Resolution::Target(reference.clone(), None),
                    Resolution::Unresolved(reason) => {
                        match nearby(&root, &location.pointer(), reference) {
                            Some(pointer) => Resolution::Target(
                                format!("#{pointer}"),
                                Some("does not resolve from the document's root"),
                            ),
                            None => Resolution::Unresolved(reason),
                        }
                    }
                    means @ Resolution::Target(..) => means,
                };
                odd.push((location.pointer(), of, key, reference.clone(), found));
            }
            if of == Object::Discriminator {
                for (tag, target) in mapped(members) {
                    if names.nowhere(&root, &mut known, target) {
                        let at = join(&location.pointer(), "mapping");
                        odd.push((
                            at,
                            of,
                            "mapping",
                            tag.clone(),
                            Resolution::Unresolved("does not resolve"),
                        ));
                    }
                }
            }
        },
    );
    drop(known);
    reading.root = root;
    let mut again = false;
    for (pointer, of, key, reference, found) in odd {
        match found {
            Resolution::Pointer => {}
            Resolution::Target(target, why) => {
                if let Some(members) = object_at(&mut reading.root, &pointer) {
                    members.remove(key);
                    members.insert("$ref".into(), json!(target));
                }
                if key == "$dynamicRef" || why.is_some() {
                    let why = why.unwrap_or("has only one possible target");
                    let what = format!("`{reference}` {why}: read as `{target}`");
                    reading.rewrote(PASS, &join(&pointer, key), what);
                }
            }
            Resolution::Unresolved(reason) if of == Object::Discriminator => {
                if let Some(mapping) = object_at(&mut reading.root, &pointer) {
                    mapping.remove(&reference);
                }
                let at = join(&pointer, &reference);
                reading.lost(PASS, &at, format!("the mapping {reason}; it is ignored"));
            }
            Resolution::Unresolved(reason) => {
                again = true;
                let what = format!("the reference `{reference}` {reason}");
                remove_dependent(reading, &pointer, of, &join(&pointer, key), &what);
            }
        }
    }
    again
}

fn mapped(discriminator: &Map<String, Value>) -> impl Iterator<Item = (&String, &str)> {
    discriminator
        .get("mapping")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        // A bare name is also allowed, and names a component.
        .filter_map(|(tag, target)| Some((tag, target.as_str().filter(|it| it.contains('#'))?)))
}

/// Replaces a reference cycle: by any JSON in a schema, by nothing in other components.
fn cycle(reading: &mut Reading) -> bool {
    let cycles = reference_cycles::find(&reading.root);
    for cycle in &cycles {
        let what = format!("the reference `{}` is part of a cycle", cycle.reference);
        let of = if cycle.pointer.starts_with("/components/schemas/") {
            Object::Schema
        } else {
            Object::Components
        };
        let at = join(&cycle.pointer, "$ref");
        remove_dependent(reading, &cycle.pointer, of, &at, &what);
    }
    !cycles.is_empty()
}

/// Names that references use instead of pointers.
struct Names {
    /// Anchor → the pointers of its schemas.
    anchors: HashMap<String, Vec<String>>,
    /// `$id` → the pointer of its schema.
    ids: HashMap<String, String>,
}

impl Names {
    fn of(root: &Value) -> Names {
        let mut names = Names {
            anchors: HashMap::new(),
            ids: HashMap::new(),
        };
        walk(
            root,
            Object::Document,
            &NodePath::Root,
            &mut |members, of, location| {
                if of != Object::Schema {
                    return;
                }
                let text = |key: &str| members.get(key).and_then(Value::as_str);
                for name in [text("$anchor"), text("$dynamicAnchor")]
                    .into_iter()
                    .flatten()
                {
                    let pointers = names.anchors.entry(name.to_owned()).or_default();
                    pointers.push(location.pointer());
                }
                if let Some(id) = text("$id") {
                    names
                        .ids
                        .insert(id.trim_end_matches('#').to_owned(), location.pointer());
                }
            },
        );
        names
    }

    fn nowhere<'a>(
        &self,
        root: &Value,
        known: &mut HashMap<&'a str, Resolution>,
        reference: &'a str,
    ) -> bool {
        let found = known
            .entry(reference)
            .or_insert_with(|| self.resolve(root, reference));
        matches!(found, Resolution::Unresolved(_))
    }

    fn resolve(&self, root: &Value, reference: &str) -> Resolution {
        let (address, fragment) = match reference.split_once('#') {
            Some((address, fragment)) => (address, decoded(fragment)),
            None => (reference, String::new()),
        };
        if !address.is_empty() {
            let Some(base) = self.ids.get(address) else {
                return Resolution::Unresolved(
                    "points to another file; `neo-contract vendor` bundles several files into one document",
                );
            };
            let pointer = format!("{base}{fragment}");
            return match root.pointer(&pointer) {
                Some(_) => Resolution::Target(format!("#{pointer}"), None),
                None => Resolution::Unresolved("does not resolve"),
            };
        }
        if fragment.starts_with('/') {
            if root.pointer(&fragment).is_some() {
                return Resolution::Pointer;
            }
            // Swagger 2.0's name for schemas.
            return match fragment.strip_prefix("/definitions/") {
                Some(name)
                    if root
                        .pointer(&format!("/components/schemas/{name}"))
                        .is_some() =>
                {
                    Resolution::Target(
                        format!("#/components/schemas/{name}"),
                        Some("is the location of schemas in Swagger 2.0"),
                    )
                }
                _ => Resolution::Unresolved("does not resolve"),
            };
        }
        match self.anchors.get(&fragment).map(Vec::as_slice) {
            Some([only]) => Resolution::Target(format!("#{only}"), None),
            Some(_) => Resolution::Unresolved("names several schemas"),
            None if fragment.is_empty() => {
                Resolution::Unresolved("points to the whole document, which is not a schema")
            }
            None => Resolution::Unresolved("does not match an anchor of the document"),
        }
    }
}

/// The target of a pointer relative to a schema around the reference: tools that embed a JSON Schema forget that its
/// root moved.
fn nearby(root: &Value, pointer: &str, reference: &str) -> Option<String> {
    let fragment = decoded(reference.strip_prefix('#')?);
    if !fragment.starts_with("/$defs/") && !fragment.starts_with("/definitions/") {
        return None;
    }
    let mut around = pointer;
    loop {
        let candidate = format!("{around}{fragment}");
        if root.pointer(&candidate).is_some() {
            return Some(candidate);
        }
        around = around.get(..around.rfind('/')?)?;
    }
}

/// Removes the part that depends on an unresolved reference at `at`.
fn remove_dependent(reading: &mut Reading, pointer: &str, of: Object, at: &str, what: &str) {
    let published = reading.published.original(at);
    if of == Object::Schema {
        if let Some(members) = object_at(&mut reading.root, pointer) {
            members.retain(|key, _| key == "description");
            reading.lost(PASS, at, format!("{what}; any JSON is accepted"));
        }
        return;
    }
    let (parent, name) = match pointer.rsplit_once('/') {
        Some((parent, name)) => (parent, unescape(name)),
        None => return,
    };
    let alone = matches!(of, Object::Example | Object::Link | Object::Security)
        || parent.ends_with("/headers")
        || (of == Object::Response && !name.starts_with('2') && name != "default");
    if alone {
        if object_at(&mut reading.root, parent).is_some_and(|it| it.remove(&name).is_some()) {
            reading.lost(PASS, at, format!("{what}; it is ignored"));
        }
        return;
    }
    let owner = owner(pointer);
    if owner.starts_with("/paths/") && operation_at(&owner).is_some() {
        reading.leave_out(&owner, &format!("at {published}: {what}"));
        return;
    }
    let Some((parent, name)) = owner.rsplit_once('/') else {
        return;
    };
    let name = unescape(name);
    if object_at(&mut reading.root, parent).is_some_and(|it| it.remove(&name).is_some()) {
        reading.lost(PASS, at, format!("{what}; {owner} is ignored"));
    }
}

/// The smallest removable part around a pointer: a callback, a webhook, an operation or a component.
fn owner(pointer: &str) -> String {
    let tokens: Vec<&str> = pointer.split('/').collect();
    let callback = tokens
        .iter()
        .position(|token| *token == "callbacks")
        .filter(|at| *at > 2 && tokens.len() > at + 1)
        .map(|at| at + 2);
    let length = match tokens.get(1) {
        _ if callback.is_some() => callback,
        Some(&"webhooks") => Some(3),
        _ => Some(4),
    };
    let owner: Vec<&str> = tokens.into_iter().take(length.unwrap_or(4)).collect();
    owner.join("/")
}

fn object_at<'a>(root: &'a mut Value, pointer: &str) -> Option<&'a mut Map<String, Value>> {
    root.pointer_mut(pointer)?.as_object_mut()
}

/// The pointer in a URI fragment, which may have `%7B` for `{`.
pub(crate) fn decoded(fragment: &str) -> String {
    neo_api_document::reference::decode(fragment).into_owned()
}
