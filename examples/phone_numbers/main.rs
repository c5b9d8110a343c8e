//! Lists the phone numbers of the tenant's Phone Agent.
//!
//! With `NEO_API_KEY` set, it calls the service (at `NEO_BASE_URL`, if that is set). Without a key, it calls
//! a mock server that it starts on loopback.
//!
//! ```text
//! cargo run --example phone_numbers -- [--json]
//! ```

mod sample;
mod table;

use std::io::Write;
use std::process::ExitCode;

use neo_api::error::ConfigurationError;
use neo_api::{Error, Neo};

const USAGE: &str = "usage: phone_numbers [--json]";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let json = match arguments.as_slice() {
        [] => false,
        [argument] if argument == "--json" => true,
        [argument] if argument == "--help" || argument == "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(json).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(json: bool) -> Result<(), Box<dyn std::error::Error>> {
    let neo = client().await?;
    let numbers = neo.phone_numbers_list().send().await?;
    for warning in numbers.meta.warnings.iter().flatten() {
        eprintln!("warning: {warning}");
    }
    let text = if json {
        // The data as received: number spellings, order of members and white space included.
        #[derive(serde::Deserialize)]
        struct Body<'a> {
            #[serde(borrow)]
            data: &'a serde_json::value::RawValue,
        }
        let body: Body = serde_json::from_slice(numbers.body())?;
        format!("{}\n", body.data)
    } else {
        table::table(&numbers.data)
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        // The reader closed the pipe, as `head` does.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}

/// A client of the service, or of the sample server if no key is set.
async fn client() -> Result<Neo, Box<dyn std::error::Error>> {
    match Neo::from_env() {
        Err(Error::Configuration(fault))
            if matches!(
                *fault,
                ConfigurationError::Variable {
                    name: "NEO_API_KEY"
                } | ConfigurationError::EmptyVariable {
                    name: "NEO_API_KEY"
                }
            ) =>
        {
            let url = sample::serve().await?;
            eprintln!("NEO_API_KEY is not set, or empty: these are samples, served on {url}");
            if std::env::var_os("NEO_BASE_URL").is_some_and(|url| !url.is_empty()) {
                eprintln!("NEO_BASE_URL is not used without a key");
            }
            Ok(Neo::builder().api_key(sample::KEY).base_url(&url).build()?)
        }
        result => Ok(result?),
    }
}
