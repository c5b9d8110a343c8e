//! Random values of each branch, and the marks in them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    random::Random,
    shapes::{Member, Shape},
};

/// A value of a component, and the count of each mark in it.
#[derive(Debug)]
pub struct Case {
    pub component: String,
    pub value: Value,
    pub marks: BTreeMap<String, usize>,
}

/// Generates values.
pub struct Values<'s> {
    random: Random,
    shapes: &'s BTreeMap<String, Shape>,
    marks: BTreeMap<String, usize>,
}

/// Recursive values end here, as soon as possible.
const DEEPEST: usize = 8;

impl<'s> Values<'s> {
    pub fn new(seed: u64, shapes: &'s BTreeMap<String, Shape>) -> Self {
        Self {
            random: Random::new(seed),
            shapes,
            marks: BTreeMap::new(),
        }
    }

    /// `count` values of each branch of a component that is a union.
    pub fn of(&mut self, component: &str, count: usize) -> Vec<Case> {
        let Some(Shape::Union(branches)) = self.shapes.get(component) else {
            return Vec::new();
        };
        let each = branches
            .iter()
            .flat_map(|it| std::iter::repeat_n(it, count));
        each.map(|branch| {
            let value = self.value(branch, 0);
            Case {
                component: component.to_owned(),
                value,
                marks: std::mem::take(&mut self.marks),
            }
        })
        .collect()
    }

    fn value(&mut self, shape: &'s Shape, depth: usize) -> Value {
        match shape {
            Shape::Text => json!(
                self.random
                    .one_of(&["", "text", "größe", "one", "2", "a\"b\\"])
            ),
            Shape::Integer => json!(self.random.below(2_000_000_000)),
            Shape::Number => match self.random.percent(50) {
                true => json!(self.random.below(1000)),
                false => {
                    json!(f64::from(u16::try_from(self.random.below(1000)).expect("small")) + 0.25)
                }
            },
            Shape::Boolean => json!(self.random.percent(50)),
            Shape::Constants(values) => self.random.one_of(values).clone(),
            Shape::Component(name) => {
                let shapes = self.shapes;
                self.value(&shapes[name], depth)
            }
            Shape::Union(branches) => {
                // A branch that does not contain the union: some have such a first branch.
                let branch = match depth > DEEPEST {
                    true => branches.iter().find(|it| !matches!(it, Shape::List(_))),
                    false => Some(self.random.one_of(branches)),
                };
                self.value(branch.expect("there are several"), depth + 1)
            }
            Shape::List(item) => {
                let many = if depth > DEEPEST {
                    0
                } else {
                    self.random.below(3)
                };
                (0..many).map(|_| self.value(item, depth + 1)).collect()
            }
            Shape::Map(value) => {
                let many = if depth > DEEPEST {
                    0
                } else {
                    self.random.below(3)
                };
                let members =
                    (0..many).map(|index| (format!("key {index}"), self.value(value, depth + 1)));
                Value::Object(members.collect())
            }
            Shape::Object(members) => self.object(members, depth),
        }
    }

    fn object(&mut self, members: &'s [Member], depth: usize) -> Value {
        let mut object = Map::new();
        for member in members {
            let there = match member.is_mark() {
                // Without its mark, an object may match several branches.
                true => self.random.percent(75),
                false => depth <= DEEPEST && self.random.percent(60),
            };
            if !(member.required || there) {
                continue;
            }
            let value = match member.nullable && self.random.percent(30) {
                true => Value::Null,
                false => self.value(&member.shape, depth + 1),
            };
            if member.is_mark() {
                *self.marks.entry(member.name.clone()).or_default() += 1;
            }
            object.insert(member.name.clone(), value);
        }
        Value::Object(object)
    }
}
