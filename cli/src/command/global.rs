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
        let heading = "Options of every command";
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
            .help("The service [default: NEO_BASE_URL, else https://api.neoagent.io]"),
        file("key-file").help(
            "Read the key from a file that only its owner can read [default: the key in NEO_API_KEY]",
        ),
        flag("profile")
            .value_name("NAME")
            .help("The profile whose settings hold; see `neo config` [default: NEO_PROFILE]"),
        flag("timeout")
            .value_name("SECONDS")
            .value_parser(|text: &str| settings::seconds(text).map(|_| text.to_owned()))
            .help("How long a call may take, with all attempts [default: 90]"),
        file("cacert").help("Trust the certificate authorities in this file too (PEM)"),
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
            .help("The columns of a table or of csv, in this order; a.b is a member of a member"),
        #[cfg(feature = "jq")]
        flag("jq")
            .value_name("FILTER")
            .conflicts_with_all(["output", "columns", "json", "lines"])
            .help("Print what a filter of jq makes of what --json prints; texts without quotes"),
        switch("json")
            .conflicts_with("lines")
            .help("The same as --output json: the response as received; of a stream, one object for each event"),
        switch("lines").help(
            "The same as --output jsonl: one JSON value per line, each element of a list, each event of a stream",
        ),
        switch("dry-run").help("Print the request, without its key, and send nothing"),
        switch("verbose")
            .short('v')
            .help("Print to standard error what is sent and what comes back, without bodies and key"),
    ]
}
