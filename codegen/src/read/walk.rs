//! Every object of a document whose keys are keywords, outer ones first.

use serde_json::{Map, Value};

use super::node_path::NodePath;
use super::objects::{Inside, Object, inside};

type Visit<'a, 'f> = &'f mut dyn FnMut(&'a Map<String, Value>, Object, &NodePath<'_>);

/// Calls `visit` with each object of the kinds in [`Object`], and its location.
pub(crate) fn walk<'a>(
    value: &'a Value,
    of: Object,
    location: &NodePath<'_>,
    visit: Visit<'a, '_>,
) {
    let Value::Object(members) = value else {
        return;
    };
    visit(members, of, location);
    for (key, member) in members {
        if let Some(found) = inside(of, key) {
            step(member, found, &NodePath::Key(location, key), visit);
        }
    }
}

fn step<'a>(value: &'a Value, inside: Inside, location: &NodePath<'_>, visit: Visit<'a, '_>) {
    match (inside, value) {
        // Older drafts have a list of schemas in `items`.
        (Inside::One(of), Value::Array(items)) | (Inside::List(of), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, of, &NodePath::Index(location, index), visit);
            }
        }
        (Inside::One(of), value) => walk(value, of, location, visit),
        (Inside::Map(of), Value::Object(named)) => {
            for (name, item) in named {
                if !is_extension(of, name) {
                    walk(item, of, &NodePath::Key(location, name), visit);
                }
            }
        }
        (Inside::Maps(of), Value::Object(named)) => {
            for (name, item) in named {
                step(item, Inside::Map(of), &NodePath::Key(location, name), visit);
            }
        }
        _ => {}
    }
}

/// As [`walk`], with values that `visit` may change: the walk continues into the changed value.
pub(crate) fn walk_mut(
    value: &mut Value,
    of: Object,
    location: &NodePath<'_>,
    visit: &mut dyn FnMut(&mut Value, Object, &NodePath<'_>),
) {
    if !value.is_object() {
        return;
    }
    visit(value, of, location);
    for (key, member) in value.as_object_mut().into_iter().flatten() {
        if let Some(found) = inside(of, key) {
            step_mut(member, found, &NodePath::Key(location, key), visit);
        }
    }
}

fn step_mut(
    value: &mut Value,
    inside: Inside,
    location: &NodePath<'_>,
    visit: &mut dyn FnMut(&mut Value, Object, &NodePath<'_>),
) {
    match (inside, value) {
        (Inside::One(of), Value::Array(items)) | (Inside::List(of), Value::Array(items)) => {
            for (index, item) in items.iter_mut().enumerate() {
                walk_mut(item, of, &NodePath::Index(location, index), visit);
            }
        }
        (Inside::One(of), value) => walk_mut(value, of, location, visit),
        (Inside::Map(of), Value::Object(named)) => {
            for (name, item) in named {
                if !is_extension(of, name) {
                    walk_mut(item, of, &NodePath::Key(location, name), visit);
                }
            }
        }
        (Inside::Maps(of), Value::Object(named)) => {
            for (name, item) in named {
                step_mut(item, Inside::Map(of), &NodePath::Key(location, name), visit);
            }
        }
        _ => {}
    }
}

/// A key with `x-` under `paths` is not a path.
fn is_extension(of: Object, name: &str) -> bool {
    of == Object::PathItem && name.starts_with("x-")
}
