//! The ways to discriminate the branches of a union.

use serde_json::{Map, Value, json};

use super::{Member, Shape, Shapes};

/// How the branches of a union are discriminated.
#[derive(Clone, Copy, Debug)]
pub enum Discrimination {
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

pub const DISCRIMINATIONS: [Discrimination; 9] = [
    Discrimination::Mapping,
    Discrimination::Names,
    Discrimination::Constants,
    Discrimination::Inside,
    Discrimination::Kinds,
    Discrimination::Required,
    Discrimination::Values,
    Discrimination::Units,
    Discrimination::Unions,
];

/// Schemas of branches, their shapes, and the discriminator.
pub type Branches = (Vec<Value>, Vec<Shape>, Option<Value>);

fn constant(name: &str, values: Vec<Value>, required: bool) -> Member {
    Member {
        name: name.to_owned(),
        shape: Shape::Constants(values),
        required,
        nullable: false,
    }
}

impl Shapes {
    /// By a discriminator, with a mapping or by the names of the components.
    pub(super) fn discriminated(
        &mut self,
        discrimination: Discrimination,
        many: usize,
        depth: usize,
        union: &str,
    ) -> Branches {
        let mut mapping = Map::new();
        let (mut branches, mut shapes) = (Vec::new(), Vec::new());
        for _ in 0..many {
            let name = self.fresh("Tagged");
            let tags: Vec<String> = match discrimination {
                Discrimination::Mapping => (0..1 + self.random.below(2))
                    .map(|_| self.fresh("tag-"))
                    .collect(),
                _ => vec![name.clone()],
            };
            let tag = constant("kind", tags.iter().map(|it| json!(it)).collect(), true);
            let marked = self.random.percent(50);
            let shape = self.object(vec![tag], marked, depth, union);
            // The branch lists its tags, allows any string, or does not have the member.
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
            if matches!(discrimination, Discrimination::Mapping) {
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

    /// Objects with different constants, different required members, or only different members.
    pub(super) fn objects(
        &mut self,
        discrimination: Discrimination,
        many: usize,
        depth: usize,
        union: &str,
    ) -> Branches {
        let components = self.random.percent(60);
        let kind = self.random.below(3);
        // Booleans discriminate only two branches.
        let many = if matches!(discrimination, Discrimination::Constants) && kind == 2 {
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
            let own = match discrimination {
                Discrimination::Constants => vec![constant("is", constants, always)],
                Discrimination::Inside => {
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
            let marked =
                matches!(discrimination, Discrimination::Required) || self.random.percent(30);
            let shape = self.object(own, marked, depth, union);
            let (schema, shape) = self.declared(shape, components);
            branches.push(schema);
            shapes.push(shape);
        }
        (branches, shapes, None)
    }

    /// Values of different JSON types.
    pub(super) fn of_kinds(&mut self, many: usize, depth: usize, union: &str) -> Branches {
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
            let (schema, shape) = self.declared(shape, component);
            branches.push(schema);
            shapes.push(shape);
        }
        (branches, shapes, None)
    }

    /// Constants, and objects with one member each, as serde and schemars write enums.
    pub(super) fn units(&mut self, many: usize, depth: usize, union: &str) -> Branches {
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
            let (schema, shape) = self.declared(shape, false);
            branches.push(schema);
            shapes.push(shape);
        }
        (branches, shapes, None)
    }

    /// Unions, and an object beside them.
    pub(super) fn of_unions(&mut self, many: usize, depth: usize) -> Branches {
        let (mut branches, mut shapes) = (Vec::new(), Vec::new());
        for _ in 0..many.min(3) {
            let discrimination = match depth > 1 {
                true => *self.random.one_of(&[
                    Discrimination::Mapping,
                    Discrimination::Names,
                    Discrimination::Constants,
                    Discrimination::Required,
                ]),
                false => Discrimination::Required,
            };
            let (schema, shape) = match depth > 1 {
                true => self.union(discrimination, depth - 1),
                false => {
                    let shape = self.object(Vec::new(), true, 0, "");
                    self.declared(shape, true)
                }
            };
            branches.push(schema);
            shapes.push(shape);
        }
        (branches, shapes, None)
    }
}
