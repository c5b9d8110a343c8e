//! `probe`.

use std::path::Path;

use super::Exit;
use super::arguments::ProbeFormat;
use super::output::{fail, print, print_error_line};
use crate::{probe, sanitize};

pub(super) fn run(
    contract: &Path,
    recording: Option<&Path>,
    base_url: Option<String>,
    arguments: Vec<(String, String)>,
    format: ProbeFormat,
) -> Exit {
    let text = match std::fs::read_to_string(contract) {
        Ok(text) => text,
        Err(error) => return fail(&format!("cannot read {}: {error}", contract.display())),
    };
    let outcome = match recording {
        Some(recording) => probe::replay(&text, recording),
        None => live(&text, base_url, arguments).and_then(|live| probe::call(&text, &live)),
    };
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(error) => return fail(&error.to_string()),
    };
    let mut text = String::new();
    if format == ProbeFormat::Json {
        text = match serde_json::to_string_pretty(&outcome) {
            Ok(json) => sanitize::json(&format!("{json}\n")),
            Err(error) => return fail(&error.to_string()),
        };
        let exit = print(&text, Exit::Clean);
        return if exit == Exit::Clean {
            verdict(&outcome)
        } else {
            exit
        };
    }
    for mismatch in &outcome.mismatches {
        text.push_str(&sanitize::line(&mismatch.to_string()));
        text.push('\n');
    }
    for skipped in &outcome.skipped {
        print_error_line(&format!("skipped: {skipped}"));
    }
    for unanswered in &outcome.unanswered {
        print_error_line(&format!("no response: {unanswered}"));
    }
    text.push_str(&format!(
        "{} responses checked against the contract: {} locations violate it, {} are undocumented\n",
        outcome.validated,
        outcome.errors(),
        outcome.mismatches.len() - outcome.errors()
    ));
    let exit = print(&text, Exit::Clean);
    if exit != Exit::Clean {
        return exit;
    }
    verdict(&outcome)
}

/// Undocumented fields are not a reason to fail: services may extend their responses.
fn verdict(outcome: &probe::Outcome) -> Exit {
    match (outcome.validated, outcome.errors()) {
        (0, _) => fail("no response was checked against the contract"),
        (_, 0) if outcome.unanswered.is_empty() => Exit::Clean,
        (_, 0) => fail("some operations did not respond (listed above)"),
        _ => Exit::Findings,
    }
}

fn live(
    contract: &str,
    base_url: Option<String>,
    arguments: Vec<(String, String)>,
) -> Result<probe::Live, probe::Error> {
    let root = neo_api_codegen::read(contract)?.document;
    let server = || {
        root.pointer("/servers/0/url")
            .and_then(serde_json::Value::as_str)
            .map(str::to_owned)
    };
    let base = base_url
        .or_else(|| std::env::var("NEO_BASE_URL").ok())
        .or_else(server)
        .unwrap_or_default();
    let credential = match std::env::var("NEO_API_KEY") {
        Ok(key) => Some(probe::Credential::api_key(&key)?),
        Err(_) => None,
    };
    Ok(probe::Live {
        base: probe::base_url(&base)?,
        credential,
        arguments: arguments.into_iter().collect(),
    })
}
