//! Parameters of a path and of its operations.

use std::collections::BTreeMap;

use super::{At, Compare, all_names, wording};
use crate::diff::model::{Document, Node, canonical};
use crate::diff::rules::{Position, structure};

/// Location and name; header names whatever their case.
type Name = (String, String);

fn of<'v>(
    document: Document<'v>,
    item: &Node<'v>,
    operation: &Node<'v>,
    renamed: &[(String, String)],
) -> BTreeMap<Name, Node<'v>> {
    let mut found = BTreeMap::new();
    for owner in [item, operation] {
        for node in owner
            .get("parameters")
            .map(|at| at.items())
            .unwrap_or_default()
        {
            let parameter = document.resolve(&node);
            let location = parameter.text("in").unwrap_or_default().to_owned();
            let mut name = parameter.text("name").unwrap_or_default().to_owned();
            if location == "header" {
                name = name.to_lowercase();
            }
            if location == "path"
                && let Some((_, new)) = renamed.iter().find(|(old, _)| *old == name)
            {
                name = new.clone();
            }
            found.insert((location, name), node);
        }
    }
    found
}

/// How a parameter is written, with what is left out spelled out.
fn serialization(parameter: &Node<'_>) -> (String, bool, bool) {
    let style = parameter
        .text("style")
        .unwrap_or(match parameter.text("in") {
            Some("query" | "cookie") => "form",
            _ => "simple",
        });
    let explode = parameter
        .get("explode")
        .and_then(|at| at.value.as_bool())
        .unwrap_or(style == "form");
    (style.to_owned(), explode, parameter.flag("allowReserved"))
}

impl<'v> Compare<'v> {
    pub(super) fn parameters(
        &mut self,
        items: (&Node<'v>, &Node<'v>),
        base: &Node<'v>,
        head: &Node<'v>,
        renamed: &[(String, String)],
    ) {
        let left = of(self.base, items.0, base, renamed);
        let right = of(self.head, items.1, head, &[]);
        for name in all_names(&left, &right) {
            let step = format!("{} parameter {}", name.0, name.1);
            self.parameter = Some(name.1.clone());
            self.within(&step, |this| match (left.get(name), right.get(name)) {
                (Some(left), Some(right)) => this.followed(left, right, Self::parameter),
                (None, Some(right)) => this.parameter_added(name, right, base),
                (Some(left), None) => this.parameter_removed(name, left, head),
                (None, None) => {}
            });
        }
        self.parameter = None;
    }

    fn parameter_added(&mut self, name: &Name, node: &Node<'v>, operation: &Node<'v>) {
        let parameter = self.head.resolve(node);
        let rule = match (name.0.as_str(), parameter.flag("required")) {
            _ if self.received => &structure::RESPONSE_HEADER_ADDED,
            ("path", _) => &structure::NEW_REQUEST_PATH_PARAMETER,
            (_, true) => &structure::NEW_REQUIRED_REQUEST_PARAMETER,
            (_, false) => &structure::NEW_OPTIONAL_REQUEST_PARAMETER,
        };
        self.structure_finding(
            rule,
            (Some(operation), Some(node)),
            &[&name.0, &name.1],
            "parameter added".into(),
        );
    }

    fn parameter_removed(&mut self, name: &Name, node: &Node<'v>, operation: &Node<'v>) {
        let parameter = self.base.resolve(node);
        let sunset = parameter
            .text("x-sunset")
            .is_some_and(|day| day > crate::lock::today().as_str());
        let rule = match (name.0.as_str(), parameter.flag("deprecated"), sunset) {
            _ if self.received && parameter.flag("required") => {
                &structure::REQUIRED_RESPONSE_HEADER_REMOVED
            }
            _ if self.received => &structure::OPTIONAL_RESPONSE_HEADER_REMOVED,
            (_, true, true) => &structure::REQUEST_PARAMETER_REMOVED_BEFORE_SUNSET,
            (_, true, false) => &structure::REQUEST_PARAMETER_REMOVED_WITH_DEPRECATION,
            ("path", ..) => &structure::RUST_REQUEST_PATH_PARAMETER_REMOVED,
            _ => &structure::REQUEST_PARAMETER_REMOVED,
        };
        self.structure_finding(
            rule,
            (Some(node), Some(operation)),
            &[&name.0, &name.1],
            "parameter removed".into(),
        );
    }

    pub(super) fn parameter(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let sides = (Some(base), Some(head));
        let (set, unset) = if self.received {
            (
                &structure::RUST_RESPONSE_HEADER_BECAME_REQUIRED,
                &structure::RESPONSE_HEADER_BECAME_OPTIONAL,
            )
        } else {
            (
                &structure::REQUEST_PARAMETER_BECAME_REQUIRED,
                &structure::REQUEST_PARAMETER_BECAME_OPTIONAL,
            )
        };
        self.flag(
            "required",
            (base, head),
            (set, "became required"),
            (unset, "became optional"),
        );
        if serialization(base) != serialization(head) {
            let (from, to) = (
                format!("{:?}", serialization(base)),
                format!("{:?}", serialization(head)),
            );
            let what = format!("style, explode, allowReserved changed from {from} to {to}");
            self.structure_finding(
                &structure::RUST_REQUEST_PARAMETER_SERIALIZATION_CHANGED,
                sides,
                &[&from, &to],
                what,
            );
        }
        self.flag(
            "deprecated",
            (base, head),
            (
                &structure::REQUEST_PARAMETER_DEPRECATED,
                "is now deprecated",
            ),
            (
                &structure::REQUEST_PARAMETER_REACTIVATED,
                "is no longer deprecated",
            ),
        );
        self.sunset(
            base,
            head,
            [
                &structure::REQUEST_PARAMETER_SUNSET_DELETED,
                &structure::RUST_REQUEST_PARAMETER_SUNSET_SET,
                &structure::REQUEST_PARAMETER_SUNSET_DATE_CHANGED_TOO_SMALL,
                &structure::RUST_REQUEST_PARAMETER_SUNSET_MOVED_LATER,
                &structure::REQUEST_PARAMETER_SUNSET_PARSE,
                &structure::RUST_REQUEST_PARAMETER_SUNSET_READABLE,
            ],
        );
        let at = At {
            textual: true,
            // Where the elements of a list stand between commas, a text with a comma in it is another list.
            listed: base.text("in") == Some("query")
                && serialization(base) == serialization(head)
                && serialization(base).1,
            header: base.text("in") == Some("header"),
            ..At::new(if self.received {
                Position::Header
            } else {
                Position::Parameter
            })
        };
        self.schema_or_content(base, head, at);
        self.rest(
            base,
            head,
            &[
                "name",
                "in",
                "required",
                "style",
                "explode",
                "allowReserved",
                "deprecated",
                "x-sunset",
                "schema",
                "content",
            ],
        );
    }

    /// The `schema` of a parameter or header, or that of its one media type.
    pub(super) fn schema_or_content(&mut self, base: &Node<'v>, head: &Node<'v>, at: At) {
        match (base.get("schema"), head.get("schema")) {
            (Some(left), Some(right)) => self.root(&left, &right, at),
            (None, None) => match (base.get("content"), head.get("content")) {
                (Some(left), Some(right)) => {
                    let names = |at: &Node<'v>| -> Vec<&'v str> {
                        at.entries().into_iter().map(|(name, _)| name).collect()
                    };
                    if names(&left) != names(&right) {
                        self.unclassified(&left, &right, "content");
                    }
                    for (name, media) in left.entries() {
                        if let (Some(from), Some(to)) = (
                            media.get("schema"),
                            right.get(name).and_then(|at| at.get("schema")),
                        ) {
                            self.root(
                                &from,
                                &to,
                                At {
                                    textual: false,
                                    ..at
                                },
                            );
                        }
                    }
                }
                (None, None) => {}
                _ => self.unclassified(base, head, "content"),
            },
            (left, right) => {
                let empty = serde_json::Value::Null;
                let same = |at: &Option<Node<'v>>| {
                    at.as_ref()
                        .is_none_or(|at| canonical::same(at.value, &empty))
                };
                if !(same(&left) && same(&right)) {
                    self.unclassified(base, head, "schema");
                }
            }
        }
    }

    pub(super) fn unclassified(&mut self, base: &Node<'v>, head: &Node<'v>, what: &str) {
        let rule = structure::UNCLASSIFIED.clone();
        let value = |at: &Node<'v>| wording::value(at.get(what).as_ref().or(Some(at)));
        self.found(
            rule,
            (Some(base), Some(head)),
            &[what, &value(base), &value(head)],
            format!("{what} changed"),
        );
    }
}
