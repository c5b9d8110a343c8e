//! The command line: arguments in, text and an exit code out.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diff::{self, Profile, Severity};
use crate::report::{Form, Report};
use crate::{allow, check, explain, generate, lock, probe, source, validate, vendor};

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
    /// Vendor a published contract: a file, a URL, or `-` for standard input; JSON, YAML, or a docs page with a fenced OpenAPI block.
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
    /// Write a crate of any OpenAPI 3.1 document.
    Generate {
        /// Where to read it: a file or URL.
        document: String,
        /// The crate's folder, whose name is the crate's.
        #[arg(long = "crate", value_name = "FOLDER")]
        folder: PathBuf,
        /// The folder of neo-api, whose runtime module the code leans on. Default: the published crate.
        #[arg(long, value_name = "FOLDER")]
        neo_api: Option<PathBuf>,
    },
    /// Say what changed between two contracts: files, URLs, or git-ref:path.
    Diff(DiffArguments),
    /// Hold the answers of a live service, or of a recording, against the vendored contract.
    Probe {
        /// A .har file, or JSON lines of {method, url, status, body}; without one, the service is called.
        #[arg(long, value_name = "FILE")]
        recording: Option<PathBuf>,
        /// The service. Default: NEO_BASE_URL, else the contract's first server. The key comes from NEO_API_KEY.
        #[arg(long, value_name = "URL", conflicts_with = "recording")]
        base_url: Option<String>,
        /// The value of a path or query parameter.
        #[arg(long = "arg", value_name = "NAME=VALUE", value_parser = argument)]
        arguments: Vec<(String, String)>,
    },
    /// Put a finding of `diff` into the allowlist.
    Accept {
        /// As `diff` prints it.
        fingerprint: String,
        /// Why it is accepted.
        #[arg(long)]
        reason: String,
        /// The last day on which it is, YYYY-MM-DD. Default: 90 days from now.
        #[arg(long)]
        expires: Option<String>,
    },
}

fn argument(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

#[derive(Args)]
struct DiffArguments {
    /// The contract as it was.
    #[arg(long)]
    base: String,
    /// The contract as it is. Default: the vendored one.
    #[arg(long)]
    head: Option<String>,
    /// Whose judgement counts.
    #[arg(long, value_enum, default_value_t)]
    profile: Profile,
    /// The mildest finding that makes the run fail.
    #[arg(long, value_enum, default_value = "breaking")]
    fail_on: FailOn,
    /// text, json, github, markdown or junit; `=FILE` writes it there. May be repeated.
    #[arg(long = "format", value_name = "FORM[=FILE]", default_value = "text", value_parser = output)]
    formats: Vec<Output>,
    /// Leave the allowlist alone.
    #[arg(long)]
    no_allowlist: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Breaking,
    Risky,
    Any,
    Never,
}

impl FailOn {
    fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Breaking => Some(Severity::Breaking),
            FailOn::Risky => Some(Severity::Risky),
            FailOn::Any => Some(Severity::Safe),
            FailOn::Never => None,
        }
    }
}

/// A form of report and the file that it goes to.
#[derive(Clone)]
struct Output {
    form: Form,
    file: Option<PathBuf>,
}

fn output(text: &str) -> Result<Output, String> {
    let (form, file) = match text.split_once('=') {
        Some((form, file)) => (form, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let form = Form::from_str(form, false)?;
    Ok(Output { form, file })
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
        Command::Generate {
            document,
            folder,
            neo_api,
        } => generated(&generate::Request {
            document: &document,
            folder: &folder,
            runtime: neo_api.as_deref(),
        }),
        Command::Diff(arguments) => compared(&arguments, &folder),
        Command::Probe {
            recording,
            base_url,
            arguments,
        } => probed(
            &folder.join(vendor::CONTRACT),
            recording.as_deref(),
            base_url,
            arguments,
        ),
        Command::Accept {
            fingerprint,
            reason,
            expires,
        } => accepted(&folder, fingerprint, reason, expires),
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

fn compared(arguments: &DiffArguments, folder: &Path) -> Exit {
    let vendored = folder.join(vendor::CONTRACT).display().to_string();
    let head_name = arguments.head.as_deref().unwrap_or(&vendored);
    let (base, head) = match (source::read(&arguments.base), source::read(head_name)) {
        (Ok(base), Ok(head)) => (base, head),
        (Err(error), _) => return fail(&format!("the base cannot be read: {error}")),
        (_, Err(error)) => return fail(&format!("the head cannot be read: {error}")),
    };
    for (name, document) in [(arguments.base.as_str(), &base), (head_name, &head)] {
        if let Err(error) = validate::readable(&document.json) {
            return fail(&format!("{name}: {error}"));
        }
    }
    let mut diff = match diff::diff(&base.json, &head.json) {
        Ok(diff) => diff,
        Err(error) => return fail(&error.to_string()),
    };
    let mut allowed = 0;
    if !arguments.no_allowlist {
        let path = folder.join(allow::ALLOWLIST);
        let applied = allow::read(&path)
            .and_then(|entries| allow::apply(&path, &entries, &mut diff.findings, &lock::today()));
        match applied {
            Ok(count) => allowed = count,
            Err(error) => {
                eprintln!("neo-contract: {error}");
                return Exit::Allowlist;
            }
        }
    }
    let mut report = Report {
        diff: &diff,
        allowed,
        profile: arguments.profile,
        fail_on: arguments.fail_on.severity(),
        base: &arguments.base,
        head: head_name,
        head_text: &head.json,
        colour: false,
    };
    for output in &arguments.formats {
        report.colour = output.file.is_none()
            && std::io::stdout().is_terminal()
            && std::env::var_os("NO_COLOR").is_none();
        let text = report.render(output.form);
        match &output.file {
            None => print!("{text}"),
            Some(path) => {
                if let Err(error) = std::fs::write(path, text) {
                    return fail(&format!("cannot write {}: {error}", path.display()));
                }
            }
        }
    }
    if report.failing() > 0 {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

fn accepted(folder: &Path, fingerprint: String, reason: String, expires: Option<String>) -> Exit {
    let well_formed =
        fingerprint.len() == 16 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !well_formed || reason.trim().is_empty() {
        eprintln!(
            "neo-contract: a fingerprint is 16 hex digits as `diff` prints them, and a reason says something"
        );
        return Exit::Usage;
    }
    let expires = expires
        .unwrap_or_else(|| (chrono::Utc::now().date_naive() + chrono::Days::new(90)).to_string());
    if chrono::NaiveDate::parse_from_str(&expires, "%Y-%m-%d").is_err() {
        eprintln!("neo-contract: {expires:?} is no day (YYYY-MM-DD)");
        return Exit::Usage;
    }
    let path = folder.join(allow::ALLOWLIST);
    let entry = allow::Entry {
        fingerprint,
        reason,
        expires,
        what: None,
    };
    match allow::accept(&path, &entry) {
        Ok(()) => {
            println!(
                "accepted {} until {} in {}",
                entry.fingerprint,
                entry.expires,
                path.display()
            );
            Exit::Clean
        }
        Err(error) => {
            eprintln!("neo-contract: {error}");
            Exit::Allowlist
        }
    }
}

fn probed(
    contract: &Path,
    recording: Option<&Path>,
    base_url: Option<String>,
    arguments: Vec<(String, String)>,
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
    for mismatch in &outcome.mismatches {
        println!("{mismatch}");
    }
    for skipped in &outcome.skipped {
        eprintln!("skipped: {skipped}");
    }
    println!(
        "{} answers held against the contract, {} places disagree",
        outcome.held,
        outcome.mismatches.len()
    );
    match (outcome.held, outcome.mismatches.is_empty()) {
        (0, _) => fail("nothing was probed"),
        (_, true) => Exit::Clean,
        (_, false) => Exit::Findings,
    }
}

fn live(
    contract: &str,
    base_url: Option<String>,
    arguments: Vec<(String, String)>,
) -> Result<probe::Live, probe::Error> {
    let root: serde_json::Value = serde_json::from_str(contract)?;
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
