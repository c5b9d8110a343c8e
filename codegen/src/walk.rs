//! Every schema of a document, in every location.

use serde_json::Value;

use crate::{
    Error,
    document::{Document, component},
    pointer::join,
    read::is_method,
};

/// The methods a path item may have, in the order of the specification.
pub(crate) use neo_api_document::method::ALL as METHODS;

/// The methods of a path item's operations: first those of the specification, in its order.
pub(crate) fn methods(item: &Value) -> Vec<String> {
    let has = |method: &&&str| item.get(**method).is_some();
    let mut methods: Vec<String> = METHODS
        .iter()
        .filter(has)
        .map(|it| (*it).to_owned())
        .collect();
    let others = item.as_object().into_iter().flat_map(|item| item.keys());
    methods.extend(
        others
            .filter(|key| !METHODS.contains(&key.as_str()) && is_method(key))
            .cloned(),
    );
    methods
}

/// The keywords with a map of schemas.
pub(crate) const MAPS: [&str; 5] = [
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "dependentSchemas",
];
/// The keywords with a list of schemas.
pub(crate) const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
const SINGLES: [&str; 11] = [
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "propertyNames",
    "contains",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];

/// The keywords of a media type with schemas; the parts of an envelope belong to the model.
pub(crate) const CONTENT: [&str; 4] = ["schema", "itemSchema", "x-data", "x-meta"];

/// Calls `visit` with every schema and its pointer, a schema before those inside it. Meanwhile the document is empty:
/// `visit` uses it for notes and errors.
pub(crate) fn schemas(
    document: &mut Document,
    mut visit: impl FnMut(&mut Document, &mut Value, &str) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut root = document.root.take();
    let mut schemas = std::mem::take(&mut document.schemas);
    let result = (|| {
        for (name, schema) in &mut schemas {
            schema_tree(schema, &component(name), &mut |schema, pointer| {
                visit(document, schema, pointer)
            })?;
        }
        roots(&mut root, &mut |schema, pointer| {
            schema_tree(schema, pointer, &mut |schema, pointer| {
                visit(document, schema, pointer)
            })
        })
    })();
    document.root = root;
    document.schemas = schemas;
    result
}

/// Calls `visit` with the outermost schemas of paths and of the components other than schemas.
pub(crate) fn outermost(
    document: &mut Document,
    mut visit: impl FnMut(&mut Document, &mut Value, &str) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut root = document.root.take();
    let result = roots(&mut root, &mut |schema, pointer| {
        visit(document, schema, pointer)
    });
    document.root = root;
    result
}

type Visit<'a> = &'a mut dyn FnMut(&mut Value, &str) -> Result<(), Error>;

/// A schema and all schemas inside it.
pub(crate) fn schema_tree(
    schema: &mut Value,
    pointer: &str,
    visit: Visit<'_>,
) -> Result<(), Error> {
    visit(schema, pointer)?;
    children(schema, pointer, &mut |child, pointer| {
        schema_tree(child, pointer, visit)
    })
}

/// The schemas one step inside a schema.
pub(crate) fn children(schema: &mut Value, pointer: &str, visit: Visit<'_>) -> Result<(), Error> {
    let Value::Object(members) = schema else {
        return Ok(());
    };
    for (key, member) in members {
        match member {
            Value::Object(map) if MAPS.contains(&key.as_str()) => {
                let at = join(pointer, key);
                for (name, child) in map {
                    visit(child, &join(&at, name))?;
                }
            }
            Value::Array(list) if LISTS.contains(&key.as_str()) || key == "items" => {
                let at = join(pointer, key);
                for (index, child) in list.iter_mut().enumerate() {
                    visit(child, &join(&at, &index.to_string()))?;
                }
            }
            Value::Object(_) if SINGLES.contains(&key.as_str()) => {
                visit(member, &join(pointer, key))?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The outermost schemas of paths and of the components other than schemas.
fn roots(root: &mut Value, visit: Visit<'_>) -> Result<(), Error> {
    each(root.get_mut("paths"), "/paths", &mut |item, pointer| {
        parameters(item, pointer, visit)?;
        for method in methods(item) {
            if let Some(operation) = item.get_mut(&method) {
                let pointer = join(pointer, &method);
                parameters(operation, &pointer, visit)?;
                content(
                    operation.get_mut("requestBody"),
                    &join(&pointer, "requestBody"),
                    visit,
                )?;
                responses(operation, &pointer, visit)?;
            }
        }
        Ok(())
    })?;
    let Some(components) = root.get_mut("components") else {
        return Ok(());
    };
    each(
        components.get_mut("parameters"),
        "/components/parameters",
        &mut |it, at| parameter(it, at, visit),
    )?;
    each(
        components.get_mut("headers"),
        "/components/headers",
        &mut |it, at| parameter(it, at, visit),
    )?;
    each(
        components.get_mut("requestBodies"),
        "/components/requestBodies",
        &mut |it, at| content(Some(it), at, visit),
    )?;
    responses(components, "/components", visit)
}

fn parameters(owner: &mut Value, pointer: &str, visit: Visit<'_>) -> Result<(), Error> {
    let pointer = join(pointer, "parameters");
    for (index, it) in owner
        .get_mut("parameters")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
        .enumerate()
    {
        parameter(it, &join(&pointer, &index.to_string()), visit)?;
    }
    Ok(())
}

fn parameter(parameter: &mut Value, pointer: &str, visit: Visit<'_>) -> Result<(), Error> {
    if let Some(schema) = parameter.get_mut("schema") {
        visit(schema, &join(pointer, "schema"))?;
    }
    content(Some(parameter), pointer, visit)
}

fn responses(owner: &mut Value, pointer: &str, visit: Visit<'_>) -> Result<(), Error> {
    each(
        owner.get_mut("responses"),
        &join(pointer, "responses"),
        &mut |response, pointer| {
            each(
                response.get_mut("headers"),
                &join(pointer, "headers"),
                &mut |it, at| parameter(it, at, visit),
            )?;
            content(Some(response), pointer, visit)
        },
    )
}

fn content(owner: Option<&mut Value>, pointer: &str, visit: Visit<'_>) -> Result<(), Error> {
    let content = owner.and_then(|owner| owner.get_mut("content"));
    each(
        content,
        &join(pointer, "content"),
        &mut |media_type, pointer| {
            for key in CONTENT {
                if let Some(schema) = media_type.get_mut(key) {
                    visit(schema, &join(pointer, key))?;
                }
            }
            Ok(())
        },
    )
}

/// Every member of an object.
pub(crate) fn each(
    value: Option<&mut Value>,
    pointer: &str,
    visit: Visit<'_>,
) -> Result<(), Error> {
    if let Some(Value::Object(members)) = value {
        for (key, member) in members {
            visit(member, &join(pointer, key))?;
        }
    }
    Ok(())
}

/// Every operation, with its path template, method and pointer. One that `visit` rejects is left out.
pub(crate) fn operations(
    document: &mut Document,
    mut visit: impl FnMut(&mut Document, &mut Value, &str, &str, &str) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut root = document.root.take();
    let result = each(root.get_mut("paths"), "/paths", &mut |item, pointer| {
        let path = crate::pointer::last(pointer);
        for method in methods(item) {
            let Some(operation) = item.get_mut(&method) else {
                continue;
            };
            let at = join(pointer, &method);
            match visit(document, operation, &path, &method, &at) {
                Err(error) if is_of_an_operation(&error) => {
                    document.leave_out(&at, operation, &error.to_string());
                    if let Some(item) = item.as_object_mut() {
                        item.remove(&method);
                    }
                }
                result => result?,
            }
        }
        Ok(())
    });
    document.root = root;
    result
}

/// Whether an error is about an operation or a part that it refers to, and not about the document.
fn is_of_an_operation(error: &Error) -> bool {
    error
        .pointer()
        .is_some_and(|it| it.starts_with("/paths/") || it.starts_with("/components/"))
}
