//! Flags of every command.

use std::path::PathBuf;

use clap::{Arg, ArgAction, value_parser};

pub const NAMES: [&str; 5] = ["base-url", "key-file", "json", "lines", "dry-run"];

pub fn arguments() -> [Arg; 5] {
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
