//! Fields that the contract does not know.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diff::model::{Cursor, Document, Schema};
use crate::pointer;

const DEPTH_LIMIT: usize = 64;

/// Pointers of fields that no schema of their place describes.
pub(super) fn undocumented(
    document: Document<'_>,
    schema: &Cursor<'_>,
    body: &Value,
) -> Vec<String> {
    let mut found = Vec::new();
    walk(
        document,
        std::slice::from_ref(schema),
        body,
        "",
        0,
        &mut found,
    );
    found
}

/// A place may have several schemas: branches of unions and of `allOf`. Known to one is known.
fn walk(
    document: Document<'_>,
    schemas: &[Cursor<'_>],
    value: &Value,
    place: &str,
    depth: usize,
    found: &mut Vec<String>,
) {
    if depth > DEPTH_LIMIT {
        return;
    }
    let flat = flatten(document, schemas, depth);
    match value {
        Value::Object(fields) => {
            let mut known: BTreeMap<&str, Vec<Cursor<'_>>> = BTreeMap::new();
            let mut others = Vec::new();
            let mut open = false;
            for schema in &flat {
                for (name, at) in &schema.properties {
                    known.entry(name).or_default().push(at.clone());
                }
                if let Some(at) = schema
                    .keywords
                    .get("additionalProperties")
                    .filter(|at| at.value.is_object())
                {
                    others.push(at.clone());
                }
                open |= schema.keywords.contains_key("patternProperties");
            }
            // An object without any described member is opaque.
            open |= known.is_empty() && others.is_empty();
            for (name, inner) in fields {
                let place = pointer::push(place, name);
                match known.get(name.as_str()) {
                    Some(schemas) => walk(document, schemas, inner, &place, depth + 1, found),
                    None if !others.is_empty() => {
                        walk(document, &others, inner, &place, depth + 1, found)
                    }
                    None if open => {}
                    None => found.push(place),
                }
            }
        }
        Value::Array(items) => {
            let schemas: Vec<_> = flat
                .iter()
                .filter_map(|schema| schema.keywords.get("items").cloned())
                .collect();
            if schemas.is_empty() {
                return;
            }
            for (index, item) in items.iter().enumerate() {
                walk(
                    document,
                    &schemas,
                    item,
                    &pointer::push(place, &index.to_string()),
                    depth + 1,
                    found,
                );
            }
        }
        _ => {}
    }
}

fn flatten<'v>(document: Document<'v>, schemas: &[Cursor<'v>], depth: usize) -> Vec<Schema<'v>> {
    let mut flat = Vec::new();
    let mut waiting: Vec<(Cursor<'v>, usize)> =
        schemas.iter().map(|at| (at.clone(), depth)).collect();
    while let Some((at, depth)) = waiting.pop() {
        if depth > DEPTH_LIMIT {
            continue;
        }
        let schema = Schema::read(document, &at);
        let branches = schema
            .one_of
            .iter()
            .chain(&schema.any_of)
            .chain(&schema.all_of);
        waiting.extend(branches.map(|branch| (branch.clone(), depth + 1)));
        flat.push(schema);
    }
    flat
}
