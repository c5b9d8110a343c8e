//! Schemas written where they are used.
//!
//! ```yaml
//! ErrorEnvelope: {type: object, properties: {error: {type: object, properties: {code: {type: string}}}}}
//! ```
//! becomes
//! ```yaml
//! ErrorEnvelope: {type: object, properties: {error: {$ref: '#/components/schemas/ErrorEnvelopeError'}}}
//! ErrorEnvelopeError: {type: object, properties: {code: {type: string}}}
//! ```
//! Each gets the name of the place where it stands, so that no other part of the document has a say in it: the parent and
//! the property, `Item` in an array, `Value` in a map; the operation and `Response`, `Body` or the parameter.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::{
    Error,
    document::{Document, component, reference},
    media_type, names,
    pointer::{join, unescape},
    walk,
};

const PASS: &str = "inline_schemas";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let places = Places::of(&document.root);
    let mut hoist = Hoist {
        taken: document.schemas.keys().cloned().collect(),
        found: BTreeMap::new(),
    };
    let mut schemas = std::mem::take(&mut document.schemas);
    for (name, schema) in &mut schemas {
        hoist.inside(document, schema, name, &component(name))?;
    }
    let result = walk::outermost(document, |document, schema, pointer| {
        match places.name(pointer) {
            Some(name) => hoist.place(document, schema, &name, pointer),
            None => Ok(()),
        }
    });
    schemas.append(&mut hoist.found);
    document.schemas = schemas;
    result
}

struct Hoist {
    taken: BTreeSet<String>,
    found: BTreeMap<String, Value>,
}

impl Hoist {
    /// Names what is inside a schema whose own name is `name`.
    fn inside(
        &mut self,
        document: &mut Document,
        schema: &mut Value,
        name: &str,
        pointer: &str,
    ) -> Result<(), Error> {
        walk::children(schema, pointer, &mut |child, at| {
            self.place(document, child, &(name.to_owned() + &suffix(at)), at)
        })
    }

    /// Moves a schema to the components, if it is one that becomes a Rust type.
    fn place(
        &mut self,
        document: &mut Document,
        schema: &mut Value,
        wanted: &str,
        pointer: &str,
    ) -> Result<(), Error> {
        let Some(members) = schema.as_object_mut().filter(|members| is_type(members)) else {
            return self.inside(document, schema, wanted, pointer);
        };
        let wanted = names::pascal(wanted);
        let name = names::unique(&wanted, &mut self.taken);
        let nullable = members.remove("nullable");
        let mut moved = schema.take();
        document.moved(&component(&name), pointer);
        if name != wanted {
            document.note(
                PASS,
                pointer,
                format!("the Rust name `{wanted}` is taken; this type is `{name}`"),
            );
        } else {
            document.note(PASS, pointer, format!("the type `{name}`"));
        }
        *schema = match nullable {
            Some(nullable) => json!({ "allOf": [reference(&name)], "nullable": nullable }),
            None => reference(&name),
        };
        self.inside(document, &mut moved, &name, &component(&name))?;
        self.found.insert(name, moved);
        Ok(())
    }
}

fn is_type(members: &Map<String, Value>) -> bool {
    if members.contains_key("$ref") {
        return false;
    }
    let wraps_reference = |key: &str| {
        members.get(key).and_then(Value::as_array).is_some_and(
            |branches| matches!(branches.as_slice(), [only] if only.get("$ref").is_some()),
        )
    };
    members.contains_key("enum")
        || members
            .get("properties")
            .and_then(Value::as_object)
            .is_some_and(|it| !it.is_empty())
        || members.contains_key("anyOf")
        || members.contains_key("oneOf")
        || (members.contains_key("allOf") && !wraps_reference("allOf"))
}

/// What a place adds to the name of what it is in.
fn suffix(pointer: &str) -> String {
    let mut tokens = pointer.rsplit('/').map(unescape);
    let last = tokens.next().unwrap_or_default();
    let before = tokens.next().unwrap_or_default();
    match (before.as_str(), last.as_str()) {
        (
            "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas",
            name,
        ) => names::pascal(name),
        ("allOf" | "anyOf" | "oneOf", index) => format!("Variant{index}"),
        ("prefixItems" | "items", index) => format!("Item{index}"),
        (_, "items" | "contains" | "unevaluatedItems") => "Item".into(),
        (_, "additionalProperties" | "unevaluatedProperties") => "Value".into(),
        (_, keyword) => names::pascal(keyword),
    }
}

/// The names of the places outside `components.schemas`.
struct Places {
    /// Pointer of an operation → its id.
    operations: BTreeMap<String, String>,
    /// Pointer of a parameter → its name.
    parameters: BTreeMap<String, String>,
    /// Pointer of the first response of each operation.
    first_responses: BTreeSet<String>,
}

impl Places {
    fn of(root: &Value) -> Self {
        let mut places = Self {
            operations: BTreeMap::new(),
            parameters: BTreeMap::new(),
            first_responses: BTreeSet::new(),
        };
        for (path, item) in root
            .get("paths")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let at = join("/paths", path);
            places.parameters(item, &at);
            for method in walk::METHODS {
                let Some(operation) = item.get(method) else {
                    continue;
                };
                let at = join(&at, method);
                places.parameters(operation, &at);
                if let Some(id) = operation["operationId"].as_str() {
                    places.operations.insert(at.clone(), id.to_owned());
                }
                if let Some(status) = operation["responses"]
                    .as_object()
                    .and_then(|it| it.keys().min())
                {
                    places
                        .first_responses
                        .insert(join(&join(&at, "responses"), status));
                }
            }
        }
        if let Some(Value::Object(shared)) = root.pointer("/components/parameters") {
            for (key, parameter) in shared {
                let name = parameter["name"].as_str().unwrap_or(key);
                places
                    .parameters
                    .insert(join("/components/parameters", key), name.to_owned());
            }
        }
        places
    }

    fn parameters(&mut self, owner: &Value, pointer: &str) {
        let at = join(pointer, "parameters");
        for (index, parameter) in owner
            .get("parameters")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .enumerate()
        {
            if let Some(name) = parameter["name"].as_str() {
                self.parameters
                    .insert(join(&at, &index.to_string()), name.to_owned());
            }
        }
    }

    /// The name for the schema at `pointer`; none where no Rust type comes of it.
    fn name(&self, pointer: &str) -> Option<String> {
        let tokens: Vec<&str> = pointer.split('/').skip(1).collect();
        let prefix = |count: usize| {
            tokens
                .iter()
                .take(count)
                .fold(String::new(), |it, token| format!("{it}/{token}"))
        };
        let parameter = |count: usize| {
            self.parameters
                .get(&prefix(count))
                .map(|name| names::pascal(name))
        };
        match *tokens.as_slice() {
            ["paths", path, "parameters", _, ..] => {
                Some(names::pascal(&unescape(path)) + &parameter(4)?)
            }
            ["paths", _, _, "parameters", _, ..] => {
                Some(names::pascal(self.operations.get(&prefix(3))?) + &parameter(5)?)
            }
            ["paths", _, _, "requestBody", ..] => {
                Some(names::pascal(self.operations.get(&prefix(3))?) + "Body")
            }
            ["paths", _, _, "responses", status, "content", ..] => {
                let operation = names::pascal(self.operations.get(&prefix(3))?);
                let first = self.first_responses.contains(&prefix(5));
                let name = if first {
                    operation + "Response"
                } else {
                    format!("{operation}Response{status}")
                };
                let of_events = tokens
                    .get(6)
                    .is_some_and(|it| media_type::is_events(&unescape(it)));
                Some(match tokens.last() {
                    _ if of_events => name + "Event",
                    Some(&"x-data") => name + "Data",
                    Some(&"x-meta") => name + "Meta",
                    _ => name,
                })
            }
            ["components", "parameters", _, ..] => Some(parameter(3)? + "Parameter"),
            ["components", "requestBodies", name, ..] => {
                Some(names::pascal(&unescape(name)) + "Body")
            }
            ["components", "responses", name, "content", ..] => {
                Some(names::pascal(&unescape(name)) + "Response")
            }
            _ => None,
        }
    }
}
