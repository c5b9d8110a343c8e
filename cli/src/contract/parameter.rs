//! Parameters of the path, the query and the headers.

use neo_api_document::reference;
use serde_json::Value;

use super::Kind;

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// As it goes over the wire.
    pub name: String,
    pub location: ParameterLocation,
    pub required: bool,
    pub shape: Shape,
    /// What one value of it may be.
    pub kind: Kind,
    /// Values that the contract knows, among others.
    pub known: Vec<String>,
    pub description: String,
}

/// The part of a request that carries a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
}

/// How its values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    One,
    /// `name=a&name=b`
    Repeated,
    /// `name=a,b`
    Joined(char),
    /// `name[key]=value`
    Deep,
}

pub fn parameter(document: &Value, at: &Value) -> Option<Parameter> {
    let location = match at["in"].as_str()? {
        "path" => ParameterLocation::Path,
        "query" => ParameterLocation::Query,
        "header" => ParameterLocation::Header,
        _ => return None,
    };
    let schema = reference::resolve(document, &at["schema"]);
    let branches = ["anyOf", "oneOf"]
        .into_iter()
        .filter_map(|key| schema[key].as_array())
        .flatten()
        .map(|branch| reference::resolve(document, branch));
    let all: Vec<&Value> = [schema].into_iter().chain(branches).collect();
    let is = |name: &str| {
        all.iter().any(|it| {
            it["type"] == name
                || it["type"]
                    .as_array()
                    .is_some_and(|all| all.contains(&name.into()))
        })
    };
    let style = at["style"].as_str().unwrap_or_default();
    let shape = match style {
        "deepObject" => Shape::Deep,
        _ if !is("array") => Shape::One,
        "spaceDelimited" => Shape::Joined(' '),
        "pipeDelimited" => Shape::Joined('|'),
        _ if location != ParameterLocation::Query || at["explode"] == false => Shape::Joined(','),
        _ => Shape::Repeated,
    };
    let items: Vec<&Value> = all.iter().filter_map(|it| it.get("items")).collect();
    let kind = match (shape, &items[..]) {
        (Shape::Deep, _) => Kind::Text,
        (Shape::One, _) => Kind::of(document, schema),
        (_, [items]) => Kind::of(document, items),
        _ => Kind::Text,
    };
    let known = match &kind {
        Kind::Text => known(document, all.iter().copied().chain(items)),
        _ => Vec::new(),
    };
    Some(Parameter {
        name: at["name"].as_str()?.to_owned(),
        location,
        required: at["required"] == true || location == ParameterLocation::Path,
        shape,
        kind,
        known,
        description: at["description"]
            .as_str()
            .or(schema["description"].as_str())
            .unwrap_or_default()
            .trim()
            .to_owned(),
    })
}

/// The values that any of the schemas lists.
fn known<'a>(document: &'a Value, schemas: impl Iterator<Item = &'a Value>) -> Vec<String> {
    schemas
        .map(|it| reference::resolve(document, it))
        .filter_map(|it| it["enum"].as_array())
        .flatten()
        .filter_map(|value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
        .collect()
}
