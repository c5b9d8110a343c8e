//! Properties of objects: there or not, required or not, read-only or write-only.

use std::collections::BTreeSet;

use super::{At, Compare};
use crate::diff::model::{Cursor, Schema, merge};

impl<'v> Compare<'v> {
    pub(super) fn properties(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        let names: BTreeSet<&str> = base
            .properties
            .keys()
            .chain(head.properties.keys())
            .copied()
            .collect();
        for name in &names {
            match (base.properties.get(name), head.properties.get(name)) {
                (Some(left), Some(right)) => {
                    let required = (base.required.contains(name), head.required.contains(name));
                    self.within(&format!(".{name}"), |this| {
                        this.property(name, left, right, required, at)
                    });
                }
                (None, Some(right)) => self.property_appears(
                    name,
                    right,
                    head,
                    (Some(&base.at), Some(right)),
                    at,
                    true,
                ),
                (Some(left), None) => {
                    self.property_appears(name, left, base, (Some(left), Some(&head.at)), at, false)
                }
                (None, None) => {}
            }
        }
        for name in base.required.symmetric_difference(&head.required) {
            if !names.contains(name) {
                let (change, word) = if head.required.contains(name) {
                    ("added", "is")
                } else {
                    ("removed", "is no longer")
                };
                let rule = format!("rust-required-without-property-{change}");
                let what = format!("{name}, which it does not describe, {word} required");
                self.place_finding(&rule, (Some(&base.at), Some(&head.at)), &[name], what);
            }
        }
    }

    fn property(
        &mut self,
        name: &str,
        left: &Cursor<'v>,
        right: &Cursor<'v>,
        required: (bool, bool),
        at: At,
    ) {
        let (base, head) = (merge::flat(self.base, left), merge::flat(self.head, right));
        let response = at.position.is_response();
        let flag = if response { "writeOnly" } else { "readOnly" };
        let absent = head.flag(flag);
        let sides = (Some(left), Some(right));
        let rule = match (required, response, absent) {
            ((true, true) | (false, false), ..) => None,
            ((false, true), false, true) => Some("rust-request-read-only-property-became-required"),
            ((true, false), false, true) => Some("rust-request-read-only-property-became-optional"),
            ((false, true), false, false) if at.header => {
                Some("request-header-property-became-required")
            }
            ((false, true), false, false) if head.keywords.contains_key("default") => {
                Some("request-property-became-required-with-default")
            }
            ((false, true), false, false) => Some("request-property-became-required"),
            ((true, false), false, false) => Some("request-property-became-optional"),
            ((false, true), true, true) => Some("response-write-only-property-became-required"),
            ((true, false), true, true) => Some("response-write-only-property-became-optional"),
            ((false, true), true, false) => Some("response-property-became-required"),
            ((true, false), true, false) => Some("response-property-became-optional"),
        };
        if let Some(rule) = rule {
            let what = if required.1 {
                "became required"
            } else {
                "became optional"
            };
            self.place_finding(rule, sides, &[name], what.to_owned());
        }
        for (keyword, word) in [("readOnly", "read-only"), ("writeOnly", "write-only")] {
            let (was, is) = (base.flag(keyword), head.flag(keyword));
            if was != is {
                let direction = if response { "response" } else { "request" };
                // Where it changed as well, what it is required to be at least counts, both ways round.
                let need = if required.0 && required.1 {
                    "required"
                } else {
                    "optional"
                };
                let not = if is { "" } else { "not-" };
                let rule = format!("{direction}-{need}-property-became-{not}{word}");
                self.place_finding(
                    &rule,
                    sides,
                    &[name],
                    format!("became {}{word}", not.replace('-', " ")),
                );
            }
        }
        let inside = At {
            absent: at.absent || absent,
            ..at.inside()
        };
        self.schema(left, right, inside);
    }

    fn property_appears(
        &mut self,
        name: &str,
        property: &Cursor<'v>,
        owner: &Schema<'v>,
        sides: (Option<&Cursor<'v>>, Option<&Cursor<'v>>),
        at: At,
        added: bool,
    ) {
        let document = if added { self.head } else { self.base };
        let schema = merge::flat(document, property);
        let required = owner.required.contains(name);
        let defaulted = schema.keywords.contains_key("default");
        let rule = if at.position.is_response() {
            let need = if required { "required" } else { "optional" };
            let write_only = if schema.flag("writeOnly") {
                "write-only-"
            } else {
                ""
            };
            let change = if added { "added" } else { "removed" };
            format!("response-{need}-{write_only}property-{change}")
        } else {
            match (added, schema.flag("readOnly"), required) {
                (true, true, _) => "rust-new-read-only-request-property",
                (false, true, _) => "rust-read-only-request-property-removed",
                (true, false, true) if at.header => "new-required-request-header-property",
                (true, false, true) if defaulted => "new-required-request-property-with-default",
                (true, false, true) => "new-required-request-property",
                (true, false, false) => "new-optional-request-property",
                (false, false, _) => "request-property-removed",
            }
            .to_owned()
        };
        let need = if required { "required" } else { "optional" };
        let verb = if added { "added" } else { "removed" };
        let found = super::rules::places::rule(&rule);
        self.within(&format!(".{name}"), |this| {
            this.found(
                found,
                sides,
                &[name, verb],
                format!("{need} property {verb}"),
            );
        });
    }
}
