//! Runs one command.

use clap::ArgMatches;
use neo_api::UntypedCall;

use crate::contract::{Described, ParameterLocation, Success};
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{
    api, arguments, command, config, events, manual, mock, output, pages, redact, verbose,
};

/// Runs the command of `matches`.
pub fn run(operations: &[Described], matches: &ArgMatches) -> Result<(), Failure> {
    let (words, leaf) = leaf(matches);
    match words.first().map(String::as_str) {
        Some("completions") => return completions(operations, leaf),
        Some(manual::NAME) => return manual::run(command::tree(operations), leaf),
        Some(mock::NAME) => return mock::run(leaf),
        Some(config::NAME) => return config::run(&words, leaf),
        Some(api::NAME) => {
            let (described, call) = api::call(leaf)?;
            return called(&described, leaf, call, false);
        }
        _ => {}
    }
    let watch = words.first().is_some_and(|word| word == command::WATCH);
    let own = words.get(usize::from(watch)..).unwrap_or_default();
    let Some(described) = operations.iter().find(|it| it.words == own) else {
        return Err(Failure::Usage(format!("no command `{}`", words.join(" "))));
    };
    let call = arguments::call(described, leaf, |_| true)?;
    called(described, leaf, call, watch)
}

fn called(
    described: &Described,
    leaf: &ArgMatches,
    call: UntypedCall,
    watch: bool,
) -> Result<(), Failure> {
    let settings = Settings::of(leaf)?;
    if settings.dry_run {
        settings.client(None)?;
        return dry_run(described, &call, &settings.base_url);
    }
    let key = match described.takes_key() {
        true => Some(settings.key(described.operation.id)?),
        false => None,
    };
    let neo = settings.client(key.as_deref())?;
    let printing = &settings.printing;
    if settings.verbose {
        output::print_stderr(&verbose::request(described, &call, neo.base_url()));
    }
    if let Success::Events(data) = described.success {
        if !watch {
            return events::all(&neo, call, printing, data);
        }
        let is_other = |name: &str| !name.eq_ignore_ascii_case(events::LAST_EVENT_ID);
        let again = arguments::call(described, leaf, |it| {
            it.location != ParameterLocation::Header || is_other(&it.name)
        })?;
        return events::watch(&neo, call, &again, printing, data);
    }
    let all = matches!(leaf.try_get_one::<bool>("all"), Ok(Some(true)));
    if all {
        let cursor = described.parameters.iter().find(|it| it.name == "cursor");
        let cursor = cursor.and_then(|it| leaf.get_one::<String>(&command::id(it)));
        return pages::all(&neo, &call, cursor.cloned(), printing, settings.verbose);
    }
    let response = neo.call_untyped(call);
    if settings.verbose {
        output::print_stderr(&verbose::response(&response));
    }
    output::body(&response?.data, printing, described)
}

fn completions(operations: &[Described], leaf: &ArgMatches) -> Result<(), Failure> {
    if let Some(shell) = leaf.get_one::<clap_complete::Shell>("shell") {
        let mut tree = command::tree(operations);
        let mut script = Vec::new();
        clap_complete::generate(*shell, &mut tree, "neo", &mut script);
        output::write(&script)?;
    }
    Ok(())
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
fn dry_run(described: &Described, call: &UntypedCall, base: &str) -> Result<(), Failure> {
    let base = base.trim_end_matches('/');
    let base = base.strip_suffix("/public-api").unwrap_or(base);
    let mut text = format!("{} {base}{}\n", call.operation().method, call.target());
    if described.takes_key() {
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
