//! Inlines the references to shared components and path items.
//!
//! ```yaml
//! paths: {/a: {parameters: [{$ref: '#/components/parameters/Limit'}], get: {responses: {'200': {$ref: '#/components/responses/A'}}}}}
//! ```
//! becomes
//! ```yaml
//! paths: {/a: {get: {parameters: [{name: limit, ...}], responses: {'200': {...}}}}}
//! ```
//! Later passes then find each operation complete in one location, and can change it without changing others. Schemas
//! stay shared: those inside a shared component are named after it.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::{Error, document::Document, pointer::join, read::decoded, walk};

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let whole = document.whole();
    let mut root = document.root.take();
    let result = walk::each(root.get_mut("paths"), "/paths", &mut |item, pointer| {
        path_item(document, &whole, item, pointer)
    });
    if let Some(components) = root.get_mut("components").and_then(Value::as_object_mut) {
        components.retain(|kind, _| kind == "securitySchemes");
    }
    document.root = root;
    result
}

fn path_item(
    document: &mut Document,
    whole: &Value,
    item: &mut Value,
    pointer: &str,
) -> Result<(), Error> {
    if pointer.starts_with("/paths/x-") {
        return Ok(());
    }
    inline(document, whole, item, pointer)?;
    let Some(members) = item.as_object_mut() else {
        return Err(document.invalid(pointer, "expected a path item object"));
    };
    let at = join(pointer, "parameters");
    let of_item = parameters(document, whole, members.remove("parameters"), &at)?;
    let methods = walk::methods(item);
    let Some(members) = item.as_object_mut() else {
        return Ok(());
    };
    for method in methods {
        let Some(Value::Object(operation)) = members.get_mut(&method) else {
            continue;
        };
        let pointer = join(pointer, &method);
        let at = join(&pointer, "parameters");
        let own = parameters(document, whole, operation.remove("parameters"), &at)?;
        let overridden: BTreeSet<(String, String)> = own.iter().map(|(it, _)| key(it)).collect();
        let mut all = own;
        all.extend(
            of_item
                .iter()
                .filter(|(it, _)| !overridden.contains(&key(it)))
                .cloned(),
        );
        // Whatever their source, this is their location now.
        for (index, (_, before)) in all.iter().enumerate() {
            document.came_from(&join(&at, &index.to_string()), before);
        }
        if !all.is_empty() {
            operation.insert(
                "parameters".into(),
                all.into_iter().map(|(it, _)| it).collect(),
            );
        }
        if let Some(body) = operation.get_mut("requestBody") {
            inline(document, whole, body, &join(&pointer, "requestBody"))?;
        }
        walk::each(
            operation.get_mut("responses"),
            &join(&pointer, "responses"),
            &mut |response, pointer| {
                inline(document, whole, response, pointer)?;
                if let Some(members) = response.as_object_mut() {
                    // Callers get headers unchanged.
                    members.retain(|key, _| !matches!(key.as_str(), "headers" | "links"));
                }
                Ok(())
            },
        )?;
    }
    Ok(())
}

/// The parameters of a list, each with its published pointer.
fn parameters(
    document: &mut Document,
    whole: &Value,
    list: Option<Value>,
    pointer: &str,
) -> Result<Vec<(Value, String)>, Error> {
    match list {
        None => Ok(Vec::new()),
        Some(Value::Array(list)) => list
            .into_iter()
            .enumerate()
            .map(|(index, parameter)| {
                let at = join(pointer, &index.to_string());
                let (parameter, at) =
                    resolved(document, whole, parameter, &document.published(&at))?;
                Ok((parameter, at))
            })
            .collect(),
        Some(_) => Err(document.invalid(pointer, "expected a list of parameters")),
    }
}

fn key(parameter: &Value) -> (String, String) {
    let text = |key: &str| {
        parameter
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    (text("in"), text("name"))
}

/// Replaces a reference with its target.
fn inline(
    document: &mut Document,
    whole: &Value,
    value: &mut Value,
    pointer: &str,
) -> Result<(), Error> {
    let before = document.published(pointer);
    let (found, at) = resolved(document, whole, value.take(), &before)?;
    *value = found;
    if at != before {
        document.moved(pointer, &at);
    }
    Ok(())
}

/// The target of a value's references, and its pointer. Keywords beside a reference take precedence.
fn resolved(
    document: &Document,
    whole: &Value,
    mut value: Value,
    pointer: &str,
) -> Result<(Value, String), Error> {
    let mut pointer = pointer.to_owned();
    // Cycles of components are already refused; a path item can still have one.
    for _ in 0..64 {
        let Some(Value::String(reference)) = value.get("$ref") else {
            return Ok((value, pointer));
        };
        let target = decoded(reference.trim_start_matches('#'));
        let mut found = whole.pointer(&target).cloned().unwrap_or_default();
        if let (Some(found), Some(beside)) = (found.as_object_mut(), value.as_object_mut()) {
            let beside: Map<String, Value> = std::mem::take(beside);
            found.extend(beside.into_iter().filter(|(key, _)| key != "$ref"));
        }
        value = found;
        pointer = target;
    }
    Err(document.invalid(&pointer, "is part of a cycle"))
}
