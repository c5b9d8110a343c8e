//! Request bodies, and which of their members are flags.

use neo_api::runtime::{Operation, mock};
use neo_api_document::{media_type, reference};
use serde_json::Value;

use super::Kind;

/// A request body.
#[derive(Debug)]
pub struct Body {
    pub content_type: String,
    pub required: bool,
    /// The members that are flags: scalars, and lists of them.
    pub members: Vec<Member>,
    /// A valid body, where it is JSON.
    pub example: Option<String>,
}

/// A member of a JSON body.
#[derive(Clone, Debug)]
pub struct Member {
    pub name: String,
    pub kind: Kind,
    pub list: bool,
    /// Whether it goes over the wire as a string.
    pub quoted: bool,
    pub nullable: bool,
    pub required: bool,
    pub description: String,
}

impl Body {
    pub fn of(document: &Value, operation: &Operation, own: &Value) -> Option<Self> {
        let body = reference::resolve(document, &own["requestBody"]);
        let content = body["content"].as_object()?;
        let json = content.iter().find(|(name, _)| media_type::is_json(name));
        let (content_type, media) = json.or(content.iter().next())?;
        let mut members = Vec::new();
        let mut example = None;
        if json.is_some() {
            collect(document, &media["schema"], true, &mut members, 0);
            example = mock::sample_request(document, operation)
                .and_then(|sample| serde_json::to_string_pretty(&sample).ok());
        }
        Some(Self {
            content_type: content_type.clone(),
            required: body["required"] == true,
            members,
            example,
        })
    }
}

/// Collects the members of a schema, of all its parts, and of each variant of a union. Members of a variant are not required.
fn collect(
    document: &Value,
    schema: &Value,
    may_require: bool,
    members: &mut Vec<Member>,
    depth: usize,
) {
    let schema = reference::resolve(document, schema);
    if depth > 8 {
        return;
    }
    let required: Vec<&Value> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .collect();
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        let required = may_require && required.iter().any(|it| *it == name);
        if members.iter().any(|it| it.name == *name) {
            continue;
        }
        members.extend(self::member(document, name, member, required));
    }
    for (key, may_require) in [("allOf", may_require), ("anyOf", false), ("oneOf", false)] {
        for part in schema[key].as_array().into_iter().flatten() {
            collect(document, part, may_require, members, depth + 1);
        }
    }
}

fn member(document: &Value, name: &str, schema: &Value, required: bool) -> Option<Member> {
    let mut types = Vec::new();
    collect_types(document, schema, &mut types, 0)?;
    let nullable = types.iter().any(|it| it == "null");
    types.retain(|it| it != "null");
    let resolved = reference::resolve(document, schema);
    let list = types == ["array"];
    let items = list.then(|| items(document, resolved)).flatten();
    if let Some(items) = items {
        types.clear();
        collect_types(document, items, &mut types, 0)?;
    }
    let scalar = |it: &String| matches!(it.as_str(), "string" | "integer" | "number" | "boolean");
    if types.is_empty() || !types.iter().all(scalar) || resolved["readOnly"] == true {
        return None;
    }
    let described = [schema, resolved]
        .into_iter()
        .find_map(|it| it["description"].as_str());
    Some(Member {
        name: name.to_owned(),
        kind: Kind::of(document, items.unwrap_or(schema)),
        list,
        quoted: types.iter().any(|it| it == "string"),
        nullable,
        required,
        description: described.unwrap_or_default().trim().to_owned(),
    })
}

fn items<'a>(document: &'a Value, schema: &'a Value) -> Option<&'a Value> {
    let branches = ["anyOf", "oneOf"]
        .into_iter()
        .filter_map(|key| schema[key].as_array())
        .flatten()
        .map(|it| reference::resolve(document, it));
    let mut all = [schema].into_iter().chain(branches);
    all.find_map(|it| it.get("items"))
}

/// The names of a schema's types; None where it has none, or too many to tell.
fn collect_types(
    document: &Value,
    schema: &Value,
    types: &mut Vec<String>,
    depth: usize,
) -> Option<()> {
    let schema = reference::resolve(document, schema);
    let branches = ["anyOf", "oneOf", "allOf"]
        .into_iter()
        .filter_map(|key| schema[key].as_array())
        .flatten();
    let mut any = false;
    for branch in branches {
        if depth > 8 {
            return None;
        }
        collect_types(document, branch, types, depth + 1)?;
        any = true;
    }
    match &schema["type"] {
        Value::String(name) => types.push(name.clone()),
        Value::Array(names) => {
            types.extend(names.iter().filter_map(Value::as_str).map(str::to_owned));
        }
        _ if any => {}
        _ => {
            let listed = schema["enum"].as_array().into_iter().flatten();
            let before = types.len();
            types.extend(
                listed
                    .chain(schema.get("const"))
                    .map(|it| kind(it).to_owned()),
            );
            (types.len() > before).then_some(())?;
        }
    }
    types.dedup();
    Some(())
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn scalars_and_lists_of_them_are_flags() {
        let document = json!({ "components": { "schemas": { "Kind": { "type": "string", "enum": ["a", "b"] } } } });
        let schema = json!({
            "allOf": [
                { "required": ["name"], "properties": { "name": { "type": "string" }, "deep": { "type": "object" } } },
                { "properties": {
                    "kind": { "anyOf": [{ "$ref": "#/components/schemas/Kind" }, { "type": "null" }] },
                    "tags": { "anyOf": [{ "type": "array", "items": { "type": "integer" } }, { "type": "null" }] },
                    "made": { "type": "string", "readOnly": true },
                    "rows": { "type": "array", "items": { "type": "object" } },
                    "any": {},
                    "level": { "enum": [1, 2] },
                } },
            ],
        });
        let mut members = Vec::new();
        collect(&document, &schema, true, &mut members, 0);
        let found: Vec<_> = members
            .iter()
            .map(|it| {
                let traits = [
                    ("list", it.list),
                    ("quoted", it.quoted),
                    ("nullable", it.nullable),
                    ("required", it.required),
                ];
                let traits = traits.iter().filter(|(_, has)| *has).map(|(name, _)| *name);
                (it.name.as_str(), traits.collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(
            found,
            [
                ("name", vec!["quoted", "required"]),
                ("kind", vec!["quoted", "nullable"]),
                ("level", vec![]),
                ("tags", vec!["list", "nullable"]),
            ]
        );
        assert_eq!(
            members[1].kind,
            Kind::Values(vec!["a".to_owned(), "b".to_owned()])
        );
    }
}
