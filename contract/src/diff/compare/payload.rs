//! Request bodies and responses: content types.

use std::collections::BTreeMap;

use super::{At, Compare, all_names, wording};
use crate::diff::model::Cursor;
use crate::diff::rules::schema::Position;

/// `application/json; charset=utf-8` and `Application/JSON` are one type; other parameters tell types apart.
fn media<'v>(content: Option<&Cursor<'v>>) -> BTreeMap<String, Cursor<'v>> {
    let entries = content.map(|at| at.entries()).unwrap_or_default();
    entries
        .into_iter()
        .map(|(name, at)| {
            let name: String = name.to_lowercase().split_whitespace().collect();
            (name.replace(";charset=utf-8", ""), at)
        })
        .collect()
}

fn is_textual(media: &str) -> bool {
    !media.contains("json")
}

/// `application/*` takes in `application/json`, and `application/json` takes in `application/problem+json`.
fn takes_in(wide: &str, narrow: &str) -> bool {
    let (Some((wide_type, wide_sub)), Some((narrow_type, narrow_sub))) =
        (wide.split_once('/'), narrow.split_once('/'))
    else {
        return false;
    };
    let suffix = narrow_sub.rsplit_once('+').map(|(_, suffix)| suffix);
    (wide_type == "*" || wide_type == narrow_type) && (wide_sub == "*" || suffix == Some(wide_sub))
}

impl<'v> Compare<'v> {
    pub(super) fn request_body(&mut self, base: &Cursor<'v>, head: &Cursor<'v>) {
        let body = |document: crate::diff::model::Document<'v>, at: &Cursor<'v>| {
            at.get("requestBody").map(|at| document.resolve(&at))
        };
        let (left, right) = (body(self.base, base), body(self.head, head));
        self.within("request body", |this| match (left, right) {
            (None, None) => {}
            (None, Some(right)) => {
                let rule = if right.flag("required") {
                    "request-body-added-required"
                } else {
                    "request-body-added-optional"
                };
                this.place_finding(
                    rule,
                    (Some(base), Some(&right)),
                    &[],
                    "request body added".into(),
                );
            }
            (Some(left), None) => {
                this.place_finding(
                    "request-body-removed",
                    (Some(&left), Some(head)),
                    &[],
                    "request body removed".into(),
                );
            }
            (Some(left), Some(right)) => this.bodies(&left, &right),
        });
    }

    pub(super) fn bodies(&mut self, base: &Cursor<'v>, head: &Cursor<'v>) {
        self.flag(
            "required",
            (base, head),
            ("request-body-became-required", "became required"),
            ("request-body-became-optional", "became optional"),
        );
        let (left, right) = (
            media(base.get("content").as_ref()),
            media(head.get("content").as_ref()),
        );
        for name in all_names(&left, &right) {
            self.within(name, |this| match (left.get(name), right.get(name)) {
                (Some(left), Some(right)) => {
                    let at = At {
                        textual: is_textual(name),
                        listed: is_textual(name),
                        ..At::new(Position::RequestBody)
                    };
                    this.media_type(left, right, "request", at);
                }
                (None, Some(right)) => {
                    this.place_finding(
                        "request-body-media-type-added",
                        (Some(base), Some(right)),
                        &[name],
                        format!("{name} added"),
                    );
                }
                (Some(left), None) => {
                    this.place_finding(
                        "request-body-media-type-removed",
                        (Some(left), Some(head)),
                        &[name],
                        format!("{name} removed"),
                    );
                }
                (None, None) => {}
            });
        }
        self.rest(base, head, &["required", "content"]);
    }

    fn media_type(&mut self, base: &Cursor<'v>, head: &Cursor<'v>, direction: &str, at: At) {
        match (base.get("schema"), head.get("schema")) {
            (Some(left), Some(right)) => self.root(&left, &right, at),
            (None, None) => {}
            (None, Some(right)) => {
                let rule = format!("{direction}-body-media-type-schema-added");
                self.place_finding(
                    &rule,
                    (Some(base), Some(&right)),
                    &[],
                    "schema added".into(),
                );
            }
            (Some(left), None) => {
                let rule = format!("{direction}-body-media-type-schema-removed");
                self.place_finding(
                    &rule,
                    (Some(&left), Some(head)),
                    &[],
                    "schema removed".into(),
                );
            }
        }
        let (left, right) = (base.get("encoding"), head.get("encoding"));
        let text = |at: &Option<Cursor<'v>>| {
            at.as_ref()
                .map(|at| crate::diff::model::canonical::text(at.value))
        };
        if text(&left) != text(&right) {
            let rule = format!("rust-{direction}-body-encoding-changed");
            self.place_finding(
                &rule,
                (Some(base), Some(head)),
                &[
                    &wording::value(left.as_ref()),
                    &wording::value(right.as_ref()),
                ],
                wording::change("encoding", left.as_ref(), right.as_ref()),
            );
        }
        self.rest(base, head, &["schema", "encoding"]);
    }

    pub(super) fn response(&mut self, base: &Cursor<'v>, head: &Cursor<'v>) {
        self.response_content(base, head);
        self.headers(base, head);
        self.rest(base, head, &["content", "headers"]);
    }

    fn response_content(&mut self, base: &Cursor<'v>, head: &Cursor<'v>) {
        let (mut left, mut right) = (
            media(base.get("content").as_ref()),
            media(head.get("content").as_ref()),
        );
        // One type went and one came that takes it in, or is taken in by it: it was renamed.
        let gone: Vec<String> = left
            .keys()
            .filter(|name| !right.contains_key(*name))
            .cloned()
            .collect();
        let new: Vec<String> = right
            .keys()
            .filter(|name| !left.contains_key(*name))
            .cloned()
            .collect();
        if let ([from], [to]) = (gone.as_slice(), new.as_slice()) {
            let rule = match (takes_in(to, from), takes_in(from, to)) {
                (true, _) => Some("response-media-type-name-generalized"),
                (_, true) => Some("response-media-type-name-specialized"),
                _ => None,
            };
            if let Some(rule) = rule
                && let (Some(was), Some(is)) = (left.remove(from), right.remove(to))
            {
                let what = format!("content type changed from {from} to {to}");
                self.place_finding(rule, (Some(&was), Some(&is)), &[from, to], what);
                left.insert(to.clone(), was);
                right.insert(to.clone(), is);
            }
        }
        for name in all_names(&left, &right) {
            self.within(name, |this| match (left.get(name), right.get(name)) {
                (Some(left), Some(right)) => {
                    let at = At {
                        textual: is_textual(name),
                        listed: is_textual(name),
                        ..At::new(Position::ResponseBody)
                    };
                    this.media_type(left, right, "response", at);
                }
                (None, Some(right)) => {
                    this.place_finding(
                        "response-media-type-added",
                        (Some(base), Some(right)),
                        &[name],
                        format!("{name} added"),
                    );
                }
                (Some(left), None) => {
                    this.place_finding(
                        "response-media-type-removed",
                        (Some(left), Some(head)),
                        &[name],
                        format!("{name} removed"),
                    );
                }
                (None, None) => {}
            });
        }
    }
}
