//! `neo api`: any endpoint, whether or not the contract has it.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use neo_api::runtime::Operation;
use neo_api::{OPERATIONS, UntypedCall};

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

/// The call that the arguments describe, as if the contract had the operation.
pub fn call(matches: &ArgMatches) -> Result<(Described, UntypedCall), Failure> {
    let text = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let (path, query) = text("path").split_once('?').unwrap_or((text("path"), ""));
    if !path.starts_with('/') || path.contains(['{', '}', '#']) {
        return Err(Failure::Usage(
            "the path begins with a slash, and has no braces or fragment".to_owned(),
        ));
    }
    let method = text("method").to_ascii_uppercase();
    let operation = operation(&method, path);
    let mut call = UntypedCall::new(operation);
    for pair in query.split('&').filter(|it| !it.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        call = call.query(decoded(name)?, decoded(value)?);
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
    let described = Described {
        operation,
        words: Vec::new(),
        summary: String::new(),
        description: String::new(),
        parameters: Vec::new(),
        body: None,
        success: Success::Other,
    };
    Ok((described, call))
}

/// The one of the contract, else one that takes any credential that the contract knows. It lives as long as the run, which makes one call.
fn operation(method: &str, path: &str) -> &'static Operation {
    let known = OPERATIONS
        .iter()
        .find(|it| it.method == method && it.path == path);
    known.unwrap_or_else(|| {
        let mut security: Vec<&'static [&'static str]> = Vec::new();
        for schemes in OPERATIONS.iter().flat_map(|it| it.security) {
            if !schemes.is_empty() && !security.contains(schemes) {
                security.push(schemes);
            }
        }
        Box::leak(Box::new(Operation {
            id: "api",
            contract_id: "",
            method: method.to_owned().leak(),
            path: path.to_owned().leak(),
            summary: "",
            security: security.leak(),
            idempotent: matches!(method, "GET" | "HEAD" | "PUT" | "DELETE"),
            paginated: false,
            accept: "application/json, */*;q=0.1",
        }))
    })
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

/// A part of a query without its escapes.
fn decoded(text: &str) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next(), rest.next()].map(|it| it.map(char::from));
                let digits: String = digits.into_iter().flatten().collect();
                u8::from_str_radix(&digits, 16)
                    .ok()
                    .filter(|_| digits.len() == 2)
                    .ok_or_else(|| Failure::Usage("the query has a broken escape".to_owned()))?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).map_err(|_| Failure::Usage("the query is not UTF-8".to_owned()))
}
