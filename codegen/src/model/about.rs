//! The documentation of a schema: its title, description, default and constraints.

use std::rc::Rc;

use serde_json::{Map, Value};

/// Documentation.
#[derive(Clone, Debug, Default, PartialEq)]
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

impl About {
    pub(super) fn of(members: &Map<String, Value>) -> Self {
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

    /// The documentation at the use, completed by that of the schema. Neither is copied if the other one is empty.
    pub(crate) fn or(mut self: Rc<Self>, other: &Rc<Self>) -> Rc<Self> {
        if **other == Self::default() || Rc::ptr_eq(&self, other) {
            return self;
        }
        if *self == Self::default() {
            return Rc::clone(other);
        }
        Rc::make_mut(&mut self).complete(other);
        self
    }

    fn complete(&mut self, other: &Self) {
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
    }
}
