//! One call: arguments, request, and response.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::check::{Check, RequestContent};
use super::contract::{Contract, Operation, schema_of};
use super::probe::Probe;
use super::server::{Reply, Server};
use super::values::{TextLocation, Values};

pub struct Exchange<'a> {
    pub contract: &'a Contract,
    pub operations: &'a [Operation],
    pub operation: &'a Operation,
    pub status: u16,
    pub content: Option<&'a (String, Value)>,
    /// The first round has every optional part, the second none.
    pub round: usize,
}

impl Exchange<'_> {
    pub fn run(&self, server: &Server, probe: &mut Probe, key: &str) -> Result<(), String> {
        let seed = format!("{} {} {}", self.operation.id, self.status, self.round);
        let mut values = Values::new(self.contract, &seed);
        let (arguments, given) = self.arguments(&mut values);
        let (reply, sent) = self.reply(&mut values);
        server.reply_with(reply);
        let response = probe.call(&self.operation.id, &arguments);
        let seen = server.seen();
        let [request] = seen.as_slice() else {
            return Err(format!(
                "{} requests for {arguments}: {response:?}",
                seen.len()
            ));
        };
        let check = Check {
            contract: self.contract,
            operations: self.operations,
            operation: self.operation,
            key,
        };
        let received = check.read(request).map_err(|error| {
            format!(
                "{error}\n   of {arguments} in {} {:?}",
                request.target, request.headers
            )
        })?;
        if received != given {
            return Err(format!(
                "the caller gave {given:?}\n   and the server got {received:?}"
            ));
        }
        let response = response.map_err(|error| format!("{error}\n   of {sent}"))?;
        if response["status"] != self.status {
            return Err(format!("the status is {}", response["status"]));
        }
        let whole = match &response["meta"] {
            Value::Null => response["data"].clone(),
            meta => json!({ "data": response["data"], "meta": meta }),
        };
        match whole == sent {
            true => Ok(()),
            false => Err(format!(
                "the server sent {sent}\n   and the caller got {whole}"
            )),
        }
    }

    fn wanted(&self, values: &mut Values<'_>, required: &Value) -> bool {
        *required == json!(true)
            || match self.round {
                0 => true,
                1 => false,
                _ => values.rng.one_in(2),
            }
    }

    /// The arguments for the program, and the request that the server should receive.
    pub fn arguments(&self, values: &mut Values<'_>) -> (Value, RequestContent) {
        let mut arguments = Map::new();
        let mut parameters = BTreeMap::new();
        for parameter in &self.operation.parameters {
            if !self.wanted(values, &parameter["required"]) {
                continue;
            }
            let (kind, name) = (
                parameter["in"].as_str().unwrap(),
                parameter["name"].as_str().unwrap(),
            );
            let (schema, as_json) = schema_of(parameter);
            values.location = match kind {
                "path" => TextLocation::Path,
                "query" => TextLocation::Json,
                _ => TextLocation::Header,
            };
            let mut value = values.valid(schema);
            while value.is_null() {
                // Null has no encoding outside JSON; it is omitted.
                value = values.valid(schema);
            }
            values.location = TextLocation::Json;
            arguments.insert(format!("{kind} {name}"), value.clone());
            if as_json || !empty(&value) {
                parameters.insert((kind.to_owned(), name.to_owned()), value);
            }
        }
        let mut body = None;
        if let Some(declared) = &self.operation.body
            && self.wanted(values, &declared["required"])
        {
            let content = declared["content"].as_object().unwrap();
            let (media, described) = content
                .iter()
                .max_by_key(|(media, _)| media.contains("json"))
                .unwrap();
            let (argument, value) = self.body(values, media, &described["schema"]);
            arguments.insert("body".to_owned(), argument);
            body = Some(value);
        }
        (arguments.into(), RequestContent { parameters, body })
    }

    fn body(&self, values: &mut Values<'_>, media: &str, schema: &Value) -> (Value, Value) {
        match media {
            "application/octet-stream" => {
                let bytes = bytes(values);
                (bytes.clone(), bytes)
            }
            "multipart/form-data" => {
                let value = values.valid(schema);
                (value.clone(), value)
            }
            "application/x-www-form-urlencoded" => {
                let value = values.valid(schema);
                let mut kept = value.clone();
                kept.as_object_mut().unwrap().retain(|_, it| !empty(it));
                (value, kept)
            }
            _ => {
                let value = values.valid(schema);
                (value.clone(), value)
            }
        }
    }

    /// A response, and its content as JSON.
    fn reply(&self, values: &mut Values<'_>) -> (Reply, Value) {
        let status = self.status;
        let Some((media, schema)) = self.content else {
            return (
                Reply {
                    status,
                    ..Reply::default()
                },
                Value::Null,
            );
        };
        let (body, value) = match media.as_str() {
            "application/octet-stream" => {
                let bytes = bytes(values);
                (serde_json::from_value(bytes.clone()).unwrap(), bytes)
            }
            "text/event-stream" => events(values, schema),
            it if it.starts_with("text/") => {
                let value = values.valid(schema);
                (value.as_str().unwrap().as_bytes().to_vec(), value)
            }
            _ => {
                let value = values.valid(schema);
                (value.to_string().into_bytes(), value)
            }
        };
        let media = Some(media.clone());
        (
            Reply {
                status,
                media,
                body,
            },
            value,
        )
    }
}

/// What queries and forms cannot express.
fn empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn bytes(values: &mut Values<'_>) -> Value {
    let length = values.rng.below(300);
    (0..length).map(|_| json!(values.rng.below(256))).collect()
}

fn events(values: &mut Values<'_>, schema: &Value) -> (Vec<u8>, Value) {
    let (mut text, mut all) = (": hello\n\n".to_owned(), Vec::new());
    let mut last = Value::Null;
    for number in 0..values.rng.below(5) {
        let data = values.valid(schema);
        let mut event = "message";
        if values.rng.one_in(2) {
            event = "step";
            text += "event: step\n";
        }
        if values.rng.one_in(2) {
            last = json!(format!("id-{number}"));
            text += &format!("id: id-{number}\n");
        }
        let written = match (schema["type"] == "string", &data) {
            (true, Value::String(data)) => data.clone(),
            _ => data.to_string(),
        };
        if values.rng.one_in(2) {
            // Additions of a later version of the service.
            text += "priority: high\nretried\n";
        }
        for line in written.split('\n') {
            text += &format!("data: {line}\n");
        }
        text += "\n";
        all.push(json!({ "data": data, "event": event, "id": last }));
    }
    (text.into_bytes(), all.into())
}
