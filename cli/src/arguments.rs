//! From a command's arguments to a call.

use std::io::Read;

use clap::ArgMatches;
use neo_api::UntypedCall;
use neo_api_document::media_type;

use crate::command::id;
use crate::contract::{Described, Parameter, Place, Shape};
use crate::failure::Failure;
use crate::json::Json;

/// The call that the arguments ask for.
pub fn call(described: &Described, matches: &ArgMatches) -> Result<UntypedCall, Failure> {
    let mut call = UntypedCall::new(described.operation);
    for parameter in &described.parameters {
        let values: Vec<&String> = matches
            .get_many(&id(parameter))
            .into_iter()
            .flatten()
            .collect();
        if values.is_empty() {
            continue;
        }
        call = add(call, parameter, &values)?;
    }
    if let Some(body) = &described.body
        && let Some(text) = matches.get_one::<String>("body")
    {
        let content_type = matches
            .get_one::<String>("content-type")
            .unwrap_or(&body.content_type);
        call = call.body(content_type.clone(), read(text, content_type)?);
    }
    Ok(call)
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
    match (parameter.shape, parameter.place) {
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
        (shape, place) => {
            let text = match shape {
                Shape::Joined(separator) => joined(separator),
                _ => joined(','),
            };
            call = match place {
                Place::Path => call.path(name.clone(), text),
                Place::Query => call.query(name.clone(), text),
                Place::Header => call.header(name.clone(), text),
            };
        }
    }
    Ok(call)
}

/// The bytes that `text`, `@file` or `-` stands for.
fn read(text: &str, content_type: &str) -> Result<Vec<u8>, Failure> {
    let bytes = if text == "-" {
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
