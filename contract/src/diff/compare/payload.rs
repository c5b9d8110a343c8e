//! Request bodies and responses: content types.

use std::collections::BTreeMap;

use super::{At, Compare, Wire, all_names, wording};
use neo_api_document::media_type::is_json;

use crate::diff::model::Node;
use crate::diff::rules::{Kind, Position, Rule, structure};

/// `application/json; charset=utf-8` and `Application/JSON` are one type; other parameters distinguish types.
fn media<'v>(content: Option<&Node<'v>>) -> BTreeMap<String, Node<'v>> {
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

/// Bytes without a form: `format: binary` of OpenAPI 3.0, and what 3.1 writes instead.
fn is_raw(schema: Option<&Node<'_>>) -> bool {
    let Some(map) = schema.map(|at| at.value) else {
        return true;
    };
    let is_raw_keyword = |key: &str, value: &str| match key {
        "type" => value == "string",
        "format" => value == "binary",
        "contentMediaType" => true,
        _ => false,
    };
    map.as_object().is_some_and(|map| {
        let mut members = map.iter();
        let all = members.all(|(key, value)| {
            value
                .as_str()
                .is_some_and(|value| is_raw_keyword(key, value))
        });
        all && (map.is_empty()
            || map.contains_key("format")
            || map.contains_key("contentMediaType"))
    })
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
    pub(super) fn request_body(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let (left, right) = (base.get("requestBody"), head.get("requestBody"));
        self.within("request body", |this| match (left, right) {
            (None, None) => {}
            (None, Some(right)) => {
                let rule = match this.head.resolve(&right).flag("required") {
                    true => &structure::REQUEST_BODY_ADDED_REQUIRED,
                    false => &structure::REQUEST_BODY_ADDED_OPTIONAL,
                };
                let what = "request body added".into();
                this.body_finding(rule, (Some(base), Some(&right)), what);
            }
            (Some(left), None) => {
                let what = "request body removed".into();
                this.body_finding(
                    &structure::REQUEST_BODY_REMOVED,
                    (Some(&left), Some(head)),
                    what,
                );
            }
            (Some(left), Some(right)) => this.followed(&left, &right, Self::bodies),
        });
    }

    /// A body that is there or not, required or not: clients that receive it miss what goes.
    fn body_finding(&mut self, rule: &Rule, sides: super::Sides<'_, 'v>, what: String) {
        let mut rule = rule.clone();
        if self.received {
            rule.kind = Kind::Plain;
            let id = rule.id;
            let goes = [
                &structure::REQUEST_BODY_REMOVED,
                &structure::REQUEST_BODY_BECAME_OPTIONAL,
            ];
            rule.wire = if goes.iter().any(|rule| rule.id == id) {
                Wire::Breaking
            } else {
                Wire::Safe
            };
        }
        self.found(rule, sides, &[], what);
    }

    pub(super) fn bodies(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let change = match (base.flag("required"), head.flag("required")) {
            (false, true) => Some((&structure::REQUEST_BODY_BECAME_REQUIRED, "became required")),
            (true, false) => Some((&structure::REQUEST_BODY_BECAME_OPTIONAL, "became optional")),
            _ => None,
        };
        if let Some((rule, what)) = change {
            self.body_finding(rule, (Some(base), Some(head)), what.into());
        }
        let (left, right) = (
            media(base.get("content").as_ref()),
            media(head.get("content").as_ref()),
        );
        self.contents(&left, &right, (base, head), !self.received);
        self.rest(base, head, &["required", "content"]);
    }

    /// The media types of a body, sent by clients or received.
    fn contents(
        &mut self,
        left: &BTreeMap<String, Node<'v>>,
        right: &BTreeMap<String, Node<'v>>,
        (base, head): (&Node<'v>, &Node<'v>),
        sent: bool,
    ) {
        let (position, added, removed) = if sent {
            (
                Position::RequestBody,
                &structure::REQUEST_BODY_MEDIA_TYPE_ADDED,
                &structure::REQUEST_BODY_MEDIA_TYPE_REMOVED,
            )
        } else {
            (
                Position::ResponseBody,
                &structure::RESPONSE_MEDIA_TYPE_ADDED,
                &structure::RESPONSE_MEDIA_TYPE_REMOVED,
            )
        };
        for name in all_names(left, right) {
            self.within(name, |this| match (left.get(name), right.get(name)) {
                (Some(left), Some(right)) => {
                    let at = At {
                        textual: is_textual(name),
                        listed: is_textual(name),
                        ..At::new(position)
                    };
                    this.media_type(left, right, at);
                }
                (None, Some(right)) => this.structure_finding(
                    added,
                    (Some(base), Some(right)),
                    &[name],
                    format!("{name} added"),
                ),
                (Some(left), None) => this.structure_finding(
                    removed,
                    (Some(left), Some(head)),
                    &[name],
                    format!("{name} removed"),
                ),
                (None, None) => {}
            });
        }
    }

    fn media_type(&mut self, base: &Node<'v>, head: &Node<'v>, at: At) {
        let response = at.position.is_response();
        let (left, right) = (base.get("schema"), head.get("schema"));
        let raw = at.textual && is_raw(left.as_ref()) && is_raw(right.as_ref());
        match (left, right) {
            _ if raw => {}
            (Some(left), Some(right)) => self.root(&left, &right, at),
            (None, None) => {}
            (None, Some(right)) => {
                let rule = if response {
                    &structure::RESPONSE_BODY_MEDIA_TYPE_SCHEMA_ADDED
                } else {
                    &structure::REQUEST_BODY_MEDIA_TYPE_SCHEMA_ADDED
                };
                self.structure_finding(
                    rule,
                    (Some(base), Some(&right)),
                    &[],
                    "schema added".into(),
                );
            }
            (Some(left), None) => {
                let rule = if response {
                    &structure::RESPONSE_BODY_MEDIA_TYPE_SCHEMA_REMOVED
                } else {
                    &structure::REQUEST_BODY_MEDIA_TYPE_SCHEMA_REMOVED
                };
                self.structure_finding(
                    rule,
                    (Some(&left), Some(head)),
                    &[],
                    "schema removed".into(),
                );
            }
        }
        let (left, right) = (base.get("encoding"), head.get("encoding"));
        let text = |at: &Option<Node<'v>>| {
            at.as_ref()
                .map(|at| crate::diff::model::canonical::text(at.value))
        };
        if text(&left) != text(&right) {
            let rule = if response {
                &structure::RUST_RESPONSE_BODY_ENCODING_CHANGED
            } else {
                &structure::RUST_REQUEST_BODY_ENCODING_CHANGED
            };
            self.structure_finding(
                rule,
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

    pub(super) fn response(&mut self, base: &Node<'v>, head: &Node<'v>) {
        self.response_content(base, head);
        self.headers(base, head);
        self.rest(base, head, &["content", "headers"]);
    }

    fn response_content(&mut self, base: &Node<'v>, head: &Node<'v>) {
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
                (true, _) => Some(&structure::RESPONSE_MEDIA_TYPE_NAME_GENERALIZED),
                (_, true) => Some(&structure::RESPONSE_MEDIA_TYPE_NAME_SPECIALIZED),
                _ if is_json(from) && is_json(to) => {
                    Some(&structure::RESPONSE_MEDIA_TYPE_NAME_CHANGED)
                }
                _ => None,
            };
            if let Some(rule) = rule
                && let (Some(was), Some(is)) = (left.remove(from), right.remove(to))
            {
                let what = format!("content type changed from {from} to {to}");
                self.structure_finding(rule, (Some(&was), Some(&is)), &[from, to], what);
                left.insert(to.clone(), was);
                right.insert(to.clone(), is);
            }
        }
        self.contents(&left, &right, (base, head), self.received);
    }
}
