//! Validates a body against a schema, with the leniency of the generated types: values that an enum does
//! not list and members that an object does not list are not mismatches.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use serde_json::Value;

use super::Location;
use super::number;
use super::schema::{array, branches, has_format, has_type, listed, type_names};
use super::tree::{Array, Tree};
use neo_api_document::pointer::{is_within, join, tokens};
use neo_api_document::reference;

/// Schemas may refer to themselves; a walk that takes longer than this has found nothing.
const FUEL: usize = 2_000_000;
const DEEPEST: usize = 256;

/// Finds what a schema forbids beyond types and formats; says what it expected.
pub type Rules = fn(&Walker<'_>, &Value, &Tree) -> Option<String>;

/// One mismatch.
#[derive(Debug)]
pub struct Mismatch {
    pub pointer: String,
    pub expected: String,
    /// Whether a required member is not there, rather than there and wrong.
    pub missing: bool,
}

/// Walks schemas of one document.
pub struct Walker<'a> {
    document: &'a Value,
    fuel: Cell<usize>,
    /// None for the leniency of the generated types.
    rules: Option<Rules>,
    /// The length of the pointer to an object that several schemas describe together.
    composed: Cell<Option<usize>>,
    /// Pointers of mismatches that were reported already.
    reported: RefCell<HashSet<String>>,
    /// How many mismatches were left out as they were reported already.
    left_out: Cell<usize>,
}

impl<'a> Walker<'a> {
    pub fn new(document: &'a Value) -> Self {
        Self {
            document,
            fuel: Cell::new(FUEL),
            rules: None,
            composed: Cell::new(None),
            reported: RefCell::default(),
            left_out: Cell::new(0),
        }
    }

    /// One that holds values to the letter of the contract, as a service does with a request.
    #[cfg(feature = "mock")]
    pub fn strict(document: &'a Value) -> Self {
        Self {
            rules: Some(super::strict::expected),
            ..Self::new(document)
        }
    }

    pub fn is_strict(&self) -> bool {
        self.rules.is_some()
    }

    pub fn document(&self) -> &'a Value {
        self.document
    }

    /// The first mismatch at or below the pointer `at`, in the order of the body.
    pub fn first(&self, schema: &Value, tree: &Tree, at: &str) -> Option<Location> {
        self.walk(schema, tree, "", at, 0).map(|mismatch| Location {
            pointer: mismatch.pointer,
            expected: mismatch.expected,
        })
    }

    /// The first mismatches, at most this many, in the order of the body.
    #[cfg(feature = "mock")]
    pub fn all(&self, schema: &Value, tree: &Tree, most: usize) -> Vec<Location> {
        let mut all = Vec::new();
        while all.len() < most
            && let Some(location) = self.first(schema, tree, "")
            && self.reported.borrow_mut().insert(location.pointer.clone())
        {
            all.push(location);
        }
        self.reported.borrow_mut().clear();
        all
    }

    /// How many mismatches were left out so far as they were reported already.
    pub fn left_out(&self) -> usize {
        self.left_out.get()
    }

    /// The mismatch, unless it is not at or below `at`, or was reported already.
    pub fn report(&self, mismatch: Mismatch, at: &str) -> Option<Mismatch> {
        if self.is_reported(&mismatch.pointer) {
            self.left_out.set(self.left_out.get() + 1);
            return None;
        }
        is_within(&mismatch.pointer, at).then_some(mismatch)
    }

    fn is_reported(&self, pointer: &str) -> bool {
        self.reported.borrow().contains(pointer)
    }

    /// Follows `$ref`s within the document.
    pub fn resolve<'s>(&self, schema: &'s Value) -> &'s Value
    where
        'a: 's,
    {
        reference::resolve(self.document, schema)
    }

    /// The schema of the value at `pointer`, where one and only one path leads there.
    pub fn at<'s>(&self, schema: &'s Value, pointer: &str) -> Option<&'s Value>
    where
        'a: 's,
    {
        tokens(pointer).try_fold(self.resolve(schema), |schema, step| {
            self.below(schema, &step, 0)
        })
    }

    fn below<'s>(&self, schema: &'s Value, step: &str, depth: usize) -> Option<&'s Value>
    where
        'a: 's,
    {
        let schema = self.resolve(schema);
        let property = schema.get("properties").and_then(|all| all.get(step));
        let element = || {
            let index: usize = step.parse().ok()?;
            let positional = schema.get("prefixItems").and_then(|all| all.get(index));
            positional.or_else(|| schema.get("items"))
        };
        let other = || schema.get("additionalProperties").filter(|s| s.is_object());
        let combined = || {
            branches(schema)
                .chain(array(schema, "allOf"))
                .filter(|_| depth < 8)
                .find_map(|branch| self.below(branch, step, depth + 1))
        };
        let found = property.or_else(element).or_else(other).or_else(combined)?;
        Some(self.resolve(found))
    }

    /// The first mismatch at or below `at`.
    pub fn walk(
        &self,
        schema: &Value,
        tree: &Tree,
        pointer: &str,
        at: &str,
        depth: usize,
    ) -> Option<Mismatch> {
        // Neither above `at` nor below it.
        if !is_within(pointer, at) && !is_within(at, pointer) {
            return None;
        }
        self.fuel.set(self.fuel.get().checked_sub(1)?);
        if depth > DEEPEST {
            return None;
        }
        if schema == &Value::Bool(false) {
            return self.mismatch(schema, pointer, at);
        }
        let reference = schema.get("$ref").and_then(Value::as_str);
        if let Some(target) = reference.and_then(|it| reference::target(self.document, it)) {
            let found = self.walk(target, tree, pointer, at, depth + 1);
            if found.is_some() {
                return found;
            }
        }
        if matches!(tree, Tree::Null) && self.allows_null(schema) {
            return None;
        }
        let expected = match self.rules {
            // Such enums decode any JSON value as unknown.
            None if self.lists_other_than_strings(schema) => return None,
            None if has_type(schema, tree) => number::mismatch(schema, tree),
            None => None,
            Some(rules) => rules(self, schema, tree),
        };
        if let Some(expected) = expected {
            let mismatch = Mismatch {
                pointer: pointer.to_owned(),
                expected,
                missing: false,
            };
            let found = self.report(mismatch, at);
            // What is in a list that is too long may be wrong too.
            if found.is_some() || !self.is_reported(pointer) {
                return found;
            }
        }
        // The rules have compared an enum's values, whatever their type.
        let untyped = self.is_strict() && type_names(schema).next().is_none();
        if !(untyped || has_type(schema, tree)) || !has_format(schema, tree) {
            return self.mismatch(schema, pointer, at);
        }
        let before = self.composed.get();
        for part in array(schema, "allOf") {
            self.composed.set(Some(pointer.len()));
            let found = self.walk(part, tree, pointer, at, depth + 1);
            self.composed.set(before);
            if found.is_some() {
                return found;
            }
        }
        if branches(schema).next().is_some() {
            let found = self.walk_union(schema, tree, pointer, depth);
            if let Some(mismatch) = found.filter(|found| is_within(&found.pointer, at)) {
                return Some(mismatch);
            }
        }
        match tree {
            Tree::Object(members) => self.walk_object(schema, members, pointer, at, depth),
            Tree::Array(array) => self.walk_array(schema, array, pointer, at, depth),
            _ => None,
        }
    }

    fn walk_object(
        &self,
        schema: &Value,
        members: &[(String, Tree)],
        pointer: &str,
        at: &str,
        depth: usize,
    ) -> Option<Mismatch> {
        let properties = schema.get("properties");
        let others = schema.get("additionalProperties").filter(|s| s.is_object());
        let mut seen = HashSet::new();
        for (key, value) in members {
            let twice =
                properties.is_some_and(|all| all.get(key).is_some()) && !seen.insert(key.as_str());
            let here = join(pointer, key);
            if twice {
                let mismatch = Mismatch {
                    pointer: here.clone(),
                    expected: "expected this member once, but it occurs twice".to_owned(),
                    missing: false,
                };
                if let Some(found) = self.report(mismatch, at) {
                    return Some(found);
                }
            }
            let listed = properties.and_then(|all| all.get(key)).or(others);
            if let Some(listed) = listed {
                let found = self.walk(listed, value, &here, at, depth + 1);
                if found.is_some() {
                    return found;
                }
            } else if self.is_closed(schema, pointer) {
                let mismatch = Mismatch {
                    pointer: here,
                    expected: "expected no member of this name".to_owned(),
                    missing: false,
                };
                if let Some(found) = self.report(mismatch, at) {
                    return Some(found);
                }
            }
        }
        for name in array(schema, "required").iter().filter_map(Value::as_str) {
            let pointer = join(pointer, name);
            let property = properties.and_then(|all| all.get(name));
            if self.is_strict() && property.is_some_and(|it| self.is_read_only(it)) {
                continue;
            }
            if !members.iter().any(|(key, _)| key == name) && is_within(&pointer, at) {
                let what =
                    property.map_or_else(|| "any value".to_owned(), |schema| self.describe(schema));
                let mismatch = Mismatch {
                    pointer,
                    expected: format!("expected this member, which is required: {what}"),
                    missing: true,
                };
                if let Some(found) = self.report(mismatch, at) {
                    return Some(found);
                }
            }
        }
        None
    }

    fn walk_array(
        &self,
        schema: &Value,
        array: &Array,
        pointer: &str,
        at: &str,
        depth: usize,
    ) -> Option<Mismatch> {
        let positional = schema.get("prefixItems").and_then(Value::as_array);
        for (index, item) in &array.items {
            let listed = positional
                .and_then(|all| all.get(*index))
                .or_else(|| schema.get("items"));
            if let Some(listed) = listed {
                let pointer = join(pointer, &index.to_string());
                let found = self.walk(listed, item, &pointer, at, depth + 1);
                if found.is_some() {
                    return found;
                }
            }
        }
        let least = positional.map_or(0, |all| {
            let stated = schema.get("minItems").and_then(Value::as_u64);
            stated.map_or(all.len(), |stated| {
                usize::try_from(stated).unwrap_or(usize::MAX)
            })
        });
        if array.length >= least {
            return None;
        }
        let mismatch = Mismatch {
            pointer: pointer.to_owned(),
            expected: format!("expected an array of {least} items"),
            missing: true,
        };
        self.report(mismatch, at)
    }

    fn mismatch(&self, schema: &Value, pointer: &str, at: &str) -> Option<Mismatch> {
        if !is_within(pointer, at) {
            return None;
        }
        let mismatch = Mismatch {
            pointer: pointer.to_owned(),
            expected: format!("expected {}", self.describe(schema)),
            missing: false,
        };
        self.report(mismatch, at)
    }

    /// Whether members that it does not list are mismatches. A schema that others are combined with lists only its own.
    fn is_closed(&self, schema: &Value, pointer: &str) -> bool {
        let combined = ["allOf", "anyOf", "oneOf", "patternProperties", "$ref"];
        self.is_strict()
            && schema.get("additionalProperties") == Some(&Value::Bool(false))
            && self.composed.get() != Some(pointer.len())
            && combined.iter().all(|key| schema.get(key).is_none())
    }

    /// Whether requests need not have it.
    fn is_read_only(&self, schema: &Value) -> bool {
        let is = |schema: &Value| schema.get("readOnly") == Some(&Value::Bool(true));
        is(schema) || is(self.resolve(schema))
    }

    fn allows_null(&self, schema: &Value) -> bool {
        schema.get("nullable") == Some(&Value::Bool(true))
            || listed(schema).any(Value::is_null)
            || type_names(schema).any(|name| name == "null")
    }

    fn lists_other_than_strings(&self, schema: &Value) -> bool {
        listed(schema).any(|value| !value.is_string() && !value.is_null())
    }
}
