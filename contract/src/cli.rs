//! The command line: arguments in, text and an exit code out.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{check, explain, validate, vendor};

/// What the exit code says. Findings and inability to run never share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to report.
    Clean = 0,
    /// Findings at or above the threshold.
    Findings = 1,
    /// Wrong arguments.
    Usage = 2,
    /// A contract could not be read or written.
    CannotLoad = 3,
    /// Checked-in files are not what the contract generates.
    Stale = 4,
    /// The allowlist is wrong.
    Allowlist = 5,
}

#[derive(Parser)]
#[command(name = "neo-contract", version, about, after_help = EXIT_CODES)]
struct Arguments {
    /// The folder with the vendored contract.
    #[arg(long, global = true, value_name = "FOLDER", default_value = "openapi")]
    dir: PathBuf,
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str =
    "Exit codes: 0 clean, 1 findings, 2 usage, 3 cannot load, 4 stale, 5 allowlist problem.";

#[derive(Subcommand)]
enum Command {
    /// Vendor a published contract: a file or URL; JSON, YAML, or a docs page with a fenced OpenAPI block.
    Vendor {
        /// Where to read it.
        source: String,
        /// Record this as its source, instead of where it was read.
        #[arg(long = "source", value_name = "URL")]
        record: Option<String>,
    },
    /// Check that lock, generated code and surface match the vendored contract.
    Check {
        /// Mend what does not.
        #[arg(long)]
        write: bool,
    },
    /// Print what the generator rewrote in the contract, and where.
    Explain,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            let exit = if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Clean
            };
            return ExitCode::from(exit as u8);
        }
    };
    ExitCode::from(run(arguments) as u8)
}

fn run(arguments: Arguments) -> Exit {
    let folder = arguments.dir;
    match arguments.command {
        Command::Vendor { source, record } => {
            match vendor::vendor(&source, record.as_deref(), &folder) {
                Ok(done) => vendored(&done),
                Err(error) => fail(&format!("nothing was vendored: {error}")),
            }
        }
        Command::Check { write } => match check::check(&folder, write) {
            Ok(stale) => checked(&stale, write),
            Err(error) => fail(&error.to_string()),
        },
        Command::Explain => explained(&folder.join(vendor::CONTRACT)),
    }
}

fn fail(message: &str) -> Exit {
    eprintln!("neo-contract: {message}");
    Exit::CannotLoad
}

fn vendored(done: &vendor::Vendored) -> Exit {
    let lock = &done.lock;
    let state = if done.unchanged {
        "unchanged"
    } else {
        "vendored"
    };
    println!(
        "{state}: version {} from {} (sha256 {})",
        lock.version, lock.source, lock.sha256
    );
    if !done.unchanged {
        println!("next: {}", check::REMEDY);
    }
    Exit::Clean
}

fn checked(stale: &[check::Stale], write: bool) -> Exit {
    for one in stale {
        eprintln!("{one}");
    }
    match (stale.len(), write) {
        (0, _) => {
            println!("fresh: lock, generated code and surface match the contract");
            Exit::Clean
        }
        (count, true) => {
            println!("mended: {count} (above); review the change before you commit it");
            Exit::Clean
        }
        (_, false) => {
            eprintln!("To accept what the contract says now: {}", check::REMEDY);
            Exit::Stale
        }
    }
}

fn explained(contract: &std::path::Path) -> Exit {
    let text = match std::fs::read_to_string(contract) {
        Ok(text) => text,
        Err(error) => return fail(&format!("cannot read {}: {error}", contract.display())),
    };
    match validate::validate(&text) {
        Ok(contract) => {
            print!("{}", explain::text(&contract.generated.notes));
            Exit::Clean
        }
        Err(error) => fail(&format!("{}: {error}", contract.display())),
    }
}
