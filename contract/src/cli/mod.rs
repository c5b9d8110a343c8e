//! The command line: arguments in, text and an exit code out.

mod accept;
mod arguments;
mod compare;
mod output;
mod probe;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;

use self::arguments::{Arguments, Command};
use self::output::{exit_after_write, fail, print, print_error, print_error_lines};
use crate::{
    check, convention_use, conventions, explain, generate, sanitize, semver, shell, validate,
    vendor,
};

/// The exit codes. Findings and failures to run never share one.
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
    /// Checked-in files differ from what the contract generates.
    Stale = 4,
    /// The allowlist is wrong.
    Allowlist = 5,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let printed = error.print();
            let exit = if error.use_stderr() {
                Exit::Usage
            } else {
                exit_after_write(printed, Exit::Clean)
            };
            return ExitCode::from(exit as u8);
        }
    };
    let worker = std::thread::Builder::new()
        .stack_size(crate::STACK)
        .spawn(move || run(arguments));
    let exit = match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(exit)) => exit,
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(error) => fail(&format!("cannot start a thread: {error}")),
    };
    ExitCode::from(exit as u8)
}

fn run(arguments: Arguments) -> Exit {
    let folder = arguments.dir;
    let strict = arguments.strict;
    match arguments.command {
        Command::Vendor { source, record } => {
            match vendor::vendor_with(&source, record.as_deref(), &folder, strict) {
                Ok(done) => print_vendored(&done, &folder),
                Err(error) => fail(&format!("nothing was vendored: {error}")),
            }
        }
        Command::Check { write } => match check::check_with(&folder, write, strict) {
            Ok(stale) => print_checked(&stale, write, &folder),
            Err(error) => fail(&error.to_string()),
        },
        Command::Semver { base } => match semver::semver(&folder, &base) {
            Ok(verdict) => print_bump(&verdict),
            Err(error) => fail(&error.to_string()),
        },
        Command::Explain => explain_contract(&folder.join(vendor::CONTRACT), strict),
        Command::Generate {
            document,
            folder,
            conventions,
            neo_api,
            verbose,
        } => {
            let request = generate::Request {
                document: &document,
                folder: &folder,
                conventions: conventions.as_deref(),
                runtime: neo_api.as_deref(),
                strict,
            };
            generate_crate(&request, verbose)
        }
        Command::Diff(arguments) => compare::run(&arguments, &folder),
        Command::Probe {
            recording,
            base_url,
            arguments,
            format,
        } => probe::run(
            &folder.join(vendor::CONTRACT),
            recording.as_deref(),
            base_url,
            arguments,
            format,
        ),
        Command::Accept {
            fingerprint,
            reason,
            expires,
            what,
        } => accept::run(&folder, fingerprint, reason, expires, what),
    }
}

fn print_vendored(done: &vendor::Vendored, folder: &Path) -> Exit {
    let lock = &done.lock;
    let state = if done.unchanged {
        "unchanged"
    } else {
        "vendored"
    };
    let mut text = sanitize::line(&format!(
        "{state}: version {} from {} (sha256 {})",
        lock.version, lock.source, lock.sha256
    ));
    text.push('\n');
    text.push_str(&unread(&done.unread));
    let lost: Vec<&neo_api_codegen::Note> = done.lost.iter().collect();
    text.push_str(&explain::losses(&lost));
    text.push_str(&explain::operations(&done.left_out));
    if !lost.is_empty() {
        text.push_str(&format!(
            "losses: {}; `neo-contract explain{}` prints each, and --strict refuses such a document\n",
            lost.len(),
            shell::dir_option(folder)
        ));
    }
    if !done.unchanged {
        text.push_str(&format!("next: {}\n", check::fix_command(folder)));
    }
    print(&text, Exit::Clean)
}

/// Why references to other files were not followed, one per line.
fn unread(unread: &[neo_api_codegen::Unread]) -> String {
    let line = |one: &neo_api_codegen::Unread| {
        let line = format!(
            "not followed: the reference `{}` {}",
            one.reference, one.reason
        );
        sanitize::line(&line) + "\n"
    };
    unread.iter().map(line).collect()
}

fn print_bump(verdict: &semver::Verdict) -> Exit {
    let (before, now, least) = (verdict.before, verdict.now, verdict.least);
    let bump = sanitize::line(&verdict.bump.to_string());
    if verdict.is_sufficient() {
        let text = format!("{bump}\n{before} to {now}: enough\n");
        print(&text, Exit::Clean)
    } else {
        let text = format!("{bump}\n{before} to {now}: not enough, it must be at least {least}\n");
        print(&text, Exit::Findings)
    }
}

fn print_checked(stale: &[check::Stale], write: bool, folder: &Path) -> Exit {
    for one in stale {
        // Its lines come from checked-in files.
        print_error_lines(&one.to_string());
    }
    match (stale.len(), write) {
        (0, _) => print(
            "fresh: lock, generated code and surface match the contract\n",
            Exit::Clean,
        ),
        (count, true) => print(
            &format!(
                "updated files: {count} (listed above); review the changes before you commit them\n"
            ),
            Exit::Clean,
        ),
        (_, false) => {
            print_error(&format!(
                "To accept the current contract, run: {}",
                check::fix_command(folder)
            ));
            Exit::Stale
        }
    }
}

fn explain_contract(contract: &Path, strict: bool) -> Exit {
    let text = match std::fs::read_to_string(contract) {
        Ok(text) => text,
        Err(error) => {
            return fail(&format!(
                "cannot read {}: {error}; --dir is the folder of the vendored contract",
                contract.display()
            ));
        }
    };
    let folder = contract.parent().unwrap_or(Path::new(""));
    let options = match conventions::options(folder) {
        Ok(options) => options,
        Err(error) => return fail(&error.to_string()),
    };
    match validate::validate(&text, &options) {
        Ok(contract) => {
            let generated = contract.generated;
            let file = folder.join(conventions::CONVENTIONS).display().to_string();
            let mut text = explain::text(&generated.notes, &generated.left_out);
            text += &convention_use::counts(&file, &generated.conventions);
            for sentence in convention_use::unmatched(&file, &generated.conventions) {
                text += &format!("{sentence}\n");
            }
            let text = sanitize::lines(&text);
            let refused = strict && validate::strict(&generated.notes).is_err();
            print(&text, if refused { Exit::Findings } else { Exit::Clean })
        }
        Err(error) => fail(&format!("{}: {error}", contract.display())),
    }
}

fn generate_crate(request: &generate::Request<'_>, verbose: bool) -> Exit {
    let done = match generate::generate(request) {
        Ok(done) => done,
        Err(error) => return fail(&format!("no crate was written: {error}")),
    };
    let notes = match verbose {
        true => explain::text(&done.notes, &done.left_out),
        false => explain::summary(&done.notes, &done.left_out),
    };
    let file = request.conventions.map(|it| it.display().to_string());
    let file = file.unwrap_or_default();
    let text = format!(
        "{notes}{}{}: {} operations ({} of them lists in pages), {} schemas, {} lines\n{}",
        unread(&done.unread),
        request.folder.display(),
        done.operations,
        done.paginated,
        done.schemas,
        done.lines,
        convention_use::counts(&file, &done.conventions),
    );
    let exit = print(&sanitize::lines(&text), Exit::Clean);
    for sentence in convention_use::unmatched(&file, &done.conventions) {
        print_error(&format!("warning: {sentence}"));
    }
    exit
}
