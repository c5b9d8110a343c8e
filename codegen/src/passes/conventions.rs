//! Counts the operations that have what the conventions name. Changes nothing.
//!
//! It runs before envelopes are unwrapped and errors in the service's own format are taken out.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    Conventions, Error,
    convention_use::ConventionUse,
    document::{COMPOSITIONS, Document},
    media_type,
    passes::responses::is_success,
    pointer::unescape,
    walk,
};

/// The number of alternatives to report.
const MOST: usize = 4;

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let mut members = members(&document.conventions);
    if members.is_empty() {
        return Ok(());
    }
    let cursor = document.conventions.cursor.clone();
    let takes_cursor = |operation: &Value| {
        let cursor = cursor.as_ref();
        cursor.is_some_and(|it| queries(operation).any(|name| name == it.parameter))
    };
    let mut lists = false;
    walk::operations(document, |_, operation, _, _, _| {
        lists |= takes_cursor(operation);
        Ok(())
    })?;
    walk::operations(document, |document, operation, _, _, _| {
        let is_list = !lists || takes_cursor(operation);
        for member in &mut members {
            if is_list || member.place != Place::Page {
                member.add(document, operation);
            }
        }
        Ok(())
    })?;
    document.convention_uses = members.into_iter().map(Member::counted).collect();
    Ok(())
}

/// Where to look for what a convention names.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// A query parameter.
    Query,
    /// The body of a success.
    Success,
    /// The body of a success of an operation that takes a cursor.
    Page,
    /// The body of an error.
    Error,
}

struct Member {
    name: &'static str,
    /// A JSON pointer, or the name of a parameter.
    value: String,
    place: Place,
    operations: usize,
    of: usize,
    /// By depth: the most similar alternatives are the deepest.
    instead: BTreeMap<usize, BTreeMap<String, usize>>,
}

fn members(conventions: &Conventions) -> Vec<Member> {
    let mut members = Vec::new();
    let mut add = |name, place, value: &str| {
        // Without a value there is no convention.
        if !value.is_empty() {
            members.push(Member {
                name,
                value: value.to_owned(),
                place,
                operations: 0,
                of: 0,
                instead: BTreeMap::new(),
            });
        }
    };
    if let Some(it) = &conventions.envelope {
        add("envelope.data", Place::Success, &it.data);
        add("envelope.meta", Place::Success, &it.meta);
    }
    if let Some(it) = &conventions.cursor {
        add("cursor.parameter", Place::Query, &it.parameter);
        add("cursor.page_size", Place::Query, &it.page_size);
        add("cursor.has_more", Place::Page, &it.has_more);
        add("cursor.next", Place::Page, &it.next);
    }
    if let Some(it) = &conventions.error {
        add("error.code", Place::Error, &it.code);
        for (name, pointer) in [
            ("error.message", &it.message),
            ("error.details", &it.details),
            ("error.request_id", &it.request_id),
        ] {
            add(name, Place::Error, pointer.as_deref().unwrap_or_default());
        }
    }
    members
}

/// The names of an operation's query parameters.
fn queries(operation: &Value) -> impl Iterator<Item = &str> {
    let parameters = operation.get("parameters").and_then(Value::as_array);
    parameters
        .into_iter()
        .flatten()
        .filter(|it| it["in"] == "query")
        .filter_map(|it| it["name"].as_str())
}

/// The schemas of an operation's JSON bodies, of successes or of errors.
fn bodies(operation: &Value, successes: bool) -> impl Iterator<Item = &Value> {
    let responses = operation.get("responses").and_then(Value::as_object);
    responses
        .into_iter()
        .flatten()
        .filter(move |(status, _)| is_success(status) == successes)
        .filter_map(|(_, response)| response.get("content")?.as_object())
        .flatten()
        .filter(|(media, _)| media_type::is_json(media))
        .filter_map(|(_, described)| described.get("schema"))
}

/// The result of following a JSON pointer through schemas.
enum Followed<'a> {
    /// It leads to a member.
    Found,
    /// The schema says too little.
    Undescribed,
    /// The last schema on the way, and how many steps lead there.
    Missing(&'a Value, usize),
}

impl Member {
    fn add(&mut self, document: &Document, operation: &Value) {
        if self.place == Place::Query {
            let names: Vec<&str> = queries(operation).collect();
            self.of += 1;
            if names.contains(&self.value.as_str()) {
                self.operations += 1;
            } else {
                for name in names {
                    self.alternative(0, format!("`{name}`"));
                }
            }
            return;
        }
        // The members of an envelope are names, not pointers.
        let is_name = self.place == Place::Success;
        let tokens: Vec<String> = match is_name {
            true => vec![self.value.clone()],
            false => self.value.split('/').skip(1).map(unescape).collect(),
        };
        let mut missing = Vec::new();
        for schema in bodies(operation, self.place != Place::Error) {
            match followed(document, schema, &tokens) {
                Followed::Found => {
                    self.of += 1;
                    self.operations += 1;
                    return;
                }
                Followed::Undescribed => {}
                Followed::Missing(schema, depth) => missing.push((schema, depth)),
            }
        }
        // One wrong body of several decides only if all are described.
        let Some(deepest) = missing.iter().map(|(_, depth)| *depth).max() else {
            return;
        };
        self.of += 1;
        let mut found: Vec<String> = Vec::new();
        for (schema, _) in missing.iter().filter(|(_, depth)| *depth == deepest) {
            let before: String = match is_name {
                true => String::new(),
                false => tokens
                    .iter()
                    .take(deepest)
                    .fold(String::new(), |it, token| crate::pointer::join(&it, token)),
            };
            found.extend(alternatives(document, schema, &before, is_name));
        }
        found.sort();
        found.dedup();
        for one in found {
            self.alternative(deepest, one);
        }
    }

    fn alternative(&mut self, depth: usize, what: String) {
        *self
            .instead
            .entry(depth)
            .or_default()
            .entry(what)
            .or_default() += 1;
    }

    fn counted(mut self) -> ConventionUse {
        let mut instead: Vec<(String, usize)> = match self.operations {
            0 => self
                .instead
                .pop_last()
                .into_iter()
                .flat_map(|it| it.1)
                .collect(),
            _ => Vec::new(),
        };
        instead.sort_by(|(one, first), (other, second)| second.cmp(first).then(one.cmp(other)));
        instead.truncate(MOST);
        ConventionUse {
            member: self.name,
            value: self.value,
            operations: self.operations,
            of: self.of,
            instead,
        }
    }
}

/// What a body has at a place where a member was expected.
fn alternatives(document: &Document, schema: &Value, before: &str, is_name: bool) -> Vec<String> {
    let schema = document.followed(schema);
    let members = document.members(schema, &COMPOSITIONS);
    let members: Vec<&String> = members.map(|(name, _)| name).collect();
    if members.is_empty() {
        let kind = schema.get("type").and_then(Value::as_str);
        let at = if before.is_empty() {
            "the body"
        } else {
            before
        };
        return vec![match kind {
            Some(kind) => format!("{at} of type {kind}"),
            None => format!("{at} without members"),
        }];
    }
    members
        .into_iter()
        .map(|name| match is_name {
            true => format!("`{name}`"),
            false => format!("`{}`", crate::pointer::join(before, name)),
        })
        .collect()
}

fn followed<'a>(document: &'a Document, schema: &'a Value, tokens: &[String]) -> Followed<'a> {
    let mut schema = document.followed(schema);
    for (depth, token) in tokens.iter().enumerate() {
        let element = token.parse::<usize>().ok().and_then(|index| {
            let listed = schema.get("prefixItems").and_then(|it| it.get(index));
            listed.or_else(|| schema.get("items").filter(|it| it.is_object()))
        });
        match document.member(schema, token).or(element) {
            Some(next) => schema = document.followed(next),
            None if is_undescribed(document, schema) => return Followed::Undescribed,
            None => return Followed::Missing(schema, depth),
        }
    }
    Followed::Found
}

/// Whether any member may be there: an object or a value that is not described further.
fn is_undescribed(document: &Document, schema: &Value) -> bool {
    let Some(keywords) = schema.as_object() else {
        return true;
    };
    let is_object = match keywords.get("type") {
        None => true,
        Some(Value::Array(kinds)) => kinds.iter().any(|it| it == "object"),
        Some(kind) => kind == "object",
    };
    is_object
        && keywords.get("additionalProperties") != Some(&Value::Bool(false))
        && !keywords.contains_key("enum")
        && !keywords.contains_key("const")
        && document.members(schema, &COMPOSITIONS).next().is_none()
}
