//! Headers that a caller adds.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::redact::printable_name;
use crate::error::{ConfigurationError, HeaderErrorKind};

/// Checked extra headers, or the first that was refused: builders report it where they may fail.
#[derive(Clone, Default)]
pub(crate) struct ExtraHeaders {
    map: HeaderMap,
    /// Its name, if it has one, and the reason.
    refused: Option<(String, HeaderErrorKind)>,
}

impl ExtraHeaders {
    pub fn add(&mut self, name: &str, value: &str) {
        match checked_header(name, value) {
            Ok((name, mut value)) => {
                // What a caller puts here may be a secret; nothing needs to print it.
                value.set_sensitive(true);
                self.map.insert(name, value);
            }
            Err(fault) => {
                self.refused.get_or_insert_with(|| {
                    // What is not a name may be a whole header line with a credential in it.
                    let name = HeaderName::try_from(name).ok();
                    let name = name
                        .as_ref()
                        .map_or("", |name| printable_name(name.as_str()));
                    (name.to_owned(), fault)
                });
            }
        }
    }

    pub fn check(&self) -> Result<&HeaderMap, ConfigurationError> {
        match &self.refused {
            None => Ok(&self.map),
            Some((name, fault)) => Err(ConfigurationError::Header {
                name: name.clone(),
                fault: *fault,
            }),
        }
    }

    /// These headers, and those of `other` that win over them.
    pub fn overlaid(&self, other: &Self) -> Self {
        let mut all = self.clone();
        for (name, value) in &other.map {
            all.map.insert(name.clone(), value.clone());
        }
        all.refused = all.refused.or_else(|| other.refused.clone());
        all
    }
}

impl fmt::Debug for ExtraHeaders {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.map.keys().map(|name| printable_name(name.as_str()));
        formatter.debug_list().entries(names).finish()
    }
}

/// A header that a caller may set.
pub(crate) fn checked_header(
    name: &str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), HeaderErrorKind> {
    let name = allowed_header(name)?;
    let value = HeaderValue::try_from(value).map_err(|_| HeaderErrorKind::Value)?;
    Ok((name, value))
}

/// The name of a header that a caller may set.
pub(crate) fn allowed_header(name: &str) -> Result<HeaderName, HeaderErrorKind> {
    let name = HeaderName::try_from(name).map_err(|_| HeaderErrorKind::Name)?;
    match is_ours(&name) {
        true => Err(HeaderErrorKind::Own),
        false => Ok(name),
    }
}

/// Headers that the client sets itself: callers must not set them.
fn is_ours(name: &HeaderName) -> bool {
    matches!(
        name.as_str(),
        "accept"
            // The client requests encodings that it can decompress.
            | "accept-encoding"
            | "authorization"
            | "connection"
            | "content-length"
            | "content-type"
            // Its response, 100, is one that the call does not wait for.
            | "expect"
            | "host"
            | "keep-alive"
            | "proxy-authorization"
            | "proxy-connection"
            | "te"
            | "trailer"
            | "transfer-encoding"
            | "upgrade"
    )
}
