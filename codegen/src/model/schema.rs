//! A schema of the document, with each keyword that shapes a value.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::kinds::Kinds;
use crate::{document::referenced, pointer::join};

/// One schema without its parts: nothing is merged or followed yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schema {
    /// Its pointer.
    pub(crate) at: Rc<str>,
    /// The component that it refers to.
    pub(crate) reference: Option<String>,
    pub(crate) kinds: Option<Kinds>,
    /// `enum` and `const`.
    pub(crate) values: Option<Vec<Value>>,
    /// `nullable` of OpenAPI 3.0: null, whatever the other keywords are.
    pub(crate) nullable: bool,
    pub(crate) format: Option<String>,
    /// Whether `pattern` or `maxLength` limit a string, which may then have none of the usual spellings of its format.
    pub(crate) limited: bool,
    /// Whether `contentMediaType` declares raw bytes.
    pub(crate) bytes: bool,
    pub(crate) bounds: Bounds,
    pub(crate) properties: BTreeMap<String, Rc<Schema>>,
    pub(crate) required: BTreeSet<String>,
    pub(crate) additional: Additional,
    /// Properties that only a condition names.
    pub(crate) conditional: BTreeSet<String>,
    pub(crate) items: Option<Rc<Schema>>,
    pub(crate) prefix: Option<Rc<[Rc<Schema>]>>,
    /// `items: false`: no elements after those of `prefixItems`.
    pub(crate) closed: bool,
    pub(crate) min_items: u64,
    pub(crate) max_items: Option<u64>,
    pub(crate) all: Vec<Rc<Schema>>,
    pub(crate) unions: Vec<Rc<UnionOf>>,
    pub(crate) discriminator: Option<Rc<Discriminator>>,
    pub(crate) about: About,
}

/// `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub(crate) struct UnionOf {
    /// The pointer of the schema around it.
    pub(crate) at: Rc<str>,
    pub(crate) branches: Vec<Rc<Schema>>,
    pub(crate) discriminator: Option<Rc<Discriminator>>,
}

/// The member that identifies the branch of a value.
#[derive(Clone, Debug)]
pub(crate) struct Discriminator {
    pub(crate) property: String,
    /// Tag → component.
    pub(crate) mapping: Vec<(String, String)>,
}

/// Members without a property.
#[derive(Clone, Debug, Default)]
pub(crate) enum Additional {
    /// Undeclared: they are ignored.
    #[default]
    NoteUnexpressed,
    /// Forbidden. A service may still add some: they are ignored.
    Closed,
    Any,
    Of(Rc<Schema>),
}

/// `minimum` and `maximum`, in either spelling.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bounds {
    pub(crate) least: Option<f64>,
    pub(crate) most: Option<f64>,
}

/// Documentation.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) default: Option<Value>,
    /// The constraints that the service checks: `minLength 1`.
    pub(crate) constraints: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    /// `x-enum-varnames` and the like.
    pub(crate) names: Vec<String>,
    /// `x-enum-descriptions` and the like.
    pub(crate) descriptions: Vec<String>,
}

const CONSTRAINTS: [&str; 14] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "contentEncoding",
];

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

    /// The conjunction of several schemas.
    pub(crate) fn all_of(at: Rc<str>, all: Vec<Rc<Self>>) -> Rc<Self> {
        Rc::new(Self {
            at,
            all,
            ..Self::default()
        })
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
        let text = |key: &str| members.get(key).and_then(Value::as_str).map(str::to_owned);
        self.reference = referenced(value);
        self.kinds = kinds(members.get("type"));
        self.nullable = flag("nullable");
        self.values = values(members, &mut |value| {
            let what = format!("{value} is listed twice, and is one variant");
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
        self.format = text("format");
        self.limited =
            members.contains_key("pattern") || number("maxLength").is_some_and(|most| most < 40.0);
        self.bytes =
            members.contains_key("contentMediaType") && !members.contains_key("contentEncoding");
        self.bounds = Bounds::of(members);
        self.min_items = number("minItems").map_or(0, whole);
        self.max_items = number("maxItems").map(whole);
        self.about = About::of(members);
        if let Some(Value::Object(properties)) = members.get("properties") {
            let at = child("properties");
            self.properties = properties
                .iter()
                .map(|(name, it)| (name.clone(), Self::read(it, &join(&at, name), unexpressed)))
                .collect();
        }
        if let Some(Value::Array(required)) = members.get("required") {
            self.required = required
                .iter()
                .filter_map(|it| it.as_str().map(str::to_owned))
                .collect();
        }
        self.additional = Additional::of(members, &at, unexpressed);
        for key in ["then", "else", "if", "dependentSchemas", "dependencies"] {
            if let Some(condition) = members.get(key) {
                named_by(condition, 0, &mut self.conditional);
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

    /// Whether it refers to a component and has no other constraint.
    pub(crate) fn is_reference(&self) -> bool {
        self.reference.is_some() && self.says_nothing_itself()
    }

    /// Whether its reference is its only constraint.
    fn says_nothing_itself(&self) -> bool {
        self.kinds.is_none()
            && self.values.is_none()
            && self.format.is_none()
            && self.properties.is_empty()
            && self.required.is_empty()
            && matches!(
                self.additional,
                Additional::NoteUnexpressed | Additional::Closed
            )
            && self.conditional.is_empty()
            && self.items.is_none()
            && self.prefix.is_none()
            && self.all.is_empty()
            && self.unions.is_empty()
    }
}

impl Additional {
    fn of(members: &Map<String, Value>, at: &str, unexpressed: &mut NoteUnexpressed<'_>) -> Self {
        let additional = members.get("additionalProperties");
        if let Some(Value::Object(patterns)) = members.get("patternProperties") {
            let at_patterns = join(at, "patternProperties");
            unexpressed(
                VALIDATION_KEYWORDS,
                &at_patterns,
                "members whose names match a pattern are kept in a map".into(),
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
        Self::NoteUnexpressed
    }
}

impl Bounds {
    fn of(members: &Map<String, Value>) -> Self {
        let number = |key: &str| members.get(key).and_then(Value::as_f64);
        Self {
            least: number("minimum").or_else(|| number("exclusiveMinimum")),
            most: number("maximum").or_else(|| number("exclusiveMaximum")),
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        let pick = |one: Option<f64>, other: Option<f64>, choose: fn(f64, f64) -> f64| match (
            one, other,
        ) {
            (Some(one), Some(other)) => Some(choose(one, other)),
            (one, other) => one.or(other),
        };
        Self {
            least: pick(self.least, other.least, f64::max),
            most: pick(self.most, other.most, f64::min),
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

impl About {
    fn of(members: &Map<String, Value>) -> Self {
        let text = |key: &str| {
            let text = members.get(key).and_then(Value::as_str)?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let flag = |key: &str| members.get(key) == Some(&Value::Bool(true));
        let texts = |keys: &[&str]| -> Vec<String> {
            let list = keys.iter().find_map(|key| members.get(*key)?.as_array());
            let texts = list.into_iter().flatten().filter_map(Value::as_str);
            texts.map(str::to_owned).collect()
        };
        Self {
            title: text("title"),
            description: text("description"),
            default: members.get("default").filter(|it| !it.is_null()).cloned(),
            constraints: CONSTRAINTS
                .into_iter()
                .filter_map(|key| Some(format!("{key} {}", members.get(key)?)))
                .collect(),
            deprecated: flag("deprecated"),
            read_only: flag("readOnly"),
            write_only: flag("writeOnly"),
            names: texts(&["x-enum-varnames", "x-enumNames", "x-enum-names"]),
            descriptions: texts(&["x-enum-descriptions", "x-enumDescriptions"]),
        }
    }

    /// The documentation at the use, completed by that of the schema.
    pub(crate) fn or(mut self, other: &Self) -> Self {
        let fill = |mine: &mut Option<String>, theirs: &Option<String>| {
            if mine.is_none() {
                mine.clone_from(theirs);
            }
        };
        fill(&mut self.title, &other.title);
        fill(&mut self.description, &other.description);
        if self.default.is_none() {
            self.default.clone_from(&other.default);
        }
        for constraint in &other.constraints {
            if !self.constraints.contains(constraint) {
                self.constraints.push(constraint.clone());
            }
        }
        self.deprecated |= other.deprecated;
        self.read_only |= other.read_only;
        self.write_only |= other.write_only;
        if self.names.is_empty() {
            self.names.clone_from(&other.names);
        }
        if self.descriptions.is_empty() {
            self.descriptions.clone_from(&other.descriptions);
        }
        self
    }
}

fn kinds(names: Option<&Value>) -> Option<Kinds> {
    let named = |name: &Value| name.as_str().and_then(Kinds::named);
    match names? {
        Value::Array(names) => Some(names.iter().filter_map(named).fold(Kinds::NONE, Kinds::or)),
        name => named(name),
    }
}

fn values(members: &Map<String, Value>, repeated: &mut dyn FnMut(&Value)) -> Option<Vec<Value>> {
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
    Some(distinct)
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
