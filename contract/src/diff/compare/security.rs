//! Who may call: schemes, requirements, scopes.

use std::collections::{BTreeMap, BTreeSet};

use super::Compare;
use crate::diff::model::{Cursor, canonical};

/// Alternatives by the schemes they name, each with its scopes.
type Requirements = BTreeMap<String, BTreeSet<String>>;

/// `None`: nothing is said. An empty alternative (`{}`) is one without any scheme.
fn requirements(owner: &Cursor<'_>) -> Option<Requirements> {
    let alternatives = owner.get("security")?.items();
    let mut found = Requirements::new();
    for alternative in alternatives {
        let entries = alternative.entries();
        let names: Vec<&str> = entries.iter().map(|(name, _)| *name).collect();
        let scopes = entries.iter().flat_map(|(name, at)| {
            let scopes = at.items();
            scopes
                .into_iter()
                .map(move |scope| format!("{name}:{}", scope.value))
        });
        found.insert(names.join(" and "), scopes.collect());
    }
    Some(found)
}

impl<'v> Compare<'v> {
    pub(super) fn operation_security(&mut self, base: &Cursor<'v>, head: &Cursor<'v>) {
        let (left, right) = (requirements(base), requirements(head));
        if left.is_none() && right.is_none() {
            // Both take the contract's own, which is compared once.
            return;
        }
        let inherited = |said: Option<Requirements>, top: &Cursor<'v>| {
            said.or_else(|| requirements(top)).unwrap_or_default()
        };
        let left = inherited(left, &self.base.top());
        let right = inherited(right, &self.head.top());
        self.requirements(left, right, "api-security", (base, head));
    }

    pub(super) fn security(&mut self) {
        let (base, head) = (self.base.top(), self.head.top());
        let left = requirements(&base).unwrap_or_default();
        let right = requirements(&head).unwrap_or_default();
        self.requirements(left, right, "api-global-security", (&base, &head));
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

    fn requirements(
        &mut self,
        left: Requirements,
        right: Requirements,
        prefix: &str,
        owners: (&Cursor<'v>, &Cursor<'v>),
    ) {
        let sides = (Some(owners.0), Some(owners.1));
        let named = |name: &str| {
            if name.is_empty() {
                "no credential".to_owned()
            } else {
                name.to_owned()
            }
        };
        for (name, scopes) in &left {
            let Some(others) = right.get(name) else {
                let what = format!("{} is no longer enough", named(name));
                self.place_finding(&format!("{prefix}-removed"), sides, &[name], what);
                continue;
            };
            for scope in scopes.difference(others) {
                self.place_finding(
                    &format!("{prefix}-scope-removed"),
                    sides,
                    &[scope],
                    format!("scope {scope} removed"),
                );
            }
            for scope in others.difference(scopes) {
                self.place_finding(
                    &format!("{prefix}-scope-added"),
                    sides,
                    &[scope],
                    format!("scope {scope} added"),
                );
            }
        }
        let open = left.is_empty() || left.contains_key("");
        for name in right.keys().filter(|name| !left.contains_key(*name)) {
            let what = format!("{} is enough now", named(name));
            let mut rule = super::rules::places::rule(&format!("{prefix}-added"));
            // One more way to be let in shuts nobody out.
            if !open || name.is_empty() {
                rule.wire = super::Wire::Safe;
            }
            self.found(rule, sides, &[name], what);
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
