//! Runs `neo`, and finds the commands of a contract that may be any.

// Not every test uses all of it.
#![allow(dead_code)]

use std::process::{Command, Output};

use neo_api::OPERATIONS;
use neo_api::mock::{KEY, Mock};
use neo_api::runtime::Operation;
use serde_json::Value;

pub const LIST: [&str; 3] = ["phone", "numbers", "list"];

/// A command with no variables of its own but these.
pub fn command(arguments: &[&str], variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_neo"));
    command
        .args(arguments)
        .env_remove("NEO_API_KEY")
        .env_remove("NEO_BASE_URL")
        .env_remove("NEO_PROFILE")
        .env_remove("COLUMNS")
        // There is none, whatever the user of this machine has.
        .env(
            "NEO_CONFIG",
            concat!(env!("CARGO_TARGET_TMPDIR"), "/none.toml"),
        )
        .envs(variables.iter().copied());
    command
}

pub fn neo(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    command(arguments, variables).output().unwrap()
}

pub fn at(mock: &Mock, arguments: &[&str]) -> Output {
    neo(
        arguments,
        &[("NEO_API_KEY", KEY), ("NEO_BASE_URL", mock.url())],
    )
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[track_caller]
pub fn assert_ends(output: &Output, code: i32, words: &str) {
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{stderr}");
    assert!(stderr.contains(words), "{stderr}");
    assert!(!stderr.contains(KEY) && !text(&output.stdout).contains(KEY));
}

/// Whether the contract has this operation, with the path arguments, members and values that the fixture's has. None where
/// it does not: CI runs the tests with that contract.
pub fn known(id: &str) -> Option<()> {
    let known = OPERATIONS.iter().any(|it| it.id == id);
    if !known {
        eprintln!(
            "skipped: the vendored contract has no {id}; tests/with_contract.sh runs this with one that has"
        );
    }
    known.then_some(())
}

/// The first operation of this kind that can be called with nothing but path arguments, and its command with these. None
/// where the contract has none: CI runs the tests with one that has.
pub fn first(kind: impl Fn(&Operation) -> bool) -> Option<(&'static Operation, Vec<String>)> {
    let found = OPERATIONS
        .iter()
        .filter(|it| kind(it))
        .find_map(|operation| {
            let steps = operation.path.split('/').filter(|step| !step.is_empty());
            let (arguments, words): (Vec<&str>, Vec<&str>) = steps.partition(|it| it.contains('{'));
            let words = words.into_iter().filter(|it| *it != "public-api");
            let words = words.map(|it| it.to_ascii_lowercase().replace('_', "-"));
            let command = below(words.collect(), operation)?;
            // Of the type that the contract requires.
            ["1", "00000000-0000-4000-8000-000000000001"]
                .iter()
                .find_map(|argument| {
                    let mut command = command.clone();
                    command.extend(arguments.iter().map(|_| (*argument).to_owned()));
                    let dry = [&strs(&command)[..], &["--dry-run"]].concat();
                    neo(&dry, &[])
                        .status
                        .success()
                        .then_some((operation, command))
                })
        });
    if found.is_none() {
        eprintln!(
            "skipped: the vendored contract has no such operation; tests/with_contract.sh runs this with one that has"
        );
    }
    found
}

/// The command of an operation: this one, or one below it.
fn below(words: Vec<String>, operation: &Operation) -> Option<Vec<String>> {
    let help = text(&neo(&[&strs(&words)[..], &["--help"]].concat(), &[]).stdout);
    let title = format!("{} {}", operation.method, operation.path);
    if help.lines().any(|line| line == title) {
        return Some(words);
    }
    let commands = help.split_once("\nCommands:\n")?.1;
    let names = commands.lines().take_while(|line| !line.is_empty());
    let names = names.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").find_map(|name| {
        let mut words = words.clone();
        words.push(name.to_owned());
        below(words, operation)
    })
}

pub fn strs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// Whether all arguments of its path may be any text.
pub fn takes_text(operation: &Operation) -> bool {
    let document: Value = serde_json::from_str(neo_api::SERVICE.contract()).unwrap();
    let item = &document["paths"][operation.path];
    let own = &item[operation.method.to_ascii_lowercase()];
    let parameters = [item, own].map(|it| it["parameters"].as_array().cloned().unwrap_or_default());
    let mut schemas = parameters
        .concat()
        .into_iter()
        .filter(|it| it["in"] == "path");
    schemas.all(|it| it["schema"] == serde_json::json!({ "type": "string" }))
}

/// The schema of the events that an operation streams.
pub fn events(operation: &Operation) -> Option<Value> {
    let document: Value = serde_json::from_str(neo_api::SERVICE.contract()).unwrap();
    let method = operation.method.to_ascii_lowercase();
    let media = &document["paths"][operation.path][method]["responses"]["200"]["content"];
    Some(media.get("text/event-stream")?["schema"].clone())
}
