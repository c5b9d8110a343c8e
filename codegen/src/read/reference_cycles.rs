//! Components that consist only of themselves.
//!
//! ```yaml
//! A: {allOf: [{$ref: '#/components/schemas/B'}]}
//! B: {allOf: [{$ref: '#/components/schemas/A'}]}
//! ```
//! Such a schema has no values, and resolving it never ends: the stack overflows, which no caller can catch. A schema
//! that contains itself in a property or an item is different: it is recursive, and valid.

use std::collections::BTreeMap;

use serde_json::Value;

use super::references::decoded;
use crate::pointer::join;

/// Keywords whose schemas apply to the same value as the schema around them.
const SAME_VALUE: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// A reference: its pointer, its text, and the component it leads to.
pub(super) struct Edge {
    pointer: String,
    reference: String,
    pub(super) target: String,
}

/// A reference on a cycle.
pub(crate) struct Cycle {
    /// The pointer of the object with the `$ref`.
    pub(crate) pointer: String,
    pub(crate) reference: String,
}

/// Components of any kind that lead back to themselves, each reported at one of its references.
pub(crate) fn find(whole: &Value) -> Vec<Cycle> {
    let mut cycles: BTreeMap<String, Cycle> = BTreeMap::new();
    let components = whole.get("components").and_then(Value::as_object);
    let mut edges: BTreeMap<String, Vec<Edge>> = BTreeMap::new();
    for (kind, named) in components.into_iter().flatten() {
        for (name, component) in named.as_object().into_iter().flatten() {
            let pointer = join(&join("/components", kind), name);
            let mut found = Vec::new();
            edges_of(component, &pointer, &mut found);
            edges.insert(pointer, found);
        }
    }
    // Finished components are on no cycle.
    let mut done: BTreeMap<&str, bool> = BTreeMap::new();
    for start in edges.keys() {
        // Components on the path from `start`, each with the number of edges followed. No recursion: chains can be as
        // long as a document.
        let mut way: Vec<(&str, usize)> = Vec::new();
        if !done.contains_key(start.as_str()) {
            done.insert(start, false);
            way.push((start, 0));
        }
        while let Some((node, followed)) = way.last_mut() {
            let next = edges.get(*node).and_then(|edges| edges.get(*followed));
            *followed += 1;
            let Some(edge) = next else {
                done.insert(node, true);
                way.pop();
                continue;
            };
            match done.get(edge.target.as_str()) {
                Some(true) => {}
                Some(false) => {
                    let cycle = cycle(&edges, &way, edge);
                    cycles.insert(cycle.pointer.clone(), cycle);
                }
                None => {
                    done.insert(&edge.target, false);
                    way.push((&edge.target, 0));
                }
            }
        }
    }
    cycles.into_values().collect()
}

/// Reported at the first of its components on the path, whatever component the search started from.
fn cycle(edges: &BTreeMap<String, Vec<Edge>>, way: &[(&str, usize)], closing: &Edge) -> Cycle {
    let first = way
        .iter()
        .position(|(node, _)| *node == closing.target)
        .and_then(|index| way.get(index))
        .and_then(|(node, followed)| edges.get(*node)?.get(followed.checked_sub(1)?))
        .unwrap_or(closing);
    Cycle {
        pointer: first.pointer.clone(),
        reference: first.reference.clone(),
    }
}

/// The references that apply to the same value as `value`. Returns the number of schemas that do.
pub(super) fn edges_of(value: &Value, pointer: &str, found: &mut Vec<Edge>) -> usize {
    let mut count = 1;
    if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
        let target = decoded(reference.trim_start_matches('#'));
        found.push(Edge {
            pointer: pointer.to_owned(),
            reference: reference.to_owned(),
            target,
        });
    }
    for key in SAME_VALUE {
        let branches = value.get(key).and_then(Value::as_array);
        for (index, branch) in branches.into_iter().flatten().enumerate() {
            let at = join(&join(pointer, key), &index.to_string());
            count += edges_of(branch, &at, found);
        }
    }
    count
}
