//! Unions and `allOf`.

use std::collections::{BTreeMap, BTreeSet};

use super::{At, Compare, Wire};
use crate::diff::model::keys::DEPTH;
use crate::diff::model::keyword::is_annotation;
use crate::diff::model::schema::branch_name;
use crate::diff::model::similarity::{self, Matching, Side};
use crate::diff::model::{Document, Node, Null, Schema, canonical, merge};
use crate::diff::rules::Change;

/// A keyword of branches, and the changes of a branch that comes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct UnionKind {
    word: &'static str,
    added: Change,
    removed: Change,
}

const ONE_OF: UnionKind = UnionKind {
    word: "one-of",
    added: Change::OneOfAdded,
    removed: Change::OneOfRemoved,
};

const ANY_OF: UnionKind = UnionKind {
    word: "any-of",
    added: Change::AnyOfAdded,
    removed: Change::AnyOfRemoved,
};

const ALL_OF: UnionKind = UnionKind {
    word: "all-of",
    added: Change::AllOfAdded,
    removed: Change::AllOfRemoved,
};

/// The discriminator's `reference → tag`.
fn tags<'v>(schema: &Schema<'v>) -> BTreeMap<&'v str, &'v str> {
    let mapping = schema
        .keywords
        .get("discriminator")
        .and_then(|at| at.get("mapping"));
    mapping
        .map(|at| at.entries())
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(tag, at)| Some((at.value.as_str()?, tag)))
        .collect()
}

/// The union's branches and the name of its rules; `oneOf` where there are both.
fn union<'a, 'v>(schema: &'a Schema<'v>) -> Option<(&'a [Node<'v>], UnionKind)> {
    if !schema.one_of.is_empty() {
        Some((&schema.one_of, ONE_OF))
    } else if !schema.any_of.is_empty() {
        Some((&schema.any_of, ANY_OF))
    } else {
        None
    }
}

impl<'v> Compare<'v> {
    /// A single schema on one side, a union of such on the other: true where that is all there is to say.
    pub(super) fn wrapped(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) -> bool {
        let is_single = |schema: &Schema<'v>| {
            !schema.has_union() && schema.all_of.is_empty() && !schema.is_bare()
        };
        // What stands around the branches restricts nothing that the single schema does not.
        let only_union = |schema: &Schema<'v>, single: &Schema<'v>| {
            schema.has_union()
                && schema.all_of.is_empty()
                && schema.restricts_by_union_alone()
                && (schema.types.is_empty() || schema.types == single.types)
        };
        let (introduced, whole) = if is_single(base) && only_union(head, base) {
            (true, head)
        } else if is_single(head) && only_union(base, head) {
            (false, base)
        } else {
            return false;
        };
        let Some((branches, kind)) = union(whole) else {
            return false;
        };
        let alone = [if introduced {
            base.at.clone()
        } else {
            head.at.clone()
        }];
        let single = |document| Side {
            document,
            branches: &alone,
            tags: BTreeMap::new(),
        };
        let several = |document| Side {
            document,
            branches,
            tags: tags(whole),
        };
        let (left, right) = if introduced {
            (single(self.base), several(self.head))
        } else {
            (several(self.base), single(self.head))
        };
        self.null(base, head, at);
        let (object, document) = if introduced {
            (base, self.base)
        } else {
            (head, self.head)
        };
        if self.splits(
            (document, object),
            (if introduced { self.head } else { self.base }, branches),
        ) {
            return true;
        }
        let matching = similarity::pair(&self.keys, &left, &right);
        let objects = if introduced { base } else { head }
            .types
            .contains("object");
        if kind == ONE_OF && objects {
            let (change, what) = if introduced {
                (Change::WrappedInOneOf, "wrapped in a one-of")
            } else {
                (Change::UnwrappedFromOneOf, "unwrapped from a one-of")
            };
            self.schema_finding(
                at,
                change,
                (Some(&base.at), Some(&head.at)),
                &[],
                what.to_owned(),
            );
        }
        let tag = whole
            .keywords
            .get("discriminator")
            .and_then(|at| at.text("propertyName"));
        if let Some(tag) = tag.filter(|tag| introduced && !base.required.contains(tag))
            && !at.position.is_response()
        {
            let mut rule = Self::schema_rule(at, Change::DiscriminatorAdded);
            rule.wire = Wire::Risky;
            let what = format!("discriminator added: {tag} identifies the branch");
            self.found(rule, (Some(&base.at), Some(&head.at)), &[tag], what);
        }
        self.matched(
            &matching,
            left.branches,
            right.branches,
            kind,
            at,
            (&base.at, &head.at),
        );
        true
    }

    /// The branches of the union differ in one property, and together allow what the object allows.
    fn splits(
        &self,
        (document, object): (Document<'v>, &Schema<'v>),
        (other, branches): (Document<'v>, &[Node<'v>]),
    ) -> bool {
        let branches: Vec<Schema<'v>> = branches.iter().map(|at| merge::flat(other, at)).collect();
        let key = |document, schema: &Schema<'v>, without: Option<&str>| {
            let mut schema = schema.clone();
            // A discriminator does not restrict the values.
            schema.keywords.retain(|keyword, _| !is_annotation(keyword));
            if schema.null == Null::Unspecified {
                schema.null = Null::No;
            }
            if let Some(name) = without {
                schema.properties.remove(name);
            }
            self.keys.of_schema(document, &schema, DEPTH)
        };
        let mut object = object.clone();
        object.null = Null::Unspecified;
        let closed = object.keywords.contains_key("additionalProperties")
            || object.keywords.contains_key("unevaluatedProperties");
        let somewhere = |name: &&str| {
            branches
                .iter()
                .any(|branch| branch.properties.contains_key(name))
        };
        if !object.properties.keys().all(somewhere) {
            return false;
        }
        object.properties.keys().any(|name| {
            let values = |document, schema: &Schema<'v>| -> Option<BTreeSet<String>> {
                let property = Schema::read(document, schema.properties.get(name)?);
                Some(
                    property
                        .values?
                        .iter()
                        .map(|value| canonical::text(value))
                        .collect(),
                )
            };
            let Some(values_of_object) = values(document, &object) else {
                return false;
            };
            let of_branches: Option<Vec<_>> = branches
                .iter()
                .map(|branch| values(other, branch))
                .collect();
            let allowed: Option<BTreeSet<String>> =
                of_branches.map(|all| all.into_iter().flatten().collect());
            if allowed.as_ref() != Some(&values_of_object) {
                return false;
            }
            let same = |branch: &Schema<'v>| {
                let mut part = object.clone();
                // An open branch takes the optional members that it does not describe.
                part.properties.retain(|name, _| {
                    closed || branch.properties.contains_key(name) || object.required.contains(name)
                });
                key(other, branch, Some(name)) == key(document, &part, Some(name))
            };
            branches.iter().all(same)
        })
    }

    pub(super) fn composition(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        match (union(base), union(head)) {
            (None, None) => {}
            (Some((left, kind)), Some((right, other))) => {
                if kind != other {
                    let (kind, other) = (kind.word, other.word);
                    let what = format!("{kind} became {other}");
                    self.schema_finding(
                        at,
                        Change::UnionKindChanged,
                        (Some(&base.at), Some(&head.at)),
                        &[kind, other],
                        what,
                    );
                }
                self.branches(left, right, kind, (base, head), at);
                if !base.one_of.is_empty() && !head.one_of.is_empty() {
                    self.branches(&base.any_of, &head.any_of, ANY_OF, (base, head), at);
                }
            }
            (Some((left, kind)), None) => self.branches(left, &[], kind, (base, head), at),
            (None, Some((right, kind))) => self.branches(&[], right, kind, (base, head), at),
        }
        self.all_of(base, head, at);
    }

    fn branches(
        &mut self,
        left: &[Node<'v>],
        right: &[Node<'v>],
        kind: UnionKind,
        owners: (&Schema<'v>, &Schema<'v>),
        at: At,
    ) {
        let side = |document: Document<'v>, tags| (document, tags);
        let (base, base_tags) = side(self.base, tags(owners.0));
        let (head, head_tags) = side(self.head, tags(owners.1));
        let matching = similarity::pair(
            &self.keys,
            &Side {
                document: base,
                branches: left,
                tags: base_tags,
            },
            &Side {
                document: head,
                branches: right,
                tags: head_tags,
            },
        );
        self.matched(
            &matching,
            left,
            right,
            kind,
            at,
            (&owners.0.at, &owners.1.at),
        );
    }

    fn all_of(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        if base.all_of.is_empty() && head.all_of.is_empty() {
            return;
        }
        self.branches(&base.all_of, &head.all_of, ALL_OF, (base, head), at);
    }

    fn matched(
        &mut self,
        matching: &Matching,
        left: &[Node<'v>],
        right: &[Node<'v>],
        kind: UnionKind,
        at: At,
        owners: (&Node<'v>, &Node<'v>),
    ) {
        for (base, head) in &matching.pairs {
            if let (Some(base), Some(head)) = (left.get(*base), right.get(*head)) {
                if let (Some(from), Some(to)) = (branch_name(base), branch_name(head))
                    && from != to
                {
                    let what = format!("{} branch renamed from {from} to {to}", kind.word);
                    self.schema_finding(
                        at,
                        Change::UnionBranchRenamed,
                        (Some(owners.0), Some(owners.1)),
                        &[from, to],
                        what,
                    );
                }
                let step = branch_name(head)
                    .map_or_else(|| format!("({})", kind.word), |name| format!("({name})"));
                self.within(&step, |this| this.schema(base, head, at));
            }
        }
        for (indices, branches, change) in [
            (&matching.base_only, left, "removed"),
            (&matching.head_only, right, "added"),
        ] {
            for branch in indices.iter().filter_map(|index| branches.get(*index)) {
                let document = if change == "added" {
                    self.head
                } else {
                    self.base
                };
                let schema = Schema::read(document, branch);
                let annotation_only = kind == ALL_OF
                    && schema.is_bare()
                    && !schema.has_union()
                    && schema.all_of.is_empty();
                let rule = match (change, annotation_only) {
                    ("added", true) => Change::AllOfAddedAnnotationOnly,
                    ("added", false) => kind.added,
                    (_, true) => Change::AllOfRemovedAnnotationOnly,
                    (_, false) => kind.removed,
                };
                let sides = match change {
                    "added" => (Some(owners.0), Some(branch)),
                    _ => (Some(branch), Some(owners.1)),
                };
                let name = branch_name(branch).unwrap_or("an inline schema");
                let what = format!("{} branch {name} {change}", kind.word);
                let identity = self.keys.digest(document, branch);
                self.schema_finding(
                    at,
                    rule,
                    sides,
                    &[name, identity.get(..8).unwrap_or_default()],
                    what,
                );
            }
        }
    }
}
