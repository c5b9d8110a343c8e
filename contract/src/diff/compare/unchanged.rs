//! Which schemas are the same in both documents, down to the last reference: there is nothing to compare.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use crate::diff::model::{Document, canonical};

/// The references that lead to something else than before, at any depth.
#[derive(Default)]
pub(super) struct Unchanged<'v> {
    changed: HashSet<&'v str>,
    /// How many different references the documents have.
    pub(super) references: usize,
}

impl<'v> Unchanged<'v> {
    pub(super) fn of(base: Document<'v>, head: Document<'v>) -> Self {
        let mut names = BTreeSet::new();
        collect(base.root, &mut names);
        collect(head.root, &mut names);
        let as_they_stand = Unchanged::default();
        let mut changed = HashSet::new();
        // Who refers to a reference.
        let mut users: HashMap<&'v str, Vec<&'v str>> = HashMap::new();
        // Several spellings of one reference lead to one value.
        let mut inside: HashMap<usize, BTreeSet<&'v str>> = HashMap::new();
        for name in &names {
            match (base.target(name), head.target(name)) {
                (None, None) => {}
                (Some(left), Some(right)) if as_they_stand.same(left.value, right.value) => {
                    let found = inside.entry(left.address()).or_insert_with(|| {
                        let mut found = BTreeSet::new();
                        collect(left.value, &mut found);
                        found
                    });
                    for used in found.iter() {
                        users.entry(used).or_default().push(name);
                    }
                }
                _ => {
                    changed.insert(*name);
                }
            }
        }
        let mut queue: Vec<&str> = changed.iter().copied().collect();
        while let Some(name) = queue.pop() {
            for user in users.remove(name).unwrap_or_default() {
                if changed.insert(user) {
                    queue.push(user);
                }
            }
        }
        Unchanged {
            changed,
            references: names.len(),
        }
    }

    /// Both are written alike, and so is all that they refer to.
    pub(super) fn same(&self, base: &Value, head: &Value) -> bool {
        match (base, head) {
            (Value::Object(left), Value::Object(right)) => {
                left.len() == right.len()
                    && left.iter().all(|(key, left)| {
                        right.get(key).is_some_and(|right| {
                            self.same(left, right) && !self.leads_elsewhere(key, left)
                        })
                    })
            }
            (Value::Array(left), Value::Array(right)) => {
                left.len() == right.len()
                    && left
                        .iter()
                        .zip(right)
                        .all(|(left, right)| self.same(left, right))
            }
            _ => canonical::same(base, head),
        }
    }

    fn leads_elsewhere(&self, key: &str, value: &Value) -> bool {
        key == "$ref" && value.as_str().is_some_and(|it| self.changed.contains(it))
    }
}

fn collect<'v>(value: &'v Value, references: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(reference) if key == "$ref" => {
                        references.insert(reference);
                    }
                    _ => collect(value, references),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        _ => {}
    }
}
