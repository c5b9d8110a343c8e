//! Operations: there or not, what they are called, and everything in them.

use std::collections::BTreeSet;

use super::Compare;
use crate::diff::finding::Subject;
use crate::diff::model::Node;
use crate::diff::rules::{Rule, structure};

pub(super) use neo_api_document::method::ALL as METHODS;

/// Stability levels in their order; without one, an operation is stable.
pub(super) fn stability(level: Option<&str>) -> usize {
    match level {
        Some("draft") => 0,
        Some("alpha") => 1,
        Some("beta") => 2,
        _ => 3,
    }
}

/// Draft and alpha: nothing was promised.
fn is_unstable(operation: &Node<'_>) -> bool {
    stability(operation.text("x-stability-level")) < 2
}

impl<'v> Compare<'v> {
    pub(super) fn subject(&self, method: &str, path: &str, operation: &Node<'v>) -> Subject {
        Subject {
            method: Some(method.to_uppercase()),
            path: Some(path.to_owned()),
            operation: operation.text("operationId").map(str::to_owned),
            unstable: is_unstable(operation),
        }
    }

    pub(super) fn operation_added(&mut self, method: &str, path: &str, operation: &Node<'v>) {
        self.subject = self.subject(method, path, operation);
        self.structure_finding(
            &structure::ENDPOINT_ADDED,
            (None, Some(operation)),
            &[],
            "operation added".into(),
        );
    }

    pub(super) fn operation_removed(
        &mut self,
        method: &str,
        path: &str,
        operation: &Node<'v>,
        whole_path: bool,
    ) {
        self.subject = self.subject(method, path, operation);
        let [without, before_sunset, with] = if whole_path {
            [
                &structure::API_PATH_REMOVED_WITHOUT_DEPRECATION,
                &structure::API_PATH_REMOVED_BEFORE_SUNSET,
                &structure::API_PATH_REMOVED_WITH_DEPRECATION,
            ]
        } else {
            [
                &structure::API_REMOVED_WITHOUT_DEPRECATION,
                &structure::API_REMOVED_BEFORE_SUNSET,
                &structure::API_REMOVED_WITH_DEPRECATION,
            ]
        };
        let rule = if self.subject.unstable {
            &structure::RUST_API_UNSTABLE_REMOVED
        } else if !operation.flag("deprecated") {
            without
        } else {
            match operation.text("x-sunset").map(parse_day) {
                Some(None) => &structure::API_PATH_SUNSET_PARSE,
                Some(Some(day)) if day > crate::lock::today() => before_sunset,
                _ => with,
            }
        };
        self.structure_finding(
            rule,
            (Some(operation), None),
            &[],
            "operation removed".into(),
        );
    }

    /// `items` are the path items of the operations, with parameters of their own.
    pub(super) fn operation(
        &mut self,
        items: (&Node<'v>, &Node<'v>),
        base: &Node<'v>,
        head: &Node<'v>,
        renamed: &[(String, String)],
    ) {
        let sides = (Some(base), Some(head));
        match (base.text("operationId"), head.text("operationId")) {
            (left, right) if left == right => {}
            (Some(from), Some(to)) => {
                let what = format!("operationId changed from {from} to {to}");
                self.structure_finding(
                    &structure::API_OPERATION_ID_REMOVED,
                    sides,
                    &[from, to],
                    what,
                );
            }
            (Some(from), None) => {
                self.structure_finding(
                    &structure::API_OPERATION_ID_REMOVED,
                    sides,
                    &[from],
                    format!("operationId {from} removed"),
                );
            }
            (_, to) => {
                let to = to.unwrap_or_default();
                self.structure_finding(
                    &structure::API_OPERATION_ID_ADDED,
                    sides,
                    &[to],
                    format!("operationId {to} added"),
                );
            }
        }
        self.lifecycle(base, head);
        let tags = |at: &Node<'v>| -> BTreeSet<&'v str> {
            let items = at.get("tags").map(|tags| tags.items()).unwrap_or_default();
            items.iter().filter_map(|tag| tag.value.as_str()).collect()
        };
        let (left, right) = (tags(base), tags(head));
        for tag in left.difference(&right) {
            self.structure_finding(
                &structure::API_TAG_REMOVED,
                sides,
                &[tag],
                format!("tag {tag} removed"),
            );
        }
        for tag in right.difference(&left) {
            self.structure_finding(
                &structure::API_TAG_ADDED,
                sides,
                &[tag],
                format!("tag {tag} added"),
            );
        }
        self.operation_security(base, head);
        self.parameters(items, base, head, renamed);
        self.request_body(base, head);
        self.responses(base, head);
        self.servers(base, head);
        self.callbacks(
            base.get("callbacks").as_ref(),
            head.get("callbacks").as_ref(),
        );
        self.rest(
            base,
            head,
            &[
                "operationId",
                "tags",
                "deprecated",
                "x-sunset",
                "x-stability-level",
                "security",
                "parameters",
                "requestBody",
                "responses",
                "servers",
                "callbacks",
            ],
        );
    }

    fn lifecycle(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let sides = (Some(base), Some(head));
        self.flag(
            "deprecated",
            (base, head),
            (
                &structure::ENDPOINT_DEPRECATED,
                "operation is now deprecated",
            ),
            (
                &structure::ENDPOINT_REACTIVATED,
                "operation is no longer deprecated",
            ),
        );
        self.sunset(
            base,
            head,
            [
                &structure::SUNSET_DELETED,
                &structure::RUST_SUNSET_SET,
                &structure::API_SUNSET_DATE_CHANGED_TOO_SMALL,
                &structure::RUST_SUNSET_MOVED_LATER,
                &structure::API_PATH_SUNSET_PARSE,
                &structure::RUST_SUNSET_READABLE,
            ],
        );
        let level = |at: &Node<'v>| at.text("x-stability-level");
        let (left, right) = (level(base), level(head));
        let known = |level: Option<&str>| {
            matches!(level, None | Some("draft" | "alpha" | "beta" | "stable"))
        };
        let rule = match (known(left), known(right)) {
            _ if left == right => return,
            (true, false) => &structure::API_INVALID_STABILITY_LEVEL,
            (false, true) => &structure::RUST_API_VALID_STABILITY_LEVEL,
            _ if stability(right) < stability(left) => &structure::API_STABILITY_DECREASED,
            _ => &structure::API_STABILITY_INCREASED,
        };
        let unstable = std::mem::replace(&mut self.subject.unstable, false);
        let what = format!(
            "stability level changed from {} to {}",
            left.unwrap_or("none"),
            right.unwrap_or("none")
        );
        self.structure_finding(
            rule,
            sides,
            &[left.unwrap_or("none"), right.unwrap_or("none")],
            what,
        );
        self.subject.unstable = unstable;
    }

    /// `rules`: deleted, set, sooner, later, unreadable, readable again.
    pub(super) fn sunset(&mut self, base: &Node<'v>, head: &Node<'v>, rules: [&Rule; 6]) {
        let (left, right) = (base.text("x-sunset"), head.text("x-sunset"));
        if left == right {
            return;
        }
        let [deleted, set, sooner, later, unreadable, readable] = rules;
        let rule = match (left.map(parse_day), right.map(parse_day)) {
            (Some(_), None) => {
                // Nothing is lost with the sunset of what is deprecated no more.
                deleted
            }
            (_, Some(None)) => unreadable,
            (Some(None), _) => readable,
            (None, _) => set,
            (Some(Some(from)), Some(Some(to))) if to < from => sooner,
            _ => later,
        };
        let what = format!(
            "sunset changed from {} to {}",
            left.unwrap_or("none"),
            right.unwrap_or("none")
        );
        self.structure_finding(
            rule,
            (Some(base), Some(head)),
            &[left.unwrap_or("none"), right.unwrap_or("none")],
            what,
        );
    }
}

/// `YYYY-MM-DD`, if the text begins with such a day.
fn parse_day(text: &str) -> Option<String> {
    let day = text.get(..10)?;
    chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d")
        .ok()
        .map(|day| day.to_string())
}
