//! Responses by their statuses, and the ranges that cover them.

use std::collections::BTreeMap;

use super::{Compare, Wire, all_names};
use crate::diff::model::Cursor;
use crate::diff::rules;

type Statuses<'v> = BTreeMap<String, Cursor<'v>>;

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
    pub(super) fn responses(&mut self, base: &Cursor<'v>, head: &Cursor<'v>) {
        let (document, other) = (self.base, self.head);
        let (Some(left), Some(right)) = (
            base.get("responses").or(Some(base.clone())),
            head.get("responses").or(Some(head.clone())),
        ) else {
            return;
        };
        let statuses = |at: &Cursor<'v>, owner: &Cursor<'v>| -> BTreeMap<String, Cursor<'v>> {
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
        let (lefts, rights) = (statuses(&left, base), statuses(&right, head));
        for status in all_names(&lefts, &rights) {
            let success = if status.starts_with('2') {
                "success"
            } else {
                "non-success"
            };
            self.within(
                &format!("response {}", status.to_lowercase()),
                |this| match (lefts.get(status), rights.get(status)) {
                    (Some(left), Some(right)) => {
                        this.failure = !status.starts_with('2');
                        this.response(&document.resolve(left), &other.resolve(right));
                        this.failure = false;
                    }
                    (None, Some(at)) => {
                        let rule = format!("response-{success}-status-added");
                        this.place_finding(
                            &rule,
                            (Some(&left), Some(at)),
                            &[status],
                            format!("status {status} added"),
                        );
                    }
                    (Some(at), None) => {
                        let rule = format!("response-{success}-status-removed");
                        let mut rule = rules::places::rule(&rule);
                        let others = counterparts(status, &lefts, &rights);
                        let mut arguments = vec![status.as_str()];
                        let mut what = format!("status {status} removed");
                        if !others.is_empty() {
                            // A client still takes what comes; the name of the removal is not that of a fatal one.
                            rule.wire = rule.wire.min(Wire::Risky);
                            what =
                                format!("{what}, what came under it is {} now", others.join(", "));
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
                let (left, right) = (self.base.resolve(left), self.head.resolve(right));
                self.within(&format!("response {status}"), |this| {
                    this.response(&left, &right)
                });
            }
        }
    }
}
