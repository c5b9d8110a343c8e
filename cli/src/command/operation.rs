//! The command of one operation.

use clap::builder::{PossibleValuesParser, Resettable, StyledStr};
use clap::{Arg, ArgAction, Command};

use super::global;
use crate::contract::{Body, Described, Kind, Member, Parameter, ParameterLocation, Shape};

/// The name of a parameter's argument among those of its command. Parameters of different locations may share a name.
pub fn id(parameter: &Parameter) -> String {
    format!("{:?} {}", parameter.location, parameter.name)
}

/// The name of a body member's argument.
pub fn body_id(member: &Member) -> String {
    format!("Body {}", member.name)
}

pub fn command(word: &str, described: &Described) -> Command {
    let mut command = Command::new(word.to_owned()).about(described.summary.clone());
    if !described.description.is_empty() {
        command = command.long_about(format!(
            "{}\n\n{}",
            described.summary, described.description
        ));
    }
    let mut flags: Vec<String> = ["all", "body", "content-type", "null"]
        .into_iter()
        .chain(global::NAMES)
        .chain(["help", "version"])
        .map(str::to_owned)
        .collect();
    for parameter in &described.parameters {
        command = command.arg(argument(parameter, &mut flags));
    }
    let after = format!(
        "{} {}\nIn Rust: `{}`",
        described.operation.method, described.operation.path, described.operation.id
    );
    if let Some(body) = &described.body {
        command = command.args(body_arguments(body, &mut flags));
        if let Some(example) = &body.example {
            command = command.after_long_help(format!("{after}\n\nA body:\n{example}"));
        }
    }
    if described.operation.paginated {
        command = command.arg(
            Arg::new("all")
                .long("all")
                .action(ArgAction::SetTrue)
                .help("Read all pages, not only the first"),
        );
    }
    command.after_help(after)
}

fn argument(parameter: &Parameter, flags: &mut Vec<String>) -> Arg {
    let name = flag(&parameter.name);
    let mut help = first_line(&parameter.description) + &expected(&parameter.kind);
    if !parameter.known.is_empty() {
        help = format!("{help} [known: {}]", parameter.known.join(", "));
    }
    let shown = match parameter.shape {
        Shape::Deep => "KEY=VALUE".to_owned(),
        _ => value_name(&name),
    };
    let mut argument = Arg::new(id(parameter))
        .help(some(&help))
        .value_name(shown)
        .required(parameter.required);
    argument = typed(argument, &parameter.kind);
    let many = matches!(parameter.shape, Shape::Repeated | Shape::Joined(_));
    if many && parameter.kind.has_no_commas() {
        argument = argument.value_delimiter(',');
    }
    if parameter.location == ParameterLocation::Path {
        return argument;
    }
    let argument = argument.long(free(name, "-parameter", flags));
    match parameter.shape {
        Shape::One => argument,
        Shape::Repeated | Shape::Joined(_) | Shape::Deep => argument.action(ArgAction::Append),
    }
}

/// Refuses what the contract does, and lists what it lists.
fn typed(argument: Arg, kind: &Kind) -> Arg {
    match kind {
        Kind::Text => argument,
        Kind::Values(values) => argument.value_parser(PossibleValuesParser::new(values.clone())),
        Kind::Boolean => argument.value_parser(PossibleValuesParser::new(["true", "false"])),
        kind => {
            let kind = kind.clone();
            argument
                .allow_negative_numbers(true)
                .value_parser(move |text: &str| kind.check(text).map(|()| text.to_owned()))
        }
    }
}

fn body_arguments(body: &Body, flags: &mut Vec<String>) -> Vec<Arg> {
    let mut arguments = vec![
        Arg::new("body")
            .long("body")
            .value_name("TEXT|@FILE|@-")
            .help(format!(
                "The body ({}); @FILE reads it from a file, @- from standard input{}",
                body.content_type,
                match body.members.is_empty() {
                    true => "",
                    false => "; flags for its members take precedence",
                }
            )),
        Arg::new("content-type")
            .long("content-type")
            .value_name("TYPE")
            .help("Send the body with this content type instead"),
    ];
    let nullable = body.members.iter().filter(|it| it.nullable);
    let nullable: Vec<String> = nullable.map(|it| it.name.clone()).collect();
    if !nullable.is_empty() {
        arguments.push(
            Arg::new("null")
                .long("null")
                .value_name("MEMBER")
                .value_parser(PossibleValuesParser::new(nullable))
                .action(ArgAction::Append)
                .value_delimiter(',')
                .help("Send null for this member of the body"),
        );
    }
    for member in &body.members {
        let name = flag(&member.name);
        let long = match flags.contains(&name) {
            true => free(format!("body-{name}"), "-member", flags),
            false => free(name.clone(), "", flags),
        };
        let mut help = first_line(&member.description) + &expected(&member.kind);
        if member.required {
            help += " [required]";
        }
        let argument = typed(Arg::new(body_id(member)), &member.kind)
            .long(long)
            .help(some(&help))
            .help_heading("Body")
            .value_name(value_name(&name));
        arguments.push(match (&member.kind, member.list) {
            (kind, true) if kind.has_no_commas() => {
                argument.action(ArgAction::Append).value_delimiter(',')
            }
            (_, true) => argument.action(ArgAction::Append),
            (Kind::Boolean, _) => argument
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true"),
            _ => argument,
        });
    }
    arguments
}

/// What clap does not say by itself.
fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Text | Kind::Values(_) | Kind::Boolean => String::new(),
        kind => format!(" [{}]", kind.describe()),
    }
}

/// An empty help would take a line.
fn some(help: &str) -> Resettable<StyledStr> {
    match help.trim() {
        "" => Resettable::Reset,
        help => Resettable::Value(StyledStr::from(help.to_owned())),
    }
}

/// A name that is not taken yet.
fn free(mut name: String, more: &str, flags: &mut Vec<String>) -> String {
    while flags.contains(&name) {
        name.push_str(more);
    }
    flags.push(name.clone());
    name
}

fn flag(name: &str) -> String {
    name.chars()
        .map(|it| {
            if it.is_ascii_alphanumeric() {
                it.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect()
}

fn value_name(flag: &str) -> String {
    flag.to_ascii_uppercase().replace('-', "_")
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
