//! `neo`: every operation of the contract as a command.
#![forbid(unsafe_code)]

mod arguments;
mod command;
mod contract;
mod failure;
mod key;
mod output;
mod run;

use std::io::Write;
use std::process::ExitCode;

use failure::Failure;

fn main() -> ExitCode {
    let operations = contract::operations();
    let matches = match command::tree(&operations).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            // Help and version are no errors; clap says where each is printed.
            error.print().ok();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match run::run(&operations, &matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Err(failure) => {
            writeln!(std::io::stderr(), "error: {failure}").ok();
            failure.code()
        }
    }
}
