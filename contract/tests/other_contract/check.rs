//! Validates a request: parses each part and checks it against the contract.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use url::form_urlencoded;

use super::contract::{Contract, Operation, resolved, schema_of};
use super::server::Seen;

/// The content of a request.
#[derive(Debug, Default, PartialEq)]
pub struct RequestContent {
    /// By location and name.
    pub parameters: BTreeMap<(String, String), Value>,
    pub body: Option<Value>,
}

/// Headers that every request may have.
const USUAL: [&str; 9] = [
    "host",
    "accept",
    "accept-encoding",
    "user-agent",
    "authorization",
    "content-type",
    "content-length",
    "transfer-encoding",
    "cookie",
];

pub struct Check<'a> {
    pub contract: &'a Contract,
    pub operations: &'a [Operation],
    pub operation: &'a Operation,
    pub key: &'a str,
}

impl Check<'_> {
    /// Parses a request, or returns what is wrong with it.
    pub fn read(&self, seen: &Seen) -> Result<RequestContent, String> {
        let (path, query) = seen.target.split_once('?').unwrap_or((&seen.target, ""));
        if seen.method != self.operation.method {
            return Err(format!("the method is {}", seen.method));
        }
        let routed = self.routed(path);
        if routed != Some(&self.operation.path) {
            return Err(format!("{path} leads to {routed:?}"));
        }
        self.credential(seen)?;
        let mut content = RequestContent::default();
        let mut query: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        let mut cookies = cookies(seen)?;
        let mut declared = Vec::new();
        for parameter in &self.operation.parameters {
            let (kind, name) = (text(parameter, "in"), text(parameter, "name"));
            let found = match kind.as_str() {
                "path" => Some(self.value(
                    parameter,
                    "simple",
                    segment(&self.operation.path, path, &name)?,
                )?),
                "query" => self.query(parameter, &name, &mut query)?,
                "header" => {
                    declared.push(name.to_lowercase());
                    match header(seen, &name)? {
                        Some(text) => Some(self.value(parameter, "simple", text)?),
                        None => None,
                    }
                }
                _ => match cookies.remove(&name) {
                    Some(text) => Some(self.value(parameter, "form", text)?),
                    None => None,
                },
            };
            let (schema, _) = schema_of(parameter);
            match found {
                Some(value) => {
                    self.valid(&format!("{kind} {name}"), schema, &value)?;
                    content.parameters.insert((kind, name), value);
                }
                None if parameter["required"] == true => return Err(format!("no {kind} {name}")),
                None => {}
            }
        }
        if !query.is_empty() || !cookies.is_empty() {
            return Err(format!("undeclared: {query:?} {cookies:?}"));
        }
        for (name, _) in &seen.headers {
            if !USUAL.contains(&name.as_str()) && !declared.contains(name) {
                return Err(format!("the header {name} is undeclared"));
            }
        }
        content.body = self.body(seen)?;
        Ok(content)
    }

    /// The path template that a server would select: the one with the most literal segments.
    fn routed(&self, path: &str) -> Option<&String> {
        let parts: Vec<&str> = path.split('/').collect();
        let fits = |it: &&Operation| {
            let template: Vec<&str> = it.path.split('/').collect();
            it.method == self.operation.method
                && template.len() == parts.len()
                && template.iter().zip(&parts).all(|(fixed, part)| {
                    fixed == part || (fixed.starts_with('{') && !part.is_empty())
                })
        };
        let templates = self.operations.iter().filter(fits).map(|it| &it.path);
        templates.min_by_key(|it| it.matches('{').count())
    }

    fn credential(&self, seen: &Seen) -> Result<(), String> {
        let sent = header(seen, "authorization")?;
        let expected = self
            .operation
            .credential
            .then(|| format!("Bearer {}", self.key));
        match sent == expected {
            true => Ok(()),
            false => Err(format!("the credential is {sent:?}")),
        }
    }

    fn query(
        &self,
        parameter: &Value,
        name: &str,
        pairs: &mut Vec<(String, String)>,
    ) -> Result<Option<Value>, String> {
        let style = parameter["style"].as_str().unwrap_or("form");
        let (schema, _) = schema_of(parameter);
        let (own, others): (Vec<_>, Vec<_>) =
            std::mem::take(pairs).into_iter().partition(|(key, _)| {
                key == name || (style == "deepObject" && key.starts_with(&format!("{name}[")))
            });
        *pairs = others;
        if own.is_empty() {
            return Ok(None);
        }
        let form = resolved(&self.contract.root, schema);
        if style == "deepObject" {
            let mut members = Map::new();
            for (key, text) in own {
                let key = key[name.len()..]
                    .trim_start_matches('[')
                    .trim_end_matches(']');
                members.insert(key.to_owned(), self.scalar(&form["properties"][key], text)?);
            }
            return Ok(Some(members.into()));
        }
        let explode = parameter["explode"].as_bool().unwrap_or(style == "form");
        if form["type"] == "array" && explode {
            let items = own
                .into_iter()
                .map(|(_, text)| self.scalar(&form["items"], text));
            return items.collect::<Result<Value, _>>().map(Some);
        }
        match own.as_slice() {
            [(_, text)] => self.value(parameter, style, text.clone()).map(Some),
            _ => Err(format!("{name} is there {} times", own.len())),
        }
    }

    /// A parameter encoded in one string.
    fn value(&self, parameter: &Value, style: &str, text: String) -> Result<Value, String> {
        let (schema, json) = schema_of(parameter);
        if json {
            return serde_json::from_str(&text).map_err(|error| format!("{text}: {error}"));
        }
        let form = resolved(&self.contract.root, schema);
        if form["type"] == "array" {
            let by = match style {
                "spaceDelimited" => ' ',
                "pipeDelimited" => '|',
                _ => ',',
            };
            return text
                .split(by)
                .map(|it| self.scalar(&form["items"], it.to_owned()))
                .collect();
        }
        self.scalar(schema, text)
    }

    /// A string, parsed as the schema's type.
    pub fn scalar(&self, schema: &Value, text: String) -> Result<Value, String> {
        let validator = self.contract.validator(schema);
        let as_text = Value::String(text.clone());
        let other = serde_json::from_str(&text).ok();
        [Some(as_text), other]
            .into_iter()
            .flatten()
            .find(|it| validator.is_valid(it))
            .ok_or_else(|| format!("{text:?} is not of {schema}"))
    }

    pub fn valid(&self, what: &str, schema: &Value, value: &Value) -> Result<(), String> {
        match self.contract.validator(schema).validate(value) {
            Ok(()) => Ok(()),
            Err(error) => Err(format!("{what}: {error}")),
        }
    }
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

/// A header that may occur once.
pub fn header(seen: &Seen, name: &str) -> Result<Option<String>, String> {
    let mut all = seen
        .headers
        .iter()
        .filter(|(key, _)| key.eq_ignore_ascii_case(name));
    let first = all
        .next()
        .map(|(_, value)| String::from_utf8_lossy(value).into_owned());
    match all.next() {
        None => Ok(first),
        Some(_) => Err(format!("the header {name} occurs twice")),
    }
}

fn cookies(seen: &Seen) -> Result<BTreeMap<String, String>, String> {
    let all = header(seen, "cookie")?.unwrap_or_default();
    let pairs = all.split("; ").filter(|it| !it.is_empty());
    let pair = |it: &str| {
        it.split_once('=')
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
    };
    pairs
        .map(|it| pair(it).ok_or_else(|| format!("the cookie {it}")))
        .collect()
}

/// The value of `{name}` in a path.
fn segment(template: &str, path: &str, name: &str) -> Result<String, String> {
    let placeholder = format!("{{{name}}}");
    let at = template.split('/').position(|it| it == placeholder);
    let part = at
        .and_then(|it| path.split('/').nth(it))
        .unwrap_or_default();
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next(), rest.next()]
                    .map(Option::unwrap_or_default)
                    .map(char::from);
                let code = u8::from_str_radix(&digits.iter().collect::<String>(), 16);
                bytes.push(code.map_err(|_| format!("{part} is not percent-encoded"))?);
            }
            byte if byte.is_ascii_graphic() => bytes.push(byte),
            _ => return Err(format!("{part} is not percent-encoded")),
        }
    }
    String::from_utf8(bytes).map_err(|error| error.to_string())
}
