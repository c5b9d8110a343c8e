//! Webhooks and callbacks: requests that clients receive: an addition is safe, a removal is missed.

use std::collections::{BTreeMap, BTreeSet};

use super::operation::METHODS;
use super::{Compare, all_names, wording};
use crate::diff::finding::Subject;
use crate::diff::model::Node;
use crate::diff::rules::structure;

fn keys<'v>(at: &Node<'v>) -> BTreeSet<&'v str> {
    at.entries().into_iter().map(|(key, _)| key).collect()
}

impl<'v> Compare<'v> {
    /// Runs `walk` with the direction turned: clients receive the requests, and send the responses.
    fn receiving(&mut self, walk: impl FnOnce(&mut Self)) {
        let received = std::mem::replace(&mut self.received, true);
        walk(self);
        self.received = received;
    }

    pub(super) fn webhooks(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let of = |at: &Node<'v>| {
            at.members("webhooks")
                .into_iter()
                .collect::<BTreeMap<_, _>>()
        };
        let owner = |at: &Node<'v>| at.get("webhooks").unwrap_or_else(|| at.clone());
        let (lefts, rights) = (of(base), of(head));
        let (left_owner, right_owner) = (owner(base), owner(head));
        for &name in all_names(&lefts, &rights) {
            match (lefts.get(name), rights.get(name)) {
                (Some(left), Some(right)) => {
                    let path = format!("webhook {name}");
                    self.receiving(|this| {
                        this.followed(left, right, |this, left, right| {
                            this.path_item(&path, &path, left, right);
                        });
                    });
                }
                (None, Some(at)) => self.structure_finding(
                    &structure::WEBHOOK_ADDED,
                    (Some(&left_owner), Some(at)),
                    &[name],
                    format!("webhook {name} added"),
                ),
                (Some(at), None) => self.structure_finding(
                    &structure::WEBHOOK_REMOVED,
                    (Some(at), Some(&right_owner)),
                    &[name],
                    format!("webhook {name} removed"),
                ),
                (None, None) => {}
            }
        }
        self.subject = Subject::default();
    }

    pub(super) fn callbacks(&mut self, left: Option<&Node<'v>>, right: Option<&Node<'v>>) {
        let of = |at: Option<&Node<'v>>| -> BTreeMap<&'v str, Node<'v>> {
            let entries = at.map(|at| at.entries()).unwrap_or_default();
            entries.into_iter().collect()
        };
        let (lefts, rights) = (of(left), of(right));
        for &name in all_names(&lefts, &rights) {
            let (left, right) = (lefts.get(name), rights.get(name));
            if let (Some(left), Some(right)) = (left, right)
                && self.same_requests(left, right)
            {
                self.receiving(|this| {
                    this.followed(left, right, |this, left, right| {
                        this.callback(name, left, right);
                    });
                });
            } else if wording::value(left) != wording::value(right) {
                self.within("callback", |this| {
                    this.member(&structure::RUST_CALLBACK_CHANGED, name, left, right);
                });
            }
        }
    }

    /// The same expressions, with the same methods.
    fn same_requests(&self, base: &Node<'v>, head: &Node<'v>) -> bool {
        let (base, head) = (self.base.resolve(base), self.head.resolve(head));
        let methods = |item: Node<'v>| -> BTreeSet<&'v str> {
            let mut found = keys(&item);
            found.retain(|key| METHODS.contains(key));
            found
        };
        keys(&base) == keys(&head)
            && base.entries().into_iter().all(|(expression, left)| {
                head.get(expression).is_some_and(|right| {
                    methods(self.base.resolve(&left)) == methods(self.head.resolve(&right))
                })
            })
    }

    fn callback(&mut self, name: &str, base: &Node<'v>, head: &Node<'v>) {
        for (expression, left) in base.entries() {
            let Some(right) = head.get(expression) else {
                continue;
            };
            if expression.starts_with("x-") {
                self.member(
                    &structure::RUST_EXTENSION_CHANGED,
                    expression,
                    Some(&left),
                    Some(&right),
                );
                continue;
            }
            self.followed(&left, &right, |this, base, head| {
                for method in METHODS {
                    if let (Some(left), Some(right)) = (base.get(method), head.get(method)) {
                        let step =
                            format!("callback {name} {expression} {}", method.to_uppercase());
                        this.within(&step, |this| {
                            this.operation((base, head), &left, &right, &[]);
                        });
                    }
                }
                let mut handled = METHODS.to_vec();
                handled.extend(["parameters", "servers", "$ref"]);
                this.within(&format!("callback {name} {expression}"), |this| {
                    this.rest(base, head, &handled);
                });
            });
        }
    }
}
