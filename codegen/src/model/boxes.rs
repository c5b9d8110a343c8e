//! Types that contain themselves by value: a `Box` breaks each cycle.

use std::collections::BTreeMap;

use super::{
    definition::{Body, Definition},
    type_ref::TypeRef,
};

pub(super) fn insert(definitions: &mut BTreeMap<String, Definition>) {
    let cycles = cycles(definitions);
    for (name, definition) in definitions.iter_mut() {
        if matches!(definition.body, Body::Alias(_)) {
            continue;
        }
        let cycle = cycles.get(name);
        for part in definition.body.parts_mut() {
            if by_value(part).is_some_and(|inner| cycles.get(inner) == cycle) {
                boxed(part);
            }
        }
    }
}

/// The type that a use contains by value.
fn by_value(ty: &TypeRef) -> Option<&str> {
    match ty {
        TypeRef::Named(name) => Some(name),
        TypeRef::Nullable(inner) => by_value(inner),
        _ => None,
    }
}

/// A number for each type; types that contain each other by value share one. This is Tarjan's algorithm for strongly
/// connected components, without recursion, since chains can be as long as a document.
fn cycles(definitions: &BTreeMap<String, Definition>) -> BTreeMap<String, usize> {
    let names: Vec<&str> = definitions.keys().map(String::as_str).collect();
    let index_of = |name: &str| names.binary_search(&name).ok();
    let contained: Vec<Vec<usize>> = definitions
        .values()
        .map(|it| {
            let parts = it.body.parts().into_iter();
            parts.filter_map(by_value).filter_map(index_of).collect()
        })
        .collect();
    let mut nodes = vec![Node::default(); names.len()];
    let (mut open, mut next) = (Vec::new(), 1);
    for start in 0..names.len() {
        let mut way = vec![(start, 0)];
        while let Some((index, followed)) = way.last_mut() {
            let (index, position) = (*index, *followed);
            *followed += 1;
            let Some(node) = nodes.get_mut(index) else {
                break;
            };
            if position == 0 {
                if node.found > 0 {
                    way.pop();
                    continue;
                }
                *node = Node {
                    found: next,
                    lowest: next,
                    open: true,
                };
                next += 1;
                open.push(index);
            }
            let inner = contained
                .get(index)
                .and_then(|all| all.get(position))
                .copied();
            match inner.and_then(|inner| Some((inner, *nodes.get(inner)?))) {
                Some((inner, Node { found: 0, .. })) => way.push((inner, 0)),
                Some((_, Node { found, open, .. })) => lower(&mut nodes, index, found, open),
                None => {
                    way.pop();
                    close(&mut nodes, &mut open, index);
                    let lowest = nodes.get(index).map_or(0, |it| it.lowest);
                    let still = nodes.get(index).is_some_and(|it| it.open);
                    if let Some((outer, _)) = way.last() {
                        lower(&mut nodes, *outer, lowest, still);
                    }
                }
            }
        }
    }
    let names = names.into_iter().map(str::to_owned);
    names.zip(nodes.into_iter().map(|it| it.lowest)).collect()
}

/// A type during the search for cycles.
#[derive(Clone, Copy, Default)]
struct Node {
    /// The order of discovery, from one.
    found: usize,
    /// The earliest discovered type that it leads back to.
    lowest: usize,
    /// Its cycle is not complete.
    open: bool,
}

fn lower(nodes: &mut [Node], index: usize, to: usize, open: bool) {
    if let Some(node) = nodes.get_mut(index)
        && open
    {
        node.lowest = node.lowest.min(to);
    }
}

/// Completes the cycle of a type that does not lead back to an earlier one.
fn close(nodes: &mut [Node], open: &mut Vec<usize>, index: usize) {
    let Some(first) = nodes.get(index).filter(|it| it.found == it.lowest).copied() else {
        return;
    };
    while let Some(last) = open.pop() {
        if let Some(node) = nodes.get_mut(last) {
            (node.lowest, node.open) = (first.found, false);
        }
        if last == index {
            break;
        }
    }
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
