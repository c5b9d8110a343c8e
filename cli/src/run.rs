//! Runs one command.

use std::path::PathBuf;

use clap::ArgMatches;
use neo_api::blocking::Neo;
use neo_api::error::ConfigurationError;
use neo_api::{DEFAULT_BASE_URL, Error, UntypedCall};

use crate::contract::{Described, Success};
use crate::failure::Failure;
use crate::output::{self, Form};
use crate::{arguments, command, events, key, mock, pages, redact};

/// Runs what `matches` asks for.
pub fn run(operations: &[Described], matches: &ArgMatches) -> Result<(), Failure> {
    let (words, leaf) = leaf(matches);
    if words.first().is_some_and(|word| word == "completions") {
        if let Some(shell) = leaf.get_one::<clap_complete::Shell>("shell") {
            let mut tree = command::tree(operations);
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut tree, "neo", &mut script);
            output::write(&script)?;
        }
        return Ok(());
    }
    if words.first().is_some_and(|word| word == mock::NAME) {
        return mock::run(leaf);
    }
    let Some(described) = operations.iter().find(|it| it.words == words) else {
        return Err(Failure::Usage(format!("no command `{}`", words.join(" "))));
    };
    let call = arguments::call(described, leaf)?;
    let base = base_url(leaf)?;
    if leaf.get_flag("dry-run") {
        client(&base, None)?;
        return dry_run(&call, &base);
    }
    let form = match (leaf.get_flag("json"), leaf.get_flag("lines")) {
        (true, _) => Form::Json,
        (_, true) => Form::Lines,
        _ => Form::Table,
    };
    let operation = described.operation;
    let key = match operation.needs_credential() {
        true => {
            let file = leaf.get_one::<PathBuf>("key-file").map(PathBuf::as_path);
            Some(key::read(operation.id, file)?)
        }
        false => None,
    };
    let neo = client(&base, key.as_deref())?;
    // Not before it is known to be one: a word that is none would be taken out of every message.
    if let Some(key) = &key {
        redact::keep(key);
    }
    if let Success::Events(data) = described.success {
        return events::all(&neo, call, form, data);
    }
    if operation.paginated && leaf.get_flag("all") {
        let cursor = described.parameters.iter().find(|it| it.name == "cursor");
        let cursor = cursor.and_then(|it| leaf.get_one::<String>(&command::id(it)));
        return pages::all(&neo, &call, cursor.cloned(), form);
    }
    let response = neo.call_untyped(call)?;
    output::body(&response.data, form, described)
}

/// The client; without a key for operations that need none.
fn client(base: &str, key: Option<&str>) -> Result<Neo, Failure> {
    let builder = Neo::builder().base_url(base);
    let builder = match key {
        // An Entra access token is a JWT, whose first part is JSON in base64.
        Some(key) if key.starts_with("eyJ") => builder.bearer_token(key),
        Some(key) => builder.api_key(key),
        None => builder,
    };
    builder.build().map_err(unusable)
}

/// An address that the library does not call is a wrong argument.
fn unusable(error: Error) -> Failure {
    match &error {
        Error::Configuration(fault) if matches!(**fault, ConfigurationError::BaseUrl(_)) => {
            Failure::Usage(error.to_string())
        }
        _ => error.into(),
    }
}

/// The service.
fn base_url(leaf: &ArgMatches) -> Result<String, Failure> {
    let given = leaf.get_one::<String>("base-url").cloned();
    Ok(match (given, std::env::var_os("NEO_BASE_URL")) {
        (Some(url), _) => url,
        (None, Some(url)) if !url.is_empty() => url
            .into_string()
            .map_err(|_| Failure::Usage("NEO_BASE_URL holds bytes that are no UTF-8".to_owned()))?,
        _ => DEFAULT_BASE_URL.to_owned(),
    })
}

/// The words of the command that was given, and its own arguments.
fn leaf(mut matches: &ArgMatches) -> (Vec<String>, &ArgMatches) {
    let mut words = Vec::new();
    while let Some((word, below)) = matches.subcommand() {
        words.push(word.to_owned());
        matches = below;
    }
    (words, matches)
}

/// What would be sent.
fn dry_run(call: &UntypedCall, base: &str) -> Result<(), Failure> {
    let base = base.trim_end_matches('/');
    let base = base.strip_suffix("/public-api").unwrap_or(base);
    let mut text = format!("{} {base}{}\n", call.operation().method, call.target());
    if call.operation().needs_credential() {
        text += "authorization: Bearer [redacted]\n";
    }
    for (name, value) in call.headers() {
        text += &format!("{name}: {value}\n");
    }
    if let Some((content_type, body)) = call.content() {
        text += &format!(
            "content-type: {content_type}\n\n{}\n",
            String::from_utf8_lossy(body)
        );
    }
    output::write(redact::all(&text).as_bytes())
}
