//! Which credentials an operation asks for, and whether those of a shipped client still do.

use std::collections::{BTreeMap, BTreeSet};

use super::wording::digest;
use super::{Compare, Wire};
use crate::diff::model::{Node, canonical};
use crate::diff::rules::{Rule, structure};

/// Schemes that are enough together, each with its scopes. Without any scheme, nothing is asked for.
#[derive(Clone, Debug)]
struct Alternative<'v> {
    /// By the base's name for a scheme, whatever the head calls it.
    schemes: BTreeMap<String, BTreeSet<&'v str>>,
    /// The names as they are written.
    names: Vec<&'v str>,
    /// A bearer token alone: what this client sends.
    bearer: bool,
}

impl Alternative<'_> {
    fn is_open(&self) -> bool {
        self.schemes.is_empty()
    }

    fn asks_the_same_as(&self, other: &Self) -> bool {
        self.schemes == other.schemes
    }

    fn has_the_schemes_of(&self, other: &Self) -> bool {
        self.schemes.keys().eq(other.schemes.keys())
    }

    /// Whether a client that satisfies `sent` is admitted. More than is required does no harm.
    fn is_met_by(&self, sent: &Self) -> bool {
        self.schemes.iter().all(|(name, scopes)| {
            let granted = sent.schemes.get(name);
            granted.is_some_and(|granted| scopes.is_subset(granted))
        })
    }

    fn shown(&self) -> String {
        if self.is_open() {
            "no credential".to_owned()
        } else {
            self.names.join(" and ")
        }
    }

    /// `bearerAuth is`, `bearerAuth and k together are`.
    fn subject(&self) -> String {
        let verb = if self.names.len() > 1 {
            "together are"
        } else {
            "is"
        };
        format!("{} {verb}", self.shown())
    }
}

type Alternatives<'v> = Vec<Alternative<'v>>;

/// An empty list asks for nothing, and so does one that holds nothing but `{}`.
fn is_open(alternatives: &[Alternative<'_>]) -> bool {
    alternatives.is_empty() || alternatives.iter().any(Alternative::is_open)
}

fn listed(alternatives: &[Alternative<'_>]) -> String {
    let shown: Vec<String> = alternatives.iter().map(Alternative::shown).collect();
    shown.join(" or ")
}

/// What a definition says on the wire: two schemes that say the same are one, whatever they are called.
pub(super) fn identity(scheme: &Node<'_>) -> String {
    let mut value = scheme.value.clone();
    if let Some(map) = value.as_object_mut() {
        map.retain(|key, _| {
            !matches!(key.as_str(), "description" | "bearerFormat") && !key.starts_with("x-")
        });
        if let Some(name) = map.get("scheme").and_then(|name| name.as_str()) {
            let name = name.to_ascii_lowercase();
            map.insert("scheme".to_owned(), name.into());
        }
    }
    canonical::text(&value)
}

/// The rules of a requirement.
struct Rules {
    added: &'static Rule,
    removed: &'static Rule,
    scope_added: &'static Rule,
    scope_removed: &'static Rule,
}

static OPERATION: Rules = Rules {
    added: &structure::API_SECURITY_ADDED,
    removed: &structure::API_SECURITY_REMOVED,
    scope_added: &structure::API_SECURITY_SCOPE_ADDED,
    scope_removed: &structure::API_SECURITY_SCOPE_REMOVED,
};

static GLOBAL: Rules = Rules {
    added: &structure::API_GLOBAL_SECURITY_ADDED,
    removed: &structure::API_GLOBAL_SECURITY_REMOVED,
    scope_added: &structure::API_GLOBAL_SECURITY_SCOPE_ADDED,
    scope_removed: &structure::API_GLOBAL_SECURITY_SCOPE_REMOVED,
};

/// Which of two documents.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Base,
    Head,
}

impl<'v> Compare<'v> {
    fn definition(&self, side: Side, name: &str) -> Option<Node<'v>> {
        let document = match side {
            Side::Base => self.base,
            Side::Head => self.head,
        };
        let schemes = document.top().get("components")?.get("securitySchemes")?;
        Some(document.resolve(&schemes.get(name)?))
    }

    /// The base's first name for a scheme's definition: renaming a scheme changes nothing.
    fn scheme_name(&self, side: Side, name: &str) -> String {
        // Under the same name, another definition is a change of the scheme, reported there.
        let own = self.definition(Side::Base, name);
        let Some(definition) = own.or_else(|| self.definition(side, name)) else {
            return name.to_owned();
        };
        let wanted = identity(&definition);
        let components = self.base.top().get("components");
        let schemes = components.and_then(|at| at.get("securitySchemes"));
        schemes
            .map(|at| at.entries())
            .unwrap_or_default()
            .into_iter()
            .find(|(_, at)| identity(&self.base.resolve(at)) == wanted)
            .map_or_else(|| name.to_owned(), |(first, _)| first.to_owned())
    }

    /// `None`: nothing is said.
    fn alternatives(&self, side: Side, owner: &Node<'v>) -> Option<Alternatives<'v>> {
        let mut found: Alternatives<'v> = Vec::new();
        for alternative in owner.get("security")?.items() {
            let mut one = Alternative {
                schemes: BTreeMap::new(),
                names: Vec::new(),
                bearer: false,
            };
            for (name, scopes) in alternative.entries() {
                let scopes = scopes.items();
                let scopes = scopes.iter().filter_map(|scope| scope.value.as_str());
                one.names.push(name);
                one.bearer = self.definition(side, name).is_some_and(|at| {
                    let scheme = at.text("scheme").unwrap_or_default();
                    scheme.eq_ignore_ascii_case("bearer")
                });
                let scheme = one.schemes.entry(self.scheme_name(side, name));
                scheme.or_default().extend(scopes);
            }
            one.bearer &= one.names.len() == 1;
            if !found.iter().any(|other| other.asks_the_same_as(&one)) {
                found.push(one);
            }
        }
        if found.iter().all(Alternative::is_open) {
            found.clear();
        }
        found.sort_by(|a, b| a.schemes.cmp(&b.schemes));
        Some(found)
    }

    /// What an operation says, or else what the contract says for all of them.
    pub(super) fn operation_security(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let effective = |side: Side, owner: &Node<'v>, top: &Node<'v>| {
            let own = self.alternatives(side, owner);
            own.or_else(|| self.alternatives(side, top))
                .unwrap_or_default()
        };
        let left = effective(Side::Base, base, &self.base.top());
        let right = effective(Side::Head, head, &self.head.top());
        self.requirements(&left, &right, &OPERATION, (base, head));
    }

    /// Informational: its effect on clients is reported at each operation that uses it.
    pub(super) fn global_security(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let left = self.alternatives(Side::Base, base).unwrap_or_default();
        let right = self.alternatives(Side::Head, head).unwrap_or_default();
        let before = self.findings.len();
        self.requirements(&left, &right, &GLOBAL, (base, head));
        for finding in self.findings.iter_mut().skip(before) {
            finding.wire = Wire::Safe;
            finding.what = format!("unless an operation says otherwise: {}", finding.what);
        }
    }

    fn requirements(
        &mut self,
        left: &[Alternative<'v>],
        right: &[Alternative<'v>],
        rules: &Rules,
        owners: (&Node<'v>, &Node<'v>),
    ) {
        // Both whole requirements are part of each finding: what is harmless beside one may be fatal beside another.
        let (from, to) = (
            self.digest_of(Side::Base, left),
            self.digest_of(Side::Head, right),
        );
        let mut report = |rule: &Rule, wire: Wire, arguments: &[&str], what: String| {
            let mut rule = rule.clone();
            rule.wire = wire;
            let arguments = [arguments, &[&from, &to]].concat();
            self.found(rule, (Some(owners.0), Some(owners.1)), &arguments, what);
        };
        match (left.is_empty(), right.is_empty()) {
            (true, true) => return,
            (true, false) if !is_open(right) => {
                let what = format!("a credential is now required: {}", listed(right));
                return report(rules.added, Wire::Breaking, &[], what);
            }
            (false, true) if !is_open(left) => {
                let what = "a credential is no longer required".to_owned();
                return report(rules.removed, Wire::Safe, &[], what);
            }
            _ => {}
        }
        let met = |sent: &Alternative<'v>| {
            right.is_empty() || right.iter().any(|needed| needed.is_met_by(sent))
        };
        let someone = left.iter().any(met);
        let lost = |sent: &Alternative<'v>| {
            if met(sent) {
                Wire::Safe
            } else if !someone || sent.bearer || sent.is_open() {
                Wire::Breaking
            } else {
                Wire::Risky
            }
        };
        let mut new: Vec<&Alternative<'v>> = right.iter().collect();
        let mut gone: Vec<&Alternative<'v>> = Vec::new();
        for alternative in left {
            let same = |other: &&Alternative<'v>| other.asks_the_same_as(alternative);
            let Some(other) = new.iter().position(same).map(|at| new.remove(at)) else {
                gone.push(alternative);
                continue;
            };
            if alternative.names != other.names {
                let (old, now) = (alternative.shown(), other.shown());
                let what = format!("security scheme renamed from {old} to {now}");
                report(
                    &structure::RUST_SECURITY_RENAMED,
                    Wire::Safe,
                    &[&old, &now],
                    what,
                );
            }
        }
        gone.retain(|alternative| {
            let alike = |other: &&Alternative<'v>| other.has_the_schemes_of(alternative);
            let Some(other) = new.iter().position(alike).map(|at| new.remove(at)) else {
                return true;
            };
            for (name, scopes) in &alternative.schemes {
                let others = other.schemes.get(name).cloned().unwrap_or_default();
                for scope in scopes.difference(&others) {
                    let what = format!("scope {scope} of {name} removed");
                    report(rules.scope_removed, Wire::Safe, &[name, scope], what);
                }
                for scope in others.difference(scopes) {
                    let what = format!("scope {scope} of {name} added");
                    report(rules.scope_added, lost(alternative), &[name, scope], what);
                }
            }
            false
        });
        for alternative in gone {
            let wire = lost(alternative);
            let what = match wire {
                Wire::Breaking if alternative.is_open() => {
                    format!("a credential is now required: {}", listed(right))
                }
                Wire::Safe => format!("{} no longer required", alternative.subject()),
                _ => format!("{} no longer sufficient", alternative.subject()),
            };
            report(rules.removed, wire, &[&alternative.shown()], what);
        }
        for alternative in new {
            let what = if alternative.is_open() {
                "a credential is no longer required".to_owned()
            } else {
                format!("{} now sufficient", alternative.subject())
            };
            // One more alternative excludes no client.
            report(rules.added, Wire::Safe, &[&alternative.shown()], what);
        }
    }

    /// Names, scopes and definitions: all that the verdict hangs on.
    fn digest_of(&self, side: Side, alternatives: &[Alternative<'v>]) -> String {
        let mut text = String::new();
        for alternative in alternatives {
            for name in &alternative.names {
                let definition = self.definition(side, name);
                text.push_str(&format!("{name} {:?} ", definition.map(|at| identity(&at))));
            }
            text.push_str(&format!("{:?}\n", alternative.schemes));
        }
        digest(&text)
    }
}
