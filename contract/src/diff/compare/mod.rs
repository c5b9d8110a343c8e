//! Walking two documents side by side.

mod annotations;
mod bounds;
mod composition;
mod discriminator;
mod document;
mod headers;
mod keywords;
mod merged;
mod object;
mod operation;
mod parameters;
mod payload;
mod schema;
mod security_requirements;
mod security_schemes;
mod servers;
mod statuses;
mod sub_schemas;
mod unchanged;
mod unused;
mod uses;
mod values;
mod walk;
mod webhooks;
mod wording;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::finding::{Finding, Found, Subject};
use super::model::keys::Keys;
use super::model::{Document, Node, canonical};
use super::rules::Position;
use super::rules::{self, Change, Effect, Level, Rule, Wire, structure};
use wording::show;

/// Every difference between two documents, each once for each operation that it concerns.
pub(crate) fn compare(base: Document<'_>, head: Document<'_>) -> Vec<Finding> {
    let mut compare = Compare {
        base,
        head,
        subject: Subject::default(),
        location: String::new(),
        parameter: None,
        findings: Vec::new(),
        failure: false,
        reported: HashSet::new(),
        walk: walk::Walk::default(),
        site: None,
        unchanged: unchanged::Unchanged::of(base, head),
        keys: Keys::default(),
        visited: HashSet::new(),
        received: false,
    };
    compare.document();
    compare.findings
}

/// The names of either side, each once and in their order.
fn all_names<'a, K: Ord, L, R>(
    left: &'a BTreeMap<K, L>,
    right: &'a BTreeMap<K, R>,
) -> BTreeSet<&'a K> {
    left.keys().chain(right.keys()).collect()
}

/// What each member of the object called `key` says.
fn texts_of<'v>(at: &Node<'v>, key: &str) -> BTreeMap<&'v str, String> {
    let members = at.members(key).into_iter();
    members
        .map(|(name, at)| (name, canonical::text(at.value)))
        .collect()
}

/// A pair of schemas, and how their location bears on what their changes mean.
type Key = (usize, usize, At);

pub(crate) struct Compare<'v> {
    base: Document<'v>,
    head: Document<'v>,
    subject: Subject,
    /// The location within the operation, in words.
    location: String,
    /// The parameter that is compared.
    parameter: Option<String>,
    /// Within an error response.
    failure: bool,
    /// Within a webhook or callback: a request that clients receive.
    received: bool,
    findings: Vec<Finding>,
    /// Every finding with its location: two routes to one location report it once.
    reported: HashSet<(String, String)>,
    /// The pairs of schemas that were compared.
    walk: walk::Walk,
    /// The reference site that decides what is compared: it names another schema than before.
    site: Option<uses::Site<'v>>,
    /// What is written alike in both documents.
    unchanged: unchanged::Unchanged<'v>,
    /// What schemas are like.
    keys: Keys,
    /// Pairs of nodes compared anywhere.
    visited: HashSet<(usize, usize)>,
}

/// How the location of a schema bears on what its changes mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct At {
    pub(crate) position: Position,
    /// Sent as text, where every value is a string.
    textual: bool,
    /// A list is written as one text after the other: a single text is a list of one.
    listed: bool,
    /// In a request header.
    header: bool,
    /// `readOnly` in a request, `writeOnly` in a response: not there at all.
    absent: bool,
    /// Below `not` (what narrows here widens the whole), or below `if`.
    turned: Turned,
}

/// What a change below a keyword does to the set of values of the whole schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Turned {
    /// The same: what narrows here narrows the whole.
    #[default]
    No,
    /// The opposite.
    Around,
    /// Either.
    Unclear,
}

impl At {
    fn new(position: Position) -> At {
        At {
            position,
            textual: false,
            listed: false,
            header: false,
            absent: false,
            turned: Turned::No,
        }
    }

    /// Below `not`.
    fn negated(self) -> At {
        let turned = match self.turned {
            Turned::No => Turned::Around,
            Turned::Around => Turned::No,
            Turned::Unclear => Turned::Unclear,
        };
        At {
            turned,
            ..self.inside()
        }
    }

    /// Below `if`.
    fn condition(self) -> At {
        At {
            turned: Turned::Unclear,
            ..self.inside()
        }
    }

    fn inside(self) -> At {
        At {
            position: self.position.inside(),
            ..self
        }
    }
}

/// Where a difference stands: in the base, in the head, or in both.
type Sides<'c, 'v> = (Option<&'c Node<'v>>, Option<&'c Node<'v>>);

impl<'v> Compare<'v> {
    /// A finding by a rule on schemas.
    fn schema_finding(
        &mut self,
        at: At,
        change: Change,
        sides: Sides<'_, 'v>,
        arguments: &[&str],
        what: String,
    ) {
        self.found(Self::schema_rule(at, change), sides, arguments, what);
    }

    fn schema_rule(at: At, change: Change) -> Rule {
        let mut rule = rules::changes::rule(at.position, change);
        Self::turn(&mut rule, at);
        if at.absent {
            // What is not sent cannot break.
            rule.level = Level::Info;
            rule.wire = Wire::Safe;
        }
        rule
    }

    /// Below `not` and `if`, what a change does to the whole schema is another thing than what it does there. Clients do
    /// not check these keywords: responses decode whatever they say.
    fn turn(rule: &mut Rule, at: At) {
        let narrows = match (at.turned, rule.effect) {
            (Turned::No, _) => return,
            (_, Effect::None) => false,
            (Turned::Around, Effect::Widens) | (_, Effect::Incomparable) => true,
            (Turned::Around, Effect::Narrows) => false,
            (Turned::Unclear, _) => true,
        };
        rule.wire = if narrows && !at.position.is_response() {
            Wire::Risky
        } else {
            Wire::Safe
        };
    }

    /// A finding by a rule on the structure around schemas.
    fn structure_finding(
        &mut self,
        rule: &Rule,
        sides: Sides<'_, 'v>,
        arguments: &[&str],
        what: String,
    ) {
        self.found(rule.clone(), sides, arguments, what);
    }

    fn found(&mut self, rule: Rule, sides: Sides<'_, 'v>, arguments: &[&str], what: String) {
        let found = Found {
            rule,
            base: sides.0.map(Node::pointer),
            head: sides.1.map(Node::pointer),
            site: self.site.as_ref().map(uses::Site::pointer),
            parameter: self.parameter.clone(),
            arguments: arguments.iter().map(|one| (*one).to_owned()).collect(),
            what,
            location: self.location.clone(),
        };
        if let Some(found) = self.keep(found) {
            let finding = self.judged(found);
            self.report(finding);
        }
    }

    /// What was found, as it bears on the present operation.
    fn judged(&self, mut found: Found) -> Finding {
        if self.subject.unstable {
            found.rule.level = Level::Info;
        }
        if self.failure && found.rule.wire == Wire::Breaking {
            // A call that fails fails either way, and what an error says is read leniently.
            found.rule.wire = Wire::Risky;
        }
        found.finish(&self.subject)
    }

    /// Runs `walk` at a location within the current one.
    fn within(&mut self, step: &str, walk: impl FnOnce(&mut Self)) {
        let length = self.location.len();
        if length > 0 && !step.starts_with('[') && !step.starts_with('.') {
            self.location.push(' ');
        }
        self.location.push_str(step);
        walk(self);
        self.location.truncate(length);
    }

    /// The fallback: members that no rule names, compared as they stand.
    fn rest(&mut self, base: &Node<'v>, head: &Node<'v>, handled: &[&str]) {
        let mut keys: Vec<&str> = base
            .entries()
            .iter()
            .chain(head.entries().iter())
            .map(|(key, _)| *key)
            .collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            if handled.contains(&key) {
                continue;
            }
            let (left, right) = (base.get(key), head.get(key));
            if let (Some(left), Some(right)) = (&left, &right)
                && super::model::canonical::same(left.value, right.value)
            {
                continue;
            }
            let rule = match key {
                "description" | "summary" | "externalDocs" | "example" | "examples" | "title"
                // Its one purpose is to tell people.
                | "bearerFormat" => &structure::RUST_DOCUMENTATION_CHANGED,
                key if key.starts_with("x-") => &structure::RUST_EXTENSION_CHANGED,
                "links" => &structure::RUST_LINK_CHANGED,
                _ => &structure::UNCLASSIFIED,
            };
            self.member(rule, key, left.as_ref(), right.as_ref());
        }
    }

    /// A flag that was set, or taken back: the rule of each, and the words for it.
    fn flag(
        &mut self,
        key: &str,
        (base, head): (&Node<'v>, &Node<'v>),
        set: (&Rule, &str),
        unset: (&Rule, &str),
    ) {
        let (rule, what) = match (base.flag(key), head.flag(key)) {
            (false, true) => set,
            (true, false) => unset,
            _ => return,
        };
        self.structure_finding(rule, (Some(base), Some(head)), &[], what.into());
    }

    /// A member that is new, gone or different, reported with both values.
    fn member(
        &mut self,
        rule: &Rule,
        name: &str,
        left: Option<&Node<'v>>,
        right: Option<&Node<'v>>,
    ) {
        let what = wording::change(name, left, right);
        let (from, to) = (wording::member(name, left), wording::member(name, right));
        self.structure_finding(rule, (left, right), &[name, &from, &to], what);
    }
}
