//! Response envelopes: `{data, meta}` is unwrapped, and the envelope itself needs no type.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{KIND, PASS};
use crate::{
    conventions::Envelope,
    document::{Document, component, referenced},
    pointer::join,
};

/// The members of a media type with the parts of an envelope.
pub(crate) const DATA: &str = "x-data";
pub(crate) const META: &str = "x-meta";

/// Unwraps the envelope of a JSON body, if it is exactly one. Returns the components that it consisted of.
pub(super) fn unwrapped(
    document: &mut Document,
    response: &mut Value,
    pointer: &str,
) -> Vec<String> {
    let Some(envelope) = document.conventions.envelope.clone() else {
        return Vec::new();
    };
    let mut components = Vec::new();
    let content = response.get_mut("content").and_then(Value::as_object_mut);
    for (media, described) in content.into_iter().flatten() {
        if described[KIND] != "json" {
            continue;
        }
        let at = join(&join(pointer, "content"), media);
        let Some(parts) = Parts::of(document, &described["schema"], &join(&at, "schema")) else {
            continue;
        };
        let Some((data, meta)) = parts.only(&envelope) else {
            continue;
        };
        for (key, (schema, was)) in [(DATA, data), (META, meta)] {
            document.moved(&join(&at, key), &was);
            described[key] = schema;
        }
        if let Some(members) = described.as_object_mut() {
            members.remove("schema");
        }
        components.extend(parts.components);
    }
    components
}

/// Removes components that were only envelopes.
pub(super) fn remove_unused(document: &mut Document, envelopes: BTreeSet<String>) {
    // An envelope may refer to another: each round may free one.
    for _ in 0..=envelopes.len() {
        let mut used = BTreeSet::new();
        references(&document.root, None, &mut used);
        for (name, schema) in &document.schemas {
            references(schema, Some(name), &mut used);
        }
        let unused: Vec<&String> = envelopes
            .iter()
            .filter(|name| !used.contains(*name) && document.schemas.contains_key(*name))
            .collect();
        if unused.is_empty() {
            return;
        }
        for name in unused {
            document.schemas.remove(name);
            document.note(
                PASS,
                &component(name),
                "a response envelope; it has no type of its own",
            );
        }
    }
}

/// The components that a value refers to. References in a component `own` to itself do not count.
fn references(value: &Value, own: Option<&str>, used: &mut BTreeSet<String>) {
    if let Some(name) = referenced(value).filter(|name| Some(name.as_str()) != own) {
        used.insert(name);
    }
    match value {
        Value::Object(members) => members.values().for_each(|it| references(it, own, used)),
        Value::Array(items) => items.iter().for_each(|it| references(it, own, used)),
        Value::String(text) => {
            // A discriminator's mapping has references that are only strings.
            let name = text.strip_prefix("#/components/schemas/");
            used.extend(
                name.map(crate::pointer::unescape)
                    .filter(|it| Some(it.as_str()) != own),
            );
        }
        _ => {}
    }
}

/// An object with the parts that it includes by references and `allOf`.
struct Parts {
    /// Each property's schema and its pointer.
    properties: Map<String, Value>,
    at: Vec<(String, String)>,
    required: BTreeSet<String>,
    components: Vec<String>,
}

impl Parts {
    /// `None` if the schema is anything but an object with named properties.
    fn of(document: &Document, schema: &Value, pointer: &str) -> Option<Self> {
        let mut parts = Self {
            properties: Map::new(),
            at: Vec::new(),
            required: BTreeSet::new(),
            components: Vec::new(),
        };
        parts.add(document, schema, pointer, 0)?;
        Some(parts)
    }

    fn add(
        &mut self,
        document: &Document,
        schema: &Value,
        pointer: &str,
        depth: usize,
    ) -> Option<()> {
        if depth > 16 {
            return None;
        }
        if let Some(name) = referenced(schema) {
            let target = document.schemas.get(&name)?;
            let at = component(&name);
            self.components.push(name);
            return self.add(document, target, &at, depth + 1);
        }
        for (key, value) in schema.as_object()? {
            match key.as_str() {
                "type" if value == "object" => {}
                "title" | "description" | "example" | "examples" | "deprecated" => {}
                "additionalProperties" if !value.is_object() => {}
                "required" => {
                    let names = value.as_array()?.iter().filter_map(Value::as_str);
                    self.required.extend(names.map(str::to_owned));
                }
                "properties" => {
                    for (name, schema) in value.as_object()? {
                        let is_documentation = |it: &Value| {
                            it.as_object().is_some_and(|it| {
                                it.keys()
                                    .all(|key| matches!(key.as_str(), "title" | "description"))
                            })
                        };
                        match self.properties.get(name) {
                            Some(before) if !is_documentation(before) => {
                                if is_documentation(schema) || before == schema {
                                    continue;
                                }
                                return None;
                            }
                            _ => {}
                        }
                        self.properties.insert(name.clone(), schema.clone());
                        self.at.retain(|(other, _)| other != name);
                        let at = join(&join(pointer, "properties"), name);
                        self.at.push((name.clone(), at));
                    }
                }
                "allOf" => {
                    for (index, part) in value.as_array()?.iter().enumerate() {
                        let at = join(&join(pointer, "allOf"), &index.to_string());
                        self.add(document, part, &at, depth + 1)?;
                    }
                }
                key if key.starts_with("x-") => {}
                _ => return None,
            }
        }
        Some(())
    }

    /// The two members with their pointers, if both are required and there are no others.
    fn only(&self, envelope: &Envelope) -> Option<((Value, String), (Value, String))> {
        let member = |name: &String| {
            let schema = self.properties.get(name)?;
            let (_, at) = self.at.iter().find(|(it, _)| it == name)?;
            self.required
                .contains(name)
                .then(|| (schema.clone(), at.clone()))
        };
        let (data, meta) = (member(&envelope.data)?, member(&envelope.meta)?);
        (self.properties.len() == 2).then_some((data, meta))
    }
}
