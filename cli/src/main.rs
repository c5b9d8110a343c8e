//! `neo`: every operation of the contract as a command.
#![forbid(unsafe_code)]

mod api;
mod arguments;
mod command;
mod config;
mod contract;
mod events;
mod failure;
mod json;
mod key;
mod manual;
mod mock;
mod output;
mod pages;
mod redact;
mod run;
mod settings;
mod verbose;

use std::process::ExitCode;

use failure::Failure;

fn main() -> ExitCode {
    let operations = contract::operations();
    let arguments = command::in_words(&operations, std::env::args_os());
    let matches = match command::tree(&operations).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            // Help and version are not errors.
            if error.use_stderr() {
                output::print_stderr(error.to_string().trim_end());
            } else if let Err(failure) = output::write(error.to_string().as_bytes()) {
                return ended(&failure);
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match run::run(&operations, &matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => ended(&failure),
    }
}

fn ended(failure: &Failure) -> ExitCode {
    if !matches!(failure, Failure::ReaderGone) {
        output::print_stderr(&format!("error: {failure}"));
    }
    failure.code()
}
