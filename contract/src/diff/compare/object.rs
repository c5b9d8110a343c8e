//! Properties of objects: there or not, required or not, read-only or write-only.

use std::collections::BTreeSet;

use super::{At, Compare};
use crate::diff::model::{Node, Schema, merge};
use crate::diff::rules::{Rule, structure};

/// The rule of a property that became read-only or write-only, or no longer is.
fn access(response: bool, required: bool, read_only: bool, set: bool) -> &'static Rule {
    match (response, required, read_only, set) {
        (false, false, true, true) => &structure::REQUEST_OPTIONAL_PROPERTY_BECAME_READ_ONLY,
        (false, false, true, false) => &structure::REQUEST_OPTIONAL_PROPERTY_BECAME_NOT_READ_ONLY,
        (false, false, false, true) => &structure::REQUEST_OPTIONAL_PROPERTY_BECAME_WRITE_ONLY,
        (false, false, false, false) => &structure::REQUEST_OPTIONAL_PROPERTY_BECAME_NOT_WRITE_ONLY,
        (false, true, true, true) => &structure::REQUEST_REQUIRED_PROPERTY_BECAME_READ_ONLY,
        (false, true, true, false) => &structure::REQUEST_REQUIRED_PROPERTY_BECAME_NOT_READ_ONLY,
        (false, true, false, true) => &structure::REQUEST_REQUIRED_PROPERTY_BECAME_WRITE_ONLY,
        (false, true, false, false) => &structure::REQUEST_REQUIRED_PROPERTY_BECAME_NOT_WRITE_ONLY,
        (true, false, true, true) => &structure::RESPONSE_OPTIONAL_PROPERTY_BECAME_READ_ONLY,
        (true, false, true, false) => &structure::RESPONSE_OPTIONAL_PROPERTY_BECAME_NOT_READ_ONLY,
        (true, false, false, true) => &structure::RESPONSE_OPTIONAL_PROPERTY_BECAME_WRITE_ONLY,
        (true, false, false, false) => &structure::RESPONSE_OPTIONAL_PROPERTY_BECAME_NOT_WRITE_ONLY,
        (true, true, true, true) => &structure::RESPONSE_REQUIRED_PROPERTY_BECAME_READ_ONLY,
        (true, true, true, false) => &structure::RESPONSE_REQUIRED_PROPERTY_BECAME_NOT_READ_ONLY,
        (true, true, false, true) => &structure::RESPONSE_REQUIRED_PROPERTY_BECAME_WRITE_ONLY,
        (true, true, false, false) => &structure::RESPONSE_REQUIRED_PROPERTY_BECAME_NOT_WRITE_ONLY,
    }
}

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
                    if required.0 == required.1 && self.unchanged.same(left.value, right.value) {
                        continue;
                    }
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
                let (rule, word) = if head.required.contains(name) {
                    (&structure::RUST_REQUIRED_WITHOUT_PROPERTY_ADDED, "is now")
                } else {
                    (
                        &structure::RUST_REQUIRED_WITHOUT_PROPERTY_REMOVED,
                        "is no longer",
                    )
                };
                let what = format!("{name}, which the schema does not describe, {word} required");
                self.structure_finding(rule, (Some(&base.at), Some(&head.at)), &[name], what);
            }
        }
    }

    fn property(
        &mut self,
        name: &str,
        left: &Node<'v>,
        right: &Node<'v>,
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
            ((false, true), false, true) => {
                Some(&structure::RUST_REQUEST_READ_ONLY_PROPERTY_BECAME_REQUIRED)
            }
            ((true, false), false, true) => {
                Some(&structure::RUST_REQUEST_READ_ONLY_PROPERTY_BECAME_OPTIONAL)
            }
            ((false, true), false, false) if at.header => {
                Some(&structure::REQUEST_HEADER_PROPERTY_BECAME_REQUIRED)
            }
            ((false, true), false, false) if head.keywords.contains_key("default") => {
                Some(&structure::REQUEST_PROPERTY_BECAME_REQUIRED_WITH_DEFAULT)
            }
            ((false, true), false, false) => Some(&structure::REQUEST_PROPERTY_BECAME_REQUIRED),
            ((true, false), false, false) => Some(&structure::REQUEST_PROPERTY_BECAME_OPTIONAL),
            ((false, true), true, true) => {
                Some(&structure::RESPONSE_WRITE_ONLY_PROPERTY_BECAME_REQUIRED)
            }
            ((true, false), true, true) => {
                Some(&structure::RESPONSE_WRITE_ONLY_PROPERTY_BECAME_OPTIONAL)
            }
            ((false, true), true, false) => Some(&structure::RESPONSE_PROPERTY_BECAME_REQUIRED),
            ((true, false), true, false) => Some(&structure::RESPONSE_PROPERTY_BECAME_OPTIONAL),
        };
        if let Some(rule) = rule {
            let what = if required.1 {
                "became required"
            } else {
                "became optional"
            };
            self.structure_finding(rule, sides, &[name], what.to_owned());
        }
        for (keyword, word) in [("readOnly", "read-only"), ("writeOnly", "write-only")] {
            let (was, is) = (base.flag(keyword), head.flag(keyword));
            if was != is {
                // Where it changed as well, what it is required to be at least counts, both ways round.
                let need = required.0 && required.1;
                let not = if is { "" } else { "not-" };
                let rule = access(response, need, keyword == "readOnly", is);
                self.structure_finding(
                    rule,
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
        property: &Node<'v>,
        owner: &Schema<'v>,
        sides: (Option<&Node<'v>>, Option<&Node<'v>>),
        at: At,
        added: bool,
    ) {
        let document = if added { self.head } else { self.base };
        let schema = merge::flat(document, property);
        let required = owner.required.contains(name);
        let defaulted = schema.keywords.contains_key("default");
        let rule = if at.position.is_response() {
            match (required, schema.flag("writeOnly"), added) {
                (true, true, true) => &structure::RESPONSE_REQUIRED_WRITE_ONLY_PROPERTY_ADDED,
                (true, true, false) => &structure::RESPONSE_REQUIRED_WRITE_ONLY_PROPERTY_REMOVED,
                (true, false, true) => &structure::RESPONSE_REQUIRED_PROPERTY_ADDED,
                (true, false, false) => &structure::RESPONSE_REQUIRED_PROPERTY_REMOVED,
                (false, true, true) => &structure::RESPONSE_OPTIONAL_WRITE_ONLY_PROPERTY_ADDED,
                (false, true, false) => &structure::RESPONSE_OPTIONAL_WRITE_ONLY_PROPERTY_REMOVED,
                (false, false, true) => &structure::RESPONSE_OPTIONAL_PROPERTY_ADDED,
                (false, false, false) => &structure::RESPONSE_OPTIONAL_PROPERTY_REMOVED,
            }
        } else {
            match (added, schema.flag("readOnly"), required) {
                (true, true, _) => &structure::RUST_NEW_READ_ONLY_REQUEST_PROPERTY,
                (false, true, _) => &structure::RUST_READ_ONLY_REQUEST_PROPERTY_REMOVED,
                (true, false, true) if at.header => {
                    &structure::NEW_REQUIRED_REQUEST_HEADER_PROPERTY
                }
                (true, false, true) if defaulted => {
                    &structure::NEW_REQUIRED_REQUEST_PROPERTY_WITH_DEFAULT
                }
                (true, false, true) => &structure::NEW_REQUIRED_REQUEST_PROPERTY,
                (true, false, false) => &structure::NEW_OPTIONAL_REQUEST_PROPERTY,
                (false, false, _) => &structure::REQUEST_PROPERTY_REMOVED,
            }
        };
        let need = if required { "required" } else { "optional" };
        let verb = if added { "added" } else { "removed" };
        self.within(&format!(".{name}"), |this| {
            this.structure_finding(
                rule,
                sides,
                &[name, verb],
                format!("{need} property {verb}"),
            );
        });
    }
}
