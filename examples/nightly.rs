//! A job that runs unattended: it retries for up to ten minutes and then reports every attempt.
//!
//! Writes one phone number per line as JSON: from the service if `NEO_API_KEY` is set, else from a mock that fails twice first.
//!
//! ```text
//! cargo run --example nightly > numbers.jsonl
//! ```

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use neo_api::mock::{Mock, Reply};
use neo_api::operations::PhoneNumbersList;
use neo_api::{CallOptions, Neo};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let mock;
    let neo = if std::env::var_os("NEO_API_KEY").is_some_and(|key| !key.is_empty()) {
        Neo::from_env()?
    } else {
        mock = Mock::start()?;
        mock.on::<PhoneNumbersList>()
            .reply(Reply::html(503))
            .reply(Reply::sample().cut_off());
        mock.client()
    };
    // A job may take its time: more attempts, and ten minutes in all.
    let patient = CallOptions::new()
        .attempts(6)
        .timeout(Duration::from_secs(600));
    let numbers = neo.with(patient).phone_numbers_list().send().await?;
    for attempt in numbers.attempts() {
        eprintln!(
            "attempt {}: {}, {:.0?}",
            attempt.number, attempt.outcome, attempt.duration
        );
    }
    let mut out = std::io::stdout().lock();
    for number in &numbers.data {
        serde_json::to_writer(&mut out, number)?;
        writeln!(out)?;
    }
    Ok(())
}
