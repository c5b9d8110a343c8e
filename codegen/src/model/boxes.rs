//! Types that contain themselves by value: each circle is broken by a `Box`.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    definition::{Body, Definition},
    type_ref::TypeRef,
};

pub(super) fn insert(definitions: &mut BTreeMap<String, Definition>) {
    let contains: BTreeMap<String, BTreeSet<String>> = definitions
        .iter()
        .map(|(name, it)| {
            let parts = it.body.parts().into_iter().filter_map(by_value);
            (name.clone(), parts.map(str::to_owned).collect())
        })
        .collect();
    let reachable: BTreeMap<&str, BTreeSet<&str>> = contains
        .keys()
        .map(|name| (name.as_str(), from(&contains, name)))
        .collect();
    for (name, definition) in definitions.iter_mut() {
        if matches!(definition.body, Body::Alias(_)) {
            continue;
        }
        for part in definition.body.parts_mut() {
            let circle = by_value(part)
                .and_then(|inner| reachable.get(inner))
                .is_some_and(|it| it.contains(name.as_str()));
            if circle {
                boxed(part);
            }
        }
    }
}

/// The type that a use holds by value.
fn by_value(ty: &TypeRef) -> Option<&str> {
    match ty {
        TypeRef::Named(name) => Some(name),
        TypeRef::Nullable(inner) => by_value(inner),
        _ => None,
    }
}

/// All that a type holds by value, itself only where it is in a circle.
fn from<'a>(contains: &'a BTreeMap<String, BTreeSet<String>>, name: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = contains
        .get(name)
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    // The type itself counts: what it is in holds it.
    found.extend(contains.get_key_value(name).map(|(name, _)| name.as_str()));
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(contains.get(next).into_iter().flatten().map(String::as_str));
        }
    }
    found
}

fn boxed(ty: &mut TypeRef) {
    match ty {
        TypeRef::Nullable(inner) => boxed(inner),
        other => {
            let inner = std::mem::replace(other, TypeRef::Any);
            *other = TypeRef::Boxed(Box::new(inner));
        }
    }
}
