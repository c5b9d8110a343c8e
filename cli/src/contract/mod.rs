//! The contract's operations, as commands need them.

use neo_api::OPERATIONS;
use neo_api::runtime::Operation;
use neo_api_document::{media_type, reference};
use serde_json::Value;

/// One operation with what its command is made of.
#[derive(Debug)]
pub struct Described {
    pub operation: &'static Operation,
    /// The words of its command: `phone numbers list`.
    pub words: Vec<String>,
    pub summary: String,
    pub description: String,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    /// What a success has for a body.
    pub success: Success,
}

/// The bodies of an operation's successes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Success {
    /// JSON, in each that has a body.
    Json,
    /// Events, whose data is JSON or text.
    Events(Data),
    /// Something else, or one of several.
    Other,
}

/// What the data of an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    Json,
    Text,
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// As it goes over the wire.
    pub name: String,
    pub place: Place,
    pub required: bool,
    pub shape: Shape,
    /// Its known values; the service may know more.
    pub values: Vec<String>,
    pub description: String,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
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

/// A request body.
#[derive(Debug)]
pub struct Body {
    pub content_type: String,
    pub required: bool,
}

/// Every operation of the contract, in the order of its table.
pub fn operations() -> Vec<Described> {
    // The text is part of the library, and tested to be JSON.
    let document: Value = serde_json::from_str(neo_api::SERVICE.contract()).unwrap_or_default();
    let mut all: Vec<Described> = OPERATIONS
        .iter()
        .map(|operation| described(&document, operation))
        .collect();
    distinct(&mut all);
    all
}

fn described(document: &Value, operation: &'static Operation) -> Described {
    let item = reference::resolve(document, &document["paths"][operation.path]);
    let own = &item[operation.method.to_ascii_lowercase().as_str()];
    let text = |key: &str| own[key].as_str().unwrap_or_default().trim().to_owned();
    let mut parameters: Vec<Parameter> = [item, own]
        .into_iter()
        .filter_map(|at| at["parameters"].as_array())
        .flatten()
        .filter_map(|at| parameter(document, reference::resolve(document, at)))
        .fold(Vec::<Parameter>::new(), |mut all, one| {
            // The operation's own outranks the path's.
            all.retain(|other| (&other.name, other.place) != (&one.name, one.place));
            all.push(one);
            all
        });
    // Arguments are given in the order of the path.
    parameters.sort_by_key(|it| operation.path.find(&format!("{{{}}}", it.name)));
    let body = reference::resolve(document, &own["requestBody"]);
    let content = body["content"].as_object();
    let content_type = content.and_then(|content| {
        let json = content.keys().find(|it| media_type::is_json(it));
        json.or(content.keys().next()).cloned()
    });
    let list = responds_with_a_list(document, own) || operation.paginated;
    Described {
        operation,
        words: words(operation, list),
        summary: match text("summary") {
            summary if summary.is_empty() => format!("{} {}", operation.method, operation.path),
            summary => summary,
        },
        description: text("description"),
        parameters,
        success: success(document, own),
        body: content_type.map(|content_type| Body {
            content_type,
            required: body["required"] == true,
        }),
    }
}

fn parameter(document: &Value, at: &Value) -> Option<Parameter> {
    let place = match at["in"].as_str()? {
        "path" => Place::Path,
        "query" => Place::Query,
        "header" => Place::Header,
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
        _ if place != Place::Query || at["explode"] == false => Shape::Joined(','),
        _ => Shape::Repeated,
    };
    let items = all
        .iter()
        .map(|it| reference::resolve(document, &it["items"]));
    let values = all
        .iter()
        .copied()
        .chain(items)
        .filter_map(|it| it["enum"].as_array())
        .flatten()
        .filter_map(|value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
        .collect();
    Some(Parameter {
        name: at["name"].as_str()?.to_owned(),
        place,
        required: at["required"] == true || place == Place::Path,
        shape,
        values,
        description: at["description"]
            .as_str()
            .or(schema["description"].as_str())
            .unwrap_or_default()
            .trim()
            .to_owned(),
    })
}

fn success(document: &Value, operation: &Value) -> Success {
    let responses = operation["responses"].as_object();
    let media: Vec<(&String, &Value)> = responses
        .into_iter()
        .flatten()
        .filter(|(status, _)| status.starts_with('2'))
        .filter_map(|(_, response)| reference::resolve(document, response)["content"].as_object())
        .flatten()
        .collect();
    match media.first() {
        Some((_, first)) if media.iter().all(|(name, _)| media_type::is_events(name)) => {
            let schema = reference::resolve(document, &first["schema"]);
            let says_nothing = schema.as_object().is_none_or(serde_json::Map::is_empty);
            Success::Events(match says_nothing || schema["type"] == "string" {
                true => Data::Text,
                false => Data::Json,
            })
        }
        Some(_) if media.iter().all(|(name, _)| media_type::is_json(name)) => Success::Json,
        _ => Success::Other,
    }
}

fn responds_with_a_list(document: &Value, operation: &Value) -> bool {
    let responses = operation["responses"].as_object();
    responses.into_iter().flatten().any(|(status, response)| {
        let media = &reference::resolve(document, response)["content"]["application/json"];
        let body = reference::resolve(document, &media["schema"]);
        let data = reference::resolve(document, &body["properties"]["data"]);
        status.starts_with('2') && (data["type"] == "array" || body["type"] == "array")
    })
}

/// The steps of the path without its parameters and the prefix that all share, and what is done, unless the last step
/// says that already: `agents/{id}/run` is `agents run`.
fn words(operation: &Operation, list: bool) -> Vec<String> {
    let mut words: Vec<String> = operation
        .path
        .split('/')
        .filter(|step| !step.is_empty() && !step.contains('{') && *step != "public-api")
        .map(|step| step.to_ascii_lowercase().replace('_', "-"))
        .collect();
    let verb = operation.id.rsplit('_').next().unwrap_or(operation.id);
    let verb = match (operation.method, verb) {
        ("GET", "get") if list => "list",
        _ => verb,
    };
    let last = words.last().map(String::as_str).unwrap_or_default();
    if last != verb && !last.ends_with(&format!("-{verb}")) {
        words.push(verb.to_owned());
    }
    words
}

/// Two operations never share a command, and no command is also a group of others.
fn distinct(all: &mut [Described]) {
    let taken: Vec<Vec<String>> = all.iter().map(|it| it.words.clone()).collect();
    for (index, described) in all.iter_mut().enumerate() {
        let clashes = taken
            .iter()
            .enumerate()
            .any(|(other, words)| other != index && words.starts_with(&described.words));
        if clashes {
            described
                .words
                .push(described.operation.id.replace('_', "-"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_named_after_paths() {
        let operation = |id: &'static str, method: &'static str, path: &'static str| Operation {
            id,
            contract_id: id,
            method,
            path,
            summary: "",
            security: &[],
            idempotent: true,
            paginated: false,
            accept: "application/json",
        };
        for (id, method, path, list, expected) in [
            (
                "phone_numbers_list",
                "GET",
                "/public-api/phone/numbers",
                true,
                "phone numbers list",
            ),
            (
                "agents_get",
                "GET",
                "/public-api/agents/{id}",
                false,
                "agents get",
            ),
            (
                "agents_run",
                "POST",
                "/public-api/agents/{id}/run",
                false,
                "agents run",
            ),
            (
                "end_companies_bulk_update",
                "POST",
                "/public-api/end-companies/bulk-update",
                false,
                "end-companies bulk-update",
            ),
            (
                "chat_messages_send",
                "POST",
                "/public-api/chat/sessions/{id}/messages",
                false,
                "chat sessions messages send",
            ),
        ] {
            assert_eq!(
                words(&operation(id, method, path), list).join(" "),
                expected
            );
        }
    }

    #[test]
    fn arguments_are_given_in_the_order_of_the_path() {
        const RUN: Operation = Operation {
            id: "run",
            contract_id: "run",
            method: "GET",
            path: "/agents/{agent}/runs/{run}",
            summary: "",
            security: &[],
            idempotent: true,
            paginated: false,
            accept: "application/json",
        };
        let at = |name: &str, place: &str| serde_json::json!({ "name": name, "in": place, "schema": { "type": "string" } });
        let document = serde_json::json!({ "paths": { "/agents/{agent}/runs/{run}": {
            "parameters": [at("run", "path"), at("verbose", "query")],
            "get": { "parameters": [at("agent", "path")] }
        } } });
        let described = described(&document, &RUN);
        let path = described
            .parameters
            .iter()
            .filter(|it| it.place == Place::Path);
        let names: Vec<&str> = path.map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["agent", "run"]);
    }

    #[test]
    fn every_operation_has_a_command_of_its_own() {
        let all = operations();
        assert_eq!(all.len(), OPERATIONS.len());
        for (index, one) in all.iter().enumerate() {
            for other in all.iter().skip(index + 1) {
                assert!(
                    !one.words.starts_with(&other.words) && !other.words.starts_with(&one.words)
                );
            }
        }
    }
}
