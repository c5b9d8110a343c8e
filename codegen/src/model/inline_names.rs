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
    let outer = match enclosing(pointer) {
        Some(length) => pointer.get(..length)?,
        None => pointer.rsplit_once('/')?.0,
    };
    let step = pointer.get(outer.len() + 1..)?;
    let suffix = match step.split_once('/') {
        None => match unescape(step).as_str() {
            "items" | "contains" | "unevaluatedItems" => "Item".to_owned(),
            "additionalProperties" | "unevaluatedProperties" => "Value".to_owned(),
            keyword => names::pascal(keyword),
        },
        Some(("allOf" | "anyOf" | "oneOf", index)) => format!("Variant{}", unescape(index)),
        Some(("prefixItems" | "items", index)) => format!("Item{}", unescape(index)),
        Some((_, name)) => names::pascal(&unescape(name)),
    };
    Some((outer, suffix))
}

/// The length of the pointer to the enclosing schema. A property can be named like a keyword, so steps are read from
/// the outermost schema inwards.
fn enclosing(pointer: &str) -> Option<usize> {
    let mut at = outermost(pointer)?;
    loop {
        let mut tokens = pointer.get(at + 1..)?.split('/');
        let keyword = tokens.next()?;
        let mut step = 1 + keyword.len();
        let key = tokens.next();
        // A list of schemas under `items` is a tuple of earlier versions.
        let is_tuple = || keyword == "items" && key.is_some_and(|it| it.parse::<u32>().is_ok());
        // These have a schema for each name or index.
        if walk::MAPS.contains(&keyword) || walk::LISTS.contains(&keyword) || is_tuple() {
            step += 1 + key?.len();
        }
        if at + step == pointer.len() {
            return Some(at);
        }
        at += step;
    }
}

/// The length of the pointer to the outermost schema.
fn outermost(pointer: &str) -> Option<usize> {
    let is_component = pointer.starts_with("/components/schemas/");
    let mut length = 0;
    for (index, token) in pointer.split('/').enumerate() {
        length += token.len() + usize::from(index > 0);
        // The first three are a component, or an operation: names, not keywords.
        let is_schema = index > 3 && walk::CONTENT.contains(&token);
        if is_schema || (is_component && index == 3) {
            return Some(length);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::parent;

    #[test]
    fn a_property_named_like_a_keyword_is_a_property() {
        let body = "/paths/~1a/post/requestBody/content/application~1json/schema";
        for (outer, step, suffix) in [
            ("/components/schemas/A", "properties/items", "Items"),
            ("/components/schemas/A/properties/items", "items", "Item"),
            (
                "/components/schemas/A/properties/items/items",
                "items",
                "Item",
            ),
            (
                "/components/schemas/A/properties/items/items",
                "allOf/1",
                "Variant1",
            ),
            (
                "/components/schemas/A/properties/properties",
                "items",
                "Item",
            ),
            (
                "/components/schemas/A/properties/allOf",
                "additionalProperties",
                "Value",
            ),
            (
                "/components/schemas/A/properties/oneOf",
                "properties/0",
                "Type0",
            ),
            ("/components/schemas/items", "items", "Item"),
            ("/components/schemas/properties", "items", "Item"),
            ("/components/schemas/A", "items/0", "Item0"),
            ("/components/schemas/A", "prefixItems/0", "Item0"),
            ("/components/schemas/A/properties/a~1b", "not", "Not"),
            (&format!("{body}/properties/items"), "items", "Item"),
            (
                &format!("{body}/properties/schema"),
                "properties/items",
                "Items",
            ),
        ] {
            let pointer = format!("{outer}/{step}");
            assert_eq!(
                parent(&pointer),
                Some((outer, suffix.to_owned())),
                "{pointer}"
            );
        }
    }
}
