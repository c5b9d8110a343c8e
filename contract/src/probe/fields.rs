//! Undocumented fields.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diff::model::{Document, Node, Schema};
use neo_api_document::pointer::{self, ANY};

const DEPTH_LIMIT: usize = 64;

/// Pointers of fields that no schema at their location describes.
pub(super) fn undocumented(document: Document<'_>, schema: &Node<'_>, body: &Value) -> Vec<String> {
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

/// A pointer into a response with undocumented names hidden: they can be data.
pub(super) fn shown(
    document: Document<'_>,
    schema: &Node<'_>,
    body: &Value,
    pointer: &str,
) -> String {
    let mut schemas = vec![schema.clone()];
    let mut value = Some(body);
    let mut shown = String::new();
    for name in pointer::tokens(pointer) {
        if let Some(Value::Array(items)) = value {
            shown = pointer::join(&shown, ANY);
            schemas = items_of(&flatten(document, &schemas, 0));
            value = name.parse().ok().and_then(|index: usize| items.get(index));
            continue;
        }
        let fields = Fields::of(&flatten(document, &schemas, 0));
        let (name_shown, next) = match fields.known.get(name.as_str()) {
            Some(at) => (name.as_str(), at.clone()),
            None => (fields.shown(&name), fields.others.clone()),
        };
        shown = pointer::join(&shown, name_shown);
        value = value.and_then(|value| value.get(&name));
        schemas = next;
    }
    shown
}

/// Whether the schemas document every step of a pointer. Array indexes and keys of maps are `*` in it.
pub(super) fn knows(document: Document<'_>, schema: &Node<'_>, pointer: &str) -> bool {
    let mut schemas = vec![schema.clone()];
    for name in pointer::tokens(pointer) {
        let flat = flatten(document, &schemas, 0);
        let fields = Fields::of(&flat);
        let next = match fields.known.get(name.as_str()) {
            Some(at) => at.clone(),
            None if name == ANY => [items_of(&flat), fields.others].concat(),
            None => fields.others,
        };
        if next.is_empty() {
            // Any value is allowed here.
            return fields.open && name != ANY;
        }
        schemas = next;
    }
    true
}

/// The fields of an object in the schemas at a location.
struct Fields<'v> {
    known: BTreeMap<String, Vec<Node<'v>>>,
    /// The schemas of all other fields, if it is a map.
    others: Vec<Node<'v>>,
    /// Other fields are allowed.
    open: bool,
}

impl<'v> Fields<'v> {
    fn of(flat: &[Schema<'v>]) -> Fields<'v> {
        let mut fields = Fields {
            known: BTreeMap::new(),
            others: Vec::new(),
            open: false,
        };
        for schema in flat {
            for (name, at) in &schema.properties {
                let known = fields.known.entry((*name).to_owned()).or_default();
                known.push(at.clone());
            }
            let others = schema.keywords.get("additionalProperties");
            fields
                .others
                .extend(others.filter(|at| at.value.is_object()).cloned());
            fields.open |= schema.keywords.contains_key("patternProperties");
        }
        // An object without documented members is opaque.
        fields.open |= fields.known.is_empty() && fields.others.is_empty();
        fields
    }

    /// Hides a name that no schema documents. The keys of a map are data.
    fn shown<'n>(&self, name: &'n str) -> &'n str {
        if self.others.is_empty() && !self.open {
            pointer::name_or_any(name)
        } else {
            ANY
        }
    }
}

fn items_of<'v>(flat: &[Schema<'v>]) -> Vec<Node<'v>> {
    flat.iter()
        .filter_map(|schema| schema.keywords.get("items").cloned())
        .collect()
}

/// A location may have several schemas: branches of unions and of `allOf`. A field documented by one is documented.
fn walk(
    document: Document<'_>,
    schemas: &[Node<'_>],
    value: &Value,
    location: &str,
    depth: usize,
    found: &mut Vec<String>,
) {
    if depth > DEPTH_LIMIT {
        return;
    }
    let flat = flatten(document, schemas, depth);
    match value {
        Value::Object(fields) => {
            let at = Fields::of(&flat);
            for (name, inner) in fields {
                let known = at.known.get(name);
                let name_shown = known.map_or_else(|| at.shown(name), |_| name.as_str());
                let location = pointer::join(location, name_shown);
                match known {
                    Some(schemas) => walk(document, schemas, inner, &location, depth + 1, found),
                    None if !at.others.is_empty() => {
                        walk(document, &at.others, inner, &location, depth + 1, found)
                    }
                    None if at.open => {}
                    None => found.push(location),
                }
            }
        }
        Value::Array(items) => {
            let schemas = items_of(&flat);
            if schemas.is_empty() {
                return;
            }
            let location = pointer::join(location, ANY);
            for item in items {
                walk(document, &schemas, item, &location, depth + 1, found);
            }
        }
        _ => {}
    }
}

fn flatten<'v>(document: Document<'v>, schemas: &[Node<'v>], depth: usize) -> Vec<Schema<'v>> {
    let mut flat = Vec::new();
    let mut waiting: Vec<(Node<'v>, usize)> =
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
