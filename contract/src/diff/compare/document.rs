//! The whole document: paths, webhooks, unused components, and the members at the top.

use std::collections::{BTreeMap, BTreeSet};

use super::Compare;
use super::operation::METHODS;
use crate::diff::finding::Subject;
use crate::diff::model::{Node, canonical};
use crate::diff::rules::structure;

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

    /// A prefix that moved between the paths and the address of the server: that of the base's paths, that of the head's.
    pub(super) fn moved_prefix(&self) -> (String, String) {
        let stays = (String::new(), String::new());
        let (base, head) = (self.base.top(), self.head.top());
        let urls = |top: &Node<'v>| -> Vec<String> {
            let servers = top.get("servers").map(|at| at.items()).unwrap_or_default();
            let urls = servers.iter().filter_map(|server| server.text("url"));
            urls.map(|url| url.trim_end_matches('/').to_owned())
                .collect()
        };
        let (left, right) = (urls(&base), urls(&head));
        let (Some(from), Some(to)) = (left.first(), right.first()) else {
            return stays;
        };
        // What a path item says of servers goes before what the contract says.
        let own = |top: &Node<'v>| {
            let paths = top.members("paths").into_iter();
            paths.map(|(_, item)| item).any(|item| {
                item.get("servers").is_some()
                    || METHODS.iter().any(|method| {
                        item.get(method)
                            .is_some_and(|at| at.get("servers").is_some())
                    })
            })
        };
        let within = |paths: &Node<'v>, prefix: &str| {
            let paths = paths.members("paths");
            let mut paths = paths.iter().filter(|(path, _)| path.starts_with('/'));
            paths.all(|(path, _)| {
                path.strip_prefix(prefix)
                    .is_some_and(|rest| rest.starts_with('/'))
            })
        };
        let all = |longer: &[String], shorter: &[String], prefix: &str| {
            longer.len() == shorter.len()
                && longer
                    .iter()
                    .zip(shorter)
                    .all(|(long, short)| long.strip_suffix(prefix) == Some(short.as_str()))
        };
        if own(&base) || own(&head) {
            return stays;
        }
        match (
            to.strip_prefix(from.as_str()),
            from.strip_prefix(to.as_str()),
        ) {
            (Some(prefix), _)
                if prefix.starts_with('/')
                    && all(&right, &left, prefix)
                    && within(&base, prefix) =>
            {
                (String::new(), prefix.to_owned())
            }
            (_, Some(prefix))
                if prefix.starts_with('/')
                    && all(&left, &right, prefix)
                    && within(&head, prefix) =>
            {
                (prefix.to_owned(), String::new())
            }
            _ => stays,
        }
    }

    fn path_items(&mut self, base: Option<Node<'v>>, head: Option<Node<'v>>) {
        let (base_prefix, head_prefix) = self.moved_prefix();
        let items = |at: &Option<Node<'v>>| -> BTreeMap<&'v str, Node<'v>> {
            let entries = at.as_ref().map(|at| at.entries()).unwrap_or_default();
            entries
                .into_iter()
                .filter(|(path, _)| path.starts_with('/'))
                .collect()
        };
        let (left, right) = (items(&base), items(&head));
        let called = |prefix: &str, path: &str| format!("{prefix}{path}");
        let new_names: BTreeMap<String, &str> = right
            .keys()
            .map(|path| (called(&head_prefix, path), *path))
            .collect();
        let mut pairs: Vec<(&str, &str)> = left
            .keys()
            .filter_map(|path| Some((*path, *new_names.get(&called(&base_prefix, path))?)))
            .collect();
        let mut gone: Vec<&str> = left.keys().copied().collect();
        let mut new: Vec<&str> = right.keys().copied().collect();
        gone.retain(|path| !pairs.iter().any(|(from, _)| from == path));
        new.retain(|path| !pairs.iter().any(|(_, to)| to == path));
        gone.retain(|path| {
            let shape = template(&called(&base_prefix, path));
            let Some(index) = new
                .iter()
                .position(|other| template(&called(&head_prefix, other)) == shape)
            else {
                return true;
            };
            pairs.push((path, new.remove(index)));
            false
        });
        for (from, to) in pairs {
            if let (Some(base), Some(head)) = (left.get(from), right.get(to)) {
                self.followed(base, head, |this, base, head| {
                    this.path_item(from, to, base, head)
                });
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
                self.operation_added(method, path, &operation);
            }
        }
    }

    pub(super) fn path_item(&mut self, from: &str, to: &str, base: &Node<'v>, head: &Node<'v>) {
        let renamed: Vec<(String, String)> = names(from).into_iter().zip(names(to)).collect();
        for method in METHODS {
            match (base.get(method), head.get(method)) {
                (Some(left), Some(right)) => {
                    self.subject = self.subject(method, to, &right);
                    // What was not promised before cannot break.
                    self.subject.unstable |= self.subject(method, to, &left).unstable;
                    for (old, new) in renamed.iter().filter(|(old, new)| old != new) {
                        let what = format!("path parameter renamed from {old} to {new}");
                        self.structure_finding(
                            &structure::RUST_PATH_PARAMETER_RENAMED,
                            (Some(&left), Some(&right)),
                            &[old, new],
                            what,
                        );
                    }
                    self.operation((base, head), &left, &right, &renamed);
                }
                (None, Some(right)) if self.received => {
                    self.subject = self.subject(method, to, &right);
                    let what = "webhook request added".into();
                    self.structure_finding(
                        &structure::WEBHOOK_ADDED,
                        (Some(base), Some(&right)),
                        &[method],
                        what,
                    );
                }
                (Some(left), None) if self.received => {
                    self.subject = self.subject(method, from, &left);
                    let what = "webhook request removed".into();
                    self.structure_finding(
                        &structure::WEBHOOK_REMOVED,
                        (Some(&left), Some(head)),
                        &[method],
                        what,
                    );
                }
                (None, Some(right)) => self.operation_added(method, to, &right),
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

    fn top(&mut self, base: &Node<'v>, head: &Node<'v>) {
        for key in ["tags", "openapi", "jsonSchemaDialect"] {
            self.note(key, base.get(key), head.get(key));
        }
        let (left, right) = (base.get("info"), head.get("info"));
        let keys: BTreeSet<&str> = [&left, &right]
            .into_iter()
            .flatten()
            .flat_map(|at| at.entries().into_iter().map(|(key, _)| key))
            .collect();
        let of = |at: &Option<Node<'v>>, key: &str| at.as_ref().and_then(|at| at.get(key));
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

    fn note(&mut self, key: &str, left: Option<Node<'v>>, right: Option<Node<'v>>) {
        let text = |at: &Option<Node<'v>>| at.as_ref().map(|at| canonical::text(at.value));
        if text(&left) != text(&right) {
            self.member(
                &structure::RUST_INFO_CHANGED,
                key,
                left.as_ref(),
                right.as_ref(),
            );
        }
    }
}

fn operations<'v>(item: &Node<'v>) -> Vec<(&'static str, Node<'v>)> {
    METHODS
        .iter()
        .filter_map(|method| Some((*method, item.get(method)?)))
        .collect()
}
