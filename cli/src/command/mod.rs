//! The tree of commands.

mod global;
mod operation;

use std::ffi::OsString;

use clap::{Arg, Command, value_parser};

use crate::contract::{Described, Success};
use crate::failure::EXIT_CODES;
use crate::{api, config, manual, mock};
pub use operation::{body_id, id};

/// The group of the streams that are followed.
pub const WATCH: &str = "watch";

/// All commands.
pub fn tree(operations: &[Described]) -> Command {
    let mut root = Command::new("neo")
        .version(env!("CARGO_PKG_VERSION"))
        .about("The Neo Public API on the command line")
        .after_help(EXIT_CODES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(global::arguments())
        .subcommand(api::command())
        .subcommand(config::command())
        .subcommand(manual::command())
        .subcommand(mock::command())
        .subcommand(
            Command::new("completions")
                .about("Print completions for a shell")
                .arg(
                    Arg::new("shell")
                        .required(true)
                        .value_parser(value_parser!(clap_complete::Shell)),
                ),
        );
    let mut watch = Command::new(WATCH)
        .about("Print the events of a stream, and reconnect after the last one when it ends")
        .subcommand_required(true)
        .arg_required_else_help(true);
    for described in operations {
        root = with(root, &described.words, described);
        if matches!(described.success, Success::Events(_)) {
            watch = with(watch, &described.words, described);
        }
    }
    if watch.has_subcommands() {
        root = root.subcommand(watch);
    }
    root.mut_subcommands(with_contents)
}

/// A group that has no description of its own lists what is in it.
fn with_contents(group: Command) -> Command {
    if !group.has_subcommands() {
        return group;
    }
    let group = group.mut_subcommands(with_contents);
    let mut names: Vec<&str> = group.get_subcommands().map(Command::get_name).collect();
    names.sort_unstable();
    let contents = names.join(", ");
    match group.get_about() {
        None => group.about(contents),
        Some(_) => group,
    }
}

/// Puts an operation's command into the tree, with the groups that lead there.
fn with(parent: Command, words: &[String], described: &Described) -> Command {
    let Some((word, rest)) = words.split_first() else {
        return parent;
    };
    if rest.is_empty() {
        return parent.subcommand(operation::command(word, described));
    }
    if parent.find_subcommand(word).is_some() {
        return parent.mut_subcommand(word, |group| with(group, rest, described));
    }
    let group = Command::new(word.clone())
        .subcommand_required(true)
        .arg_required_else_help(true);
    parent.subcommand(with(group, rest, described))
}

/// The arguments with an operation's name in Rust, `agents_list`, as the words of its command.
pub fn in_words(
    operations: &[Described],
    arguments: impl Iterator<Item = OsString>,
) -> Vec<OsString> {
    let mut all = Vec::new();
    let mut found = false;
    for argument in arguments {
        let named = operations
            .iter()
            .find(|it| !found && it.operation.id.contains('_') && argument == it.operation.id);
        match named {
            Some(described) => {
                found = true;
                all.extend(described.words.iter().map(OsString::from));
            }
            None => {
                // What follows a command is not one.
                let text = argument.to_string_lossy();
                found |= operations
                    .iter()
                    .any(|it| it.words.first().is_some_and(|word| *word == text));
                all.push(argument);
            }
        }
    }
    all
}
