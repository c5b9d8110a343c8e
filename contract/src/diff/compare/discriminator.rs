//! Discriminators: which word stands for which branch of a union.

use std::collections::{BTreeMap, BTreeSet};

use super::{At, Compare, Wire, texts_of, wording};
use crate::diff::model::{Document, Schema, canonical, merge};
use crate::diff::rules::Change;

impl<'v> Compare<'v> {
    pub(super) fn discriminator(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        let sides = (Some(&base.at), Some(&head.at));
        let (left, right) = match (
            base.keywords.get("discriminator"),
            head.keywords.get("discriminator"),
        ) {
            (None, None) => return,
            (None, right @ Some(_)) => {
                return self.schema_finding(
                    at,
                    Change::DiscriminatorAdded,
                    sides,
                    &[&wording::value(right)],
                    "discriminator added".into(),
                );
            }
            (left @ Some(_), None) => {
                return self.schema_finding(
                    at,
                    Change::DiscriminatorRemoved,
                    sides,
                    &[&wording::value(left)],
                    "discriminator removed".into(),
                );
            }
            (Some(left), Some(right)) => (left, right),
        };
        let (from, to) = (
            left.text("propertyName").unwrap_or_default(),
            right.text("propertyName").unwrap_or_default(),
        );
        if from != to {
            let what = format!("discriminator changed from {from} to {to}");
            self.schema_finding(
                at,
                Change::DiscriminatorPropertyNameChanged,
                sides,
                &[from, to],
                what,
            );
        }
        let (left, right) = (texts_of(left, "mapping"), texts_of(right, "mapping"));
        // The first new tag of each target.
        let mut new_tags: BTreeMap<&str, &str> = BTreeMap::new();
        for (tag, target) in right.iter().filter(|(tag, _)| !left.contains_key(*tag)) {
            new_tags.entry(target).or_insert(tag);
        }
        for (tag, target) in &left {
            match right.get(tag) {
                None => {
                    let mut rule = Self::schema_rule(at, Change::DiscriminatorMappingDeleted);
                    let mut arguments = vec![*tag, target.as_str()];
                    let mut what = format!("tag {tag} removed");
                    let renamed = new_tags.get(target.as_str());
                    if let (Some(new), false) =
                        (renamed, at.absent || self.keeps_tag(base, tag, from))
                    {
                        // Shipped clients send the old tag, and read the new one as unknown.
                        rule.wire = if at.position.is_response() {
                            Wire::Risky
                        } else {
                            Wire::Breaking
                        };
                        arguments.push(new);
                        what = format!("{what}, replaced by {new}");
                    }
                    self.found(rule, sides, &arguments, what);
                }
                Some(other) if other != target => {
                    let what = format!("tag {tag} names {other} instead of {target}");
                    self.schema_finding(
                        at,
                        Change::DiscriminatorMappingChanged,
                        sides,
                        &[tag, target, other],
                        what,
                    );
                }
                Some(_) => {}
            }
        }
        for (tag, target) in right.iter().filter(|(tag, _)| !left.contains_key(*tag)) {
            self.schema_finding(
                at,
                Change::DiscriminatorMappingAdded,
                sides,
                &[tag, target],
                format!("tag {tag} added"),
            );
        }
    }

    /// Whether the branch of a tag declares the values of the tag itself, and the same ones as before.
    fn keeps_tag(&self, base: &Schema<'v>, tag: &str, name: &str) -> bool {
        let mapping = base
            .keywords
            .get("discriminator")
            .and_then(|at| at.get("mapping"));
        let Some(target) = mapping.and_then(|at| at.text(tag)) else {
            return false;
        };
        let words = |document: Document<'v>| {
            let branch = merge::flat(document, &document.target(target)?);
            let values = Schema::read(document, branch.properties.get(name)?).values?;
            let texts = values.iter().map(|value| canonical::text(value));
            Some(texts.collect::<BTreeSet<String>>())
        };
        let was = words(self.base);
        was.is_some() && was == words(self.head)
    }
}
