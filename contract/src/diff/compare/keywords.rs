//! Every other keyword of a schema, and the fallback for those that no rule knows.

use std::collections::BTreeSet;

use serde_json::Value;

use super::bounds::BOUNDS;
use super::{At, Compare, show, wording};
use crate::diff::model::schema::is_documentation;
use crate::diff::model::{Node, Schema, canonical};
use crate::diff::rules::{Change, structure};

/// A keyword whose value is a schema, and the changes of one that comes or goes.
struct SchemaKeyword {
    keyword: &'static str,
    word: &'static str,
    added: Change,
    removed: Change,
}

/// Keywords whose value is one schema.
const SCHEMAS: [SchemaKeyword; 9] = [
    SchemaKeyword {
        keyword: "contains",
        word: "contains",
        added: Change::ContainsAdded,
        removed: Change::ContainsRemoved,
    },
    SchemaKeyword {
        keyword: "if",
        word: "if",
        added: Change::IfAdded,
        removed: Change::IfRemoved,
    },
    SchemaKeyword {
        keyword: "then",
        word: "then",
        added: Change::ThenAdded,
        removed: Change::ThenRemoved,
    },
    SchemaKeyword {
        keyword: "else",
        word: "else",
        added: Change::ElseAdded,
        removed: Change::ElseRemoved,
    },
    SchemaKeyword {
        keyword: "not",
        word: "not",
        added: Change::NotAdded,
        removed: Change::NotRemoved,
    },
    SchemaKeyword {
        keyword: "propertyNames",
        word: "property-names",
        added: Change::PropertyNamesAdded,
        removed: Change::PropertyNamesRemoved,
    },
    SchemaKeyword {
        keyword: "unevaluatedItems",
        word: "unevaluated-items",
        added: Change::UnevaluatedItemsAdded,
        removed: Change::UnevaluatedItemsRemoved,
    },
    SchemaKeyword {
        keyword: "unevaluatedProperties",
        word: "unevaluated-properties",
        added: Change::UnevaluatedPropertiesAdded,
        removed: Change::UnevaluatedPropertiesRemoved,
    },
    SchemaKeyword {
        keyword: "contentSchema",
        word: "content-schema",
        added: Change::ContentSchemaAdded,
        removed: Change::ContentSchemaRemoved,
    },
];

/// Keywords whose value is a schema for each name.
const MAPS: [SchemaKeyword; 2] = [
    SchemaKeyword {
        keyword: "patternProperties",
        word: "pattern-property",
        added: Change::PatternPropertyAdded,
        removed: Change::PatternPropertyRemoved,
    },
    SchemaKeyword {
        keyword: "dependentSchemas",
        word: "dependent-schema",
        added: Change::DependentSchemaAdded,
        removed: Change::DependentSchemaRemoved,
    },
];

const ITEMS: SchemaKeyword = SchemaKeyword {
    keyword: "items",
    word: "items",
    added: Change::ItemsAdded,
    removed: Change::ItemsRemoved,
};

const PREFIX_ITEMS: SchemaKeyword = SchemaKeyword {
    keyword: "prefixItems",
    word: "prefix-items",
    added: Change::PrefixItemsAdded,
    removed: Change::PrefixItemsRemoved,
};

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
    /// Annotations of a schema, whatever it is made of.
    pub(super) fn annotations(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        let holders = |name: &str| {
            let (left, right) = (base.keywords.get(name), head.keywords.get(name));
            (
                Self::holder(base, left, right.map(|keyword| (head, keyword))),
                Self::holder(head, right, left.map(|keyword| (base, keyword))),
            )
        };
        let (from, to) = holders("default");
        let sides = (Some(&from), Some(&to));
        let (left, right) = (base.keywords.get("default"), head.keywords.get("default"));
        let change = match (left, right) {
            (None, Some(to)) => Some((
                Change::DefaultValueAdded,
                format!("default {} added", show(to.value)),
            )),
            (Some(from), None) => Some((
                Change::DefaultValueRemoved,
                format!("default {} removed", show(from.value)),
            )),
            (Some(from), Some(to)) if !canonical::same(from.value, to.value) => Some((
                Change::DefaultValueChanged,
                format!(
                    "default changed from {} to {}",
                    show(from.value),
                    show(to.value)
                ),
            )),
            _ => None,
        };
        if let Some((change, what)) = change {
            let (from, to) = (wording::value(left), wording::value(right));
            self.schema_finding(at, change, sides, &[&from, &to], what);
        }
        let (from, to) = holders("deprecated");
        let sides = (Some(&from), Some(&to));
        match (base.flag("deprecated"), head.flag("deprecated")) {
            (false, true) => self.schema_finding(
                at,
                Change::Deprecated,
                sides,
                &[],
                "is deprecated now".into(),
            ),
            (true, false) => self.schema_finding(
                at,
                Change::Reactivated,
                sides,
                &[],
                "is no longer deprecated".into(),
            ),
            _ => {}
        }
        let mut names: BTreeSet<&str> = base
            .keywords
            .keys()
            .chain(head.keywords.keys())
            .copied()
            .collect();
        names.retain(|name| is_documentation(name) || name.starts_with("x-") || *name == "xml");
        for name in names {
            let (left, right) = (base.keywords.get(name), head.keywords.get(name));
            match (left, right) {
                (Some(left), Some(right)) if canonical::same(left.value, right.value) => continue,
                _ => {}
            }
            let (from, to) = holders(name);
            let sides = (Some(&from), Some(&to));
            if name == "x-extensible-enum" {
                self.extensible_enum(left, right, sides, at);
                continue;
            }
            let change = match name {
                "x-sunset" => Change::SunsetChanged,
                "x-stability-level" => {
                    let rank = |at: Option<&Node<'_>>| {
                        super::operation::stability(at.and_then(|at| at.value.as_str()))
                    };
                    if rank(right) < rank(left) {
                        Change::StabilityDecreased
                    } else {
                        Change::StabilityIncreased
                    }
                }
                name if is_documentation(name) => Change::DocumentationChanged,
                _ => Change::ExtensionChanged,
            };
            let what = wording::change(name, left, right);
            let (from, to) = (wording::member(name, left), wording::member(name, right));
            self.schema_finding(at, change, sides, &[name, &from, &to], what);
        }
    }

    fn extensible_enum(
        &mut self,
        left: Option<&Node<'v>>,
        right: Option<&Node<'v>>,
        sides: super::Sides<'_, 'v>,
        at: At,
    ) {
        let texts = |at: Option<&Node<'v>>| -> BTreeSet<String> {
            at.map(|at| {
                at.items()
                    .iter()
                    .map(|item| canonical::text(item.value))
                    .collect()
            })
            .unwrap_or_default()
        };
        let (left, right) = (texts(left), texts(right));
        for gone in left.difference(&right) {
            self.schema_finding(
                at,
                Change::XExtensibleEnumValueRemoved,
                sides,
                &[gone],
                format!("{gone} removed"),
            );
        }
        for new in right.difference(&left) {
            self.schema_finding(
                at,
                Change::XExtensibleEnumValueAdded,
                sides,
                &[new],
                format!("{new} added"),
            );
        }
    }

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
            let what = format!("{name} changed, and no rule says what that means");
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

    fn sub_schema(
        &mut self,
        rule: &SchemaKeyword,
        step: &str,
        left: Option<&Node<'v>>,
        right: Option<&Node<'v>>,
        sides: super::Sides<'_, 'v>,
        at: At,
    ) {
        match (left, right) {
            (Some(left), Some(right)) => {
                let step = if step == "[]" {
                    step.to_owned()
                } else {
                    format!(".({step})")
                };
                let inside = match rule.keyword {
                    "not" => at.negated(),
                    "if" => at.condition(),
                    _ => at.inside(),
                };
                self.within(&step, |this| this.schema(left, right, inside));
            }
            (None, Some(right)) => {
                self.schema_finding(
                    at,
                    rule.added,
                    (sides.0, Some(right)),
                    &[step, &wording::value(Some(right))],
                    format!("{} added", rule.word),
                );
            }
            (Some(left), None) => {
                self.schema_finding(
                    at,
                    rule.removed,
                    (Some(left), sides.1),
                    &[step, &wording::value(Some(left))],
                    format!("{} removed", rule.word),
                );
            }
            (None, None) => {}
        }
    }

    /// A sequence: the first with the first, and so on.
    fn prefix_items(
        &mut self,
        left: Option<&Node<'v>>,
        right: Option<&Node<'v>>,
        sides: super::Sides<'_, 'v>,
        at: At,
    ) {
        let items = |at: Option<&Node<'v>>| at.map(Node::items).unwrap_or_default();
        let (left, right) = (items(left), items(right));
        for index in 0..left.len().max(right.len()) {
            let step = if index < left.len().min(right.len()) {
                format!("[{index}]")
            } else {
                index.to_string()
            };
            match (left.get(index), right.get(index)) {
                (Some(left), Some(right)) => {
                    self.within(&step, |this| this.schema(left, right, at.inside()))
                }
                (left, right) => self.sub_schema(&PREFIX_ITEMS, &step, left, right, sides, at),
            }
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
            let what = format!("what {key} requires {word}");
            self.schema_finding(at, change, sides, &[key, &from, &to], what);
        }
    }

    fn additional_properties(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        let (left, right) = (
            base.keywords.get("additionalProperties"),
            head.keywords.get("additionalProperties"),
        );
        let closed = |at: Option<&Node<'_>>| at.is_some_and(|at| at.value == &Value::Bool(false));
        let sides = (Some(&base.at), Some(&head.at));
        let (change, word) = match (left, right) {
            (Some(left), Some(right)) if left.value.is_object() && right.value.is_object() => {
                self.within("[*]", |this| this.schema(left, right, at.inside()));
                return;
            }
            _ if closed(left) == closed(right) && left.is_some() == right.is_some() => return,
            _ if closed(right) => (Change::AdditionalPropertiesClosed, "closed"),
            _ if closed(left) => (Change::AdditionalPropertiesOpened, "opened"),
            (None, _) => (Change::AdditionalPropertiesTyped, "typed"),
            _ => (Change::AdditionalPropertiesUntyped, "untyped"),
        };
        let (from, to) = (wording::value(left), wording::value(right));
        let what = format!("additional properties {word}");
        self.schema_finding(at, change, sides, &[&from, &to], what);
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
