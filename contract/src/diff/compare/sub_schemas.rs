//! Keywords whose value is a schema, or several.

use serde_json::Value;

use super::{At, Compare, Sides, wording};
use crate::diff::model::{Node, Schema};
use crate::diff::rules::Change;

/// A keyword whose value is a schema, and the changes of one that comes or goes.
pub(super) struct SchemaKeyword {
    pub(super) keyword: &'static str,
    word: &'static str,
    added: Change,
    removed: Change,
}

/// Keywords whose value is one schema.
pub(super) const SCHEMAS: [SchemaKeyword; 9] = [
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
pub(super) const MAPS: [SchemaKeyword; 2] = [
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

pub(super) const ITEMS: SchemaKeyword = SchemaKeyword {
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

impl<'v> Compare<'v> {
    /// The schema of a keyword, and what it means that it came or went.
    pub(super) fn sub_schema(
        &mut self,
        rule: &SchemaKeyword,
        step: &str,
        left: Option<&Node<'v>>,
        right: Option<&Node<'v>>,
        sides: Sides<'_, 'v>,
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
    pub(super) fn prefix_items(
        &mut self,
        left: Option<&Node<'v>>,
        right: Option<&Node<'v>>,
        sides: Sides<'_, 'v>,
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

    pub(super) fn additional_properties(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
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
            _ if closed(right) => (Change::AdditionalPropertiesClosed, "are now forbidden"),
            _ if closed(left) => (Change::AdditionalPropertiesOpened, "are now allowed"),
            (None, _) => (Change::AdditionalPropertiesTyped, "now have a schema"),
            _ => (
                Change::AdditionalPropertiesUntyped,
                "no longer have a schema",
            ),
        };
        let (from, to) = (wording::value(left), wording::value(right));
        let what = format!("additional properties {word}");
        self.schema_finding(at, change, sides, &[&from, &to], what);
    }
}
