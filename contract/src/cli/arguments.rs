//! The command-line arguments.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diff::{Profile, Severity};
use crate::report::Format;

#[derive(Parser)]
#[command(name = "neo-contract", version, about, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    /// The folder with the vendored contract.
    #[arg(long, global = true, value_name = "FOLDER", default_value = crate::shell::DEFAULT_FOLDER)]
    pub(super) dir: PathBuf,
    /// Refuse a document that loses something: an ignored keyword, a schema kept as JSON, an omitted operation. Without it,
    /// losses are printed and the exit code is 0. For `generate`, also refuse conventions that no operation fits.
    #[arg(long, global = true)]
    pub(super) strict: bool,
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 nothing to report, 1 findings, 2 invalid arguments, 3 a contract cannot be read or written, \
     4 checked-in files are stale, 5 the allowlist is invalid.";

#[derive(Subcommand)]
pub(super) enum Command {
    /// Vendor a published contract: a file, a URL, or `-` for standard input; JSON, YAML, or a docs page with a fenced
    /// OpenAPI block. Files that it refers to are bundled into it.
    Vendor {
        /// The file, URL or `-` to read.
        source: String,
        /// Record this URL as the source instead of the argument.
        #[arg(long = "source", value_name = "URL")]
        record: Option<String>,
    },
    /// Check that lock, generated code and surface match the vendored contract.
    Check {
        /// Update the files that do not match.
        #[arg(long)]
        write: bool,
    },
    /// Check that the crate's version matches the changes of its generated interface since a git revision.
    Semver {
        /// The revision, for example the last release's tag.
        #[arg(long, value_name = "REVISION")]
        base: String,
    },
    /// Print what the generator rewrote in the contract, and where.
    Explain,
    /// Generate a crate from any OpenAPI document (3.0, 3.1, 3.2).
    Generate {
        /// The document: a file or URL.
        document: String,
        /// The crate's folder. Its name becomes the crate's name.
        #[arg(long = "crate", value_name = "FOLDER")]
        folder: PathBuf,
        /// A file of conventions: envelope, cursor, error format. Default: none.
        #[arg(long, value_name = "FILE")]
        conventions: Option<PathBuf>,
        /// A checkout of neo-api whose runtime/ the crate depends on. Default: the published crate neo-api-runtime.
        #[arg(long, value_name = "FOLDER")]
        neo_api: Option<PathBuf>,
        /// Print each note with its location, instead of one line for each kind.
        #[arg(long, short)]
        verbose: bool,
    },
    /// Report the changes between two contracts: files, URLs, or git-ref:path.
    Diff(DiffArguments),
    /// Check the responses of a live service, or of a recording, against the vendored contract.
    Probe {
        /// A .har file, JSON lines of {method, url, status, body}, or the lines that a client's on_drift logged. Without it, the
        /// service is called.
        #[arg(long, value_name = "FILE")]
        recording: Option<PathBuf>,
        /// The service's base URL. Default: NEO_BASE_URL, else the contract's first server. The key comes from
        /// NEO_API_KEY.
        #[arg(long, value_name = "URL", conflicts_with = "recording")]
        base_url: Option<String>,
        /// The value of a path or query parameter.
        #[arg(long = "arg", value_name = "NAME=VALUE", value_parser = argument)]
        arguments: Vec<(String, String)>,
        /// text or json
        #[arg(long, value_enum, default_value_t = ProbeFormat::Text)]
        format: ProbeFormat,
    },
    /// Add a finding of `diff` to the allowlist.
    Accept {
        /// The fingerprint, as printed by `diff`.
        fingerprint: String,
        /// Why the finding is acceptable.
        #[arg(long)]
        reason: String,
        /// The last day of the acceptance, YYYY-MM-DD. Default: 90 days from now.
        #[arg(long)]
        expires: Option<String>,
        /// The finding in words, for readers of the list.
        #[arg(long, value_name = "TEXT")]
        what: Option<String>,
    },
}

fn argument(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

#[derive(Args)]
pub(super) struct DiffArguments {
    /// The old contract.
    #[arg(long)]
    pub(super) base: String,
    /// The new contract. Default: the vendored one.
    #[arg(long)]
    pub(super) head: Option<String>,
    /// The point of view that sets the severities.
    #[arg(long, value_enum, default_value_t)]
    pub(super) profile: Profile,
    /// The lowest severity that makes the run fail.
    #[arg(long, value_enum, default_value = "breaking")]
    pub(super) fail_on: FailOn,
    /// text, json, github, markdown, junit or html; `=FILE` writes it there. Can be repeated.
    #[arg(long = "format", value_name = "FORM[=FILE]", default_value = "text", value_parser = output)]
    pub(super) formats: Vec<Output>,
    /// Ignore the allowlist.
    #[arg(long)]
    pub(super) no_allowlist: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum FailOn {
    Breaking,
    Risky,
    Any,
    Never,
}

impl FailOn {
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Breaking => Some(Severity::Breaking),
            FailOn::Risky => Some(Severity::Risky),
            FailOn::Any => Some(Severity::Safe),
            FailOn::Never => None,
        }
    }
}

/// A report format and its output file.
#[derive(Clone)]
pub(super) struct Output {
    pub(super) format: Format,
    pub(super) file: Option<PathBuf>,
}

fn output(text: &str) -> Result<Output, String> {
    let (format, file) = match text.split_once('=') {
        Some((format, file)) => (format, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let format = Format::from_str(format, false)?;
    Ok(Output { format, file })
}

/// The output format of `probe`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ProbeFormat {
    /// For a terminal.
    Text,
    /// For programs.
    Json,
}
