//! Success responses as progenitor knows them: one type, or none, or bytes.
//!
//! ```yaml
//! responses: {'200': {content: {application/json: {schema: A}}}, '204': {}}
//! ```
//! becomes
//! ```yaml
//! responses: {2XX: {content: {application/json: {schema: {$ref: '#/components/schemas/ThingGetResponse'}}}}}
//! ```
//! where the component is an object with one property for each status; the generated code has an enum instead. JSON
//! under another media type, text and event streams are declared as JSON, and decoded as what they are.

use serde_json::{Map, Value, json};

use crate::{
    Error,
    call::{Answer, AnswerKind, Case, CaseKind},
    document::{Document, component, reference},
    media_type, names,
    pointer::join,
    walk,
};

const PASS: &str = "success_responses";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let mut added: Vec<(String, Value)> = Vec::new();
    let mut taken = document
        .schemas
        .keys()
        .map(|name| names::pascal(name))
        .collect();
    walk::operations(document, |document, operation, _, method, pointer| {
        let id = operation["operationId"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let at = join(pointer, "responses");
        let Some(responses) = operation
            .get_mut("responses")
            .and_then(Value::as_object_mut)
        else {
            return Ok(());
        };
        let mut read = Vec::new();
        for (status, response) in responses.iter_mut() {
            let place = join(&at, status);
            if !response.is_object() {
                return Err(document.invalid(&place, "expected a response object"));
            }
            read.push((
                status.clone(),
                one(document, response, method, status, &place)?,
            ));
        }
        // An answer to an upgrade is no answer to the call where there are others.
        if read.len() > 1 {
            read.retain(|(status, _)| status != "101");
        }
        responses.retain(|status, _| read.iter().any(|(it, _)| it == status));
        let name = names::pascal(&id) + "Response";
        match read.as_mut_slice() {
            [] => {}
            [(status, only)] => {
                let place = join(&at, status);
                let answer = single(only, &name, &mut taken, &mut added);
                if let AnswerKind::Events(component_name) = &answer.kind {
                    document.moved(
                        &join(&component(component_name), "properties/data"),
                        &join(&join(&join(&place, "content"), &only.media), "schema"),
                    );
                }
                responses.insert(status.clone(), only.response());
                let now = join(&join(&place, "content"), "application/json");
                document.moved(&now, &join(&join(&place, "content"), &only.media));
                document.calls.entry(id).or_default().answer = Some(answer);
            }
            several => {
                if same(several) {
                    let mut accept = String::new();
                    for (status, read) in several.iter_mut() {
                        let answer = single(read, &name, &mut taken, &mut added);
                        accept = answer.accept;
                        responses.insert(status.clone(), read.response());
                        let place = join(&join(&at, status), "content");
                        document.moved(
                            &join(&place, "application/json"),
                            &join(&place, &read.media),
                        );
                    }
                    if several
                        .first()
                        .is_some_and(|(_, it)| matches!(it.kind, Kind::Json))
                    {
                        document.calls.entry(id).or_default().answer = Some(Answer {
                            kind: AnswerKind::Json,
                            accept,
                        });
                    }
                    return Ok(());
                }
                let name = names::unique(&name, &mut taken);
                document.note(
                    PASS,
                    &at,
                    format!("another type for each status: the enum `{name}`"),
                );
                let mut properties = Map::new();
                let mut cases = Vec::new();
                let mut accept = Vec::new();
                for (status, read) in several.iter() {
                    let kind = match read.kind {
                        Kind::Json => CaseKind::Json,
                        Kind::Text => CaseKind::Text,
                        Kind::Empty => CaseKind::Empty,
                        Kind::Binary | Kind::Events => CaseKind::Binary,
                    };
                    let media = read.accept();
                    if !media.is_empty() && !accept.contains(&media) {
                        accept.push(media);
                    }
                    if kind == CaseKind::Json {
                        let property = format!("status_{}", status.to_ascii_lowercase());
                        document.moved(
                            &join(&join(&component(&name), "properties"), &property),
                            &join(
                                &join(&join(&join(&at, status), "content"), &read.media),
                                "schema",
                            ),
                        );
                        properties.insert(property, read.schema.clone());
                    }
                    cases.push(Case {
                        status: status.clone(),
                        kind,
                    });
                }
                let required: Vec<String> = properties.keys().cloned().collect();
                // Without a property typify would take it for any object.
                properties.insert("by_status".into(), json!({ "type": "boolean" }));
                added.push((
                    name.clone(),
                    json!({ "type": "object", "required": required, "properties": properties }),
                ));
                document.moved(&component(&name), &at);
                responses.clear();
                responses.insert(
                    "2XX".into(),
                    json!({
                        "description": "",
                        "content": { "application/json": { "schema": reference(&name) } },
                    }),
                );
                document.calls.entry(id).or_default().answer = Some(Answer {
                    kind: AnswerKind::ByStatus(name, cases),
                    accept: accept.join(", "),
                });
            }
        }
        Ok(())
    })?;
    document.schemas.extend(added);
    Ok(())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Json,
    Text,
    Events,
    Binary,
    Empty,
}

struct Read {
    kind: Kind,
    /// The media type as published; empty where there is no content.
    media: String,
    schema: Value,
    description: String,
}

impl Read {
    /// What to send in `Accept`.
    fn accept(&self) -> String {
        match media_type::is_one(&self.media) || self.media.is_empty() {
            true => self.media.clone(),
            false => "*/*".to_owned(),
        }
    }

    /// The response as progenitor is to see it.
    fn response(&self) -> Value {
        let content = match self.kind {
            Kind::Empty => json!({}),
            Kind::Binary => json!({ "application/octet-stream": {} }),
            _ => json!({ "application/json": { "schema": self.schema } }),
        };
        json!({ "description": self.description, "content": content })
    }
}

/// Declares a response as JSON, if it is no bytes, and says what it really is.
fn single(
    read: &mut Read,
    name: &str,
    taken: &mut std::collections::BTreeSet<String>,
    added: &mut Vec<(String, Value)>,
) -> Answer {
    let kind = match read.kind {
        Kind::Text => {
            read.schema = json!({ "type": "string" });
            AnswerKind::Text
        }
        Kind::Events => {
            let name = names::unique(&(name.to_owned() + "Events"), taken);
            let data = match read.schema.as_object().is_none_or(Map::is_empty) {
                true => json!({ "type": "string" }),
                false => read.schema.take(),
            };
            added.push((
                name.clone(),
                json!({ "type": "object", "required": ["data"], "properties": { "data": data } }),
            ));
            read.schema = reference(&name);
            AnswerKind::Events(name)
        }
        Kind::Json | Kind::Binary | Kind::Empty => AnswerKind::Json,
    };
    Answer {
        kind,
        accept: read.accept(),
    }
}

/// Whether all statuses have the same body, so that the status makes no difference to the type.
fn same(several: &[(String, Read)]) -> bool {
    let mut kinds = several.iter().map(|(_, it)| (it.kind, &it.schema));
    let Some(first) = kinds.next() else {
        return true;
    };
    match first.0 {
        Kind::Json => first.1.get("$ref").is_some() && kinds.all(|it| it == first),
        Kind::Empty | Kind::Binary => kinds.all(|it| it.0 == first.0),
        Kind::Text | Kind::Events => false,
    }
}

fn one(
    document: &mut Document,
    response: &Value,
    method: &str,
    status: &str,
    pointer: &str,
) -> Result<Read, Error> {
    let content = match response.get("content") {
        None => &Map::new(),
        Some(Value::Object(content)) => content,
        Some(_) => return Err(document.invalid(&join(pointer, "content"), "expected an object")),
    };
    let description = response["description"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    // RFC 9110: such answers have no body, whatever is declared.
    let bodiless = method == "head" || matches!(status, "101" | "204" | "205");
    let best = content
        .iter()
        .filter(|_| !bodiless)
        .map(|(media, described)| (kind(media, described.get("schema")), media, described))
        .min_by_key(|(kind, media, _)| {
            (
                *kind as u8,
                media_type::essence(media) != "application/json",
                *media,
            )
        });
    let Some((kind, media, described)) = best else {
        return Ok(Read {
            kind: Kind::Empty,
            media: String::new(),
            schema: Value::Null,
            description,
        });
    };
    let others: Vec<&str> = content
        .keys()
        .filter(|it| *it != media)
        .map(String::as_str)
        .collect();
    if !others.is_empty() {
        document.note(
            PASS,
            pointer,
            format!("asked for as {media}; not offered: {}", others.join(", ")),
        );
    }
    Ok(Read {
        kind,
        media: media.clone(),
        schema: described
            .get("schema")
            .cloned()
            .unwrap_or_else(|| json!({})),
        description,
    })
}

fn kind(media: &str, schema: Option<&Value>) -> Kind {
    let is_string = schema.is_some_and(|it| it["type"] == "string");
    let is_bytes = schema.is_some_and(|it| it["format"] == "binary" || it["format"] == "byte");
    // `*/*` is what some frameworks call JSON.
    let any = media_type::essence(media) == "*/*" && schema.is_some() && !is_string;
    if media_type::is_json(media) && !is_bytes || any {
        Kind::Json
    } else if media_type::is_events(media) {
        Kind::Events
    } else if media_type::is_text(media) && !is_bytes {
        Kind::Text
    } else {
        Kind::Binary
    }
}
