//! Which comparison each other keyword of a schema has, and the fallback for those that no rule knows.

use std::collections::BTreeSet;

use super::bounds::BOUNDS;
use super::sub_schemas::{ITEMS, MAPS, SCHEMAS};
use super::{At, Compare, show, wording};
use crate::diff::model::keyword::is_documentation;
use crate::diff::model::{Node, Schema, canonical};
use crate::diff::rules::{Change, structure};

/// Keywords that other files of this folder compare.
const ELSEWHERE: [&str; 8] = [
    "format",
    "pattern",
    "multipleOf",
    "uniqueItems",
    "readOnly",
    "writeOnly",
    "discriminator",
    "additionalProperties",
];

impl<'v> Compare<'v> {
    pub(super) fn keywords(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        let sides = (Some(&base.at), Some(&head.at));
        let names: BTreeSet<&str> = base
            .keywords
            .keys()
            .chain(head.keywords.keys())
            .copied()
            .collect();
        for name in names {
            let (left, right) = (base.keywords.get(name), head.keywords.get(name));
            if let Some(rule) = SCHEMAS.iter().find(|it| it.keyword == name) {
                self.sub_schema(rule, name, left, right, sides, at);
            } else if let Some(rule) = MAPS.iter().find(|it| it.keyword == name) {
                let of = |at: Option<&Node<'v>>| -> BTreeSet<&'v str> {
                    at.map(|at| at.entries().into_iter().map(|(key, _)| key).collect())
                        .unwrap_or_default()
                };
                for key in of(left).union(&of(right)) {
                    let (left, right) = (
                        left.and_then(|at| at.get(key)),
                        right.and_then(|at| at.get(key)),
                    );
                    self.sub_schema(rule, key, left.as_ref(), right.as_ref(), sides, at);
                }
            } else {
                match name {
                    // Another type has other keywords, and is already reported.
                    "items" if base.types != head.types && (left.is_none() || right.is_none()) => {}
                    "items" => self.sub_schema(&ITEMS, "[]", left, right, sides, at),
                    "prefixItems" => self.prefix_items(left, right, sides, at),
                    "dependentRequired" => self.dependent_required(left, right, sides, at),
                    "contentEncoding" | "contentMediaType" => {
                        let change = if name == "contentEncoding" {
                            Change::ContentEncodingChanged
                        } else {
                            Change::ContentMediaTypeChanged
                        };
                        if !same(left, right) && !super::schema::respelled(base, head) {
                            let what =
                                format!("{name} changed from {} to {}", shown(left), shown(right));
                            self.schema_finding(
                                at,
                                change,
                                sides,
                                &[&wording::value(left), &wording::value(right)],
                                what,
                            );
                        }
                    }
                    "readOnly" | "writeOnly"
                        if !same(left, right) && !is_property(&base.at, &head.at, at) =>
                    {
                        self.fallback(name, left, right);
                    }
                    _ if known(name) => {}
                    _ => self.fallback(name, left, right),
                }
            }
        }
        self.additional_properties(base, head, at);
        self.discriminator(base, head, at);
    }

    fn fallback(&mut self, name: &str, left: Option<&Node<'v>>, right: Option<&Node<'v>>) {
        if !same(left, right) {
            let what = format!("{name} changed; no rule covers it, review the change");
            let (from, to) = (wording::value(left), wording::value(right));
            let arguments = [name, &from, &to];
            self.found(
                structure::UNCLASSIFIED.clone(),
                (left, right),
                &arguments,
                what,
            );
        }
    }

    fn dependent_required(
        &mut self,
        left: Option<&Node<'v>>,
        right: Option<&Node<'v>>,
        sides: super::Sides<'_, 'v>,
        at: At,
    ) {
        let names = |at: &Node<'v>| -> BTreeSet<String> {
            at.items()
                .iter()
                .map(|item| item.value.to_string())
                .collect()
        };
        let keys: BTreeSet<&str> = [left, right]
            .into_iter()
            .flatten()
            .flat_map(|at| at.entries().into_iter().map(|(key, _)| key))
            .collect();
        for key in keys {
            let (left, right) = (
                left.and_then(|at| at.get(key)),
                right.and_then(|at| at.get(key)),
            );
            let (from, to) = (
                wording::value(left.as_ref()),
                wording::value(right.as_ref()),
            );
            let (change, word) = match (left, right) {
                (None, Some(_)) => (Change::DependentRequiredAdded, "added"),
                (Some(_), None) => (Change::DependentRequiredRemoved, "removed"),
                (Some(left), Some(right)) if names(&left) != names(&right) => {
                    (Change::DependentRequiredChanged, "changed")
                }
                _ => continue,
            };
            let what = format!("dependentRequired of {key} {word}");
            self.schema_finding(at, change, sides, &[key, &from, &to], what);
        }
    }
}

fn known(name: &str) -> bool {
    ELSEWHERE.contains(&name)
        || name == "default"
        || name == "deprecated"
        || name == "xml"
        || is_documentation(name)
        || name.starts_with("x-")
        || BOUNDS.iter().any(|(keyword, _)| *keyword == name)
}

/// Properties have rules of their own for what is read-only.
fn is_property(base: &Node<'_>, head: &Node<'_>, at: At) -> bool {
    at.position == at.position.inside()
        && base.pointer().contains("/properties/")
        && head.pointer().contains("/properties/")
}

fn same(left: Option<&Node<'_>>, right: Option<&Node<'_>>) -> bool {
    match (left, right) {
        (None, None) => true,
        (Some(left), Some(right)) => canonical::same(left.value, right.value),
        _ => false,
    }
}

fn shown(at: Option<&Node<'_>>) -> String {
    at.map_or_else(|| "none".to_owned(), |at| show(at.value))
}
