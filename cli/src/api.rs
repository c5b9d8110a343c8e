//! `neo api`: any endpoint, whether or not the contract has it.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use neo_api::http::Method;
use neo_api::{SERVICE, UntypedCall};

use crate::arguments;
use crate::contract::{Described, Success};
use crate::failure::Failure;

pub const NAME: &str = "api";

const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

pub fn command() -> Command {
    let pair = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("NAME=VALUE")
            .action(ArgAction::Append)
            .help(help)
    };
    Command::new(NAME)
        .about("Call any endpoint with the same key, retries and errors")
        .arg(
            Arg::new("method")
                .required(true)
                .value_name("METHOD")
                .ignore_case(true)
                .value_parser(PossibleValuesParser::new(METHODS)),
        )
        .arg(Arg::new("path").required(true).help(
            "The path from the host on, such as /public-api/phone/numbers; with or without a query",
        ))
        .arg(pair("query", "A parameter of the query"))
        .arg(pair("header", "A header"))
        .arg(
            Arg::new("body")
                .long("body")
                .value_name("TEXT|@FILE|@-")
                .help("The body; @FILE reads it from a file, @- from standard input"),
        )
        .arg(
            Arg::new("content-type")
                .long("content-type")
                .value_name("TYPE")
                .default_value("application/json")
                .help("The content type of the body"),
        )
}

/// The call that the arguments describe.
pub fn call(matches: &ArgMatches) -> Result<(Described, UntypedCall), Failure> {
    let text = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let (path, query) = text("path").split_once('?').unwrap_or((text("path"), ""));
    if !path.starts_with('/') || path.contains(['{', '}', '#']) {
        return Err(Failure::Usage(
            "the path must begin with a slash and contain no braces or fragment".to_owned(),
        ));
    }
    let method = Method::from_bytes(text("method").to_ascii_uppercase().as_bytes())
        .map_err(|_| Failure::Usage("the method is not an HTTP method".to_owned()))?;
    let mut call = UntypedCall::at(&method, path);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        call = call.query(name, value);
    }
    for (name, value) in pairs(matches, "query")? {
        call = call.query(name, value);
    }
    for (name, value) in pairs(matches, "header")? {
        call = call.header(name, value);
    }
    if let Some(body) = matches.get_one::<String>("body") {
        let content_type = text("content-type");
        call = call.body(content_type, arguments::read(body, content_type)?);
    }
    let documented = SERVICE.operation_at(method.as_str(), path);
    let described = Described {
        operation: documented.unwrap_or_else(|| call.operation()),
        words: Vec::new(),
        summary: String::new(),
        description: String::new(),
        parameters: Vec::new(),
        body: None,
        success: Success::Other,
    };
    Ok((described, call))
}

fn pairs(matches: &ArgMatches, name: &str) -> Result<Vec<(String, String)>, Failure> {
    let given = matches.get_many::<String>(name).into_iter().flatten();
    given
        .map(|pair| {
            let (name, value) = pair
                .split_once('=')
                .ok_or_else(|| Failure::Usage(format!("--{name} takes NAME=VALUE")))?;
            Ok((name.to_owned(), value.to_owned()))
        })
        .collect()
}
