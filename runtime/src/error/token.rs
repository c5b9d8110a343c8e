//! No access token.

use std::fmt;

use crate::call_record::CallRecord;
use crate::config::SharedError;
use crate::error::CredentialErrorKind;

/// The token provider failed. Its own error is the [`source`](std::error::Error::source).
#[derive(Debug)]
pub struct TokenError {
    pub(crate) record: Box<CallRecord>,
    pub(crate) source: SharedError,
}

impl TokenError {
    /// Whether the service had refused the token before with 401. Otherwise nothing was sent.
    pub fn is_after_refusal(&self) -> bool {
        !self.record.attempts.is_empty()
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = self.record.subject();
        let unusable = self.source.downcast_ref::<CredentialErrorKind>();
        match (unusable, self.is_after_refusal()) {
            (Some(fault), false) => write!(
                formatter,
                "{subject}: nothing was sent: the token provider returned an unusable token: {fault}"
            )?,
            (None, false) => write!(
                formatter,
                "{subject}: nothing was sent: the token provider failed"
            )?,
            (_, true) => write!(
                formatter,
                "{subject}: the service refused the access token (401), and the token provider failed to give another"
            )?,
        }
        self.record.fmt_end(formatter, None)
    }
}

impl std::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
