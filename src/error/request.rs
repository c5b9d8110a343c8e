//! A request that was not sent.

use std::fmt;

use crate::exchange::Exchange;

/// Arguments that make no valid request.
#[derive(Debug)]
pub struct RequestError {
    pub(crate) exchange: Box<Exchange>,
    pub(crate) fault: RequestFault,
}

/// What is wrong with the arguments.
#[derive(Debug)]
#[non_exhaustive]
pub enum RequestFault {
    /// A required argument is missing, or one was refused; the text says which.
    Arguments(String),
    /// A path argument is empty, `.` or `..`, or changes in another way which endpoint would be called:
    /// `latest` for `{run}`, say, where the contract has `/runs/{run}` and `/runs/latest`.
    PathArgument,
    /// The request would have left the configured origin.
    Origin,
    /// The operation needs a credential, and the client has none.
    NoCredential,
    /// The generated code named an operation that its own table does not have.
    UnknownOperation(&'static str),
    /// The request could not be built.
    Build(reqwest::Error),
}

impl RequestError {
    /// What is wrong.
    pub fn fault(&self) -> &RequestFault {
        &self.fault
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: nothing was sent: ", self.exchange.place())?;
        match &self.fault {
            RequestFault::Arguments(what) => formatter.write_str(what),
            RequestFault::PathArgument => match self.exchange.operation {
                Some(operation) => write!(
                    formatter,
                    "an argument in the path {} is empty, \".\" or \"..\", or would call another endpoint",
                    operation.path
                ),
                None => formatter.write_str("an argument would call another endpoint"),
            },
            RequestFault::Origin => {
                formatter.write_str("the request would leave the configured base URL")
            }
            RequestFault::NoCredential => formatter.write_str(
                "the operation needs a credential, and the client has none; give the builder an API key (neo_sk_<env>_<secret>) or an access token",
            ),
            RequestFault::UnknownOperation(id) => {
                write!(
                    formatter,
                    "the operation {id} is not in the contract's table"
                )
            }
            RequestFault::Build(_) => formatter.write_str("the arguments make no valid request"),
        }
    }
}

impl std::error::Error for RequestError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            RequestFault::Build(error) => Some(error),
            _ => None,
        }
    }
}
