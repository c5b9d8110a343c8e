//! From a command's arguments to a call.

use std::io::Read;

use clap::ArgMatches;
use neo_api::UntypedCall;
use neo_api_document::media_type;

use crate::command::{body_id, id};
use crate::contract::{Body, Described, Member, Parameter, ParameterLocation, Shape};
use crate::failure::Failure;
use crate::json::Json;

/// The call that the arguments describe, with the parameters that `wanted` accepts.
pub fn call(
    described: &Described,
    matches: &ArgMatches,
    wanted: impl Fn(&Parameter) -> bool,
) -> Result<UntypedCall, Failure> {
    let mut call = UntypedCall::new(described.operation);
    for parameter in described.parameters.iter().filter(|it| wanted(it)) {
        let values = many(matches, &id(parameter));
        if values.is_empty() {
            continue;
        }
        call = add(call, parameter, &values)?;
    }
    if let Some(body) = &described.body {
        let content_type = matches
            .get_one::<String>("content-type")
            .unwrap_or(&body.content_type);
        if let Some(bytes) = content(body, content_type, matches)? {
            call = call.body(content_type.clone(), bytes);
        }
    }
    Ok(call)
}

fn many<'m>(matches: &'m ArgMatches, id: &str) -> Vec<&'m String> {
    matches.get_many(id).into_iter().flatten().collect()
}

fn add(
    mut call: UntypedCall,
    parameter: &Parameter,
    values: &[&String],
) -> Result<UntypedCall, Failure> {
    let name = &parameter.name;
    let joined = |separator: char| {
        let texts: Vec<&str> = values.iter().map(|it| it.as_str()).collect();
        texts.join(&separator.to_string())
    };
    match (parameter.shape, parameter.location) {
        (Shape::Deep, _) => {
            for value in values {
                let Some((key, value)) = value.split_once('=') else {
                    return Err(Failure::Usage(format!("{name} takes KEY=VALUE")));
                };
                call = call.query(format!("{name}[{key}]"), value);
            }
        }
        (Shape::Repeated, _) => {
            for value in values {
                call = call.query(name.clone(), value.as_str());
            }
        }
        (shape, location) => {
            let text = match shape {
                Shape::Joined(separator) => joined(separator),
                _ => joined(','),
            };
            call = match location {
                ParameterLocation::Path => call.path(name.clone(), text),
                ParameterLocation::Query => call.query(name.clone(), text),
                ParameterLocation::Header => call.header(name.clone(), text),
            };
        }
    }
    Ok(call)
}

/// The body, where one was given: `--body`, and over it the flags of its members.
fn content(
    body: &Body,
    content_type: &str,
    matches: &ArgMatches,
) -> Result<Option<Vec<u8>>, Failure> {
    let whole = matches.get_one::<String>("body");
    let whole = whole.map(|text| read(text, content_type)).transpose()?;
    let mut given: Vec<(&str, String)> = Vec::new();
    for member in &body.members {
        let values = many(matches, &body_id(member));
        if let Some(json) = member_json(member, &values) {
            given.push((&member.name, json));
        }
    }
    // Only the commands of bodies with such members have it.
    if matches.try_contains_id("null").unwrap_or(false) {
        for name in many(matches, "null") {
            if given.iter().any(|(other, _)| other == name) {
                return Err(Failure::Usage(format!(
                    "{name} has a value, but --null also names it; use only one"
                )));
            }
            given.push((name, "null".to_owned()));
        }
    }
    if given.is_empty() {
        return match whole {
            None if body.required => Err(Failure::Usage(match body.members.is_empty() {
                true => "a body is required: give it with --body".to_owned(),
                false => "a body is required: give its members, or all of it with --body; --help shows both".to_owned(),
            })),
            whole => Ok(whole),
        };
    }
    if !media_type::is_json(content_type) {
        return Err(Failure::Usage(format!(
            "flags for members require a JSON body, but the body is {content_type}"
        )));
    }
    if let Some(whole) = whole {
        return over(&whole, &given).map(Some);
    }
    let is_missing = |it: &&Member| it.required && !given.iter().any(|(name, _)| *name == it.name);
    let missing: Vec<&str> = body
        .members
        .iter()
        .filter(is_missing)
        .map(|it| it.name.as_str())
        .collect();
    if !missing.is_empty() {
        return Err(Failure::Usage(format!(
            "the body lacks required members: {}",
            missing.join(", ")
        )));
    }
    Ok(Some(object(&given)))
}

/// What goes over the wire for a member; None where it was not given.
fn member_json(member: &Member, values: &[&String]) -> Option<String> {
    let one = |value: &String| match member.quoted {
        true => serde_json::Value::from(value.as_str()).to_string(),
        false => value.clone(),
    };
    match (values, member.list) {
        ([], _) => None,
        (values, true) => {
            let items: Vec<String> = values.iter().map(|it| one(it)).collect();
            Some(format!("[{}]", items.join(",")))
        }
        ([value, ..], false) => Some(one(value)),
    }
}

/// The object `whole` with these members instead of its own.
fn over(whole: &[u8], given: &[(&str, String)]) -> Result<Vec<u8>, Failure> {
    let members = Json::read(whole).ok().and_then(Json::members);
    let Some(members) = members else {
        return Err(Failure::Usage(
            "flags for members require a --body that is a JSON object".to_owned(),
        ));
    };
    let kept = members
        .iter()
        .filter(|(name, _)| !given.iter().any(|(other, _)| other == name))
        .map(|(name, json)| (name.as_str(), json.text().to_owned()));
    let all: Vec<(&str, String)> = kept.chain(given.iter().cloned()).collect();
    Ok(object(&all))
}

fn object(members: &[(&str, String)]) -> Vec<u8> {
    let members: Vec<String> = members
        .iter()
        .map(|(name, json)| format!("{}:{json}", serde_json::Value::from(*name)))
        .collect();
    format!("{{{}}}", members.join(",")).into_bytes()
}

/// The bytes that `text`, `@file` or `@-` stands for.
pub fn read(text: &str, content_type: &str) -> Result<Vec<u8>, Failure> {
    let bytes = if matches!(text, "-" | "@-") {
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::Io(format!("cannot read standard input: {error}")))?;
        bytes
    } else if let Some(file) = text.strip_prefix('@') {
        std::fs::read(file).map_err(|error| Failure::Io(format!("cannot read {file}: {error}")))?
    } else {
        text.as_bytes().to_vec()
    };
    if media_type::is_json(content_type)
        && let Err(error) = Json::read(&bytes)
    {
        return Err(Failure::Usage(format!("the body is not JSON: {error}")));
    }
    Ok(bytes)
}
