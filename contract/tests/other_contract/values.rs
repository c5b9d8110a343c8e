//! Random values of a schema.

use serde_json::{Map, Value, json};

use super::contract::{Contract, resolved};
use super::rng::Rng;

/// The location of a string: not every location can hold every string.
#[derive(Clone, Copy, PartialEq)]
pub enum TextLocation {
    Json,
    Path,
    Header,
}

/// The prefix of members that no schema declares.
pub const NEW_MEMBER: &str = "zz_new_";

/// Generates values.
pub struct Values<'a> {
    pub contract: &'a Contract,
    pub rng: Rng,
    pub location: TextLocation,
    /// Sometimes generates a value that an enum does not list.
    pub new_values: bool,
    /// Sometimes generates a member that an object does not declare.
    pub new_members: bool,
}

impl<'a> Values<'a> {
    pub fn new(contract: &'a Contract, seed: &str) -> Self {
        Self {
            contract,
            rng: Rng::of(seed),
            location: TextLocation::Json,
            new_values: false,
            new_members: false,
        }
    }

    /// A valid value of the schema.
    pub fn valid(&mut self, schema: &Value) -> Value {
        let validator = self.contract.validator(schema);
        for _ in 0..1000 {
            let value = self.any(schema, 0);
            if validator.is_valid(&value) {
                return value;
            }
        }
        panic!("no value for {schema}");
    }

    /// A value in the shape of the schema.
    pub fn any(&mut self, schema: &Value, depth: usize) -> Value {
        let schema = match schema {
            Value::Bool(_) => return self.free(depth),
            other => resolved(&self.contract.root, other),
        };
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        if let Some(Value::Array(values)) = schema.get("enum") {
            let open = values.len() > 1 && self.new_values && self.rng.one_in(4);
            return match (open, &values[0]) {
                (false, _) => self.rng.pick(values).clone(),
                (true, Value::String(_)) => json!("something-nobody-knew"),
                (true, Value::Array(_)) => json!(["ZZ", "+999", null, "AD9"]),
                (true, _) => json!(77),
            };
        }
        let branches = ["oneOf", "anyOf"].iter().find_map(|key| schema.get(*key));
        if let Some(Value::Array(branches)) = branches {
            let discriminator = schema.get("discriminator");
            return self.branch(branches, discriminator, depth);
        }
        if let Some(Value::Array(parts)) = schema.get("allOf") {
            let mut all = self.object(schema, depth);
            for part in parts {
                match self.any(part, depth) {
                    Value::Object(members) => all.extend(members),
                    other => return other,
                }
            }
            return Value::Object(all);
        }
        let kind = match schema.get("type") {
            Some(Value::String(kind)) => kind.as_str(),
            Some(Value::Array(kinds)) => self.rng.pick(kinds).as_str().unwrap(),
            _ if schema.get("properties").is_some() => "object",
            _ => return self.free(depth),
        };
        match kind {
            "null" => Value::Null,
            "boolean" => json!(self.rng.one_in(2)),
            "integer" => self.integer(schema),
            "number" => self.number(schema),
            "string" => self.text(schema).into(),
            "array" => self.array(schema, depth).into(),
            _ => self.object(schema, depth).into(),
        }
    }

    fn branch(&mut self, branches: &[Value], tag: Option<&Value>, depth: usize) -> Value {
        let scalar = |it: &&Value| {
            let it = resolved(&self.contract.root, it);
            !matches!(it["type"].as_str(), None | Some("array" | "object"))
        };
        // Deep inside, a branch that ends the recursion.
        let branch = match branches.iter().find(scalar).filter(|_| depth > 4) {
            Some(end) => end,
            None => self.rng.pick(branches),
        };
        let Some(tag) = tag else {
            return self.any(branch, depth);
        };
        let property = tag["propertyName"].as_str().unwrap();
        let schema = resolved(&self.contract.root, branch);
        let own = &schema["properties"][property];
        let mut value = self.tagged(branch, depth);
        if own.get("const").is_none() && own.get("enum").is_none() {
            let name = branch["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
            let mapping = tag.get("mapping").and_then(Value::as_object);
            let mapped = mapping.and_then(|it| {
                it.iter()
                    .find(|(_, to)| to.as_str().unwrap().rsplit('/').next() == Some(name))
            });
            value[property] = mapped.map_or(name, |(tag, _)| tag).into();
        } else if let Some(Value::Array(known)) = own.get("enum") {
            // The tag stays a known one.
            value[property] = self.rng.pick(known).clone();
        }
        value
    }

    /// One branch of a tagged union: an object.
    fn tagged(&mut self, branch: &Value, depth: usize) -> Value {
        let value = self.any(branch, depth);
        assert!(value.is_object(), "{branch} has no members");
        value
    }

    fn object(&mut self, schema: &Value, depth: usize) -> Map<String, Value> {
        let mut members = Map::new();
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let wanted = depth < 5 && self.rng.one_in(2);
            if *property != json!(false) && (wanted || required.contains(&json!(name))) {
                members.insert(name.clone(), self.any(property, depth + 1));
            }
        }
        let patterns = schema["patternProperties"].as_object();
        let others = match (&schema["additionalProperties"], patterns) {
            (_, Some(patterns)) => patterns.values().next().cloned(),
            (Value::Object(others), _) => Some(Value::Object(others.clone())),
            (Value::Bool(true), _) => Some(json!(true)),
            _ => None,
        };
        match others {
            Some(others) if depth < 5 => {
                let lower = schema.get("propertyNames").is_some();
                for index in 0..self.rng.below(4) {
                    let name = match (patterns, lower) {
                        (Some(_), _) => format!("x-{index}"),
                        (_, true) => ["a", "bc", "def"][index].to_owned(),
                        _ => ["", "type", "with space/~1", "€"][self.rng.below(4)].to_owned(),
                    };
                    if !members.contains_key(&name) {
                        members.insert(name, self.any(&others, depth + 1));
                    }
                }
            }
            None if self.new_members && self.rng.one_in(2) => {
                let name = format!("{NEW_MEMBER}{}", self.rng.below(9));
                let value = self.free(depth + 1);
                members.insert(name, value);
            }
            _ => {}
        }
        members
    }

    fn array(&mut self, schema: &Value, depth: usize) -> Vec<Value> {
        if let Some(Value::Array(forms)) = schema.get("prefixItems") {
            return forms.iter().map(|it| self.any(it, depth + 1)).collect();
        }
        let least = schema["minItems"].as_u64().unwrap_or(0) as usize;
        let more = if depth < 5 { self.rng.below(4) } else { 0 };
        let items = schema.get("items").cloned().unwrap_or(json!(true));
        (0..least + more)
            .map(|_| self.any(&items, depth + 1))
            .collect()
    }

    /// Any JSON.
    fn free(&mut self, depth: usize) -> Value {
        match self.rng.below(if depth < 5 { 8 } else { 6 }) {
            0 => Value::Null,
            1 => json!(self.rng.one_in(2)),
            2 => self.integer(&json!({})),
            3 => self.number(&json!({})),
            4 | 5 => self.text(&json!({})).into(),
            6 => (0..self.rng.below(3))
                .map(|_| self.free(depth + 1))
                .collect(),
            _ => json!({ "any": self.free(depth + 1), "": self.free(depth + 1) }),
        }
    }
}
