//! The whole document: paths, webhooks, components that nothing refers to, and what is said at the top.

use std::collections::{BTreeMap, BTreeSet};

use super::operation::METHODS;
use super::{Compare, all_names};
use crate::diff::finding::Subject;
use crate::diff::model::{Cursor, canonical};

/// `/books/{id}` and `/books/{bookId}` are one path.
fn template(path: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for character in path.chars() {
        match character {
            '{' => {
                inside = true;
                out.push_str("{}");
            }
            '}' => inside = false,
            _ if inside => {}
            other => out.push(other),
        }
    }
    out
}

fn names(path: &str) -> Vec<String> {
    path.split('{')
        .skip(1)
        .filter_map(|part| Some(part.split_once('}')?.0.to_owned()))
        .collect()
}

impl<'v> Compare<'v> {
    pub(super) fn document(&mut self) {
        let (base, head) = (self.base.top(), self.head.top());
        self.path_items(base.get("paths"), head.get("paths"));
        self.subject = Subject::default();
        self.security();
        self.servers(&base, &head);
        self.webhooks(&base, &head);
        self.unused_schemas(&base, &head);
        self.unused_components(&base, &head);
        self.top(&base, &head);
    }

    fn path_items(&mut self, base: Option<Cursor<'v>>, head: Option<Cursor<'v>>) {
        let items = |at: &Option<Cursor<'v>>| -> BTreeMap<&'v str, Cursor<'v>> {
            let entries = at.as_ref().map(|at| at.entries()).unwrap_or_default();
            entries
                .into_iter()
                .filter(|(path, _)| path.starts_with('/'))
                .collect()
        };
        let (left, right) = (items(&base), items(&head));
        let mut pairs: Vec<(&str, &str)> = left
            .keys()
            .filter(|path| right.contains_key(*path))
            .map(|path| (*path, *path))
            .collect();
        let mut gone: Vec<&str> = left
            .keys()
            .filter(|path| !right.contains_key(*path))
            .copied()
            .collect();
        let mut new: Vec<&str> = right
            .keys()
            .filter(|path| !left.contains_key(*path))
            .copied()
            .collect();
        gone.retain(|path| {
            let Some(index) = new
                .iter()
                .position(|other| template(other) == template(path))
            else {
                return true;
            };
            pairs.push((path, new.remove(index)));
            false
        });
        for (from, to) in pairs {
            if let (Some(base), Some(head)) = (left.get(from), right.get(to)) {
                self.path_item(from, to, &self.base.resolve(base), &self.head.resolve(head));
            }
        }
        for path in gone {
            let item = left.get(path).map(|item| self.base.resolve(item));
            for (method, operation) in item.iter().flat_map(operations) {
                self.operation_removed(method, path, &operation, true);
            }
        }
        for path in new {
            let item = right.get(path).map(|item| self.head.resolve(item));
            for (method, operation) in item.iter().flat_map(operations) {
                self.operation_added(method, path, (&operation, &operation));
            }
        }
    }

    fn path_item(&mut self, from: &str, to: &str, base: &Cursor<'v>, head: &Cursor<'v>) {
        let renamed: Vec<(String, String)> = names(from).into_iter().zip(names(to)).collect();
        for method in METHODS {
            match (base.get(method), head.get(method)) {
                (Some(left), Some(right)) => {
                    self.subject = self.subject(method, to, &right);
                    // What was not promised before cannot break.
                    self.subject.unstable |= self.subject(method, to, &left).unstable;
                    for (old, new) in renamed.iter().filter(|(old, new)| old != new) {
                        let what = format!("path parameter {old} is called {new} now");
                        self.place_finding(
                            "rust-path-parameter-renamed",
                            (Some(&left), Some(&right)),
                            &[old, new],
                            what,
                        );
                    }
                    self.operation((base, head), &left, &right, &renamed);
                }
                (None, Some(right)) => self.operation_added(method, to, (&right, &right)),
                (Some(left), None) => self.operation_removed(method, from, &left, false),
                (None, None) => {}
            }
        }
        self.subject = Subject {
            path: Some(to.to_owned()),
            ..Subject::default()
        };
        self.servers(base, head);
        let mut handled = METHODS.to_vec();
        handled.extend(["parameters", "servers", "$ref"]);
        self.rest(base, head, &handled);
    }

    fn webhooks(&mut self, base: &Cursor<'v>, head: &Cursor<'v>) {
        let (Some(left), Some(right)) = (
            base.get("webhooks").or(Some(base.clone())),
            head.get("webhooks").or(Some(head.clone())),
        ) else {
            return;
        };
        let of = |at: &Cursor<'v>, top: &Cursor<'v>| -> BTreeMap<&'v str, Cursor<'v>> {
            if at.address() == top.address() {
                BTreeMap::new()
            } else {
                at.entries().into_iter().collect()
            }
        };
        let (lefts, rights) = (of(&left, base), of(&right, head));
        for &name in all_names(&lefts, &rights) {
            match (lefts.get(name), rights.get(name)) {
                (Some(left), Some(right)) => {
                    let (left, right) = (self.base.resolve(left), self.head.resolve(right));
                    self.path_item(
                        &format!("webhook {name}"),
                        &format!("webhook {name}"),
                        &left,
                        &right,
                    );
                }
                (None, Some(at)) => self.place_finding(
                    "webhook-added",
                    (Some(&left), Some(at)),
                    &[name],
                    format!("webhook {name} added"),
                ),
                (Some(at), None) => self.place_finding(
                    "webhook-removed",
                    (Some(at), Some(&right)),
                    &[name],
                    format!("webhook {name} removed"),
                ),
                (None, None) => {}
            }
        }
        self.subject = Subject::default();
    }

    fn top(&mut self, base: &Cursor<'v>, head: &Cursor<'v>) {
        for key in ["tags", "openapi", "jsonSchemaDialect"] {
            self.note(key, base.get(key), head.get(key));
        }
        let (left, right) = (base.get("info"), head.get("info"));
        let keys: BTreeSet<&str> = [&left, &right]
            .into_iter()
            .flatten()
            .flat_map(|at| at.entries().into_iter().map(|(key, _)| key))
            .collect();
        let of = |at: &Option<Cursor<'v>>, key: &str| at.as_ref().and_then(|at| at.get(key));
        self.within("info", |this| {
            for key in keys {
                this.note(key, of(&left, key), of(&right, key));
            }
        });
        self.rest(
            base,
            head,
            &[
                "info",
                "tags",
                "openapi",
                "jsonSchemaDialect",
                "paths",
                "components",
                "security",
                "servers",
                "webhooks",
            ],
        );
    }

    fn note(&mut self, key: &str, left: Option<Cursor<'v>>, right: Option<Cursor<'v>>) {
        let text = |at: &Option<Cursor<'v>>| at.as_ref().map(|at| canonical::text(at.value));
        if text(&left) != text(&right) {
            self.member("rust-info-changed", key, left.as_ref(), right.as_ref());
        }
    }
}

fn operations<'v>(item: &Cursor<'v>) -> Vec<(&'static str, Cursor<'v>)> {
    METHODS
        .iter()
        .filter_map(|method| Some((*method, item.get(method)?)))
        .collect()
}
