//! Responses by their statuses, and the ranges that cover them.

use std::collections::BTreeMap;

use super::{Compare, Wire, all_names};
use crate::diff::model::{Document, Node, canonical};
use crate::diff::rules::{Rule, structure};

type Statuses<'v> = BTreeMap<String, Node<'v>>;

/// `2XX` of `200`; nothing of what is a range itself, or no success.
fn range(status: &str) -> Option<&'static str> {
    (status.starts_with('2') && status != RANGE).then_some(RANGE)
}

const RANGE: &str = "2XX";

/// What `others` calls a success that `statuses` has as `status`: its range, or single ones that only they have.
fn counterparts<'s>(
    status: &'s str,
    statuses: &Statuses<'_>,
    others: &'s Statuses<'_>,
) -> Vec<&'s str> {
    match range(status) {
        Some(range) if others.contains_key(range) => vec![range],
        Some(_) => Vec::new(),
        None if status == RANGE => {
            let single = others.keys().map(String::as_str);
            single
                .filter(|it| range(it).is_some() && !statuses.contains_key(*it))
                .collect()
        }
        None => Vec::new(),
    }
}

impl<'v> Compare<'v> {
    pub(super) fn responses(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let (Some(left), Some(right)) = (
            base.get("responses").or(Some(base.clone())),
            head.get("responses").or(Some(head.clone())),
        ) else {
            return;
        };
        let statuses = |at: &Node<'v>, owner: &Node<'v>| -> BTreeMap<String, Node<'v>> {
            if at.address() == owner.address() {
                return BTreeMap::new();
            }
            let entries = at
                .entries()
                .into_iter()
                .filter(|(name, _)| !name.starts_with("x-"));
            entries
                .map(|(status, at)| (status.to_uppercase(), at))
                .collect()
        };
        let (mut lefts, mut rights) = (statuses(&left, base), statuses(&right, head));
        self.moved(&mut lefts, &mut rights);
        for status in all_names(&lefts, &rights) {
            let success = status.starts_with('2');
            self.within(
                &format!("response {}", status.to_lowercase()),
                |this| match (lefts.get(status), rights.get(status)) {
                    (Some(left), Some(right)) => {
                        this.failure = !status.starts_with('2');
                        this.followed(left, right, Self::response);
                        this.failure = false;
                    }
                    (None, Some(at)) => {
                        let mut rule = if success {
                            structure::RESPONSE_SUCCESS_STATUS_ADDED.clone()
                        } else {
                            structure::RESPONSE_NON_SUCCESS_STATUS_ADDED.clone()
                        };
                        if this.received {
                            // Clients send the response: one more that is taken.
                            rule.wire = Wire::Safe;
                        }
                        let what = format!("status {status} added");
                        this.status_finding(rule, status, (Some(&left), Some(at)), at, what);
                    }
                    (Some(at), None) => {
                        let mut rule = if success {
                            structure::RESPONSE_SUCCESS_STATUS_REMOVED.clone()
                        } else {
                            structure::RESPONSE_NON_SUCCESS_STATUS_REMOVED.clone()
                        };
                        let others = counterparts(status, &lefts, &rights);
                        let mut arguments = vec![status.as_str()];
                        let mut what = format!("status {status} removed");
                        if others.is_empty() && !success {
                            return this.status_finding(
                                rule,
                                status,
                                (Some(at), Some(&right)),
                                at,
                                what,
                            );
                        }
                        if !others.is_empty() {
                            // A client still takes what comes; the name of the removal is not that of a fatal one.
                            rule.wire = rule.wire.min(Wire::Risky);
                            what = format!(
                                "{what}, its responses are now documented as {}",
                                others.join(", ")
                            );
                            arguments.extend(&others);
                        }
                        this.found(rule, (Some(at), Some(&right)), &arguments, what);
                    }
                    (None, None) => {}
                },
            );
        }
        self.covered(&lefts, &rights);
    }

    /// A status that comes or goes. One shared error response in many operations is one change.
    fn status_finding(
        &mut self,
        rule: Rule,
        status: &str,
        sides: super::Sides<'_, 'v>,
        response: &Node<'v>,
        what: String,
    ) {
        let target = response.text("$ref").and_then(|reference| {
            let document = if sides.1.is_some_and(|at| at.address() == response.address()) {
                self.head
            } else {
                self.base
            };
            document.target(reference)
        });
        match target.filter(|_| !status.starts_with('2')) {
            Some(shared) => {
                let sides = (sides.0.map(|_| &shared), sides.1.map(|_| &shared));
                self.found(rule, sides, &[status], what);
            }
            None => self.found(rule, sides, &[status], what),
        }
    }

    /// One success status went, one came, and what comes under it is the same: it moved.
    fn moved(&mut self, lefts: &mut Statuses<'v>, rights: &mut Statuses<'v>) {
        let only = |statuses: &Statuses<'v>, others: &Statuses<'v>| -> Vec<String> {
            let single = |it: &&String| range(it).is_some() && !others.contains_key(*it);
            statuses.keys().filter(single).cloned().collect()
        };
        if lefts.contains_key(RANGE) || rights.contains_key(RANGE) {
            return;
        }
        let (gone, new) = (only(lefts, rights), only(rights, lefts));
        let ([from], [to]) = (gone.as_slice(), new.as_slice()) else {
            return;
        };
        let (Some(left), Some(right)) = (lefts.get(from).cloned(), rights.get(to).cloned()) else {
            return;
        };
        let body = |document: Document<'v>, at: &Node<'v>| {
            let content = document.resolve(at).get("content");
            content.map(|at| canonical::text(at.value))
        };
        if body(self.base, &left) != body(self.head, &right) {
            return;
        }
        lefts.remove(from);
        rights.remove(to);
        let what = format!("status changed from {from} to {to}");
        self.within(&format!("response {from}"), |this| {
            let rule = structure::RUST_RESPONSE_SUCCESS_STATUS_CHANGED.clone();
            this.found(rule, (Some(&left), Some(&right)), &[from, to], what);
        });
        self.within(&format!("response {to}"), |this| {
            this.followed(&left, &right, Self::response);
        });
    }

    /// What came under a status comes under its range, or the other way round.
    fn covered(&mut self, lefts: &Statuses<'v>, rights: &Statuses<'v>) {
        let single = |statuses: &Statuses<'v>, others: &Statuses<'v>| -> Vec<String> {
            let only = statuses.keys().filter(|it| !others.contains_key(*it));
            only.filter(|it| range(it).is_some()).cloned().collect()
        };
        let gone = single(lefts, rights)
            .into_iter()
            .map(|status| (lefts.get(&status), rights.get(RANGE), status));
        let new = single(rights, lefts)
            .into_iter()
            .map(|status| (lefts.get(RANGE), rights.get(&status), status));
        for (left, right, status) in gone.chain(new) {
            if let (Some(left), Some(right)) = (left, right) {
                self.within(&format!("response {status}"), |this| {
                    this.followed(left, right, Self::response);
                });
            }
        }
    }
}
