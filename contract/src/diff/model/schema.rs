//! A schema in normal form, one level deep.
//!
//! References are followed; the five spellings of null (`nullable: true`, a `null` among the types, a null branch of a
//! union, a null among the enum's values, `const: null` in a branch) become one bit; `const` is an enum of one value; a
//! union or `allOf` with one branch is that branch; a union of bare types is a list of types; what is empty
//! (`required: []`, `minLength: 0`, `additionalProperties: true`) is not there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::canonical;
use super::{Document, Node, component_name};

/// Whether null is among the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Null {
    Yes,
    No,
    /// Nothing restricts the type, so nothing was said of null.
    Unspecified,
}

impl Null {
    /// Whether null is among the values of both.
    pub(crate) fn and(self, other: Null) -> Null {
        match (self, other) {
            (Null::Unspecified, said) | (said, Null::Unspecified) => said,
            (Null::Yes, Null::Yes) => Null::Yes,
            _ => Null::No,
        }
    }
}

/// A type that no value has: the schema `false`.
pub(crate) const NOTHING: &str = "nothing";

#[derive(Clone, Debug)]
pub(crate) struct Schema<'v> {
    /// Where it is written, after references.
    pub(crate) at: Node<'v>,
    /// Where it is used: before references.
    pub(crate) used_at: Node<'v>,
    pub(crate) null: Null,
    /// Without `null`. Empty: any.
    pub(crate) types: BTreeSet<&'v str>,
    /// Without null.
    pub(crate) values: Option<Vec<&'v Value>>,
    /// The one value was written as `const`.
    pub(crate) constant: bool,
    /// The branches that say the values, where they are written as a union of constants: their annotations.
    pub(crate) described: BTreeMap<String, Node<'v>>,
    pub(crate) properties: BTreeMap<&'v str, Node<'v>>,
    pub(crate) required: BTreeSet<&'v str>,
    pub(crate) one_of: Vec<Node<'v>>,
    pub(crate) any_of: Vec<Node<'v>>,
    pub(crate) all_of: Vec<Node<'v>>,
    /// Every other keyword.
    pub(crate) keywords: BTreeMap<&'v str, Node<'v>>,
}

const DEPTH_LIMIT: usize = 64;

/// Keywords that only tell people something.
pub(crate) fn is_documentation(keyword: &str) -> bool {
    matches!(
        keyword,
        "description" | "title" | "example" | "examples" | "$comment" | "externalDocs" | "summary"
    )
}

/// Keywords that apply to the location rather than to the value: an outer one goes before an inner one.
pub(crate) fn is_annotation(keyword: &str) -> bool {
    is_documentation(keyword)
        || matches!(
            keyword,
            "default" | "deprecated" | "readOnly" | "writeOnly" | "discriminator"
        )
        || keyword.starts_with("x-")
}

/// Keywords whose value is one schema.
pub(crate) fn is_one_schema(keyword: &str) -> bool {
    matches!(
        keyword,
        "items"
            | "additionalProperties"
            | "contains"
            | "if"
            | "then"
            | "else"
            | "not"
            | "propertyNames"
            | "unevaluatedItems"
            | "unevaluatedProperties"
            | "contentSchema"
    )
}

/// Keywords whose value is a schema for each name, `properties` apart.
pub(crate) fn is_named_schemas(keyword: &str) -> bool {
    matches!(keyword, "patternProperties" | "dependentSchemas")
}

impl<'v> Schema<'v> {
    pub(crate) fn read(document: Document<'v>, at: &Node<'v>) -> Schema<'v> {
        Schema {
            used_at: at.clone(),
            ..read(document, at, 0)
        }
    }

    fn empty(at: Node<'v>) -> Schema<'v> {
        Schema {
            used_at: at.clone(),
            at,
            null: Null::Unspecified,
            types: BTreeSet::new(),
            values: None,
            constant: false,
            described: BTreeMap::new(),
            properties: BTreeMap::new(),
            required: BTreeSet::new(),
            one_of: Vec::new(),
            any_of: Vec::new(),
            all_of: Vec::new(),
            keywords: BTreeMap::new(),
        }
    }

    pub(crate) fn flag(&self, keyword: &str) -> bool {
        self.keywords
            .get(keyword)
            .is_some_and(|at| at.value == &Value::Bool(true))
    }

    pub(crate) fn text(&self, keyword: &str) -> Option<&'v str> {
        self.keywords.get(keyword)?.value.as_str()
    }

    /// It restricts nothing by itself, its `allOf` and unions apart.
    pub(crate) fn is_bare(&self) -> bool {
        self.types.is_empty() && self.restricts_by_union_alone()
    }

    fn restricts_by_values_alone(&self) -> bool {
        self.properties.is_empty()
            && self.required.is_empty()
            && self.keywords.keys().all(|keyword| is_annotation(keyword))
    }

    /// Types, `allOf` and unions apart, it restricts nothing.
    pub(crate) fn restricts_by_union_alone(&self) -> bool {
        self.values.is_none()
            && self.properties.is_empty()
            && self.required.is_empty()
            && self.keywords.keys().all(|keyword| is_annotation(keyword))
    }

    pub(crate) fn has_union(&self) -> bool {
        !self.one_of.is_empty() || !self.any_of.is_empty()
    }
}

fn read<'v>(document: Document<'v>, at: &Node<'v>, depth: usize) -> Schema<'v> {
    if depth > DEPTH_LIMIT {
        return Schema::empty(at.clone());
    }
    let map = match at.value {
        Value::Object(map) => map,
        Value::Bool(false) => {
            let mut nothing = Schema::empty(at.clone());
            nothing.types.insert(NOTHING);
            nothing.null = Null::No;
            return nothing;
        }
        _ => return Schema::empty(at.clone()),
    };
    if let Some(target) = map
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|name| document.target(name))
    {
        let inner = read(document, &target, depth + 1);
        if map.len() == 1 {
            return inner;
        }
        let mut outer = own(at);
        outer.keywords.remove("$ref");
        let nullable_by_sibling = outer.null == Null::Yes && outer.types.is_empty();
        return finish(
            document,
            join(outer, inner, target, nullable_by_sibling),
            depth,
        );
    }
    finish(document, own(at), depth)
}

/// The schema at `at` itself, without its branches.
fn own<'v>(at: &Node<'v>) -> Schema<'v> {
    let mut schema = Schema::empty(at.clone());
    let mut type_null = None;
    for (keyword, value) in at.entries() {
        match (keyword, value.value) {
            ("type", Value::String(name)) => {
                type_null = Some(name == "null");
                schema.types.insert(name);
            }
            ("type", Value::Array(names)) => {
                schema.types.extend(names.iter().filter_map(Value::as_str));
                type_null = Some(schema.types.contains("null"));
            }
            ("nullable", Value::Bool(true)) => schema.null = Null::Yes,
            ("nullable", Value::Bool(false)) => {}
            ("const", constant) => {
                schema.values = Some(vec![constant]);
                schema.constant = true;
            }
            ("enum", Value::Array(values)) if schema.values.is_none() => {
                schema.values = Some(distinct(values));
            }
            ("properties", Value::Object(_)) => {
                schema.properties = value.entries().into_iter().collect()
            }
            ("required", Value::Array(names)) => {
                schema.required = names.iter().filter_map(Value::as_str).collect()
            }
            ("oneOf", Value::Array(_)) => schema.one_of = value.items(),
            ("anyOf", Value::Array(_)) => schema.any_of = value.items(),
            ("allOf", Value::Array(_)) => schema.all_of = value.items(),
            _ if is_default(keyword, value.value) => {}
            _ => {
                schema.keywords.insert(keyword, value);
            }
        }
    }
    boolean_bounds(&mut schema);
    let only_null = schema.types.len() == 1 && schema.types.contains("null");
    if !only_null {
        schema.types.remove("null");
    }
    if type_null == Some(true) || only_null {
        schema.null = Null::Yes;
    } else if type_null == Some(false) && schema.null == Null::Unspecified {
        schema.null = Null::No;
    }
    if let Some(values) = &mut schema.values {
        let had_null = values.iter().any(|value| value.is_null());
        values.retain(|value| !value.is_null());
        match schema.null {
            Null::Unspecified => schema.null = if had_null { Null::Yes } else { Null::No },
            // The types allow null and the enum does not: `nullable: true` alone outranks an enum that forgot it.
            Null::Yes if !had_null && type_null == Some(true) => schema.null = Null::No,
            _ => {}
        }
        if values.is_empty() && schema.null == Null::Yes {
            // Nothing but null.
            schema.types = BTreeSet::from(["null"]);
            schema.values = None;
        }
    }
    if !schema.types.contains("null") || schema.types.len() > 1 {
        infer_types(&mut schema);
    }
    schema
}

/// An enum without a type has the type of its values.
fn infer_types(schema: &mut Schema<'_>) {
    if !schema.types.is_empty() {
        return;
    }
    if let Some(values) = &schema.values {
        schema.types = values
            .iter()
            .map(|value| match value {
                Value::String(_) => "string",
                Value::Bool(_) => "boolean",
                Value::Number(number) if number.is_f64() => "number",
                Value::Number(_) => "integer",
                Value::Array(_) => "array",
                Value::Object(_) => "object",
                Value::Null => "null",
            })
            .collect();
        if schema.types.contains("number") {
            schema.types.remove("integer");
        }
    }
}

fn distinct(values: &[Value]) -> Vec<&Value> {
    let mut seen = BTreeSet::new();
    values
        .iter()
        .filter(|value| seen.insert(canonical::text(value)))
        .collect()
}

fn is_default(keyword: &str, value: &Value) -> bool {
    match keyword {
        "deprecated" | "readOnly" | "writeOnly" | "uniqueItems" | "nullable" => {
            value == &Value::Bool(false)
        }
        "minLength" | "minItems" | "minProperties" => value.as_f64() == Some(0.0),
        "additionalProperties"
        | "items"
        | "unevaluatedProperties"
        | "unevaluatedItems"
        | "contentSchema"
        | "propertyNames" => {
            value == &Value::Bool(true) || value.as_object().is_some_and(serde_json::Map::is_empty)
        }
        "required" | "oneOf" | "anyOf" | "allOf" | "prefixItems" => {
            value.as_array().is_some_and(Vec::is_empty)
        }
        "properties" | "patternProperties" | "dependentSchemas" | "dependentRequired" => {
            value.as_object().is_some_and(serde_json::Map::is_empty)
        }
        // Where a definition stands is spelling; what refers to it is compared.
        "$defs" | "definitions" | "$schema" | "$id" | "$anchor" | "$dynamicAnchor" => true,
        _ => false,
    }
}

/// OpenAPI 3.0 wrote `exclusiveMaximum: true` beside `maximum`.
fn boolean_bounds(schema: &mut Schema<'_>) {
    for (flag, bound) in [
        ("exclusiveMaximum", "maximum"),
        ("exclusiveMinimum", "minimum"),
    ] {
        match schema.keywords.get(flag).map(|at| at.value) {
            Some(Value::Bool(true)) => {
                schema.keywords.remove(flag);
                if let Some(at) = schema.keywords.remove(bound) {
                    schema.keywords.insert(flag, at);
                }
            }
            Some(Value::Bool(false)) => {
                schema.keywords.remove(flag);
            }
            _ => {}
        }
    }
}

/// Where words of a branch are kept that words around it replace.
pub(super) const HIDDEN: [(&str, &str); 6] = [
    ("description", "x-inner-description"),
    ("title", "x-inner-title"),
    ("default", "x-inner-default"),
    ("deprecated", "x-inner-deprecated"),
    ("example", "x-inner-example"),
    ("examples", "x-inner-examples"),
];

/// Puts one branch and what stands around it into one schema; where they contradict, they stay apart.
fn join<'v>(
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
fn finish<'v>(document: Document<'v>, mut schema: Schema<'v>, depth: usize) -> Schema<'v> {
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

/// The component that a branch names, if it is a reference.
pub(crate) fn branch_name<'v>(branch: &Node<'v>) -> Option<&'v str> {
    component_name(branch.text("$ref")?)
}
