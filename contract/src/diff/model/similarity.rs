//! Which branch of one union is which branch of the other: by reference, by discriminator, by content, then by similarity.
//! Never by index, and the same both ways round.

use std::collections::{BTreeMap, BTreeSet};

use super::schema::{branch_name, is_documentation, is_named_schemas, is_one_schema};
use super::{Document, Node, Schema, canonical};

/// How deep contents are looked at before they count as equal.
pub(crate) const DEPTH: usize = 5;
/// Branches less alike than this are different branches.
const ALIKE: f64 = 0.5;

pub(crate) struct Matching {
    pub(crate) pairs: Vec<(usize, usize)>,
    pub(crate) base_only: Vec<usize>,
    pub(crate) head_only: Vec<usize>,
}

/// One side of a comparison of branches.
pub(crate) struct Side<'a, 'v> {
    pub(crate) document: Document<'v>,
    pub(crate) branches: &'a [Node<'v>],
    /// The discriminator's `reference → tag`.
    pub(crate) tags: BTreeMap<&'v str, &'v str>,
}

struct Branch<'v> {
    tag: Option<String>,
    key: String,
    /// With what only tells people something.
    documentation: String,
    schema: Schema<'v>,
}

impl<'v> Side<'_, 'v> {
    fn branch(&self, index: usize) -> Option<(usize, Branch<'v>)> {
        let at = self.branches.get(index)?;
        let schema = Schema::read(self.document, at);
        let mapped = at
            .text("$ref")
            .and_then(|reference| self.tags.get(reference));
        let branch = Branch {
            tag: mapped
                .map(|tag| (*tag).to_owned())
                .or_else(|| constant_property(self.document, &schema)),
            key: structural_key(self.document, at, DEPTH),
            documentation: documentation(&schema),
            schema,
        };
        Some((index, branch))
    }
}

pub(crate) fn pair(base: &Side<'_, '_>, head: &Side<'_, '_>) -> Matching {
    let mut free_base: BTreeSet<usize> = (0..base.branches.len()).collect();
    let mut free_head: BTreeSet<usize> = (0..head.branches.len()).collect();
    let mut pairs = Vec::new();
    // Names first and alone: they settle nearly all, and contents cost.
    for (index, name) in base
        .branches
        .iter()
        .enumerate()
        .map(|(index, at)| (index, branch_name(at)))
    {
        let named = |other: &usize| head.branches.get(*other).and_then(branch_name) == name;
        if let (true, Some(other)) = (name.is_some(), free_head.iter().copied().find(named)) {
            free_base.remove(&index);
            free_head.remove(&other);
            pairs.push((index, other));
        }
    }
    let bases: BTreeMap<usize, Branch<'_>> = free_base
        .iter()
        .filter_map(|index| base.branch(*index))
        .collect();
    let heads: BTreeMap<usize, Branch<'_>> = free_head
        .iter()
        .filter_map(|index| head.branch(*index))
        .collect();
    type Same<'f, 'v> = &'f dyn Fn(&Branch<'v>, &Branch<'v>) -> bool;
    let by_words: Same<'_, '_> = &|a, b| a.key == b.key && a.documentation == b.documentation;
    let by_content: Same<'_, '_> = &|a, b| a.key == b.key;
    // A tag that several branches have tells nothing.
    let unique = |branches: &BTreeMap<usize, Branch<'_>>, tag: &Option<String>| {
        branches
            .values()
            .filter(|branch| branch.tag == *tag)
            .count()
            == 1
    };
    let by_tag: Same<'_, '_> = &|a, b| {
        a.tag.is_some() && a.tag == b.tag && unique(&bases, &a.tag) && unique(&heads, &a.tag)
    };
    for same in [by_words, by_content, by_tag] {
        for (index, branch) in &bases {
            if !free_base.contains(index) {
                continue;
            }
            let alike = |other: &usize| heads.get(other).is_some_and(|head| same(branch, head));
            if let Some(other) = free_head.iter().copied().find(alike) {
                free_base.remove(index);
                free_head.remove(&other);
                pairs.push((*index, other));
            }
        }
    }
    let mut scored = Vec::new();
    for (b, base) in free_base
        .iter()
        .filter_map(|index| Some((*index, bases.get(index)?)))
    {
        for (h, head) in free_head
            .iter()
            .filter_map(|index| Some((*index, heads.get(index)?)))
        {
            let score = similarity(&base.schema, &head.schema);
            if score >= ALIKE {
                // Ties are settled by content, so that neither order nor direction matters.
                let mut forms = [base.key.clone(), head.key.clone()];
                forms.sort();
                scored.push((score, forms, b, h));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    for (_, _, b, h) in scored {
        if free_base.contains(&b) && free_head.contains(&h) {
            free_base.remove(&b);
            free_head.remove(&h);
            pairs.push((b, h));
        }
    }
    Matching {
        pairs,
        base_only: free_base.into_iter().collect(),
        head_only: free_head.into_iter().collect(),
    }
}

fn documentation(schema: &Schema<'_>) -> String {
    let prose = schema
        .keywords
        .iter()
        .filter(|(keyword, _)| is_documentation(keyword));
    prose
        .map(|(keyword, at)| format!("{keyword}={}\n", canonical::text(at.value)))
        .collect()
}

/// `kind=circle`, when a property has one possible value.
fn constant_property<'v>(document: Document<'v>, schema: &Schema<'v>) -> Option<String> {
    schema.properties.iter().find_map(|(name, at)| {
        let inner = Schema::read(document, at);
        match inner.values.as_deref() {
            Some([only]) => Some(format!("{name}={only}")),
            _ => None,
        }
    })
}

/// The types that tell schemas apart: every integer is a number.
fn kinds<'v>(schema: &Schema<'v>) -> BTreeSet<&'v str> {
    let mut kinds = schema.types.clone();
    if kinds.contains("number") {
        kinds.remove("integer");
    }
    kinds
}

/// From 0 (nothing alike) to 1.
pub(crate) fn similarity(a: &Schema<'_>, b: &Schema<'_>) -> f64 {
    if kinds(a) != kinds(b) && !(a.types.is_empty() || b.types.is_empty()) {
        return 0.0;
    }
    let share = |common: usize, all: usize| {
        if all == 0 {
            1.0
        } else {
            common as f64 / all as f64
        }
    };
    if let (Some(left), Some(right)) = (&a.values, &b.values) {
        let left: BTreeSet<_> = left.iter().map(|value| canonical::text(value)).collect();
        let right: BTreeSet<_> = right.iter().map(|value| canonical::text(value)).collect();
        return share(
            left.intersection(&right).count(),
            left.union(&right).count(),
        );
    }
    let left: BTreeSet<_> = a.properties.keys().collect();
    let right: BTreeSet<_> = b.properties.keys().collect();
    let all = left.union(&right).count();
    if all > 0 {
        return share(left.intersection(&right).count(), all);
    }
    let left: BTreeSet<_> = a
        .keywords
        .iter()
        .map(|(key, at)| (key, canonical::text(at.value)))
        .collect();
    let right: BTreeSet<_> = b
        .keywords
        .iter()
        .map(|(key, at)| (key, canonical::text(at.value)))
        .collect();
    let union = left.union(&right).count();
    0.5 + 0.5 * share(left.intersection(&right).count(), union)
}

/// A text that is the same for the same schema in any spelling, to a limited depth.
pub(crate) fn structural_key(document: Document<'_>, at: &Node<'_>, depth: usize) -> String {
    structural_key_of(document, &Schema::read(document, at), depth)
}

/// The same of a schema that was read already.
pub(crate) fn structural_key_of(
    document: Document<'_>,
    schema: &Schema<'_>,
    depth: usize,
) -> String {
    if depth == 0 {
        return format!("{:?}…", schema.types);
    }
    let inner = |at: &Node<'_>| structural_key(document, at, depth - 1);
    let set = |branches: &[Node<'_>]| {
        let mut forms: Vec<String> = branches.iter().map(inner).collect();
        forms.sort();
        forms
    };
    let properties: BTreeMap<_, _> = schema
        .properties
        .iter()
        .map(|(name, at)| (name, inner(at)))
        .collect();
    let keywords: BTreeMap<_, _> = schema
        .keywords
        .iter()
        .filter(|(keyword, _)| !is_documentation(keyword))
        .map(|(keyword, at)| {
            let text = if is_one_schema(keyword) && at.value.is_object() {
                inner(at)
            } else if is_named_schemas(keyword) && at.value.is_object() {
                let named = at.entries().into_iter();
                format!(
                    "{:?}",
                    named
                        .map(|(name, at)| (name, inner(&at)))
                        .collect::<BTreeMap<_, _>>()
                )
            } else if *keyword == "prefixItems" {
                format!("{:?}", at.items().iter().map(inner).collect::<Vec<_>>())
            } else {
                canonical::text(at.value)
            };
            (*keyword, text)
        })
        .collect();
    let mut values: Option<Vec<String>> = schema
        .values
        .as_ref()
        .map(|values| values.iter().map(|value| canonical::text(value)).collect());
    if let Some(values) = &mut values {
        values.sort();
    }
    format!(
        "{:?}{:?}{values:?}{properties:?}{:?}{:?}{:?}{:?}{keywords:?}",
        schema.null,
        schema.types,
        schema.required,
        set(&schema.one_of),
        set(&schema.any_of),
        set(&schema.all_of),
    )
}
