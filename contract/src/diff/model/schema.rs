//! A schema in normal form, one level deep.
//!
//! References are followed; the five spellings of null (`nullable: true`, a `null` among the types, a null branch of a
//! union, a null among the enum's values, `const: null` in a branch) become one bit; `const` is an enum of one value; a
//! union or `allOf` with one branch is that branch; a union of bare types is a list of types; what is empty
//! (`required: []`, `minLength: 0`, `additionalProperties: true`) is not there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::canonical;
use super::keyword::{is_annotation, is_default};
use super::simplify::{join, simplify};
use super::{Document, Node, component_name};

/// Whether null is among the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Null {
    Yes,
    No,
    /// Nothing restricts the type, so null is neither allowed nor excluded.
    Unspecified,
}

impl Null {
    /// Whether null is among the values of both.
    pub(crate) fn and(self, other: Null) -> Null {
        match (self, other) {
            (Null::Unspecified, other) | (other, Null::Unspecified) => other,
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
    /// The branches of the values, where they are written as a union of constants: their annotations.
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

    pub(super) fn restricts_by_values_alone(&self) -> bool {
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

/// The schema at `at`, which is `depth` branches deep.
pub(super) fn read<'v>(document: Document<'v>, at: &Node<'v>, depth: usize) -> Schema<'v> {
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
        return simplify(
            document,
            join(outer, inner, target, nullable_by_sibling),
            depth,
        );
    }
    simplify(document, own(at), depth)
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

/// The component that a branch names, if it is a reference.
pub(crate) fn branch_name<'v>(branch: &Node<'v>) -> Option<&'v str> {
    component_name(branch.text("$ref")?)
}
