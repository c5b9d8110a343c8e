//! `allOf` on one side and a plain schema on the other: what a payload is counts, and not how it is put together.

use std::collections::BTreeMap;

use super::Compare;
use crate::diff::model::keys::DEPTH;
use crate::diff::model::merge::{self, Merged};
use crate::diff::model::schema::branch_name;
use crate::diff::model::similarity::{self, Side};
use crate::diff::model::{Node, Schema};

impl<'v> Compare<'v> {
    /// Both schemas as they are to be compared.
    pub(super) fn read(&mut self, base: &Node<'v>, head: &Node<'v>) -> (Schema<'v>, Schema<'v>) {
        let left = Schema::read(self.base, base);
        let right = Schema::read(self.head, head);
        self.visited.insert((left.at.address(), right.at.address()));
        let (one, other) = (!left.all_of.is_empty(), !right.all_of.is_empty());
        if !(one || other) || (one && other && self.pair_off(&left, &right)) {
            return (left, right);
        }
        let (Some(base), Some(head)) = (
            merge::merge(self.base, &left),
            merge::merge(self.head, &right),
        ) else {
            return (left, right);
        };
        // Where both have branches, the branch that came or went says more than its properties.
        if one && other && !self.amount_to_the_same(&base, &head) {
            return (left, right);
        }
        self.see_branches(&left, &right);
        let (base, head) = (base.schema, head.schema);
        self.visited.insert((base.at.address(), head.at.address()));
        (base, head)
    }

    /// Each branch of one has its like among those of the other.
    fn pair_off(&self, left: &Schema<'v>, right: &Schema<'v>) -> bool {
        let side = |document, branches| Side {
            document,
            branches,
            tags: BTreeMap::new(),
        };
        let matching = similarity::pair(
            &self.keys,
            &side(self.base, left.all_of.as_slice()),
            &side(self.head, right.all_of.as_slice()),
        );
        matching.base_only.is_empty() && matching.head_only.is_empty()
    }

    fn amount_to_the_same(&self, base: &Merged<'v>, head: &Merged<'v>) -> bool {
        let key =
            |document, merged: &Merged<'v>| self.keys.of_schema(document, &merged.schema, DEPTH);
        base.whole && head.whole && key(self.base, base) == key(self.head, head)
    }

    /// A component that is a branch on both sides is compared with the whole.
    fn see_branches(&mut self, left: &Schema<'v>, right: &Schema<'v>) {
        for base in &left.all_of {
            for head in &right.all_of {
                if branch_name(base).is_some() && branch_name(base) == branch_name(head) {
                    let (base, head) = (self.base.resolve(base), self.head.resolve(head));
                    self.visited.insert((base.address(), head.address()));
                }
            }
        }
    }
}
