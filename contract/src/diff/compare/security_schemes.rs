//! How a caller is known: schemes, their flows and scopes.

use std::collections::{BTreeMap, BTreeSet};

use super::operation::METHODS;
use super::security_requirements::identity;
use super::wording::{change, digest, value};
use super::{Compare, Wire, all_names, texts_of};
use crate::diff::model::Node;
use crate::diff::rules::structure;

/// What a client must do by a scheme, in words.
fn kind(scheme: &Node<'_>) -> String {
    let words = ["type", "scheme", "name", "in", "openIdConnectUrl"];
    let mut kind = String::new();
    for key in words {
        let Some(word) = scheme.text(key) else {
            continue;
        };
        if key == "in" {
            kind.push_str(" in");
        }
        if !kind.is_empty() {
            kind.push(' ');
        }
        kind.push_str(word);
    }
    kind
}

impl<'v> Compare<'v> {
    pub(super) fn security(&mut self) {
        let (base, head) = (self.base.top(), self.head.top());
        self.global_security(&base, &head);
        let schemes = |at: &Node<'v>| {
            let found = at
                .get("components")
                .and_then(|at| at.get("securitySchemes"));
            found
                .map(|at| at.entries())
                .unwrap_or_default()
                .into_iter()
                .collect::<BTreeMap<_, _>>()
        };
        let (left, right) = (schemes(&base), schemes(&head));
        let used = self.used_schemes();
        for &name in all_names(&left, &right) {
            self.within(&format!("security scheme {name}"), |this| {
                match (left.get(name), right.get(name)) {
                    (Some(left), Some(right)) => {
                        let (left, right) = (this.base.resolve(left), this.head.resolve(right));
                        let before = this.findings.len();
                        this.scheme(&left, &right);
                        if !used.contains(name) {
                            for finding in this.findings.iter_mut().skip(before) {
                                finding.wire = Wire::Safe;
                            }
                        }
                    }
                    (None, Some(at)) => {
                        this.structure_finding(
                            &structure::API_SECURITY_COMPONENT_ADDED,
                            (Some(&base), Some(at)),
                            &[name],
                            "added".into(),
                        );
                    }
                    (Some(at), None) => {
                        this.structure_finding(
                            &structure::API_SECURITY_COMPONENT_REMOVED,
                            (Some(at), Some(&head)),
                            &[name],
                            "removed".into(),
                        );
                    }
                    (None, None) => {}
                }
            });
        }
    }

    /// The schemes that an operation of either contract asks for.
    fn used_schemes(&self) -> BTreeSet<&'v str> {
        let mut used = BTreeSet::new();
        for document in [self.base, self.head] {
            let top = document.top();
            let paths = top.members("paths").into_iter();
            let items = paths.map(|(_, item)| document.resolve(&item));
            let operations = items.flat_map(|item| {
                METHODS
                    .into_iter()
                    .filter_map(move |method| item.get(method))
            });
            let global = top.get("security");
            for operation in operations {
                let own = operation.get("security").or_else(|| global.clone());
                for alternative in own.map(|at| at.items()).unwrap_or_default() {
                    used.extend(alternative.entries().into_iter().map(|(name, _)| name));
                }
            }
        }
        used
    }

    fn scheme(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let sides = (Some(base), Some(head));
        let (from, to) = (kind(base), kind(head));
        let other_type = base.text("type") != head.text("type");
        // Schemes and header names are compared without regard to case.
        if other_type || !from.eq_ignore_ascii_case(&to) {
            let rule = if other_type {
                &structure::API_SECURITY_COMPONENT_TYPE_CHANGED
            } else {
                &structure::RUST_SECURITY_COMPONENT_CHANGED
            };
            let (old, new) = (identity(base), identity(head));
            let what = format!("changed from {from} to {to}");
            self.structure_finding(rule, sides, &[&digest(&old), &digest(&new)], what);
        }
        let mut handled = vec!["type", "scheme", "name", "in", "openIdConnectUrl", "flows"];
        if other_type {
            // What belongs to one type alone came and went with it.
            handled.push("bearerFormat");
            return self.rest(base, head, &handled);
        }
        let flows = |at: &Node<'v>| at.members("flows").into_iter().collect::<BTreeMap<_, _>>();
        let (left, right) = (flows(base), flows(head));
        for &name in all_names(&left, &right) {
            match (left.get(name), right.get(name)) {
                (Some(left), Some(right)) => self.flow(name, left, right),
                (left, right) => {
                    let (from, to) = (value(left), value(right));
                    let what = change(&format!("flow {name}"), left, right);
                    let rule = &structure::RUST_SECURITY_COMPONENT_CHANGED;
                    self.structure_finding(rule, sides, &["flow", name, &from, &to], what);
                }
            }
        }
        self.rest(base, head, &handled);
    }

    fn flow(&mut self, name: &str, base: &Node<'v>, head: &Node<'v>) {
        let sides = (Some(base), Some(head));
        for (key, rule) in [
            (
                "authorizationUrl",
                &structure::API_SECURITY_COMPONENT_OAUTH_URL_CHANGED,
            ),
            (
                "tokenUrl",
                &structure::API_SECURITY_COMPONENT_OAUTH_TOKEN_URL_CHANGED,
            ),
            (
                "refreshUrl",
                &structure::API_SECURITY_COMPONENT_OAUTH_URL_CHANGED,
            ),
        ] {
            if base.text(key) != head.text(key) {
                let (left, right) = (base.get(key), head.get(key));
                let (left, right) = (left.as_ref(), right.as_ref());
                let (from, to) = (value(left), value(right));
                let what = change(key, left, right);
                self.structure_finding(rule, sides, &[name, key, &from, &to], what);
            }
        }
        let (left, right) = (texts_of(base, "scopes"), texts_of(head, "scopes"));
        for &scope in all_names(&left, &right) {
            let (from, to) = (left.get(scope), right.get(scope));
            let (rule, word) = match (from, to) {
                (None, _) => (
                    &structure::API_SECURITY_COMPONENT_OAUTH_SCOPE_ADDED,
                    "added",
                ),
                (_, None) => (
                    &structure::API_SECURITY_COMPONENT_OAUTH_SCOPE_REMOVED,
                    "removed",
                ),
                (from, to) if from != to => (
                    &structure::API_SECURITY_COMPONENT_OAUTH_SCOPE_CHANGED,
                    "changed",
                ),
                _ => continue,
            };
            let text =
                |value: Option<&String>| value.map_or_else(String::new, |value| digest(value));
            let arguments = [name, scope, &text(from), &text(to)];
            self.structure_finding(rule, sides, &arguments, format!("scope {scope} {word}"));
        }
        self.rest(
            base,
            head,
            &["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"],
        );
    }
}
