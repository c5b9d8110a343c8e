//! Enums, constants, and enums of tuples.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::Value;

use super::{At, Compare, show, wording};
use crate::diff::model::keyword::is_annotation;
use crate::diff::model::{Schema, canonical};
use crate::diff::rules::Change;

impl<'v> Compare<'v> {
    pub(super) fn values(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        let sides = (Some(&base.at), Some(&head.at));
        let (left, right) = match (&base.values, &head.values) {
            (None, None) => return,
            (None, Some(values)) => {
                let change = if head.constant {
                    Change::ConstAdded
                } else {
                    Change::BecameEnum
                };
                let what = format!("now allows only {}", list(values));
                self.schema_finding(at, change, sides, &[&texts(values)], what);
                return;
            }
            (Some(values), None) => {
                let change = if base.constant {
                    Change::ConstRemoved
                } else {
                    Change::NoLongerEnum
                };
                let what = format!("now allows any value, previously only {}", list(values));
                self.schema_finding(at, change, sides, &[&texts(values)], what);
                return;
            }
            (Some(left), Some(right)) => (left, right),
        };
        self.described(base, head, at);
        let mut gone = without(left, right);
        let mut new = without(right, left);
        if let ([old], [value], true) = (
            gone.as_slice(),
            new.as_slice(),
            base.constant && head.constant,
        ) {
            let what = format!("constant changed from {} to {}", show(old), show(value));
            self.schema_finding(
                at,
                Change::ConstChanged,
                sides,
                &[&texts(&[old]), &texts(&[value])],
                what,
            );
            return;
        }
        for (old, value) in pair_tuples(&mut gone, &mut new) {
            let elements = elements(old, value);
            let what = format!("tuple {} changed: {elements}", show(old));
            self.schema_finding(
                at,
                Change::EnumTupleChanged,
                sides,
                &[&texts(&[old]), &texts(&[value])],
                what,
            );
        }
        for value in gone {
            let what = format!("enum value {} removed", show(value));
            self.schema_finding(
                at,
                Change::EnumValueRemoved,
                sides,
                &[&texts(&[value])],
                what,
            );
        }
        for value in new {
            let what = format!("enum value {} added", show(value));
            self.schema_finding(at, Change::EnumValueAdded, sides, &[&texts(&[value])], what);
        }
    }
}

impl<'v> Compare<'v> {
    /// What is written beside values that stay.
    fn described(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        let texts = |schema: &Schema<'v>| -> HashSet<String> {
            let values = schema.values.iter().flatten();
            values.map(|value| canonical::text(value)).collect()
        };
        let (lefts, rights) = (texts(base), texts(head));
        let words = |schema: &Schema<'v>, others: &HashSet<String>| -> String {
            let mut words = String::new();
            for value in schema.values.iter().flatten() {
                let text = canonical::text(value);
                if let Some(branch) = schema.described.get(&text)
                    && others.contains(&text)
                {
                    for (keyword, at) in branch.entries() {
                        if is_annotation(keyword) {
                            words.push_str(&format!(
                                "{text} {keyword} {}\n",
                                canonical::text(at.value)
                            ));
                        }
                    }
                }
            }
            words
        };
        let sorted = |words: String| {
            let mut lines: Vec<&str> = words.lines().collect();
            lines.sort_unstable();
            wording::hash(&lines.join("\n"))
        };
        let (from, to) = (sorted(words(base, &rights)), sorted(words(head, &lefts)));
        if from != to {
            let sides = (Some(&base.at), Some(&head.at));
            let what = "documentation of the values changed".to_owned();
            self.schema_finding(
                at,
                Change::DocumentationChanged,
                sides,
                &["values", &from, &to],
                what,
            );
        }
    }
}

/// Values in a fingerprint, whatever their order.
fn texts(values: &[&Value]) -> String {
    let mut texts: Vec<String> = values.iter().map(|value| canonical::text(value)).collect();
    texts.sort_unstable();
    wording::digest(&texts.join(", "))
}

fn list(values: &[&Value]) -> String {
    values
        .iter()
        .map(|value| show(value))
        .collect::<Vec<_>>()
        .join(", ")
}

fn without<'v>(values: &[&'v Value], others: &[&'v Value]) -> Vec<&'v Value> {
    let others: std::collections::BTreeSet<String> =
        others.iter().map(|other| canonical::text(other)).collect();
    values
        .iter()
        .copied()
        .filter(|value| !others.contains(&canonical::text(value)))
        .collect()
}

/// Tuples that went and came with the same first element are one tuple that changed.
fn pair_tuples<'v>(
    gone: &mut Vec<&'v Value>,
    new: &mut Vec<&'v Value>,
) -> Vec<(&'v Value, &'v Value)> {
    let key = |value: &Value| Some(canonical::text(value.as_array()?.first()?));
    let mut waiting: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (index, value) in new.iter().enumerate() {
        if let Some(first) = key(value) {
            waiting.entry(first).or_default().push_back(index);
        }
    }
    let mut pairs = Vec::new();
    let mut taken = HashSet::new();
    gone.retain(|old| {
        let waiting = key(old).and_then(|first| waiting.get_mut(&first)?.pop_front());
        let Some((index, value)) = waiting.and_then(|it| Some((it, *new.get(it)?))) else {
            return true;
        };
        pairs.push((*old, value));
        taken.insert(index);
        false
    });
    let mut index = 0..;
    new.retain(|_| index.next().is_none_or(|index| !taken.contains(&index)));
    pairs
}

fn elements(old: &Value, new: &Value) -> String {
    let (Some(old), Some(new)) = (old.as_array(), new.as_array()) else {
        return "another value".to_owned();
    };
    let mut texts = Vec::new();
    for index in 0..old.len().max(new.len()) {
        let (before, after) = (old.get(index), new.get(index));
        if before != after {
            let shown = |value: Option<&Value>| value.map_or_else(|| "nothing".to_owned(), show);
            texts.push(format!(
                "element {} from {} to {}",
                index + 1,
                shown(before),
                shown(after)
            ));
        }
    }
    texts.join(", ")
}
