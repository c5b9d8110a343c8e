//! References into a schema.
//!
//! ```yaml
//! Report: {properties: {first: {$ref: '#/components/schemas/Report/$defs/Row'}}, $defs: {Row: {type: object}}}
//! ```
//! becomes
//! ```yaml
//! Report: {properties: {first: {$ref: '#/components/schemas/ReportRow'}}, $defs: {Row: {$ref: '#/components/schemas/ReportRow'}}}
//! ReportRow: {type: object}
//! ```
//! because the model gives types only to components.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    Error,
    document::{Document, component, reference, referenced},
    names,
    pointer::{join, unescape},
    read::{decoded, reference_cycles},
    walk,
};

const PASS: &str = "nested_references";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let mut targets = BTreeSet::new();
    walk::schemas(document, |_, schema, _| {
        targets.extend(target(schema));
        Ok(())
    })?;
    if targets.is_empty() {
        return Ok(());
    }
    let mut taken = document.schemas.keys().cloned().collect();
    let mut moved = BTreeMap::new();
    // Targets inside other targets go first, while their pointers are still valid.
    for pointer in targets.into_iter().rev() {
        let Some(part) = at(document, &pointer) else {
            continue;
        };
        let name = names::unique(&name(&pointer), &mut taken);
        let schema = std::mem::replace(part, reference(&name));
        document.moved(&component(&name), &pointer);
        document.note(
            PASS,
            &pointer,
            format!("the target of a reference; it becomes the type `{name}`"),
        );
        document.schemas.insert(name.clone(), schema);
        moved.insert(pointer, name);
    }
    walk::schemas(document, |_, schema, _| {
        if let Some(name) = target(schema).and_then(|it| moved.get(&it))
            && let Some(members) = schema.as_object_mut()
        {
            let target = Value::String(format!("#{}", component(name)));
            members.insert("$ref".into(), target);
        }
        Ok(())
    })?;
    // A cycle through a nested schema is now a cycle of components.
    match reference_cycles::find(&document.whole()).first() {
        None => Ok(()),
        Some(cycle) => {
            let what = format!("the reference `{}` is part of a cycle", cycle.reference);
            Err(document.invalid(&join(&cycle.pointer, "$ref"), what))
        }
    }
}

/// The pointer that a schema refers to, if that is not a component.
fn target(schema: &Value) -> Option<String> {
    if referenced(schema).is_some() {
        return None;
    }
    let pointer = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
    let pointer = decoded(pointer);
    let is_component = pointer
        .strip_prefix("/components/schemas/")
        .is_some_and(|name| !name.contains('/'));
    (pointer.starts_with('/') && !is_component).then_some(pointer)
}

fn at<'a>(document: &'a mut Document, pointer: &str) -> Option<&'a mut Value> {
    match pointer.strip_prefix("/components/schemas/") {
        None => document.root.pointer_mut(pointer),
        Some(inside) => {
            let (name, rest) = inside.split_once('/')?;
            let schema = document.schemas.get_mut(&unescape(name))?;
            schema.pointer_mut(&format!("/{rest}"))
        }
    }
}

/// The path without keywords, as a name.
fn name(pointer: &str) -> String {
    let is_name = |token: &&str| {
        !matches!(
            *token,
            "" | "components"
                | "schemas"
                | "paths"
                | "properties"
                | "$defs"
                | "definitions"
                | "content"
                | "schema"
        )
    };
    let tokens: Vec<String> = pointer.split('/').filter(is_name).map(unescape).collect();
    names::pascal(&tokens.join(" "))
}
