//! Headers of responses.

use std::collections::BTreeMap;

use super::{At, Compare, all_names};
use crate::diff::model::Node;
use crate::diff::rules::{Position, structure};

impl<'v> Compare<'v> {
    pub(super) fn headers(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let of = |at: &Node<'v>| -> BTreeMap<String, Node<'v>> {
            at.members("headers")
                .into_iter()
                .map(|(name, at)| (name.to_lowercase(), at))
                .collect()
        };
        let (left, right) = (of(base), of(head));
        for name in all_names(&left, &right) {
            self.within(&format!("header {name}"), |this| {
                match (left.get(name), right.get(name)) {
                    (Some(left), Some(right)) => this.followed(left, right, Self::header),
                    (None, Some(right)) => {
                        this.structure_finding(
                            &structure::RESPONSE_HEADER_ADDED,
                            (Some(base), Some(right)),
                            &[name],
                            format!("header {name} added"),
                        );
                    }
                    (Some(left), None) => {
                        let required = this.base.resolve(left).flag("required");
                        let rule = if required {
                            &structure::REQUIRED_RESPONSE_HEADER_REMOVED
                        } else {
                            &structure::OPTIONAL_RESPONSE_HEADER_REMOVED
                        };
                        this.structure_finding(
                            rule,
                            (Some(left), Some(head)),
                            &[name],
                            format!("header {name} removed"),
                        );
                    }
                    (None, None) => {}
                }
            });
        }
    }

    pub(super) fn header(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let sides = (Some(base), Some(head));
        self.flag(
            "required",
            (base, head),
            (
                &structure::RUST_RESPONSE_HEADER_BECAME_REQUIRED,
                "became required",
            ),
            (
                &structure::RESPONSE_HEADER_BECAME_OPTIONAL,
                "became optional",
            ),
        );
        if base.flag("deprecated") != head.flag("deprecated") {
            self.structure_finding(
                &structure::RUST_DOCUMENTATION_CHANGED,
                sides,
                &["deprecated"],
                "deprecation changed".into(),
            );
        }
        let at = At {
            textual: true,
            listed: true,
            ..At::new(Position::Header)
        };
        self.schema_or_content(base, head, at);
        self.rest(
            base,
            head,
            &[
                "required",
                "schema",
                "content",
                "deprecated",
                "style",
                "explode",
            ],
        );
    }
}
