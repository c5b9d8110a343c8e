//! Schemas that are small as written, and huge when their references are followed.
//!
//! ```yaml
//! A0: {allOf: [{$ref: '#/components/schemas/A1'}, {$ref: '#/components/schemas/A1'}]}
//! A1: {allOf: [{$ref: '#/components/schemas/A2'}, {$ref: '#/components/schemas/A2'}]}
//! # and so on: A0 consists of 2^100 schemas
//! ```
//! Merging takes time in proportion to that size. Components that are too large become any JSON.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::reading::Reading;
use super::reference_cycles::{Edge, edges_of};
use crate::pointer::join;

const PASS: &str = "composition";

/// The maximum number of schemas in one component. The largest of 40 real contracts has 249.
const MOST: usize = 5_000;
/// The longest chain of references. Those contracts need 5.
const DEEPEST: usize = 150;
/// The maximum number of schemas in all components, for each schema in the document. Those contracts need 1.4.
const EACH: usize = 10;
/// The total that a document of few components may have.
const SMALL: usize = 50_000;

/// Removes components that are too large. References have no cycles at this point.
pub(super) fn check(reading: &mut Reading) {
    let Some(Value::Object(schemas)) = reading.root.pointer("/components/schemas") else {
        return;
    };
    let all = All::of(schemas);
    let budget = SMALL.max(schemas.len().saturating_mul(EACH));
    let mut most = MOST;
    let mut large = all.larger_than(most);
    while large.1 > budget && most > 1 {
        most /= 2;
        large = all.larger_than(most);
    }
    let names: Vec<String> = large.0.into_iter().map(str::to_owned).collect();
    for name in names {
        let pointer = join("/components/schemas", &name);
        if let Some(schema) = reading.root.pointer_mut(&pointer) {
            *schema = json!({});
        }
        let what = format!(
            "it expands to more than {most} schemas, or to a chain of more than {DEEPEST}; any JSON is accepted"
        );
        reading.lost(PASS, &pointer, what);
    }
}

/// The components that each component includes.
struct All<'a> {
    /// Included components come first.
    order: Vec<&'a str>,
    /// The schemas of a component itself, and the components that it refers to.
    parts: HashMap<&'a str, (usize, Vec<String>)>,
}

impl<'a> All<'a> {
    fn of(schemas: &'a Map<String, Value>) -> Self {
        let mut parts = HashMap::new();
        for (name, schema) in schemas {
            let (mut edges, prefix) = (Vec::new(), "/components/schemas/");
            let own = edges_of(schema, "", &mut edges);
            let targets = edges.into_iter().filter_map(|Edge { target, .. }| {
                let name = crate::pointer::unescape(target.strip_prefix(prefix)?);
                schemas.contains_key(&name).then_some(name)
            });
            parts.insert(name.as_str(), (own, targets.collect::<Vec<_>>()));
        }
        Self {
            order: order(&parts),
            parts,
        }
    }

    /// The components with more than `most` schemas, counting those already found as one, and the resulting total.
    fn larger_than(&self, most: usize) -> (Vec<&'a str>, usize) {
        let mut sizes: HashMap<&str, (usize, usize)> = HashMap::new();
        let (mut large, mut sum) = (Vec::new(), 0_usize);
        for name in &self.order {
            let Some((own, targets)) = self.parts.get(name) else {
                continue;
            };
            let sizes_of = targets
                .iter()
                .map(|it| sizes.get(it.as_str()).unwrap_or(&(1, 0)));
            let (size, depth) = sizes_of.fold((*own, 0_usize), |(size, depth), (more, below)| {
                (size.saturating_add(*more), depth.max(below + 1))
            });
            let is_large = size > most || depth > DEEPEST;
            if is_large {
                large.push(*name);
            }
            let size = if is_large { (1, 0) } else { (size, depth) };
            sum = sum.saturating_add(size.0);
            sizes.insert(name, size);
        }
        (large, sum)
    }
}

/// Each component after those that it includes. No recursion: chains can be as long as a document.
fn order<'a>(parts: &HashMap<&'a str, (usize, Vec<String>)>) -> Vec<&'a str> {
    let mut names: Vec<&str> = parts.keys().copied().collect();
    names.sort_unstable();
    let mut order = Vec::with_capacity(names.len());
    let mut seen: HashSet<&str> = HashSet::new();
    for start in names {
        let mut way: Vec<(&str, usize)> = Vec::new();
        if seen.insert(start) {
            way.push((start, 0));
        }
        while let Some((name, followed)) = way.last_mut() {
            let target = parts.get(name).and_then(|(_, all)| all.get(*followed));
            *followed += 1;
            match target.and_then(|it| parts.get_key_value(it.as_str())) {
                Some((target, _)) if seen.insert(target) => way.push((target, 0)),
                Some(_) => {}
                None => {
                    order.push(*name);
                    way.pop();
                }
            }
        }
    }
    order
}
