//! The tree of commands.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use crate::contract::{Described, Parameter, Place, Shape};
use crate::failure::EXIT_CODES;

/// The name of a parameter's argument among those of its command. Parameters of different places may share a name.
pub fn id(parameter: &Parameter) -> String {
    format!("{:?} {}", parameter.place, parameter.name)
}

/// All commands.
pub fn tree(operations: &[Described]) -> Command {
    let mut root = Command::new("neo")
        .version(env!("CARGO_PKG_VERSION"))
        .about("The Neo Public API on the command line")
        .after_help(EXIT_CODES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(globals())
        .subcommand(
            Command::new("completions")
                .about("Print completions for a shell")
                .arg(
                    Arg::new("shell")
                        .required(true)
                        .value_parser(value_parser!(clap_complete::Shell)),
                ),
        );
    for described in operations {
        root = with(root, &described.words, described);
    }
    root
}

/// Puts an operation's command into the tree, with the groups that lead there.
fn with(parent: Command, words: &[String], described: &Described) -> Command {
    let Some((word, rest)) = words.split_first() else {
        return parent;
    };
    if rest.is_empty() {
        return parent.subcommand(leaf(word, described));
    }
    if parent.find_subcommand(word).is_some() {
        return parent.mut_subcommand(word, |group| with(group, rest, described));
    }
    let group = Command::new(word.clone())
        .about(format!("Commands for {}", word.replace('-', " ")))
        .subcommand_required(true)
        .arg_required_else_help(true);
    parent.subcommand(with(group, rest, described))
}

fn leaf(word: &str, described: &Described) -> Command {
    let mut command = Command::new(word.to_owned())
        .about(described.summary.clone())
        .after_help(format!(
            "{} {}",
            described.operation.method, described.operation.path
        ));
    if !described.description.is_empty() {
        command = command.long_about(format!(
            "{}\n\n{}",
            described.summary, described.description
        ));
    }
    let mut flags: Vec<String> = ["json", "lines", "all", "body", "content-type"]
        .into_iter()
        .chain(GLOBALS)
        .chain(["help", "version"])
        .map(str::to_owned)
        .collect();
    for parameter in &described.parameters {
        command = command.arg(argument(parameter, &mut flags));
    }
    if let Some(body) = &described.body {
        command = command
            .arg(
                Arg::new("body")
                    .long("body")
                    .value_name("TEXT|@FILE|-")
                    .required(body.required)
                    .help(format!(
                        "The body ({}); @FILE reads it from a file, - from standard input",
                        body.content_type
                    )),
            )
            .arg(
                Arg::new("content-type")
                    .long("content-type")
                    .value_name("TYPE")
                    .help("Another content type for the body"),
            );
    }
    if described.operation.paginated {
        command = command.arg(
            Arg::new("all")
                .long("all")
                .action(ArgAction::SetTrue)
                .help("Read all pages, not the first one alone"),
        );
    }
    command
}

fn argument(parameter: &Parameter, flags: &mut Vec<String>) -> Arg {
    let mut name: String = parameter
        .name
        .chars()
        .map(|it| {
            if it.is_ascii_alphanumeric() {
                it.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    let mut help = parameter
        .description
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned();
    if !parameter.values.is_empty() {
        help = format!("{help} [known: {}]", parameter.values.join(", "))
            .trim()
            .to_owned();
    }
    let shown = match parameter.shape {
        Shape::Deep => "KEY=VALUE".to_owned(),
        _ => name.to_ascii_uppercase().replace('-', "_"),
    };
    let argument = Arg::new(id(parameter))
        .help(help)
        .value_name(shown)
        .required(parameter.required);
    if parameter.place == Place::Path {
        return argument;
    }
    while flags.contains(&name) {
        name.push_str("-parameter");
    }
    flags.push(name.clone());
    let argument = argument.long(name);
    match parameter.shape {
        Shape::One => argument,
        Shape::Repeated | Shape::Joined(_) | Shape::Deep => argument.action(ArgAction::Append),
    }
}

const GLOBALS: [&str; 5] = ["base-url", "key-file", "json", "lines", "dry-run"];

fn globals() -> [Arg; 5] {
    [
        Arg::new("base-url")
            .long("base-url")
            .global(true)
            .value_name("URL")
            .help("The service [default: NEO_BASE_URL, else https://api.neoagent.io]"),
        Arg::new("key-file")
            .long("key-file")
            .global(true)
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help("Read the key from a file that only its owner can read [default: the key in NEO_API_KEY]"),
        Arg::new("json")
            .long("json")
            .global(true)
            .action(ArgAction::SetTrue)
            .conflicts_with("lines")
            .help("Print the response as received, instead of a table; of a stream, one object for each event"),
        Arg::new("lines")
            .long("lines")
            .global(true)
            .action(ArgAction::SetTrue)
            .help("Print one JSON value per line, for jq: each element of a list, each event of a stream"),
        Arg::new("dry-run")
            .long("dry-run")
            .global(true)
            .action(ArgAction::SetTrue)
            .help("Print the request, without its key, and send nothing"),
    ]
}
