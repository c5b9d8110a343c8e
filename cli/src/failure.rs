//! What ends a run, and with which code.

use std::fmt;
use std::process::ExitCode;

use neo_api::Error;

use crate::output::chain;

/// Why a run ended early.
#[derive(Debug)]
pub enum Failure {
    /// Arguments that do not fit together. 2, as for those that clap refuses.
    Usage(String),
    /// No key, or one that cannot be used.
    Key(String),
    /// The call failed.
    Call(Error),
    /// Data cannot be read or written.
    Io(String),
    /// A list was read in part.
    List {
        why: Box<Failure>,
        /// How many elements were printed.
        printed: usize,
        /// How to continue.
        rest: String,
    },
    /// The reader of the output has closed it, as `head` does.
    ReaderGone,
}

/// What `--help` says of them.
pub const EXIT_CODES: &str =
    "Exit codes: 0 done, 1 the call failed, 2 usage, 3 no usable key, 4 the service refused (4xx).";

impl Failure {
    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::ReaderGone => 0,
            Self::Usage(_) => 2,
            Self::Key(_) | Self::Call(Error::Configuration(_)) => 3,
            Self::Call(error) if error.status().is_some_and(|it| it.is_client_error()) => 4,
            Self::List { why, .. } => return why.code(),
            Self::Call(_) | Self::Io(_) => 1,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(what) | Self::Key(what) | Self::Io(what) => formatter.write_str(what),
            Self::Call(error) => formatter.write_str(&chain(error)),
            Self::List { why, printed, rest } => {
                write!(
                    formatter,
                    "{why}\n  {printed} elements were printed; {rest}"
                )
            }
            Self::ReaderGone => formatter.write_str("the reader has closed the output"),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::Io(format!("cannot write the output: {error}")),
        }
    }
}
