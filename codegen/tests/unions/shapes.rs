//! Random unions: their schemas, and what is needed to make values of each branch.
//!
//! Every object has a member of a name that no other object has, its mark. A value shows by its marks which branches it
//! is of, however deep they are, and so does the `Debug` text of what is decoded.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::random::Random;

/// What the values of a schema are.
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
    /// What another component is.
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

/// Unions inside of each other.
const DEEPEST: usize = 3;
/// Members of several branches, of another type in each.
const SHARED: [&str; 4] = ["alpha", "beta", "gamma", "delta"];

/// The components that were made.
pub struct Shapes {
    random: Random,
    count: usize,
    pub schemas: Map<String, Value>,
    pub shapes: BTreeMap<String, Shape>,
}

/// How the branches of a union are told apart.
#[derive(Clone, Copy, Debug)]
enum Told {
    Mapping,
    Names,
    Constants,
    Inside,
    Kinds,
    Required,
    Values,
    Units,
    Unions,
}

const TOLD: [Told; 9] = [
    Told::Mapping,
    Told::Names,
    Told::Constants,
    Told::Inside,
    Told::Kinds,
    Told::Required,
    Told::Values,
    Told::Units,
    Told::Unions,
];

impl Shapes {
    /// `count` unions, of each way to tell branches apart in turn.
    pub fn new(seed: u64, count: usize) -> Self {
        let mut shapes = Self {
            random: Random::new(seed),
            count: 0,
            schemas: Map::new(),
            shapes: BTreeMap::new(),
        };
        for index in 0..count {
            let told = TOLD[index % TOLD.len()];
            shapes.union(told, DEEPEST);
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

    /// Makes a component of a schema.
    fn component(&mut self, name: String, schema: Value, shape: Shape) -> (Value, Shape) {
        self.schemas.insert(name.clone(), schema);
        self.shapes.insert(name.clone(), shape);
        (Self::reference(&name), Shape::Component(name))
    }

    /// A union that is a component.
    fn union(&mut self, told: Told, depth: usize) -> (Value, Shape) {
        let name = self.fresh("Union");
        let many = 2 + self.random.below(3);
        let (mut branches, shapes, discriminator) = match told {
            Told::Mapping | Told::Names => self.discriminated(told, many, depth, &name),
            Told::Kinds => self.of_kinds(many, depth, &name),
            Told::Units => self.units(many, depth, &name),
            Told::Unions => self.of_unions(many, depth),
            _ => self.objects(told, many, depth, &name),
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
        let objects = !matches!(told, Told::Kinds | Told::Units | Told::Unions);
        let (schema, shape) = match objects && self.random.percent(40) {
            true => self.beside(union, shapes),
            false => (union, Shape::Union(shapes)),
        };
        self.component(name, schema, shape)
    }

    /// The union with members that all branches have.
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

    /// An object with a member more.
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

    /// An object with its mark, random members, and those that are given.
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
            // The union itself, inside of its branch.
            members.push(Member {
                name: "next".to_owned(),
                shape: Shape::Component(union.to_owned()),
                required: false,
                nullable: false,
            });
        }
        Shape::Object(members)
    }

    /// The schema of a shape that is no union.
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
                if self.random.percent(20) {
                    schema["additionalProperties"] = json!(false);
                }
                schema
            }
        }
    }

    /// What a member may be.
    fn any(&mut self, depth: usize) -> Shape {
        if depth > 1 && self.random.percent(20) {
            let told = *self.random.one_of(&TOLD);
            let (_, shape) = self.union(told, depth - 1);
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

    /// A component, or the schema where it stands.
    fn placed(&mut self, shape: Shape, component: bool) -> (Value, Shape) {
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

type Branches = (Vec<Value>, Vec<Shape>, Option<Value>);

fn constant(name: &str, values: Vec<Value>, required: bool) -> Member {
    Member {
        name: name.to_owned(),
        shape: Shape::Constants(values),
        required,
        nullable: false,
    }
}

/// The ways to tell branches apart.
impl Shapes {
    /// By a discriminator, with a mapping or by the names of the components.
    fn discriminated(&mut self, told: Told, many: usize, depth: usize, union: &str) -> Branches {
        let mut mapping = Map::new();
        let (mut branches, mut shapes) = (Vec::new(), Vec::new());
        for _ in 0..many {
            let name = self.fresh("Tagged");
            let tags: Vec<String> = match told {
                Told::Mapping => (0..1 + self.random.below(2))
                    .map(|_| self.fresh("tag-"))
                    .collect(),
                _ => vec![name.clone()],
            };
            let tag = constant("kind", tags.iter().map(|it| json!(it)).collect(), true);
            let marked = self.random.percent(50);
            let shape = self.object(vec![tag], marked, depth, union);
            // The branch lists its tags, has any text there, or does not have the member.
            let mut schema = self.schema(&shape);
            match self.random.below(3) {
                0 => {}
                1 => schema["properties"]["kind"] = json!({ "type": "string" }),
                _ => {
                    schema["properties"]
                        .as_object_mut()
                        .expect("they are")
                        .remove("kind");
                    let required = schema["required"].as_array_mut().expect("it is there");
                    required.retain(|it| it != "kind");
                    schema
                        .as_object_mut()
                        .expect("it is one")
                        .remove("additionalProperties");
                }
            }
            if matches!(told, Told::Mapping) {
                for tag in tags {
                    let target = match self.random.percent(70) {
                        true => format!("#/components/schemas/{name}"),
                        false => name.clone(),
                    };
                    mapping.insert(tag, json!(target));
                }
            }
            let (schema, shape) = self.component(name, schema, shape);
            branches.push(schema);
            shapes.push(shape);
        }
        let mut discriminator = json!({ "propertyName": "kind" });
        if !mapping.is_empty() {
            discriminator["mapping"] = Value::Object(mapping);
        }
        (branches, shapes, Some(discriminator))
    }

    /// Objects with other constants, other required members, or only other members.
    fn objects(&mut self, told: Told, many: usize, depth: usize, union: &str) -> Branches {
        let components = self.random.percent(60);
        let kind = self.random.below(3);
        // Booleans tell two branches apart, no more.
        let many = if matches!(told, Told::Constants) && kind == 2 {
            2
        } else {
            many
        };
        let always = self.random.percent(80);
        let (mut branches, mut shapes) = (Vec::new(), Vec::new());
        for index in 0..many {
            let constants = match kind {
                0 => vec![json!(self.fresh("is-"))],
                1 => vec![json!(index), json!(100 + index)],
                _ => vec![json!(index == 0)],
            };
            let own = match told {
                Told::Constants => vec![constant("is", constants, always)],
                Told::Inside => {
                    let inner = Shape::Object(vec![constant("is", constants, true)]);
                    vec![Member {
                        name: "data".to_owned(),
                        shape: inner,
                        required: true,
                        nullable: false,
                    }]
                }
                _ => Vec::new(),
            };
            let marked = matches!(told, Told::Required) || self.random.percent(30);
            let shape = self.object(own, marked, depth, union);
            let (schema, shape) = self.placed(shape, components);
            branches.push(schema);
            shapes.push(shape);
        }
        (branches, shapes, None)
    }

    /// Values of other JSON types.
    fn of_kinds(&mut self, many: usize, depth: usize, union: &str) -> Branches {
        let number = if self.random.percent(50) {
            Shape::Integer
        } else {
            Shape::Number
        };
        let item = match self.random.percent(50) {
            true => self.any(depth),
            false => Shape::Component(union.to_owned()),
        };
        let object = self.object(Vec::new(), false, depth, union);
        let mut all = vec![
            number,
            Shape::Boolean,
            Shape::Text,
            Shape::List(Box::new(item)),
            object,
        ];
        while all.len() > many {
            let index = self.random.below(all.len());
            all.remove(index);
        }
        let (mut branches, mut shapes) = (Vec::new(), Vec::new());
        for shape in all {
            let component = matches!(shape, Shape::Object(_)) && self.random.percent(50);
            let (schema, shape) = self.placed(shape, component);
            branches.push(schema);
            shapes.push(shape);
        }
        (branches, shapes, None)
    }

    /// Constants, and objects of one member each, as serde and schemars write enums.
    fn units(&mut self, many: usize, depth: usize, union: &str) -> Branches {
        let units = Shape::Constants((0..many).map(|_| json!(self.fresh("unit-"))).collect());
        let mut branches = vec![self.schema(&units)];
        let mut shapes = vec![units];
        for _ in 0..many {
            let inner = self.object(Vec::new(), false, depth.min(1), union);
            let name = self.fresh("mark_");
            let shape = Shape::Object(vec![Member {
                name,
                shape: inner,
                required: true,
                nullable: false,
            }]);
            let (schema, shape) = self.placed(shape, false);
            branches.push(schema);
            shapes.push(shape);
        }
        (branches, shapes, None)
    }

    /// Unions, and an object beside them.
    fn of_unions(&mut self, many: usize, depth: usize) -> Branches {
        let (mut branches, mut shapes) = (Vec::new(), Vec::new());
        for _ in 0..many.min(3) {
            let told = match depth > 1 {
                true => *self.random.one_of(&[
                    Told::Mapping,
                    Told::Names,
                    Told::Constants,
                    Told::Required,
                ]),
                false => Told::Required,
            };
            let (schema, shape) = match depth > 1 {
                true => self.union(told, depth - 1),
                false => {
                    let shape = self.object(Vec::new(), true, 0, "");
                    self.placed(shape, true)
                }
            };
            branches.push(schema);
            shapes.push(shape);
        }
        (branches, shapes, None)
    }
}
