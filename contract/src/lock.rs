//! `openapi.lock.json`: where the vendored contract came from and which bytes it had.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The vendored contract's origin and fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// Where it was read from: a URL, or a file name without any machine's folders.
    pub source: String,
    /// The address that a docs page names as the document's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// What part of that document the docs page shows, in the page's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// The other files that it was put together from, each with its SHA-256.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
    /// SHA-256 of `openapi.json`, in lower-case hex.
    pub sha256: String,
    /// `info.version` of the document.
    pub version: String,
    /// `openapi` of the document.
    pub openapi: String,
    /// The UTC day on which it was vendored, `YYYY-MM-DD`.
    pub date: String,
    /// Set when `openapi.json` was changed by hand after it was vendored and then accepted as it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub edited: bool,
}

/// Why a lock could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is none.
    #[error("{} is missing; `neo-contract vendor SOURCE` writes it", .0.display())]
    Missing(PathBuf),
    /// It could not be read.
    #[error("cannot read {}: {source}", .path.display())]
    Read {
        /// The lock.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is not what this program writes.
    #[error("{} is not a lock that this program wrote: {source}", .path.display())]
    Form {
        /// The lock.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
}

impl Lock {
    /// Reads a lock.
    pub fn read(path: &Path) -> Result<Lock, Error> {
        let text = fs::read_to_string(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => Error::Missing(path.to_path_buf()),
            _ => Error::Read {
                path: path.to_path_buf(),
                source,
            },
        })?;
        serde_json::from_str(&text).map_err(|source| Error::Form {
            path: path.to_path_buf(),
            source,
        })
    }

    /// The lock's text, with a final newline.
    pub fn to_text(&self) -> String {
        // A struct of strings, a map of them and a flag always serialises.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// SHA-256 in lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Today in UTC, `YYYY-MM-DD`.
pub(crate) fn today() -> String {
    chrono::Utc::now().date_naive().to_string()
}
