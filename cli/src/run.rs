//! Runs one command.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::Duration;

use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressStyle};
use neo_api::blocking::Neo;
use neo_api::error::ConfigurationError;
use neo_api::{DEFAULT_BASE_URL, Error, UntypedCall};
use serde_json::Value;

use crate::contract::Described;
use crate::failure::Failure;
use crate::output::{self, Form};
use crate::{arguments, command, key};

/// Runs what `matches` asks for.
pub fn run(operations: &[Described], matches: &ArgMatches) -> Result<(), Failure> {
    let (words, leaf) = leaf(matches);
    if words.first().is_some_and(|word| word == "completions") {
        if let Some(shell) = leaf.get_one::<clap_complete::Shell>("shell") {
            let mut tree = command::tree(operations);
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut tree, "neo", &mut script);
            std::io::stdout().write_all(&script)?;
        }
        return Ok(());
    }
    let Some(described) = operations.iter().find(|it| it.words == words) else {
        return Err(Failure::Usage(format!("no command `{}`", words.join(" "))));
    };
    let call = arguments::call(described, leaf)?;
    let base = base_url(leaf)?;
    if leaf.get_flag("dry-run") {
        // Any key will do to have the address checked.
        let checked = neo_api::Neo::builder().api_key("neo_sk_none_00000000");
        checked.base_url(&base).build().map_err(unusable)?;
        return dry_run(&call, &base);
    }
    let form = match (leaf.get_flag("json"), leaf.get_flag("lines")) {
        (true, _) => Form::Json,
        (_, true) => Form::Lines,
        _ => Form::Table,
    };
    let key = key::read(leaf.get_one::<PathBuf>("key-file").map(PathBuf::as_path))?;
    let builder = Neo::builder().base_url(&base);
    // An Entra access token is a JWT, whose first part is JSON in base64.
    let builder = if key.starts_with("eyJ") {
        builder.access_token(&key)
    } else {
        builder.api_key(&key)
    };
    let neo = builder.build_blocking().map_err(unusable)?;
    let all = described.operation.paginated && leaf.get_flag("all");
    if all {
        return pages(&neo, call, form);
    }
    let answer = neo.call_untyped(call)?;
    output::body(&answer.data, form, described)
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
    if call.operation().credential {
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
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}

/// All pages of a list.
fn pages(neo: &Neo, first: UntypedCall, form: Form) -> Result<(), Failure> {
    let progress = if std::io::stderr().is_terminal() {
        ProgressBar::new_spinner()
    } else {
        ProgressBar::hidden()
    };
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} read in {elapsed}") {
        progress.set_style(style);
    }
    progress.enable_steady_tick(Duration::from_millis(120));
    let mut items: Vec<Value> = Vec::new();
    let mut followed = std::collections::HashSet::new();
    let mut call = first.clone();
    loop {
        let answer = neo.call_untyped(call).inspect_err(|_| {
            progress.finish_and_clear();
        })?;
        let body: Value = serde_json::from_slice(&answer.data)
            .map_err(|error| Failure::Io(format!("the answer is no JSON: {error}")))?;
        let page = body["data"].as_array().cloned().unwrap_or_default();
        progress.inc(page.len() as u64);
        if form == Form::Lines {
            progress.suspend(|| output::lines(&answer.data))?;
        } else {
            items.extend(page);
        }
        let pagination = &body["meta"]["pagination"];
        let cursor = pagination["next_cursor"].as_str().unwrap_or_default();
        if pagination["has_more"] == false || cursor.is_empty() {
            break;
        }
        if !followed.insert(cursor.to_owned()) {
            progress.finish_and_clear();
            return Err(Failure::Io(
                "the list does not end: its next_cursor is one that was followed before".to_owned(),
            ));
        }
        call = first.clone().with_query("cursor", cursor);
    }
    progress.finish_and_clear();
    match form {
        Form::Lines => Ok(()),
        form => output::list(&items, form),
    }
}
