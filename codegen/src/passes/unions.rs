//! Unions whose branches say which they are, and unions of several kinds of values.
//!
//! ```yaml
//! anyOf: [{$ref: '#/components/schemas/Email'}, {$ref: '#/components/schemas/Webhook'}]
//! discriminator: {propertyName: type, mapping: {email: '#/components/schemas/Email', webhook: Webhook}}
//! ```
//! becomes
//! ```yaml
//! oneOf: [{$ref: '#/components/schemas/Email'}, {$ref: '#/components/schemas/Webhook'}]
//! x-union: {property: type, tags: [[email], [webhook]]}
//! ```
//! by which the generated code picks the branch. Without a discriminator, a property that has other values in each branch
//! tells them apart. `anyOf` with a branch that is no object is `oneOf` as well: typify has a struct of all branches
//! otherwise, which no such value fits.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::{
    Error,
    document::{Document, referenced},
    walk,
};

const PASS: &str = "unions";

/// Where the code that is emitted finds the tags.
pub(crate) const UNION: &str = "x-union";

type Schemas = BTreeMap<String, Value>;

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let schemas = document.schemas.clone();
    walk::schemas(document, |document, schema, pointer| {
        let Some(members) = schema.as_object_mut() else {
            return Ok(());
        };
        if members.contains_key("properties") || members.contains_key("allOf") {
            return Ok(());
        }
        let key = match (members.get("oneOf"), members.get("anyOf")) {
            (Some(_), None) => "oneOf",
            (None, Some(_)) => "anyOf",
            _ => return Ok(()),
        };
        let Some(branches) = members.get(key).and_then(Value::as_array) else {
            return Ok(());
        };
        if branches.len() < 2 {
            return Ok(());
        }
        let tags = match members.get("discriminator") {
            Some(discriminator) => declared(&schemas, discriminator, branches),
            None => told_apart(&schemas, branches),
        };
        let mixed = branches.iter().any(|it| is_no_object(&schemas, it));
        if tags.is_none() && !mixed {
            return Ok(());
        }
        if let Some(branches) = members.remove(key) {
            members.insert("oneOf".into(), branches);
        }
        if let Some((property, tags)) = tags {
            let what = format!("`{property}` says which branch it is");
            document.note(PASS, pointer, what);
            members.insert(UNION.into(), json!({ "property": property, "tags": tags }));
        }
        Ok(())
    })
}

type Tags = (String, Vec<Vec<String>>);

/// What a discriminator says.
fn declared(schemas: &Schemas, discriminator: &Value, branches: &[Value]) -> Option<Tags> {
    let property = discriminator.get("propertyName")?.as_str()?;
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let tags = branches.iter().map(|branch| {
        let own = values(schemas, branch, property).unwrap_or_default();
        let name = referenced(branch);
        let mapped = mapping.into_iter().flatten().filter(|(_, target)| {
            let target = target.as_str().map(last);
            target.is_some() && target == name.as_deref()
        });
        let mut tags: Vec<String> = mapped.map(|(tag, _)| tag.clone()).collect();
        tags.extend(own);
        if tags.is_empty() {
            // Without a mapping, a schema's own name is its tag.
            tags.extend(name);
        }
        tags.sort();
        tags.dedup();
        tags
    });
    unambiguous(property, tags.collect())
}

/// The first property whose values are other ones in each branch.
fn told_apart(schemas: &Schemas, branches: &[Value]) -> Option<Tags> {
    let first = branches.first()?;
    let mut names = BTreeSet::new();
    properties(schemas, first, 0, &mut |members| {
        names.extend(members.keys().cloned())
    });
    names.into_iter().find_map(|property| {
        let tags: Option<Vec<_>> = branches
            .iter()
            .map(|branch| values(schemas, branch, &property))
            .collect();
        unambiguous(&property, tags?)
    })
}

fn unambiguous(property: &str, tags: Vec<Vec<String>>) -> Option<Tags> {
    let all: Vec<&String> = tags.iter().flatten().collect();
    let distinct: BTreeSet<&&String> = all.iter().collect();
    (distinct.len() == all.len() && tags.iter().all(|it| !it.is_empty()))
        .then(|| (property.to_owned(), tags))
}

/// The texts that a property of a branch is limited to.
fn values(schemas: &Schemas, branch: &Value, property: &str) -> Option<Vec<String>> {
    let mut found = None;
    properties(schemas, branch, 0, &mut |members| {
        let schema = members.get(property).map(|it| followed(schemas, it));
        let listed = schema
            .and_then(|it| it.get("enum"))
            .and_then(Value::as_array);
        if let Some(listed) = listed {
            let texts = listed.iter().map(|it| it.as_str().map(str::to_owned));
            found = texts.collect::<Option<Vec<_>>>();
        }
    });
    found
}

/// Visits the properties of a schema, those of its parts first.
fn properties(
    schemas: &Schemas,
    schema: &Value,
    depth: usize,
    visit: &mut dyn FnMut(&Map<String, Value>),
) {
    let schema = followed(schemas, schema);
    let parts = schema.get("allOf").and_then(Value::as_array);
    for part in parts.into_iter().flatten().filter(|_| depth < 8) {
        properties(schemas, part, depth + 1, visit);
    }
    if let Some(members) = schema.get("properties").and_then(Value::as_object) {
        visit(members);
    }
}

fn followed<'a>(schemas: &'a Schemas, mut schema: &'a Value) -> &'a Value {
    // References that lead in a circle are refused by now, if through components alone.
    for _ in 0..64 {
        match referenced(schema).and_then(|name| schemas.get(&name)) {
            Some(target) => schema = target,
            None => break,
        }
    }
    schema
}

fn is_no_object(schemas: &Schemas, branch: &Value) -> bool {
    let schema = followed(schemas, branch);
    let kind = schema.get("type").and_then(Value::as_str);
    kind.is_some_and(|kind| kind != "object") || schema.get("enum").is_some()
}

fn last(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}
