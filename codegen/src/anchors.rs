//! Schemas that are referred to by a name of their own.
//!
//! ```yaml
//! Wrap: {properties: {inner: {$ref: '#main'}}, $defs: {main: {$anchor: main, type: object}}}
//! Tree: {$dynamicAnchor: node, properties: {children: {type: array, items: {$dynamicRef: '#node'}}}}
//! ```
//! becomes
//! ```yaml
//! Wrap: {properties: {inner: {$ref: '#/components/schemas/Wrap/$defs/main'}}, ...}
//! Tree: {properties: {children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
//! ```
//! A `$dynamicRef` to a name that several schemas have means another one in each context: it is any value, with a note.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{Error, document::Document, walk};

const PASS: &str = "anchors";

/// Replaces references by name with references by pointer.
pub(crate) fn resolve(document: &mut Document) -> Result<(), Error> {
    let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
    walk::schemas(document, |_, schema, pointer| {
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = schema.get(key).and_then(Value::as_str) {
                named
                    .entry(name.to_owned())
                    .or_default()
                    .push(pointer.to_owned());
            }
        }
        Ok(())
    })?;
    walk::schemas(document, |document, schema, pointer| {
        let Some(members) = schema.as_object_mut() else {
            return Ok(());
        };
        let name = |value: &Value| {
            let name = value.as_str()?.strip_prefix('#')?;
            (!name.is_empty() && !name.starts_with('/')).then(|| name.to_owned())
        };
        if let Some(target) = members.get("$ref").and_then(name)
            && let Some(first) = named.get(&target).and_then(|it| it.first())
        {
            members.insert("$ref".into(), Value::from(format!("#{first}")));
        }
        if let Some(reference) = members.remove("$dynamicRef") {
            let target = match name(&reference) {
                Some(name) => match named.get(&name).map(Vec::as_slice) {
                    Some([only]) => Some(only.clone()),
                    _ => None,
                },
                None => reference
                    .as_str()
                    .and_then(|it| it.strip_prefix('#'))
                    .map(str::to_owned),
            };
            match target {
                Some(target) => {
                    members.insert("$ref".into(), Value::from(format!("#{target}")));
                }
                None => document.note(
                    PASS,
                    pointer,
                    format!("`$dynamicRef` {reference} leads to no one schema; kept as JSON text"),
                ),
            }
        }
        Ok(())
    })
}
