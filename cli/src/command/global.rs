//! Flags of every command.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, value_parser};

use crate::output::Format;
use crate::settings;

pub const NAMES: [&str; 12] = [
    "base-url", "key-file", "profile", "timeout", "cacert", "output", "columns", "jq", "json",
    "lines", "dry-run", "verbose",
];

pub fn arguments() -> Vec<Arg> {
    let flag = |name: &'static str| {
        let heading = "Global options";
        Arg::new(name).long(name).global(true).help_heading(heading)
    };
    let switch = |name: &'static str| flag(name).action(ArgAction::SetTrue);
    let file = |name: &'static str| {
        flag(name)
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
    };
    vec![
        flag("base-url")
            .value_name("URL")
            .help("The base URL of the service [default: NEO_BASE_URL, else https://api.neoagent.io]"),
        file("key-file").help(
            "Read the key from a file that only its owner can read [default: the key in NEO_API_KEY]",
        ),
        flag("profile")
            .value_name("NAME")
            .help("The profile to take settings from; see `neo config` [default: NEO_PROFILE]"),
        flag("timeout")
            .value_name("SECONDS")
            .value_parser(|text: &str| settings::seconds(text).map(|_| text.to_owned()))
            .help("The time limit of a call in seconds, with all attempts [default: 90]"),
        file("cacert").help("Also trust the certificate authorities in this file (PEM)"),
        flag("output")
            .short('o')
            .value_name("FORM")
            .value_parser(PossibleValuesParser::new(Format::NAMES))
            .conflicts_with_all(["json", "lines"])
            .help("How to print the response [default: table]"),
        flag("columns")
            .value_name("NAMES")
            .value_delimiter(',')
            .action(ArgAction::Append)
            .help("The columns of table or csv output, in this order; a.b is the member b of a"),
        #[cfg(feature = "jq")]
        flag("jq")
            .value_name("FILTER")
            .conflicts_with_all(["output", "columns", "json", "lines"])
            .help("Apply a jq filter to the output of --json and print the results, strings without quotes"),
        switch("json")
            .conflicts_with("lines")
            .help("The same as --output json: the response as received; for a stream, one object per event"),
        switch("lines").help(
            "The same as --output jsonl: one JSON value per line, for each element of a list or event of a stream",
        ),
        switch("dry-run").help("Print the request, without its key, and send nothing"),
        switch("verbose")
            .short('v')
            .help("Print requests and responses to standard error, without bodies and key"),
    ]
}
