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
    /// A path argument is empty, or would change which endpoint is called.
    PathArgument {
        /// The parameter's name. None if it is not known which one it is.
        parameter: Option<String>,
        /// What is wrong with it.
        fault: PathArgumentErrorKind,
    },
    /// The request would have left the configured origin.
    Origin,
    /// A value was refused, or a required member is missing.
    Value(BuildError),
    /// The operation needs a credential that the client does not have.
    NoCredential {
        /// The security schemes that the operation accepts: all of one of these lists are required.
        schemes: &'static [&'static [&'static str]],
        /// Those for which the client has no credential.
        missing: Vec<&'static str>,
        /// How to give one: `a bearer_token`. Empty if the client does not support the schemes.
        hint: String,
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

/// What is wrong with a path argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathArgumentErrorKind {
    /// It is empty.
    Empty,
    /// It is `.` or `..`, which no encoding keeps from changing the path.
    Dots,
    /// It makes the path that of another operation: `latest` for `{run}`, where the contract has `/runs/{run}` and
    /// `/runs/latest`.
    OtherOperation {
        /// The path template of that operation.
        path: &'static str,
    },
    /// The path is not one of the operation for another reason.
    Path,
}

impl fmt::Display for PathArgumentErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("is empty"),
            Self::Dots => {
                formatter.write_str("is \".\" or \"..\", which would call another endpoint")
            }
            Self::OtherOperation { path } => write!(
                formatter,
                "would call another operation, {path}: call that one instead"
            ),
            Self::Path => formatter.write_str("would call another endpoint"),
        }
    }
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
            RequestErrorKind::PathArgument { parameter, fault } => {
                match parameter {
                    Some(name) => write!(formatter, "the path argument `{name}`")?,
                    None => formatter.write_str("an argument")?,
                }
                match self.record.operation.map(|operation| operation.path) {
                    None | Some("") => formatter.write_str(" of the path ")?,
                    Some(path) => write!(formatter, " of {path} ")?,
                }
                fault.fmt(formatter)
            }
            RequestErrorKind::Origin => {
                formatter.write_str("the request would leave the configured base URL")
            }
            // The operation is named above.
            RequestErrorKind::Value(error) => error.fmt_within(self.record.subject(), formatter),
            RequestErrorKind::NoCredential {
                schemes,
                missing,
                hint,
            } => no_credential(formatter, schemes, missing, hint),
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

/// `… a credential for the security scheme `a`, and the client has none: give the builder …`
fn no_credential(
    formatter: &mut fmt::Formatter<'_>,
    schemes: &[&[&str]],
    missing: &[&str],
    hint: &str,
) -> fmt::Result {
    let quoted = |names: &[&str], word: &str| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(word)
    };
    let all: Vec<String> = schemes.iter().map(|names| quoted(names, " and ")).collect();
    let one = matches!(schemes, [[_]]);
    let what = match one {
        true => "a credential for the security scheme",
        false => "credentials for the security schemes",
    };
    write!(
        formatter,
        "the operation requires {what} {}",
        all.join(", or ")
    )?;
    match (one, hint) {
        (_, "") => return formatter.write_str(", which this client does not support"),
        (true, _) => formatter.write_str(", and the client has none")?,
        (false, _) => write!(
            formatter,
            ", and the client has none for {}",
            quoted(missing, " or ")
        )?,
    }
    write!(formatter, ": give the builder {hint}")
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
