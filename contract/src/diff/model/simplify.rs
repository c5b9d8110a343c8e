//! Other spellings of a schema become one: single branches are unwrapped, null leaves unions, unions of bare types become
//! lists of types, and unions of constants become enums.

use std::collections::BTreeSet;

use super::canonical;
use super::keyword::is_annotation;
use super::schema::{NOTHING, Null, Schema, read};
use super::{Document, Node};

/// Where annotations of a branch are kept that those around it replace.
pub(super) const HIDDEN: [(&str, &str); 6] = [
    ("description", "x-inner-description"),
    ("title", "x-inner-title"),
    ("default", "x-inner-default"),
    ("deprecated", "x-inner-deprecated"),
    ("example", "x-inner-example"),
    ("examples", "x-inner-examples"),
];

/// Merges one branch and the schema around it; where they contradict, they stay apart.
pub(super) fn join<'v>(
    outer: Schema<'v>,
    inner: Schema<'v>,
    branch: Node<'v>,
    null_by_outer: bool,
) -> Schema<'v> {
    let clash = |a: bool, b: bool| a && b;
    let keywords_clash = inner.keywords.iter().any(|(keyword, at)| {
        !is_annotation(keyword)
            && outer
                .keywords
                .get(keyword)
                .is_some_and(|own| !canonical::same(own.value, at.value))
    });
    let types_clash =
        !outer.types.is_empty() && !inner.types.is_empty() && outer.types != inner.types;
    if keywords_clash
        || types_clash
        || clash(outer.values.is_some(), inner.values.is_some())
        || clash(!outer.properties.is_empty(), !inner.properties.is_empty())
        || clash(!outer.one_of.is_empty(), !inner.one_of.is_empty())
        || clash(!outer.any_of.is_empty(), !inner.any_of.is_empty())
        || clash(!outer.all_of.is_empty(), !inner.all_of.is_empty())
    {
        let mut apart = outer;
        apart.all_of.push(branch);
        return apart;
    }
    let mut joined = inner;
    // The location of the branch is where a reader finds what is restricted, unless the outside restricts too.
    if !outer.is_bare() {
        joined.at = outer.at.clone();
    }
    joined.null = match outer.null {
        Null::Yes if null_by_outer => Null::Yes,
        own => own.and(joined.null),
    };
    if joined.types.is_empty() {
        joined.types = outer.types;
    }
    if joined.values.is_none() {
        joined.values = outer.values;
        joined.constant = outer.constant;
        joined.described = outer.described;
    }
    if joined.properties.is_empty() {
        joined.properties = outer.properties;
    }
    joined.required.extend(outer.required);
    for (mine, theirs) in [
        (&mut joined.one_of, outer.one_of),
        (&mut joined.any_of, outer.any_of),
        (&mut joined.all_of, outer.all_of),
    ] {
        if mine.is_empty() {
            *mine = theirs;
        }
    }
    // What the outside says instead is compared; what the inside said must not change in silence either.
    for (keyword, hidden) in HIDDEN {
        if outer.keywords.contains_key(keyword)
            && let Some(at) = joined.keywords.get(keyword).cloned()
        {
            joined.keywords.insert(hidden, at);
        }
    }
    joined.keywords.extend(outer.keywords);
    joined
}

/// Unwraps single branches, takes null out of unions, and turns unions of bare types into lists of types.
pub(super) fn simplify<'v>(
    document: Document<'v>,
    mut schema: Schema<'v>,
    depth: usize,
) -> Schema<'v> {
    if schema.all_of.len() == 1
        && let Some(branch) = schema.all_of.pop()
    {
        let inner = read(document, &branch, depth + 1);
        let null_by_outer = schema.null == Null::Yes && schema.types.is_empty();
        let before = schema.clone();
        let joined = join(schema, inner, branch.clone(), null_by_outer);
        if joined.all_of.len() == 1
            && joined.all_of.first().map(Node::address) == Some(branch.address())
        {
            schema = before;
            schema.all_of.push(branch);
        } else {
            schema = joined;
        }
    }
    for exclusive in [true, false] {
        let branches = std::mem::take(if exclusive {
            &mut schema.one_of
        } else {
            &mut schema.any_of
        });
        if branches.is_empty() {
            continue;
        }
        let mut null_branch = false;
        let mut rest = Vec::new();
        for branch in branches {
            let inner = read(document, &branch, depth + 1);
            if inner.types.len() == 1 && inner.types.contains("null") {
                null_branch = true;
                // The rest restricts nothing, but is still reported.
                if !inner.keywords.is_empty()
                    || !inner.required.is_empty()
                    || !inner.properties.is_empty()
                {
                    schema.keywords.insert("x-null-branch", branch);
                }
            } else {
                rest.push((branch, inner));
            }
        }
        let null_inside = rest.iter().any(|(_, inner)| inner.null == Null::Yes);
        let specified = rest
            .iter()
            .all(|(_, inner)| inner.null != Null::Unspecified);
        let outside = schema.null;
        if null_branch || null_inside {
            schema.null = if outside == Null::No {
                Null::No
            } else {
                Null::Yes
            };
        } else if outside == Null::Unspecified && specified {
            schema.null = Null::No;
        }
        let bare = rest.len() > 1 && rest.iter().all(|(_, inner)| is_bare_type(inner));
        match rest.as_slice() {
            // Nothing but null.
            [] => {
                schema.types = BTreeSet::from(["null"]);
            }
            [(branch, inner)] => {
                let null = schema.null;
                let annotations_only =
                    schema.is_bare() && schema.all_of.is_empty() && !schema.has_union();
                let joined = join(schema.clone(), inner.clone(), branch.clone(), true);
                let clashed = joined.all_of.last().map(Node::address) == Some(branch.address())
                    && inner.all_of.last().map(Node::address) != Some(branch.address());
                if clashed {
                    (if exclusive {
                        &mut schema.one_of
                    } else {
                        &mut schema.any_of
                    })
                    .push(branch.clone());
                } else {
                    schema = joined;
                    if annotations_only || null != Null::Unspecified {
                        schema.null = null;
                    }
                }
            }
            _ if schema.values.is_none() && rest.iter().all(|(_, inner)| is_constant(inner)) => {
                // A union of constants is an enum.
                let mut seen = BTreeSet::new();
                let mut values = Vec::new();
                for (branch, inner) in &rest {
                    for value in inner.values.iter().flatten() {
                        let text = canonical::text(value);
                        if seen.insert(text.clone()) {
                            values.push(*value);
                        }
                        schema.described.insert(text, branch.clone());
                    }
                }
                schema.values = Some(values);
                if schema.types.is_empty() {
                    let types = rest
                        .iter()
                        .flat_map(|(_, inner)| inner.types.iter().copied());
                    schema.types = types.collect();
                }
            }
            _ if bare && schema.types.is_empty() => {
                schema.types = rest
                    .iter()
                    .flat_map(|(_, inner)| inner.types.iter().copied())
                    .collect();
            }
            _ => {
                *(if exclusive {
                    &mut schema.one_of
                } else {
                    &mut schema.any_of
                }) = rest.into_iter().map(|(branch, _)| branch).collect();
            }
        }
    }
    schema
}

/// Nothing but values, and words about them.
fn is_constant(schema: &Schema<'_>) -> bool {
    schema.values.is_some()
        && schema.restricts_by_values_alone()
        && !schema.has_union()
        && schema.all_of.is_empty()
}

fn is_bare_type(schema: &Schema<'_>) -> bool {
    !schema.types.is_empty()
        && !schema.types.contains(NOTHING)
        && schema.values.is_none()
        && schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.keywords.is_empty()
        && !schema.has_union()
        && schema.all_of.is_empty()
}
