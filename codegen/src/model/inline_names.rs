//! The names of types with inline schemas.
//!
//! Each name derives from its location, so other parts of the document do not affect it: the parent and the property,
//! `Item` in an array, `Value` in a map; the operation and `Response`, `Body` or the parameter.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    media_type, names,
    passes::responses::{DATA, META},
    pointer::{join, unescape},
    walk,
};

/// The owners of schemas outside `components.schemas`.
pub(crate) struct InlineNames {
    /// Pointer of an operation → its id.
    operations: BTreeMap<String, String>,
    /// Pointer of a parameter → its name.
    parameters: BTreeMap<String, String>,
    /// Pointer of the first response of each operation.
    first_responses: BTreeSet<String>,
}

impl InlineNames {
    pub(crate) fn of(root: &Value) -> Self {
        let mut found = Self {
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
            found.parameters(item, &at);
            for method in walk::METHODS {
                let Some(operation) = item.get(method) else {
                    continue;
                };
                let at = join(&at, method);
                found.parameters(operation, &at);
                if let Some(id) = operation["operationId"].as_str() {
                    found.operations.insert(at.clone(), id.to_owned());
                }
                if let Some(status) = operation["responses"]
                    .as_object()
                    .and_then(|it| it.keys().min())
                {
                    found
                        .first_responses
                        .insert(join(&join(&at, "responses"), status));
                }
            }
        }
        found
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

    /// The name for the outermost schema at `pointer`.
    pub(crate) fn name(&self, pointer: &str) -> Option<String> {
        let tokens: Vec<&str> = pointer.split('/').skip(1).collect();
        let prefix = |count: usize| {
            tokens
                .iter()
                .take(count)
                .fold(String::new(), |it, token| format!("{it}/{token}"))
        };
        let operation = || Some(names::pascal(self.operations.get(&prefix(3))?));
        match *tokens.as_slice() {
            ["paths", path, "parameters", _, ..] => {
                let parameter = names::pascal(self.parameters.get(&prefix(4))?);
                Some(names::pascal(&unescape(path)) + &parameter)
            }
            ["paths", _, _, "parameters", _, ..] => {
                Some(operation()? + &names::pascal(self.parameters.get(&prefix(5))?))
            }
            ["paths", _, _, "requestBody", ..] => Some(operation()? + "Body"),
            ["paths", _, _, "responses", status, "content", media, part] => {
                let first = self.first_responses.contains(&prefix(5));
                let status = if first { "" } else { status };
                let part = match part {
                    DATA => "Data",
                    META => "Meta",
                    _ if media_type::is_events(&unescape(media)) => "Event",
                    _ => "",
                };
                Some(format!("{}Response{status}{part}", operation()?))
            }
            _ => None,
        }
    }
}

/// The pointer of the enclosing schema, and the suffix that the location adds to its name.
pub(crate) fn parent(pointer: &str) -> Option<(&str, String)> {
    let (before, last) = pointer.rsplit_once('/')?;
    let last = unescape(last);
    if let Some((outer, keyword)) = before.rsplit_once('/') {
        match keyword {
            "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
                return Some((outer, names::pascal(&last)));
            }
            "allOf" | "anyOf" | "oneOf" => return Some((outer, format!("Variant{last}"))),
            "prefixItems" | "items" => return Some((outer, format!("Item{last}"))),
            _ => {}
        }
    }
    let suffix = match last.as_str() {
        "items" | "contains" | "unevaluatedItems" => "Item".to_owned(),
        "additionalProperties" | "unevaluatedProperties" => "Value".to_owned(),
        keyword => names::pascal(keyword),
    };
    Some((before, suffix))
}
