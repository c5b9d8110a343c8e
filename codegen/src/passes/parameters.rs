//! Parameters as progenitor knows them: in a path, a query or a header, each under a Rust name.
//!
//! ```yaml
//! - {in: query, name: 'page[size]', style: deepObject, schema: {...}}
//! - {in: cookie, name: session, schema: {...}}
//! ```
//! becomes
//! ```yaml
//! - {in: query, name: page_size, schema: {...}}
//! - {in: header, name: session, schema: {...}}
//! ```
//! and the names and styles of the contract are remembered for the code that writes the request.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::{
    Error,
    call::{Parameter, Place, Style},
    document::Document,
    media_type, names,
    pointer::join,
    walk,
};

const PASS: &str = "parameters";

/// Names that a generated builder, or the code of its `send`, has for itself.
const TAKEN: [&str; 16] = [
    "body",
    "body_map",
    "client",
    "header_map",
    "info",
    "inner",
    "new",
    "request",
    "response",
    "result",
    "send",
    "stream",
    "url",
    "value",
    "self_",
    "status",
];

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    // In one path item all operations share the names of its template.
    let mut templates: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    walk::operations(document, |document, operation, path, _, pointer| {
        let id = operation["operationId"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let Some(Value::Array(list)) = operation.get_mut("parameters") else {
            return Ok(());
        };
        let at = join(pointer, "parameters");
        let mut read = Vec::new();
        for (index, parameter) in list.drain(..).enumerate() {
            let place = join(&at, &index.to_string());
            if let Some(it) = one(document, parameter, &place)? {
                read.push((it, document.published(&place)));
            }
        }
        // Names in the path first: they are the same for every operation of the path.
        read.sort_by_key(|(it, _)| match it.place {
            Place::Path => (false, it.wire.clone()),
            _ => (true, String::new()),
        });
        let mut taken: BTreeSet<String> = TAKEN.iter().map(|it| (*it).to_owned()).collect();
        let mut seen = BTreeSet::new();
        let mut kept = Vec::new();
        for (it, before) in read {
            if !seen.insert((it.place as u8, it.wire.clone())) {
                document.note(
                    PASS,
                    &before,
                    format!("`{}` is declared twice; the first one counts", it.wire),
                );
                continue;
            }
            let wanted = names::snake(&it.wire);
            let name = names::unique(&wanted, &mut taken);
            if name != wanted {
                document.note(
                    PASS,
                    &before,
                    format!(
                        "the name `{wanted}` is taken; the parameter `{}` is `{name}`",
                        it.wire
                    ),
                );
            }
            if it.place == Place::Path {
                let renamed = templates.entry(path.to_owned()).or_default();
                renamed.insert(it.wire.clone(), name.clone());
            }
            document.came_from(&join(&at, &kept.len().to_string()), &before);
            let mut schema = Map::new();
            schema.insert(
                "in".into(),
                json!(match it.place {
                    Place::Path => "path",
                    Place::Query => "query",
                    Place::Header | Place::Cookie => "header",
                }),
            );
            schema.insert("name".into(), json!(name));
            schema.insert("required".into(), json!(it.required));
            schema.insert("schema".into(), it.schema);
            schema.extend(it.description.map(|text| ("description".to_owned(), text)));
            kept.push(Value::Object(schema));
            document
                .calls
                .entry(id.clone())
                .or_default()
                .parameters
                .push(Parameter {
                    name,
                    wire: it.wire,
                    place: it.place,
                    style: it.style,
                    plain: false,
                });
        }
        *list = kept;
        Ok(())
    })?;
    rename_templates(document, &templates)
}

struct Read {
    wire: String,
    place: Place,
    style: Style,
    required: bool,
    schema: Value,
    description: Option<Value>,
}

/// Reads a parameter; none where OpenAPI says that it is to be ignored.
fn one(document: &mut Document, parameter: Value, pointer: &str) -> Result<Option<Read>, Error> {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str);
    let Some(wire) = text("name").filter(|name| !name.is_empty()) else {
        return Err(document.invalid(pointer, "a parameter needs a `name`"));
    };
    let place = match text("in") {
        Some("path") => Place::Path,
        Some("query") => Place::Query,
        Some("header") => Place::Header,
        Some("cookie") => Place::Cookie,
        _ => {
            return Err(document.invalid(
                &join(pointer, "in"),
                "expected `path`, `query`, `header` or `cookie`",
            ));
        }
    };
    if place == Place::Header {
        let reserved = ["accept", "content-type", "authorization"];
        if reserved.contains(&wire.to_ascii_lowercase().as_str()) {
            document.note(
                PASS,
                pointer,
                format!("OpenAPI has `{wire}` ignored here: the client sets it itself"),
            );
            return Ok(None);
        }
    }
    if matches!(place, Place::Header | Place::Cookie) && !wire.bytes().all(is_token) {
        let kind = if place == Place::Header {
            "header"
        } else {
            "cookie"
        };
        return Err(document.invalid(
            &join(pointer, "name"),
            format!("`{wire}` is no name of a {kind}"),
        ));
    }
    let (schema, style) = match parameter.get("content").and_then(Value::as_object) {
        Some(content) => {
            let (media, described) = content.iter().next().ok_or_else(|| {
                document.invalid(&join(pointer, "content"), "expected one media type")
            })?;
            document.moved(
                &join(pointer, "schema"),
                &join(&join(&join(pointer, "content"), media), "schema"),
            );
            let style = match media_type::is_json(media) {
                true => Style::Json,
                false => Style::Simple { explode: false },
            };
            (described.get("schema").cloned(), style)
        }
        None => (
            parameter.get("schema").cloned(),
            style(document, &parameter, place, pointer)?,
        ),
    };
    Ok(Some(Read {
        wire: wire.to_owned(),
        place,
        style,
        required: place == Place::Path || parameter["required"] == true,
        schema: schema.unwrap_or_else(|| json!({ "type": "string" })),
        description: parameter.get("description").cloned(),
    }))
}

fn style(
    document: &Document,
    parameter: &Value,
    place: Place,
    pointer: &str,
) -> Result<Style, Error> {
    let explode = parameter.get("explode").and_then(Value::as_bool);
    let written = parameter.get("style").and_then(Value::as_str);
    Ok(match (place, written) {
        (Place::Path | Place::Header, None | Some("simple")) => Style::Simple {
            explode: explode.unwrap_or(false),
        },
        (Place::Cookie, None | Some("form")) => Style::Simple { explode: false },
        (Place::Query, None | Some("form")) => match explode {
            Some(false) => Style::Joined(','),
            _ => Style::Form,
        },
        (Place::Query, Some("spaceDelimited")) if explode != Some(true) => Style::Joined(' '),
        (Place::Query, Some("pipeDelimited")) if explode != Some(true) => Style::Joined('|'),
        (Place::Query, Some("spaceDelimited" | "pipeDelimited")) => Style::Form,
        (Place::Query, Some("deepObject")) => Style::DeepObject,
        (_, Some(other)) => {
            return Err(document.invalid(
                &join(pointer, "style"),
                format!("the style `{other}` is not supported here"),
            ));
        }
    })
}

/// Characters of a token (RFC 9110, section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// `/users/{user-id}` to `/users/{user_id}`.
fn rename_templates(
    document: &mut Document,
    templates: &BTreeMap<String, BTreeMap<String, String>>,
) -> Result<(), Error> {
    let Some(Value::Object(paths)) = document.root.get_mut("paths").map(Value::take) else {
        return Ok(());
    };
    let mut renamed = Map::new();
    for (path, item) in paths {
        let now = match templates.get(&path) {
            Some(names) => respelled(&path, names),
            None => path.clone(),
        };
        if now != path {
            document.moved(&join("/paths", &now), &join("/paths", &path));
        }
        if renamed.insert(now, item).is_some() {
            return Err(document.invalid(
                &join("/paths", &path),
                "another path differs from this one in nothing but the spelling of a parameter",
            ));
        }
    }
    document.root["paths"] = Value::Object(renamed);
    Ok(())
}

fn respelled(path: &str, names: &BTreeMap<String, String>) -> String {
    let mut now = String::with_capacity(path.len());
    for (index, part) in path.split(['{', '}']).enumerate() {
        // The braces were found to be in pairs: every other part is a name.
        match index % 2 {
            0 => now.push_str(part),
            _ => {
                now.push('{');
                now.push_str(names.get(part).map_or(part, String::as_str));
                now.push('}');
            }
        }
    }
    now
}
