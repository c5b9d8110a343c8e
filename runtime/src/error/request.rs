//! A request that was not sent.

use std::fmt;

use crate::build::BuildError;
use crate::call_record::CallRecord;

/// Arguments that do not form a valid request.
#[derive(Debug)]
pub struct RequestError {
    pub(crate) record: Box<CallRecord>,
    pub(crate) fault: RequestErrorKind,
}

/// What is wrong with the arguments.
#[derive(Debug)]
#[non_exhaustive]
pub enum RequestErrorKind {
    /// A required argument is missing, or one was refused; the text says which.
    Arguments(String),
    /// A path argument is empty, `.` or `..`, or changes in another way which endpoint would be called:
    /// `latest` for `{run}`, say, where the contract has `/runs/{run}` and `/runs/latest`.
    PathArgument,
    /// The request would have left the configured origin.
    Origin,
    /// A value was refused, or a required member is missing.
    Value(BuildError),
    /// The operation needs a credential that the client does not have.
    NoCredential {
        /// What to give.
        hint: &'static str,
    },
    /// The URL is longer than can be sent.
    UrlTooLong {
        /// How long it is, in bytes.
        bytes: usize,
        /// How long it may be.
        limit: usize,
    },
    /// The client is shutting down, and takes no new calls.
    ShuttingDown,
    /// The request could not be built.
    Build(reqwest::Error),
}

impl RequestError {
    /// What is wrong.
    pub fn kind(&self) -> &RequestErrorKind {
        &self.fault
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: nothing was sent: ", self.record.subject())?;
        match &self.fault {
            RequestErrorKind::Arguments(what) => formatter.write_str(what),
            RequestErrorKind::PathArgument => match self.record.operation {
                Some(operation) => write!(
                    formatter,
                    "an argument in the path {} is empty, \".\" or \"..\", or would call another endpoint",
                    operation.path
                ),
                None => formatter.write_str("an argument would call another endpoint"),
            },
            RequestErrorKind::Origin => {
                formatter.write_str("the request would leave the configured base URL")
            }
            RequestErrorKind::Value(error) => error.fmt(formatter),
            RequestErrorKind::NoCredential { hint: "" } => formatter.write_str(
                "the operation requires a credential, but the client has no matching one",
            ),
            RequestErrorKind::NoCredential { hint } => write!(
                formatter,
                "the operation requires a credential, but the client has no matching one: give the builder {hint}"
            ),
            RequestErrorKind::UrlTooLong { bytes, limit } => write!(
                formatter,
                "the URL has {bytes} bytes, more than the limit of {limit}; shorten the arguments"
            ),
            RequestErrorKind::ShuttingDown => formatter.write_str("the client is shutting down"),
            RequestErrorKind::Build(_) => {
                formatter.write_str("the arguments do not form a valid request")
            }
        }
    }
}

impl std::error::Error for RequestError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            RequestErrorKind::Build(error) => Some(error),
            RequestErrorKind::Value(error) => error.source(),
            _ => None,
        }
    }
}
