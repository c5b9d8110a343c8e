//! All locations where a body has more than the contract, or something else.
//!
//! The resulting pointers may be published: array indexes are `*`, and so are the keys of maps, which are data.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use http::StatusCode;
use neo_api_document::pointer::ANY;
use neo_api_document::{pointer, reference};
use serde_json::Value;

use super::schema::{array, branches, has_type, listed, type_names};
use super::tree::Tree;
use super::walk::Walker;
use super::{json_schema, response};
use crate::drift::DriftKind;
use crate::service::Operation;

const DEEPEST: usize = 64;
/// The number of schemas that one location may have; more are a loop.
const MOST_SCHEMAS: usize = 256;
/// The elements of one array that are looked at.
const MOST_ITEMS: usize = 20;

/// Where a response departs from the contract.
pub(crate) fn drift(
    document: &Value,
    operation: &Operation,
    status: StatusCode,
    body: &[u8],
) -> Vec<(String, DriftKind)> {
    let walker = Walker::new(document);
    let method = operation.method.to_ascii_lowercase();
    let Some(response) = response(&walker, &method, operation.path, status) else {
        // Errors that the contract does not have come from gateways.
        return match status.is_success() {
            true => vec![(String::new(), DriftKind::UnknownStatus)],
            false => Vec::new(),
        };
    };
    let Some(schema) = json_schema(response) else {
        return Vec::new();
    };
    let text = std::str::from_utf8(body).ok();
    let text = text.filter(|text| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok());
    let Some(text) = text else {
        return match status.is_success() {
            true => vec![(String::new(), DriftKind::Mismatch)],
            false => Vec::new(),
        };
    };
    let tree = Tree::read(text, "");
    let mut finder = Finder::new(document);
    let root = finder.set(vec![schema]);
    finder.walk(root, &tree, "", 0);
    if let Some(location) = walker.first(schema, &tree, "") {
        let shown = finder.shown(root, &tree, &location.pointer);
        let is_known = finder.found.iter().any(|(pointer, _)| *pointer == shown);
        if !is_known {
            finder.found(shown, DriftKind::Mismatch);
        }
    }
    finder.found
}

/// Walks a body, and remembers what it learned of the contract: lists repeat the same schemas.
struct Finder<'d> {
    document: &'d Value,
    /// Sets of schemas that a location may have: the branches of unions and the parts of `allOf`.
    sets: Vec<Vec<&'d Value>>,
    numbers: HashMap<Vec<usize>, usize>,
    facts: HashMap<usize, Rc<Facts<'d>>>,
    found: Vec<(String, DriftKind)>,
    seen: HashSet<(String, DriftKind)>,
}

/// The combined verdict of the schemas of a location. Known to one is known.
struct Facts<'d> {
    /// The members of an object, by the number of their set.
    known: HashMap<&'d str, usize>,
    /// All other members of an object, where it is a map.
    others: Option<usize>,
    /// Other members are not reported.
    open: bool,
    items: Option<usize>,
    /// The elements of a tuple.
    positions: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Takes,
    Unlisted,
    /// Of another type.
    NotMine,
}

impl<'d> Finder<'d> {
    fn new(document: &'d Value) -> Self {
        Self {
            document,
            sets: Vec::new(),
            numbers: HashMap::new(),
            facts: HashMap::new(),
            found: Vec::new(),
            seen: HashSet::new(),
        }
    }

    fn found(&mut self, pointer: String, kind: DriftKind) {
        if self.seen.insert((pointer.clone(), kind)) {
            self.found.push((pointer, kind));
        }
    }

    fn set(&mut self, schemas: Vec<&'d Value>) -> usize {
        let key: Vec<usize> = schemas
            .iter()
            .map(|it| std::ptr::from_ref(*it).addr())
            .collect();
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        self.sets.push(schemas);
        let number = self.sets.len() - 1;
        self.numbers.insert(key, number);
        number
    }

    /// The schemas of a set, with all that they refer to and are made of.
    fn flat(&self, number: usize) -> Vec<&'d Value> {
        let mut flat: Vec<&'d Value> = Vec::new();
        let mut waiting = self.sets.get(number).cloned().unwrap_or_default();
        while let Some(schema) = waiting.pop() {
            if flat.len() > MOST_SCHEMAS || flat.iter().any(|it| std::ptr::eq(*it, schema)) {
                continue;
            }
            flat.push(schema);
            let reference = schema.get("$ref").and_then(Value::as_str);
            waiting.extend(reference.and_then(|it| reference::target(self.document, it)));
            waiting.extend(array(schema, "allOf"));
            waiting.extend(branches(schema));
        }
        flat
    }

    fn facts(&mut self, number: usize) -> Rc<Facts<'d>> {
        if let Some(facts) = self.facts.get(&number) {
            return Rc::clone(facts);
        }
        let mut known: HashMap<&'d str, Vec<&'d Value>> = HashMap::new();
        let (mut others, mut items) = (Vec::new(), Vec::new());
        let mut positions: Vec<Vec<&'d Value>> = Vec::new();
        let mut open = false;
        for schema in self.flat(number) {
            let properties = schema.get("properties").and_then(Value::as_object);
            for (name, schema) in properties.into_iter().flatten() {
                known.entry(name).or_default().push(schema);
            }
            match schema.get("additionalProperties") {
                Some(Value::Bool(true)) => open = true,
                Some(schema @ Value::Object(_)) => others.push(schema),
                _ => {}
            }
            open |= schema.get("patternProperties").is_some();
            items.extend(schema.get("items").filter(|it| it.is_object()));
            for (index, schema) in array(schema, "prefixItems").iter().enumerate() {
                if positions.len() <= index {
                    positions.push(Vec::new());
                }
                if let Some(position) = positions.get_mut(index) {
                    position.push(schema);
                }
            }
        }
        // An object without any described member is opaque.
        open |= known.is_empty() && others.is_empty();
        let facts = Rc::new(Facts {
            known: known
                .into_iter()
                .map(|(name, schemas)| (name, self.set(schemas)))
                .collect(),
            others: (!others.is_empty()).then(|| self.set(others)),
            open,
            items: (!items.is_empty()).then(|| self.set(items)),
            positions: positions
                .into_iter()
                .map(|schemas| self.set(schemas))
                .collect(),
        });
        self.facts.insert(number, Rc::clone(&facts));
        facts
    }

    fn walk(&mut self, number: usize, tree: &Tree, pointer: &str, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let facts = self.facts(number);
        match self.verdict_of(number, tree) {
            Verdict::Takes => {}
            Verdict::Unlisted => return self.found(pointer.to_owned(), DriftKind::UnknownValue),
            Verdict::NotMine => return self.found(pointer.to_owned(), DriftKind::Mismatch),
        }
        match tree {
            Tree::Object(members) => {
                for (name, value) in members {
                    match (facts.known.get(name.as_str()), facts.others) {
                        (Some(set), _) => {
                            self.walk(*set, value, &pointer::join(pointer, name), depth + 1);
                        }
                        (None, Some(set)) => {
                            self.walk(set, value, &pointer::join(pointer, ANY), depth + 1);
                        }
                        (None, None) if facts.open => {}
                        (None, None) => {
                            let pointer = pointer::join(pointer, pointer::name_or_any(name));
                            self.found(pointer, DriftKind::UnknownMember);
                        }
                    }
                }
            }
            Tree::Array(array) => {
                let pointer = pointer::join(pointer, ANY);
                for (index, item) in array.items.iter().take(MOST_ITEMS) {
                    let set = facts.positions.get(*index).copied().or(facts.items);
                    if let Some(set) = set {
                        self.walk(set, item, &pointer, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    /// A pointer into the body as it may be published.
    fn shown(&mut self, root: usize, tree: &Tree, pointer: &str) -> String {
        let (mut set, mut tree) = (Some(root), Some(tree));
        let mut shown = String::new();
        for step in pointer::tokens(pointer) {
            let facts = set.map(|set| self.facts(set));
            if let Some(Tree::Array(array)) = tree {
                shown = pointer::join(&shown, ANY);
                let index = step.parse::<usize>().ok();
                set = facts.and_then(|facts| {
                    index
                        .and_then(|index| facts.positions.get(index).copied())
                        .or(facts.items)
                });
                tree = array
                    .items
                    .iter()
                    .find(|(at, _)| Some(*at) == index)
                    .map(|(_, it)| it);
                continue;
            }
            let known = facts
                .as_ref()
                .and_then(|facts| facts.known.get(step.as_str()).copied());
            shown = pointer::join(&shown, if known.is_some() { &step } else { ANY });
            set = known.or_else(|| facts.and_then(|facts| facts.others));
            tree = tree.and_then(|tree| tree.member(&step));
        }
        shown
    }

    fn verdict_of(&self, number: usize, tree: &Tree) -> Verdict {
        let mut verdict = Verdict::NotMine;
        for schema in self.sets.get(number).into_iter().flatten() {
            match self.verdict(schema, tree, 0) {
                Verdict::Takes => return Verdict::Takes,
                Verdict::Unlisted => verdict = Verdict::Unlisted,
                Verdict::NotMine => {}
            }
        }
        verdict
    }

    fn verdict(&self, schema: &Value, tree: &Tree, depth: usize) -> Verdict {
        let nullable = schema.get("nullable") == Some(&Value::Bool(true));
        let null = nullable && matches!(tree, Tree::Null);
        if depth > DEEPEST || null || matches!(tree, Tree::Unread) {
            return Verdict::Takes;
        }
        let mut verdict = Verdict::Takes;
        let reference = schema.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(|it| reference::target(self.document, it));
        for part in target.into_iter().chain(array(schema, "allOf")) {
            match self.verdict(part, tree, depth + 1) {
                Verdict::Takes => {}
                Verdict::NotMine => return Verdict::NotMine,
                Verdict::Unlisted => verdict = Verdict::Unlisted,
            }
        }
        let values = || listed(schema);
        if type_names(schema).next().is_some() && !has_type(schema, tree) {
            return Verdict::NotMine;
        }
        if values().next().is_some() && !values().any(|value| equals(tree, value)) {
            return match values().any(|value| is_alike(tree, value)) {
                true => Verdict::Unlisted,
                false => Verdict::NotMine,
            };
        }
        if branches(schema).next().is_some() {
            let of = |branch| self.verdict(branch, tree, depth + 1);
            let (mut takes, mut unlisted) = (false, false);
            for found in branches(schema).map(of) {
                takes |= found == Verdict::Takes;
                unlisted |= found == Verdict::Unlisted;
            }
            match (takes, unlisted) {
                (true, _) => {}
                (false, true) => return Verdict::Unlisted,
                (false, false) => return Verdict::NotMine,
            }
        }
        verdict
    }
}

/// Whether it is this value. Parts that were not read, and numbers without an exact value, count as equal.
fn equals(tree: &Tree, value: &Value) -> bool {
    match (tree, value) {
        (Tree::Array(array), Value::Array(values)) => {
            let items = array.items.iter().map(|(_, item)| item);
            array.length == values.len() && items.zip(values).all(|(item, it)| equals(item, it))
        }
        (Tree::Object(members), Value::Object(values)) => {
            let is_one = |(name, tree): &(String, Tree)| {
                values.get(name).is_some_and(|value| equals(tree, value))
            };
            members.len() == values.len() && members.iter().all(is_one)
        }
        (Tree::Number(_) | Tree::Integer(None), Value::Number(_)) | (Tree::Unread, _) => true,
        (Tree::Integer(Some(one)), Value::Number(_)) => match (value.as_i64(), value.as_u64()) {
            (Some(other), _) => *one == i128::from(other),
            (None, Some(other)) => *one == i128::from(other),
            // 3.0 is 3.
            (None, None) => true,
        },
        (tree, value) => tree.is(value),
    }
}

/// Whether it is of the value's kind.
fn is_alike(tree: &Tree, value: &Value) -> bool {
    match tree {
        Tree::Null => value.is_null(),
        Tree::Bool(_) => value.is_boolean(),
        Tree::Integer(_) | Tree::Number(_) => value.is_number(),
        Tree::String(_) => value.is_string(),
        Tree::Array(_) => value.is_array(),
        Tree::Object(_) => value.is_object(),
        Tree::Unread => false,
    }
}
