//! OpenAPI 3.2, read as 3.1.
//!
//! ```yaml
//! $self: https://example.com/openapi.json
//! paths: {/a: {query: {...}, additionalOperations: {COPY: {...}}}}
//! parameters: [{in: querystring, name: q, content: {application/x-www-form-urlencoded: {schema: {properties: {a: ...}}}}}]
//! content: {text/event-stream: {itemSchema: {properties: {data: {contentSchema: {$ref: ...}}}}}, a/b: {$ref: '#/components/mediaTypes/B'}}
//! ```
//! becomes
//! ```yaml
//! paths: {/a: {query: {...}, COPY: {...}}}
//! parameters: [{in: query, name: a, schema: ...}]
//! content: {text/event-stream: {schema: {$ref: ...}}, a/b: {schema: ...}}
//! ```
//! with a note each. A 3.1 document with these features is read the same way.

use serde_json::{Map, Value, json};

use super::node_path::NodePath;
use super::objects::{Object, is_other_method};
use super::reading::Reading;
use super::references::decoded;
use super::version::Version;
use super::walk::walk;
use crate::pointer::join;

const PASS: &str = "openapi_3_2";
const FORM: &str = "application/x-www-form-urlencoded";

pub(super) fn lower(reading: &mut Reading, version: Version) {
    if version == Version::V3_2 {
        reading.root["openapi"] = json!("3.1.1");
        reading.rewrote(PASS, "/openapi", "OpenAPI 3.2, read as 3.1");
    }
    own_address(reading);
    media_types(reading);
    methods(reading);
    query_strings(reading);
    reading.each(|reading, value, of, location| match of {
        Object::Media => items(reading, value, location),
        Object::Discriminator => {
            if let Some(default) = value.get("defaultMapping") {
                let what = format!("`defaultMapping`: a tag that is not listed is kept as JSON, not read as {default}");
                reading.rewrote(PASS, &location.pointer(), what);
                if let Some(members) = value.as_object_mut() {
                    members.remove("defaultMapping");
                }
            }
        }
        Object::Tag => {
            for key in ["parent", "kind"] {
                if value.get(key).is_some() {
                    let at = join(&location.pointer(), key);
                    reading.rewrote(PASS, &at, "tags of operations are not in the code");
                }
            }
        }
        _ => {}
    });
}

/// References to the document by its own address are internal references.
fn own_address(reading: &mut Reading) {
    let Some(own) = reading
        .root
        .as_object_mut()
        .and_then(|root| root.remove("$self"))
    else {
        return;
    };
    let Some(own) = own.as_str().map(|it| it.trim_end_matches('#').to_owned()) else {
        reading.lost(PASS, "/$self", "not a URI; ignored");
        return;
    };
    reading.rewrote(
        PASS,
        "/$self",
        format!("references to `{own}` are read as references into the document"),
    );
    let inner = |reference: &str| {
        let rest = reference.strip_prefix(&own)?;
        match rest.as_bytes().first() {
            None => Some("#".to_owned()),
            Some(b'#') => Some(rest.to_owned()),
            Some(_) => None,
        }
    };
    reading.each(|_, value, of, _| {
        if let Some(Value::String(reference)) = value.get_mut("$ref")
            && let Some(now) = inner(reference)
        {
            *reference = now;
        }
        if of == Object::Discriminator {
            for (_, target) in value
                .get_mut("mapping")
                .and_then(Value::as_object_mut)
                .into_iter()
                .flatten()
            {
                if let Some(now) = target.as_str().and_then(inner) {
                    *target = json!(now);
                }
            }
        }
    });
}

/// Inlines shared media types.
fn media_types(reading: &mut Reading) {
    let shared = reading
        .root
        .pointer_mut("/components")
        .and_then(Value::as_object_mut);
    let Some(Value::Object(shared)) = shared.and_then(|it| it.remove("mediaTypes")) else {
        return;
    };
    reading.each(|reading, value, of, location| {
        if of != Object::Media {
            return;
        }
        // A longer chain is a cycle.
        for _ in 0..32 {
            let target = value
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|it| it.strip_prefix("#/components/mediaTypes/"))
                .map(|it| crate::pointer::unescape(&decoded(it)));
            let Some((name, found)) =
                target.and_then(|name| Some((name.clone(), shared.get(&name)?)))
            else {
                return;
            };
            *value = found.clone();
            let published = join("/components/mediaTypes", &name);
            reading.published.came_from(&location.pointer(), &published);
            reading.rewrote(PASS, &published, "a shared media type, inlined");
        }
    });
    let mut seen = std::collections::BTreeSet::new();
    reading.notes.retain(|note| {
        note.what != "a shared media type, inlined" || seen.insert(note.pointer.clone())
    });
}

/// Moves methods beyond the eight beside them.
fn methods(reading: &mut Reading) {
    reading.each(|reading, value, of, location| {
        let (Object::PathItem, Value::Object(members)) = (of, value) else {
            return;
        };
        let pointer = location.pointer();
        if members.contains_key("query") {
            reading.rewrote(
                PASS,
                &join(&pointer, "query"),
                "the method QUERY is new in OpenAPI 3.2",
            );
        }
        let Some(Value::Object(more)) = members.remove("additionalOperations") else {
            return;
        };
        for (method, operation) in more {
            let at = join(&join(&pointer, "additionalOperations"), &method);
            let taken = members.contains_key(&method.to_ascii_lowercase());
            if !is_other_method(&method) || taken {
                reading.lost(
                    PASS,
                    &at,
                    format!(
                        "`{method}` is not the name of another method; the operation is left out"
                    ),
                );
                continue;
            }
            reading.published.moved(&join(&pointer, &method), &at);
            reading.rewrote(
                PASS,
                &at,
                format!("the method {method}, which OpenAPI 3.2 allows"),
            );
            members.insert(method, operation);
        }
    });
}

/// A query string that is a form becomes a query parameter for each member.
fn query_strings(reading: &mut Reading) {
    let mut any = false;
    walk(
        &reading.root,
        Object::Document,
        &NodePath::Root,
        &mut |members, of, _| {
            let location = members.get("in").and_then(Value::as_str);
            any |= of == Object::Parameter && location == Some("querystring");
        },
    );
    // Most documents have none, and need no copy.
    if !any {
        return;
    }
    let whole = reading.root.clone();
    let shared: Map<String, Value> = whole
        .pointer("/components/parameters")
        .and_then(Value::as_object)
        .map(|it| {
            it.iter()
                .filter(|(_, it)| it["in"] == "querystring")
                .map(|(name, it)| (name.clone(), it.clone()))
                .collect()
        })
        .unwrap_or_default();
    let mut refused = Vec::new();
    reading.each(|reading, value, of, location| {
        if !matches!(of, Object::PathItem | Object::Operation) {
            return;
        }
        let Some(Value::Array(list)) = value.get_mut("parameters") else {
            return;
        };
        let at = join(&location.pointer(), "parameters");
        let mut kept: Vec<(Value, String)> = Vec::new();
        let mut changed = false;
        for (index, parameter) in list.drain(..).enumerate() {
            let at = reading.published.original(&join(&at, &index.to_string()));
            let named = parameter
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|it| it.strip_prefix("#/components/parameters/"))
                .and_then(|it| shared.get(&crate::pointer::unescape(it)));
            let found = named.unwrap_or(&parameter);
            if found["in"] != "querystring" {
                kept.push((parameter, at));
                continue;
            }
            changed = true;
            match members(&whole, found) {
                Some(parameters) => {
                    reading.rewrote(
                        PASS,
                        &at,
                        format!(
                            "a query string, read as {} query parameters",
                            parameters.len()
                        ),
                    );
                    kept.extend(parameters.into_iter().map(|it| (it, at.clone())));
                }
                None if found["required"] == true => {
                    refused.push((location.pointer(), at));
                }
                None => reading.lost(
                    PASS,
                    &at,
                    format!("a query string that is not `{FORM}` of an object; it is not sent"),
                ),
            }
        }
        if changed {
            for (index, (_, before)) in kept.iter().enumerate() {
                reading
                    .published
                    .came_from(&join(&at, &index.to_string()), before);
            }
        }
        *list = kept.into_iter().map(|(it, _)| it).collect();
    });
    for (pointer, at) in refused {
        reading.leave_out(
            &pointer,
            &format!("at {at}: a query string that is not `{FORM}` of an object"),
        );
    }
    if let Some(parameters) = reading
        .root
        .pointer_mut("/components/parameters")
        .and_then(Value::as_object_mut)
    {
        parameters.retain(|_, it| it["in"] != "querystring");
    }
}

/// The members of a query string, as query parameters.
fn members(whole: &Value, parameter: &Value) -> Option<Vec<Value>> {
    let mut schema = parameter.get("content")?.get(FORM)?.get("schema")?;
    for _ in 0..32 {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(reference) => schema = whole.pointer(&decoded(reference.strip_prefix('#')?))?,
            None => break,
        }
    }
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let properties = schema.get("properties")?.as_object()?;
    let one = |(name, schema): (&String, &Value)| {
        let mut one = json!({
            "in": "query",
            "name": name,
            "required": parameter["required"] == true && required.contains(&name.as_str()),
            "schema": schema,
        });
        if let Some(text) = schema.get("description") {
            one["description"] = text.clone();
        }
        one
    };
    Some(properties.iter().map(one).collect())
}

/// The schema of one item of a sequence.
fn items(reading: &mut Reading, value: &mut Value, location: &NodePath<'_>) {
    let Value::Object(media) = value else {
        return;
    };
    let NodePath::Key(_, name) = location else {
        return;
    };
    let Some(item) = media.get("itemSchema").cloned() else {
        return;
    };
    let pointer = location.pointer();
    let essence = name.split(';').next().unwrap_or_default().trim();
    if media.contains_key("schema") || !essence.eq_ignore_ascii_case("text/event-stream") {
        reading.rewrote(
            PASS,
            &join(&pointer, "itemSchema"),
            "the items are not separated; the body is returned unchanged",
        );
        return;
    }
    media.remove("itemSchema");
    let at = join(&pointer, "schema");
    let before = join(&pointer, "itemSchema");
    let (schema, before) = match data(&item) {
        Some(data) => (
            data.clone(),
            format!("{before}/properties/data/contentSchema"),
        ),
        None => (item, before),
    };
    reading.published.moved(&at, &before);
    reading.rewrote(PASS, &before, "read as the type of the events' data");
    media.insert("schema".into(), schema);
}

/// The data of a server-sent event, if the item describes the event and not its data.
fn data(item: &Value) -> Option<&Value> {
    item.get("properties")?.get("data")?.get("contentSchema")
}
