//! Headers that a caller adds.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::redact::printable_name;
use crate::error::ConfigurationError;

/// Checked extra headers, or the first that was refused: builders report it where they may fail.
#[derive(Clone, Default)]
pub(crate) struct ExtraHeaders {
    map: HeaderMap,
    refused: Option<String>,
}

impl ExtraHeaders {
    pub fn add(&mut self, name: &str, value: &str) {
        let parsed = HeaderName::try_from(name)
            .ok()
            .filter(|name| !is_ours(name))
            .zip(HeaderValue::try_from(value).ok());
        match parsed {
            Some((name, mut value)) => {
                // What a caller puts here may be a secret; nothing needs to print it.
                value.set_sensitive(true);
                self.map.insert(name, value);
            }
            // What is not a name may be a whole header line with a credential in it.
            None if self.refused.is_none() => {
                let name = HeaderName::try_from(name).ok();
                self.refused = Some(
                    name.map_or_else(String::new, |name| printable_name(name.as_str()).to_owned()),
                );
            }
            None => {}
        }
    }

    pub fn check(&self) -> Result<&HeaderMap, ConfigurationError> {
        match &self.refused {
            None => Ok(&self.map),
            Some(name) => Err(ConfigurationError::Header { name: name.clone() }),
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

/// Headers that the client sets itself: callers must not set them.
pub(crate) fn is_ours(name: &HeaderName) -> bool {
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
