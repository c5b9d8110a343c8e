//! How a caller is known: schemes, their flows and scopes.

use std::collections::{BTreeMap, BTreeSet};

use super::Compare;
use crate::diff::model::{Cursor, canonical};

impl<'v> Compare<'v> {
    pub(super) fn security(&mut self) {
        let (base, head) = (self.base.top(), self.head.top());
        self.global_security(&base, &head);
        let schemes = |at: &Cursor<'v>| {
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
        for name in left
            .keys()
            .chain(right.keys())
            .copied()
            .collect::<BTreeSet<&str>>()
        {
            self.within(&format!("security scheme {name}"), |this| {
                match (left.get(name), right.get(name)) {
                    (Some(left), Some(right)) => {
                        let (left, right) = (this.base.resolve(left), this.head.resolve(right));
                        this.scheme(&left, &right);
                    }
                    (None, Some(at)) => {
                        this.place_finding(
                            "api-security-component-added",
                            (Some(&base), Some(at)),
                            &[name],
                            "added".into(),
                        );
                    }
                    (Some(at), None) => {
                        this.place_finding(
                            "api-security-component-removed",
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

    fn scheme(&mut self, base: &Cursor<'v>, head: &Cursor<'v>) {
        let sides = (Some(base), Some(head));
        if base.text("type") != head.text("type") {
            self.place_finding(
                "api-security-component-type-changed",
                sides,
                &[],
                "type changed".into(),
            );
        }
        for key in ["scheme", "name", "in", "openIdConnectUrl"] {
            let same = match (base.text(key), head.text(key)) {
                // Schemes and header names are told apart whatever their case.
                (Some(left), Some(right)) => left.eq_ignore_ascii_case(right),
                (left, right) => left == right,
            };
            if !same {
                let what = format!(
                    "{key} changed from {} to {}",
                    base.text(key).unwrap_or("none"),
                    head.text(key).unwrap_or("none")
                );
                self.place_finding("rust-security-component-changed", sides, &[key], what);
            }
        }
        let flows = |at: &Cursor<'v>| {
            at.get("flows")
                .map(|at| at.entries())
                .unwrap_or_default()
                .into_iter()
                .collect::<BTreeMap<_, _>>()
        };
        let (left, right) = (flows(base), flows(head));
        for name in left
            .keys()
            .chain(right.keys())
            .copied()
            .collect::<BTreeSet<&str>>()
        {
            match (left.get(name), right.get(name)) {
                (Some(left), Some(right)) => self.flow(name, left, right),
                _ => self.place_finding(
                    "rust-security-component-changed",
                    sides,
                    &["flow", name],
                    format!("flow {name} changed"),
                ),
            }
        }
        self.rest(
            base,
            head,
            &["type", "scheme", "name", "in", "openIdConnectUrl", "flows"],
        );
    }

    fn flow(&mut self, name: &str, base: &Cursor<'v>, head: &Cursor<'v>) {
        let sides = (Some(base), Some(head));
        for (key, rule) in [
            (
                "authorizationUrl",
                "api-security-component-oauth-url-changed",
            ),
            ("tokenUrl", "api-security-component-oauth-token-url-changed"),
            ("refreshUrl", "api-security-component-oauth-url-changed"),
        ] {
            if base.text(key) != head.text(key) {
                self.place_finding(rule, sides, &[name, key], format!("{key} changed"));
            }
        }
        let scopes = |at: &Cursor<'v>| -> BTreeMap<&'v str, String> {
            let entries = at.get("scopes").map(|at| at.entries()).unwrap_or_default();
            entries
                .into_iter()
                .map(|(scope, at)| (scope, canonical::text(at.value)))
                .collect()
        };
        let (left, right) = (scopes(base), scopes(head));
        for scope in left
            .keys()
            .chain(right.keys())
            .copied()
            .collect::<BTreeSet<&str>>()
        {
            let change = match (left.get(scope), right.get(scope)) {
                (None, _) => "added",
                (_, None) => "removed",
                (left, right) if left != right => "changed",
                _ => continue,
            };
            let rule = format!("api-security-component-oauth-scope-{change}");
            self.place_finding(
                &rule,
                sides,
                &[name, scope],
                format!("scope {scope} {change}"),
            );
        }
        self.rest(
            base,
            head,
            &["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"],
        );
    }
}
