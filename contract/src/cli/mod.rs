//! The command line: arguments in, text and an exit code out.

mod accept;
mod arguments;
mod compare;
mod probe;

use std::process::ExitCode;

use clap::Parser as _;

use self::arguments::{Arguments, Command};
use crate::{check, explain, generate, semver, validate, vendor};

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
        Command::Semver { base } => match semver::semver(&folder, &base) {
            Ok(verdict) => judged(&verdict),
            Err(error) => fail(&error.to_string()),
        },
        Command::Explain => explained(&folder.join(vendor::CONTRACT)),
        Command::Generate {
            document,
            folder,
            neo_api,
        } => generated(&generate::Request {
            document: &document,
            folder: &folder,
            runtime: neo_api.as_deref(),
        }),
        Command::Diff(arguments) => compare::compared(&arguments, &folder),
        Command::Probe {
            recording,
            base_url,
            arguments,
        } => probe::probed(
            &folder.join(vendor::CONTRACT),
            recording.as_deref(),
            base_url,
            arguments,
        ),
        Command::Accept {
            fingerprint,
            reason,
            expires,
        } => accept::accepted(&folder, fingerprint, reason, expires),
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

fn judged(verdict: &semver::Verdict) -> Exit {
    for (sign, lines) in [("-", &verdict.change.removed), ("+", &verdict.change.added)] {
        for line in lines {
            println!("{sign} {line}");
        }
    }
    let (before, now, least) = (verdict.before, verdict.now, verdict.least);
    if verdict.holds() {
        println!("the version went from {before} to {now}, and the interface allows it");
        Exit::Clean
    } else {
        println!(
            "the version went from {before} to {now}, and the interface asks for {least} at least"
        );
        Exit::Findings
    }
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

fn generated(request: &generate::Request<'_>) -> Exit {
    match generate::generate(request) {
        Ok(done) => {
            print!("{}", explain::text(&done.notes));
            println!(
                "{}: {} operations, {} schemas, {} lines",
                request.folder.display(),
                done.operations,
                done.schemas,
                done.lines
            );
            Exit::Clean
        }
        Err(error) => fail(&format!("no crate was written: {error}")),
    }
}
