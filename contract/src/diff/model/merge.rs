//! `allOf` as the one schema that its branches amount to.

use std::collections::BTreeSet;

use super::keyword::is_annotation;
use super::schema::branch_name;
use super::simplify::HIDDEN;
use super::{Document, Node, Null, Schema, canonical};

/// More branches than anyone writes: contracts have cycles, and branches that double at every level.
const PARTS_LIMIT: usize = 64;

/// Keywords that look at each other within one schema, and not from one branch into the next.
const TOGETHER: [&[&str]; 3] = [
    &["items", "prefixItems"],
    &["contains", "minContains", "maxContains"],
    &["if", "then", "else"],
];

pub(crate) struct Merged<'v> {
    pub(crate) schema: Schema<'v>,
    /// Nothing that a branch says was left out.
    pub(crate) whole: bool,
}

/// The schema, or what its `allOf` amounts to where that is plain.
pub(crate) fn flat<'v>(document: Document<'v>, at: &Node<'v>) -> Schema<'v> {
    let schema = Schema::read(document, at);
    match merge(document, &schema) {
        Some(merged) => merged.schema,
        None => schema,
    }
}

/// One schema that takes what the `allOf` takes. None where its branches do not simply add up.
pub(crate) fn merge<'v>(document: Document<'v>, schema: &Schema<'v>) -> Option<Merged<'v>> {
    let mut parts = Vec::new();
    collect(document, schema, &mut BTreeSet::new(), &mut parts)?;
    let mut parts = parts.into_iter();
    let own = parts.next()?;
    let outer = own.at.clone();
    let is_empty = |part: &Schema<'_>| part.is_bare() && !part.has_union();
    let (outer_is_bare, by_outer) = (
        is_empty(&own),
        (own.null == Null::Yes && own.types.is_empty()),
    );
    let (mut joined, mut whole) = (own, true);
    let mut restricting = Vec::new();
    for part in parts {
        if !is_empty(&part) {
            restricting.push(part.at.clone());
        }
        joined = add(joined, part, &mut whole)?;
    }
    if by_outer {
        // `nullable` next to `allOf` applies to the whole schema.
        joined.null = Null::Yes;
    }
    // A reader finds what is restricted where the one branch that restricts stands.
    joined.at = match restricting.as_slice() {
        [only] if outer_is_bare => only.clone(),
        _ => outer,
    };
    Some(Merged {
        schema: joined,
        whole,
    })
}

/// The schema without its branches, then theirs.
fn collect<'v>(
    document: Document<'v>,
    schema: &Schema<'v>,
    seen: &mut BTreeSet<usize>,
    parts: &mut Vec<Schema<'v>>,
) -> Option<()> {
    if parts.len() >= PARTS_LIMIT {
        return None;
    }
    let mut own = schema.clone();
    let branches = std::mem::take(&mut own.all_of);
    parts.push(own);
    for branch in &branches {
        // What is named twice restricts no more than named once.
        let target = match (branch_name(branch), branch.entries().len()) {
            (Some(_), 1) => document.target(branch.text("$ref")?)?.address(),
            _ => branch.address(),
        };
        if seen.insert(target) {
            collect(document, &Schema::read(document, branch), seen, parts)?;
        }
    }
    Some(())
}

fn add<'v>(mut outer: Schema<'v>, inner: Schema<'v>, whole: &mut bool) -> Option<Schema<'v>> {
    if apart(&outer, &inner) {
        return None;
    }
    outer.null = outer.null.and(inner.null);
    if outer.types.is_empty() {
        outer.types = inner.types;
    }
    if outer.values.is_none() {
        outer.values = inner.values;
        outer.constant = inner.constant;
        outer.described = inner.described;
    }
    outer.properties.extend(inner.properties);
    outer.required.extend(inner.required);
    outer.one_of.extend(inner.one_of);
    outer.any_of.extend(inner.any_of);
    for (keyword, at) in inner.keywords {
        let Some(own) = outer.keywords.get(keyword) else {
            outer.keywords.insert(keyword, at);
            continue;
        };
        if canonical::same(own.value, at.value) {
            continue;
        }
        // Of two descriptions the first is compared as such, and the other does not go in silence.
        let hidden = HIDDEN.iter().find(|(shown, _)| *shown == keyword);
        match hidden {
            Some((_, hidden)) if !outer.keywords.contains_key(hidden) => {
                outer.keywords.insert(hidden, at);
            }
            _ => *whole = false,
        }
    }
    Some(outer)
}

/// The two do not simply add up: both restrict one thing, and differently.
fn apart(outer: &Schema<'_>, inner: &Schema<'_>) -> bool {
    let types = !outer.types.is_empty() && !inner.types.is_empty() && outer.types != inner.types;
    let values = match (&outer.values, &inner.values) {
        (Some(left), Some(right)) => {
            let texts = |values: &[&serde_json::Value]| -> BTreeSet<String> {
                values.iter().map(|value| canonical::text(value)).collect()
            };
            texts(left) != texts(right)
        }
        _ => false,
    };
    let properties = inner.properties.iter().any(|(name, at)| {
        let own = outer.properties.get(name);
        own.is_some_and(|own| !canonical::same(own.value, at.value))
    });
    let unions = (!outer.one_of.is_empty() && !inner.one_of.is_empty())
        || (!outer.any_of.is_empty() && !inner.any_of.is_empty());
    let keywords = inner.keywords.iter().any(|(keyword, at)| {
        let own = outer.keywords.get(keyword);
        let ignored = is_annotation(keyword) && *keyword != "discriminator";
        !ignored && own.is_some_and(|own| !canonical::same(own.value, at.value))
    });
    let has = |schema: &Schema<'_>, keyword: &str| schema.keywords.contains_key(keyword);
    let names =
        |schema: &Schema<'_>| !schema.properties.is_empty() || has(schema, "patternProperties");
    // A branch is closed to the properties of the others as well.
    let closed = (has(outer, "additionalProperties") && names(inner))
        || (names(outer) && has(inner, "additionalProperties"))
        || has(inner, "unevaluatedProperties")
        || has(inner, "unevaluatedItems");
    let together = TOGETHER.iter().any(|group| {
        let any = |schema: &Schema<'_>| group.iter().any(|keyword| has(schema, keyword));
        any(outer) && any(inner)
    });
    types || values || properties || unions || keywords || closed || together
}
