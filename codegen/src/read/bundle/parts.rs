//! Parts of files that become components, and their names.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::pointer::unescape;
use crate::read::node_path::NodePath;
use crate::read::objects::Object;

/// Prefix of a resolved reference. No address starts with it.
pub(super) const DONE: char = '\u{1}';

/// A kind of component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Schema,
    Response,
    Parameter,
    Example,
    Body,
    Header,
    Security,
    Link,
}

impl Kind {
    pub(super) fn of(object: Object, location: &NodePath<'_>) -> Option<Kind> {
        let in_headers = matches!(location, NodePath::Key(NodePath::Key(_, "headers"), _));
        Some(match object {
            Object::Schema => Kind::Schema,
            Object::Response => Kind::Response,
            Object::Parameter if in_headers => Kind::Header,
            Object::Parameter => Kind::Parameter,
            Object::Example => Kind::Example,
            Object::Body => Kind::Body,
            Object::Security => Kind::Security,
            Object::Link => Kind::Link,
            _ => return None,
        })
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Schema => "schemas",
            Kind::Response => "responses",
            Kind::Parameter => "parameters",
            Kind::Example => "examples",
            Kind::Body => "requestBodies",
            Kind::Header => "headers",
            Kind::Security => "securitySchemes",
            Kind::Link => "links",
        }
    }

    pub(super) fn object(self) -> Object {
        match self {
            Kind::Schema => Object::Schema,
            Kind::Response => Object::Response,
            Kind::Parameter | Kind::Header => Object::Parameter,
            Kind::Example => Object::Example,
            Kind::Body => Object::Body,
            Kind::Security => Object::Security,
            Kind::Link => Object::Link,
        }
    }
}

/// A part of a file that becomes a component.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    pub(super) kind: Kind,
    pub(super) file: String,
    pub(super) fragment: String,
}

impl Part {
    pub(super) fn marker(&self) -> String {
        format!(
            "{DONE}{}{DONE}{}{DONE}{}",
            self.kind.name(),
            self.file,
            self.fragment
        )
    }
}

/// A name for each part without one, from its file and fragment alone.
pub(super) fn names<'a>(
    root: &Value,
    parts: &BTreeMap<Part, Option<String>>,
    all: impl Iterator<Item = &'a Part>,
) -> BTreeMap<Part, String> {
    let mut taken: BTreeSet<(Kind, String)> = BTreeSet::new();
    let mut names = BTreeMap::new();
    // In the order of kinds, files and fragments.
    for part in all {
        if parts.get(part).is_some_and(Option::is_some) {
            continue;
        }
        let there = root.pointer(&format!("/components/{}", part.kind.name()));
        let stem = stem(&part.file);
        let last = part
            .fragment
            .rsplit('/')
            .next()
            .map(unescape)
            .unwrap_or_default();
        let short = component_name(if last.is_empty() { stem } else { &last });
        let candidates = [
            short.clone(),
            component_name(&format!("{stem}_{last}")),
            component_name(&format!("{}_{}", part.file, part.fragment)),
        ];
        let numbered = (2..).map(|number| format!("{short}_{number}"));
        let free = |name: &String| {
            there.and_then(|it| it.get(name)).is_none()
                && !taken.contains(&(part.kind, name.clone()))
        };
        let name = candidates
            .into_iter()
            .chain(numbered)
            .find(free)
            .unwrap_or(short);
        taken.insert((part.kind, name.clone()));
        names.insert(part.clone(), name);
    }
    names
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

/// Replaces the characters that a component's name cannot have.
fn component_name(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|it| {
            if it.is_ascii_alphanumeric() || "-_.".contains(it) {
                it
            } else {
                '_'
            }
        })
        .collect();
    name.trim_matches('_').to_owned()
}

pub(super) fn insert(root: &mut Value, kind: Kind, name: &str, value: Value) {
    let mut at = root;
    for key in ["components", kind.name()] {
        let Value::Object(members) = at else {
            return;
        };
        at = members
            .entry(key)
            .or_insert_with(|| Value::Object(Map::new()));
    }
    if let Value::Object(named) = at {
        named.insert(name.to_owned(), value);
    }
}

/// Replaces markers with pointers.
pub(super) fn finish(value: &mut Value, targets: &BTreeMap<String, String>) {
    match value {
        Value::String(text) if text.starts_with(DONE) => {
            if let Some(target) = targets.get(text.as_str()) {
                *text = target.clone();
            } else if text.starts_with("\u{1}#") {
                text.remove(0);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| finish(item, targets)),
        Value::Object(members) => members
            .values_mut()
            .for_each(|member| finish(member, targets)),
        _ => {}
    }
}
