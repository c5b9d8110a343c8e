//! Components that no operation led to: nothing may change in silence.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{At, Compare, Level, Wire, all_names, wording};
use crate::diff::finding::component;
use crate::diff::model::{Node, Schema, canonical};
use crate::diff::rules::{Position, Rule, structure};

/// Components other than schemas, and what one of them is called.
const KINDS: [(&str, &str); 8] = [
    ("parameters", "parameter"),
    ("headers", "header"),
    ("requestBodies", "request body"),
    ("responses", "response"),
    ("examples", "example"),
    ("links", "link"),
    ("callbacks", "callback"),
    ("pathItems", "path item"),
];

fn components<'v>(top: &Node<'v>, kind: &str) -> BTreeMap<&'v str, Node<'v>> {
    let named = top.get("components").and_then(|at| at.get(kind));
    named
        .map(|at| at.entries())
        .unwrap_or_default()
        .into_iter()
        .collect()
}

/// The components that have findings.
#[derive(Default)]
struct Reported {
    /// How many findings were looked at.
    seen: usize,
    components: HashSet<String>,
}

impl<'v> Compare<'v> {
    /// No call carries what was found since `before`.
    fn unsent(&mut self, before: usize) {
        for finding in self.findings.iter_mut().skip(before) {
            finding.level = Level::Info;
            finding.wire = Wire::Safe;
        }
    }

    /// Every other kind of component, where no finding tells of it yet.
    pub(super) fn unused_components(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let mut reported = Reported::default();
        for (kind, word) in KINDS {
            let (left, right) = (components(base, kind), components(head, kind));
            for (name, at) in &left {
                let Some(other) = right.get(name) else {
                    if !self.is_reported(&mut reported, at) {
                        self.structure_finding(
                            &structure::RUST_COMPONENT_REMOVED,
                            (Some(at), Some(head)),
                            &[kind, name],
                            format!("{word} {name} removed"),
                        );
                    }
                    continue;
                };
                if canonical::same(at.value, other.value)
                    || self.is_reported(&mut reported, at)
                    || self.is_reported(&mut reported, other)
                {
                    continue;
                }
                let before = self.findings.len();
                self.within(&format!("{word} {name}"), |this| {
                    this.unused_component(kind, at, other)
                });
                self.unsent(before);
            }
            for (name, at) in &right {
                if !left.contains_key(name) && !self.is_reported(&mut reported, at) {
                    self.structure_finding(
                        &structure::RUST_COMPONENT_ADDED,
                        (Some(base), Some(at)),
                        &[kind, name],
                        format!("{word} {name} added"),
                    );
                }
            }
        }
        let others = |top: &Node<'v>| {
            top.members("components")
                .into_iter()
                .map(|(kind, _)| kind)
                .filter(|kind| kind.starts_with("x-"))
                .collect::<BTreeSet<&str>>()
        };
        let (left, right) = (base.get("components"), head.get("components"));
        for kind in others(base).union(&others(head)) {
            let side = |top: &Option<Node<'v>>| top.as_ref().and_then(|top| top.get(kind));
            let (left, right) = (side(&left), side(&right));
            let same = match (&left, &right) {
                (Some(left), Some(right)) => canonical::same(left.value, right.value),
                _ => false,
            };
            if !same {
                self.member(
                    &structure::RUST_EXTENSION_CHANGED,
                    kind,
                    left.as_ref(),
                    right.as_ref(),
                );
            }
        }
    }

    /// Whether the component has a finding.
    fn is_reported(&self, reported: &mut Reported, at: &Node<'v>) -> bool {
        for finding in self.findings.iter().skip(reported.seen) {
            let pointers = [&finding.base_pointer, &finding.head_pointer];
            let components = pointers
                .into_iter()
                .flatten()
                .filter_map(|it| component(it));
            reported.components.extend(components.map(str::to_owned));
        }
        reported.seen = self.findings.len();
        reported.components.contains(&at.pointer())
    }

    fn unused_component(&mut self, kind: &str, base: &Node<'v>, head: &Node<'v>) {
        // What no operation uses breaks no call.
        self.failure = true;
        match kind {
            "parameters" => {
                let identity = |at: &Node<'v>| (at.text("name"), at.text("in"));
                if identity(base) != identity(head) {
                    self.unclassified(base, head, "name");
                }
                self.parameter(base, head);
            }
            "headers" => self.header(base, head),
            "requestBodies" => self.bodies(base, head),
            "responses" => self.response(base, head),
            "examples" => self.rest_as(&structure::RUST_DOCUMENTATION_CHANGED, base, head),
            "links" => self.rest_as(&structure::RUST_LINK_CHANGED, base, head),
            "callbacks" => self.rest_as(&structure::RUST_CALLBACK_CHANGED, base, head),
            _ => self.rest_as(&structure::RUST_PATH_ITEM_CHANGED, base, head),
        }
        self.failure = false;
    }

    fn rest_as(&mut self, rule: &Rule, base: &Node<'v>, head: &Node<'v>) {
        let sides = (Some(base), Some(head));
        let (from, to) = (wording::value(sides.0), wording::value(sides.1));
        self.structure_finding(rule, sides, &[&from, &to], "changed".into());
    }

    /// Components that no operation led to are compared by name: nothing may change in silence.
    pub(super) fn unused_schemas(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let (left, right) = (components(base, "schemas"), components(head, "schemas"));
        let reported: BTreeSet<String> = self
            .findings
            .iter()
            .map(|finding| finding.pointer().to_owned())
            .collect();
        for &name in all_names(&left, &right) {
            match (left.get(name), right.get(name)) {
                // Words around a reference hide those of what it names; they may change all the same.
                (Some(left), Some(right))
                    if self.visited.contains(&(left.address(), right.address()))
                        && !reported.contains(&right.pointer()) =>
                {
                    let (base, head) = (
                        Schema::read(self.base, left),
                        Schema::read(self.head, right),
                    );
                    if base.at.address() == left.address() && head.at.address() == right.address() {
                        let at = At::new(Position::ResponseProperty);
                        self.within(&format!("schema {name}"), |this| {
                            this.annotations(&base, &head, at)
                        });
                    }
                }
                (Some(left), Some(right))
                    if !self.visited.contains(&(left.address(), right.address())) =>
                {
                    let before = self.findings.len();
                    self.within(&format!("schema {name}"), |this| {
                        this.root(left, right, At::new(Position::ResponseProperty))
                    });
                    self.unsent(before);
                }
                (None, Some(at)) => {
                    self.structure_finding(
                        &structure::RUST_API_SCHEMA_ADDED,
                        (Some(head), Some(at)),
                        &[name],
                        format!("schema {name} added"),
                    );
                }
                (Some(at), None) => {
                    self.structure_finding(
                        &structure::API_SCHEMA_REMOVED,
                        (Some(at), Some(base)),
                        &[name],
                        format!("schema {name} removed"),
                    );
                }
                _ => {}
            }
        }
    }
}
