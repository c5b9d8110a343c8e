//! The location of a change: at the reference to a shared schema, or in the shared schema.

use serde_json::Value;

use super::{At, Compare};
use crate::diff::model::keyword::is_annotation;
use crate::diff::model::{Node, Schema, canonical};

/// A reference site that names another schema than before.
#[derive(Clone, Debug)]
pub(super) struct Site<'v> {
    base: Node<'v>,
    head: Node<'v>,
}

impl Site<'_> {
    pub(super) fn pointer(&self) -> String {
        self.head.pointer()
    }

    pub(super) fn address(&self) -> (usize, usize) {
        (self.base.address(), self.head.address())
    }
}

/// The reference that a schema amounts to: its own, that of its one branch beside null, or that of the one branch of an
/// `allOf` that restricts anything.
fn reference<'v>(at: &Node<'v>) -> Option<&'v str> {
    if let Some(reference) = at.text("$ref") {
        return Some(reference);
    }
    for keyword in ["oneOf", "anyOf", "allOf"] {
        let branches = at.get(keyword).map(|at| at.items()).unwrap_or_default();
        let mut restricting = branches.iter().filter(|branch| match keyword {
            "allOf" => !is_annotations_only(branch.value),
            _ => !is_null(branch.value),
        });
        if let (Some(only), None) = (restricting.next(), restricting.next()) {
            return reference(only);
        }
    }
    None
}

fn is_null(schema: &Value) -> bool {
    let null = Some("null");
    schema.get("type").and_then(Value::as_str) == null
        || schema.get("const").is_some_and(Value::is_null)
        || schema
            .get("enum")
            .and_then(Value::as_array)
            .is_some_and(|values| values.iter().all(Value::is_null) && !values.is_empty())
}

/// A schema of annotations alone.
fn is_annotations_only(schema: &Value) -> bool {
    schema
        .as_object()
        .is_none_or(|map| map.keys().all(|keyword| is_annotation(keyword)))
}

/// A schema as it is written, without annotations.
fn bare(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(keyword, _)| !is_annotation(keyword));
            canonical::text(&Value::Object(
                kept.map(|(keyword, value)| (keyword.clone(), value.clone()))
                    .collect(),
            ))
        }
        other => canonical::text(other),
    }
}

impl<'v> Compare<'v> {
    /// The two references name one component, or one that was only renamed.
    fn same_target(&self, base: &str, head: &str) -> bool {
        let component = |reference: &str| reference.starts_with("#/components/");
        base == head
            || (component(base)
                && component(head)
                && self.base.target(head).is_none()
                && self.head.target(base).is_none())
    }

    /// Two schemas at the sites that refer to them.
    pub(super) fn pair(&mut self, base: &Node<'v>, head: &Node<'v>, at: At) {
        let (mut left, mut right) = self.read(base, head);
        let (from, to) = (reference(base), reference(head));
        let site = self.site.clone();
        match (from, to) {
            (None, None) => self.schemas(&left, &right, at),
            (Some(from), Some(to)) if self.same_target(from, to) => {
                self.site = None;
                let targets = (self.base.target(from), self.head.target(to));
                let spelled = |at: &Node<'v>, target: &str| bare(at.value).replace(target, "");
                if let (Some(was), Some(is)) = targets
                    && spelled(base, from) != spelled(head, to)
                    && was.address() != base.address()
                {
                    self.used_differently((base, head), (&was, &is), (left, right), at);
                } else {
                    self.schemas(&left, &right, at);
                }
            }
            _ if !self.retargets() => self.not_compared(base, head),
            _ => {
                (left.at, right.at) = (base.clone(), head.clone());
                self.site = Some(Site {
                    base: base.clone(),
                    head: head.clone(),
                });
                self.schemas(&left, &right, at);
            }
        }
        self.site = site;
    }

    /// One schema, used differently than before: changes of the schema itself are reported there, the rest here.
    fn used_differently(
        &mut self,
        (base, head): (&Node<'v>, &Node<'v>),
        targets: (&Node<'v>, &Node<'v>),
        (mut left, mut right): (Schema<'v>, Schema<'v>),
        at: At,
    ) {
        (left.at, right.at) = (base.clone(), head.clone());
        self.beyond(
            |this| this.schema(targets.0, targets.1, at),
            |this| this.schemas(&left, &right, at),
        );
    }

    /// Follows the references of a parameter, body, response or header, and walks what they lead to.
    pub(super) fn followed(
        &mut self,
        base: &Node<'v>,
        head: &Node<'v>,
        walk: impl FnOnce(&mut Self, &Node<'v>, &Node<'v>),
    ) {
        let (left, right) = (self.base.resolve(base), self.head.resolve(head));
        let site = self.site.clone();
        self.site = match (base.text("$ref"), head.text("$ref")) {
            (None, None) => site.clone(),
            (Some(from), Some(to)) if self.same_target(from, to) => None,
            _ => Some(Site {
                base: base.clone(),
                head: head.clone(),
            }),
        };
        walk(self, &left, &right);
        self.site = site;
    }

    /// Where a keyword is written: in the shared schema, or at the reference to it.
    pub(super) fn holder(
        schema: &Schema<'v>,
        own: Option<&Node<'v>>,
        other: Option<(&Schema<'v>, &Node<'v>)>,
    ) -> Node<'v> {
        let is_shared = match (own, other) {
            (Some(own), _) => own.parent_pointer() == schema.at.pointer(),
            (None, Some((other, keyword))) => keyword.parent_pointer() == other.at.pointer(),
            (None, None) => true,
        };
        if is_shared {
            schema.at.clone()
        } else {
            schema.used_at.clone()
        }
    }
}
