//! Reads schemas from JSON.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::{
    about::About,
    kinds::Kinds,
    schema::{Additional, Bounds, Discriminator, Schema, UnionOf},
};
use crate::{document::referenced, pointer::join};

/// Enums with more values become their base type.
pub(super) const MOST_VALUES: usize = 5_000;

/// Keywords that validate a value and do not shape it.
const CHECKS: [&str; 9] = [
    "not",
    "if",
    "contains",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "propertyNames",
    "unevaluatedItems",
    "contentSchema",
];

/// Receives what a schema constrains and the types do not express: the pass, the pointer, and the text of the note.
pub(crate) type NoteUnexpressed<'a> = dyn FnMut(&'static str, &str, String) + 'a;

/// The pass that notes validation keywords.
const VALIDATION_KEYWORDS: &str = "validation_keywords";

impl Schema {
    /// Reads a schema. Constraints that the types do not express go to `unexpressed`.
    pub(crate) fn read(value: &Value, at: &str, unexpressed: &mut NoteUnexpressed<'_>) -> Rc<Self> {
        let mut schema = Self {
            at: at.into(),
            ..Self::default()
        };
        match value {
            Value::Object(members) => schema.members(value, members, unexpressed),
            Value::Bool(false) => schema.kinds = Some(Kinds::NONE),
            _ => {}
        }
        Rc::new(schema)
    }

    fn members(
        &mut self,
        value: &Value,
        members: &Map<String, Value>,
        unexpressed: &mut NoteUnexpressed<'_>,
    ) {
        let at: Rc<str> = Rc::clone(&self.at);
        let child = |key: &str| join(&at, key);
        let flag = |key: &str| members.get(key) == Some(&Value::Bool(true));
        let number = |key: &str| members.get(key).and_then(Value::as_f64);
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        self.reference = referenced(value);
        self.kinds = kinds(members.get("type"));
        self.nullable = flag("nullable");
        self.values = values(members, &mut |value| {
            let what = format!("{value} is listed twice; it is one variant");
            unexpressed("enums", &at, what);
        });
        if let Some(values) = self.values.take_if(|it| it.len() > MOST_VALUES) {
            let listed = values.iter().map(Kinds::of_value);
            let listed = listed.fold(Kinds::NONE, Kinds::or);
            self.kinds = Some(self.kinds.map_or(listed, |it| it.and(listed)));
            let what = format!(
                "an enum of {} values; any value of its type is accepted",
                values.len()
            );
            unexpressed("enums", &at, what);
        }
        self.format = text("format").map(Rc::from);
        self.limited =
            members.contains_key("pattern") || number("maxLength").is_some_and(|most| most < 40.0);
        self.bytes =
            members.contains_key("contentMediaType") && !members.contains_key("contentEncoding");
        self.bounds = Bounds::of(members);
        self.min_items = number("minItems").map_or(0, whole);
        self.max_items = number("maxItems").map(whole);
        self.about = Rc::new(About::of(members));
        if let Some(Value::Object(properties)) = members.get("properties") {
            let at = child("properties");
            let properties = properties.iter().map(|(name, it)| {
                let schema = Self::read(it, &join(&at, name), unexpressed);
                (name.clone(), vec![schema])
            });
            self.properties = Rc::new(properties.collect());
        }
        if let Some(Value::Array(required)) = members.get("required") {
            let required = required.iter().filter_map(Value::as_str);
            self.required = Rc::new(required.map(str::to_owned).collect());
        }
        self.additional = Additional::of(members, &at, unexpressed);
        for key in ["then", "else", "if", "dependentSchemas", "dependencies"] {
            if let Some(condition) = members.get(key) {
                named_by(condition, 0, Rc::make_mut(&mut self.conditional));
            }
        }
        self.lists(members, unexpressed);
        if let Some(Value::Array(all)) = members.get("allOf") {
            self.all = Self::read_all(all, &child("allOf"), unexpressed);
        }
        let discriminator = members.get("discriminator").and_then(Discriminator::of);
        self.discriminator = discriminator.map(Rc::new);
        for key in ["oneOf", "anyOf"] {
            if let Some(Value::Array(branches)) = members.get(key) {
                self.unions.push(Rc::new(UnionOf {
                    at: Rc::clone(&at),
                    branches: Self::read_all(branches, &child(key), unexpressed),
                    discriminator: self.discriminator.clone(),
                }));
            }
        }
        let checks: Vec<&str> = CHECKS
            .into_iter()
            .filter(|key| members.contains_key(*key))
            .collect();
        if !checks.is_empty() {
            unexpressed(
                VALIDATION_KEYWORDS,
                &at,
                format!("validated only by the service: {}", checks.join(", ")),
            );
        }
    }

    fn lists(&mut self, members: &Map<String, Value>, unexpressed: &mut NoteUnexpressed<'_>) {
        let at: Rc<str> = Rc::clone(&self.at);
        let prefix = match (members.get("prefixItems"), members.get("items")) {
            (Some(Value::Array(prefix)), _) => Some((prefix, "prefixItems")),
            // 2019-09 and older drafts write tuples this way.
            (None, Some(Value::Array(prefix))) => Some((prefix, "items")),
            _ => None,
        };
        if let Some((prefix, key)) = prefix.filter(|(prefix, _)| !prefix.is_empty()) {
            self.prefix = Some(Self::read_all(prefix, &join(&at, key), unexpressed).into());
        }
        match members.get("items") {
            Some(Value::Bool(false)) => self.closed = true,
            Some(items @ Value::Object(_)) => {
                self.items = Some(Self::read(items, &join(&at, "items"), unexpressed));
            }
            _ => {}
        }
    }

    fn read_all(list: &[Value], at: &str, unexpressed: &mut NoteUnexpressed<'_>) -> Vec<Rc<Self>> {
        list.iter()
            .enumerate()
            .map(|(index, it)| Self::read(it, &join(at, &index.to_string()), unexpressed))
            .collect()
    }
}

impl Additional {
    pub(super) fn of(
        members: &Map<String, Value>,
        at: &str,
        unexpressed: &mut NoteUnexpressed<'_>,
    ) -> Self {
        let additional = members.get("additionalProperties");
        if let Some(Value::Object(patterns)) = members.get("patternProperties") {
            let at_patterns = join(at, "patternProperties");
            unexpressed(
                VALIDATION_KEYWORDS,
                &at_patterns,
                "properties whose names match a pattern are kept in a map".into(),
            );
            let mut values = patterns.iter();
            let open = matches!(additional, Some(Value::Bool(true) | Value::Object(_)));
            return match (values.next(), values.next()) {
                (Some((name, only)), None) if !open => {
                    Self::Of(Schema::read(only, &join(&at_patterns, name), unexpressed))
                }
                _ => Self::Any,
            };
        }
        let unevaluated = members.get("unevaluatedProperties");
        for (key, value) in [
            ("additionalProperties", additional),
            ("unevaluatedProperties", unevaluated),
        ] {
            match value {
                Some(Value::Bool(true)) => return Self::Any,
                Some(Value::Object(values)) if values.is_empty() => return Self::Any,
                Some(values @ Value::Object(_)) => {
                    return Self::Of(Schema::read(values, &join(at, key), unexpressed));
                }
                Some(Value::Bool(false)) => return Self::Closed,
                _ => {}
            }
        }
        Self::Undeclared
    }
}

impl Bounds {
    pub(super) fn of(members: &Map<String, Value>) -> Self {
        let number = |key: &str| members.get(key).and_then(Value::as_f64);
        Self {
            least: number("minimum").or_else(|| number("exclusiveMinimum")),
            most: number("maximum").or_else(|| number("exclusiveMaximum")),
        }
    }
}

impl Discriminator {
    fn of(value: &Value) -> Option<Self> {
        let mapping = value.get("mapping").and_then(Value::as_object);
        let mapping = mapping.into_iter().flatten().filter_map(|(tag, target)| {
            let target = target.as_str()?;
            let name = target.rsplit('/').next().unwrap_or(target);
            Some((tag.clone(), crate::pointer::unescape(name)))
        });
        Some(Self {
            property: value.get("propertyName")?.as_str()?.to_owned(),
            mapping: mapping.collect(),
        })
    }
}

fn kinds(names: Option<&Value>) -> Option<Kinds> {
    let named = |name: &Value| name.as_str().and_then(Kinds::named);
    match names? {
        Value::Array(names) => Some(names.iter().filter_map(named).fold(Kinds::NONE, Kinds::or)),
        name => named(name),
    }
}

fn values(members: &Map<String, Value>, repeated: &mut dyn FnMut(&Value)) -> Option<Rc<[Value]>> {
    let listed = match (members.get("const"), members.get("enum")) {
        (Some(constant), _) => std::slice::from_ref(constant),
        (None, Some(Value::Array(values))) => values.as_slice(),
        _ => return None,
    };
    let mut seen = HashSet::with_capacity(listed.len());
    let mut distinct = Vec::with_capacity(listed.len());
    for value in listed {
        match seen.insert(value) {
            true => distinct.push(value.clone()),
            false => repeated(value),
        }
    }
    Some(distinct.into())
}

/// The properties that a condition names, at any depth.
fn named_by(condition: &Value, depth: usize, names: &mut BTreeSet<String>) {
    if depth > 8 {
        return;
    }
    match condition {
        Value::Object(members) => {
            if let Some(Value::Object(properties)) = members.get("properties") {
                names.extend(properties.keys().cloned());
            }
            for (key, member) in members.iter().filter(|(key, _)| *key != "properties") {
                if !matches!(key.as_str(), "required" | "enum" | "const" | "not") {
                    named_by(member, depth + 1, names);
                }
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| named_by(item, depth + 1, names)),
        _ => {}
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float becomes the nearest whole number"
)]
fn whole(number: f64) -> u64 {
    number as u64
}
