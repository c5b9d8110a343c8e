//! Random unions: their schemas, and the shapes of their values.
//!
//! Every object has a mark: a member with a unique name. The marks in a value, and in the `Debug` text of its decoded
//! form, show its branches at any depth.

#[path = "discrimination.rs"]
mod discrimination;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::random::Random;
use discrimination::{DISCRIMINATIONS, Discrimination};

/// The values of a schema.
#[derive(Clone, Debug)]
pub enum Shape {
    Text,
    Integer,
    Number,
    Boolean,
    Constants(Vec<Value>),
    Object(Vec<Member>),
    List(Box<Shape>),
    Map(Box<Shape>),
    Union(Vec<Shape>),
    /// Another component.
    Component(String),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Member {
    pub name: String,
    pub shape: Shape,
    pub required: bool,
    pub nullable: bool,
}

impl Member {
    pub fn is_mark(&self) -> bool {
        self.name.starts_with("mark_")
    }
}

/// The maximum nesting of unions.
const DEEPEST: usize = 3;
/// Members of several branches, with a different type in each.
const SHARED: [&str; 4] = ["alpha", "beta", "gamma", "delta"];

/// The components created so far.
pub struct Shapes {
    random: Random,
    count: usize,
    pub schemas: Map<String, Value>,
    pub shapes: BTreeMap<String, Shape>,
}

impl Shapes {
    /// `count` unions, alternating between all ways to discriminate branches.
    pub fn new(seed: u64, count: usize) -> Self {
        let mut shapes = Self {
            random: Random::new(seed),
            count: 0,
            schemas: Map::new(),
            shapes: BTreeMap::new(),
        };
        for index in 0..count {
            let discrimination = DISCRIMINATIONS[index % DISCRIMINATIONS.len()];
            shapes.union(discrimination, DEEPEST);
        }
        shapes
    }

    fn fresh(&mut self, what: &str) -> String {
        self.count += 1;
        format!("{what}{}", self.count)
    }

    fn reference(name: &str) -> Value {
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    /// Creates a component from a schema.
    fn component(&mut self, name: String, schema: Value, shape: Shape) -> (Value, Shape) {
        self.schemas.insert(name.clone(), schema);
        self.shapes.insert(name.clone(), shape);
        (Self::reference(&name), Shape::Component(name))
    }

    /// A union that is a component.
    fn union(&mut self, discrimination: Discrimination, depth: usize) -> (Value, Shape) {
        let name = self.fresh("Union");
        let many = 2 + self.random.below(3);
        let (mut branches, shapes, discriminator) = match discrimination {
            Discrimination::Mapping | Discrimination::Names => {
                self.discriminated(discrimination, many, depth, &name)
            }
            Discrimination::Kinds => self.of_kinds(many, depth, &name),
            Discrimination::Units => self.units(many, depth, &name),
            Discrimination::Unions => self.of_unions(many, depth),
            _ => self.objects(discrimination, many, depth, &name),
        };
        if self.random.percent(20) {
            branches.push(json!({ "type": "null" }));
        }
        let key = if self.random.percent(50) {
            "oneOf"
        } else {
            "anyOf"
        };
        let mut union = json!({ key: branches });
        if let Some(discriminator) = discriminator {
            union["discriminator"] = discriminator;
        }
        let objects = !matches!(
            discrimination,
            Discrimination::Kinds | Discrimination::Units | Discrimination::Unions
        );
        let (schema, shape) = match objects && self.random.percent(40) {
            true => self.beside(union, shapes),
            false => (union, Shape::Union(shapes)),
        };
        self.component(name, schema, shape)
    }

    /// The union with members common to all branches.
    fn beside(&mut self, mut union: Value, shapes: Vec<Shape>) -> (Value, Shape) {
        let name = self.fresh("common_");
        let required = self.random.percent(50);
        let base =
            json!({ "type": "object", "properties": { name.as_str(): { "type": "string" } } });
        let mut base = base;
        if required {
            base["required"] = json!([name]);
        }
        let common = Member {
            name,
            shape: Shape::Text,
            required,
            nullable: false,
        };
        let shapes = shapes
            .into_iter()
            .map(|it| self.with(it, &common))
            .collect();
        let schema = match self.random.below(3) {
            0 => {
                for (key, value) in base.as_object().expect("it is an object") {
                    union[key] = value.clone();
                }
                union
            }
            1 => json!({ "allOf": [base, union] }),
            _ => {
                let name = self.fresh("Base");
                let (base, _) = self.component(name, base, Shape::Object(vec![common]));
                json!({ "allOf": [base, union] })
            }
        };
        (schema, Shape::Union(shapes))
    }

    /// An object with an additional member.
    fn with(&self, shape: Shape, member: &Member) -> Shape {
        match shape {
            Shape::Component(name) => self.with(self.shapes[&name].clone(), member),
            Shape::Object(mut members) => {
                members.push(member.clone());
                Shape::Object(members)
            }
            other => other,
        }
    }

    /// An object with its mark, random members, and the given ones.
    fn object(&mut self, own: Vec<Member>, required: bool, depth: usize, union: &str) -> Shape {
        let mut members = own;
        members.push(Member {
            name: self.fresh("mark_"),
            shape: Shape::Text,
            required,
            nullable: false,
        });
        for name in SHARED {
            if self.random.percent(40) {
                let shape = self.any(depth);
                members.push(Member {
                    name: name.to_owned(),
                    shape,
                    required: self.random.percent(30),
                    nullable: self.random.percent(20),
                });
            }
        }
        if !union.is_empty() && self.random.percent(15) {
            // The union itself, inside its branch.
            members.push(Member {
                name: "next".to_owned(),
                shape: Shape::Component(union.to_owned()),
                required: false,
                nullable: false,
            });
        }
        Shape::Object(members)
    }

    /// The schema of a shape that is not a union.
    fn schema(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Text => json!({ "type": "string" }),
            Shape::Integer => json!({ "type": "integer" }),
            Shape::Number => json!({ "type": "number" }),
            Shape::Boolean => json!({ "type": "boolean" }),
            Shape::Constants(values) => match values.as_slice() {
                [only] if self.random.percent(50) => json!({ "const": only }),
                _ => json!({ "enum": values }),
            },
            Shape::List(item) => json!({ "type": "array", "items": self.schema(item) }),
            Shape::Map(value) => {
                json!({ "type": "object", "additionalProperties": self.schema(value) })
            }
            Shape::Component(name) => Self::reference(name),
            Shape::Union(_) => unreachable!("unions are components"),
            Shape::Object(members) => {
                let mut properties = Map::new();
                for member in members {
                    let schema = self.schema(&member.shape);
                    let schema = match (member.nullable, schema["type"].as_str()) {
                        (false, _) => schema,
                        (true, Some(name)) if self.random.percent(50) => {
                            let mut both = schema.clone();
                            both["type"] = json!([name, "null"]);
                            both
                        }
                        (true, _) => json!({ "anyOf": [schema, { "type": "null" }] }),
                    };
                    properties.insert(member.name.clone(), schema);
                }
                let required: Vec<&str> = members
                    .iter()
                    .filter(|it| it.required)
                    .map(|it| it.name.as_str())
                    .collect();
                let mut schema = json!({ "type": "object", "properties": properties });
                if !required.is_empty() {
                    schema["required"] = json!(required);
                }
                let marked = members.iter().any(|it| it.is_mark() && it.required);
                match self.random.below(5) {
                    0 => schema["additionalProperties"] = json!(false),
                    // Any value is valid for an open object without required members.
                    1 if marked => schema["additionalProperties"] = json!(true),
                    _ => {}
                }
                schema
            }
        }
    }

    /// A random member.
    fn any(&mut self, depth: usize) -> Shape {
        if depth > 1 && self.random.percent(20) {
            let discrimination = *self.random.one_of(&DISCRIMINATIONS);
            let (_, shape) = self.union(discrimination, depth - 1);
            return match self.random.below(4) {
                0 => Shape::List(Box::new(shape)),
                1 => Shape::Map(Box::new(shape)),
                _ => shape,
            };
        }
        match self.random.below(6) {
            0 => Shape::Integer,
            1 => Shape::Number,
            2 => Shape::Boolean,
            3 => Shape::List(Box::new(Shape::Text)),
            4 => Shape::Constants(vec![json!("one"), json!("two")]),
            _ => Shape::Text,
        }
    }

    /// A component, or an inline schema.
    fn declared(&mut self, shape: Shape, component: bool) -> (Value, Shape) {
        let schema = self.schema(&shape);
        match component {
            true => {
                let name = self.fresh("Branch");
                self.component(name, schema, shape)
            }
            false => (schema, shape),
        }
    }
}
