//! `openapi.lock.json`: the origin and the hash of the vendored contract.

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
    /// The origin: a URL, or a file name without local folders.
    pub source: String,
    /// The address of the document, as stated by a docs page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// The part of the document that the docs page shows, in the page's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// The other files bundled into it, each with its SHA-256.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
    /// SHA-256 of `openapi.json`, in lower-case hex.
    pub sha256: String,
    /// `info.version` of the document.
    pub version: String,
    /// `openapi` of the document.
    pub openapi: String,
    /// The UTC day of vendoring, `YYYY-MM-DD`.
    pub date: String,
    /// Set if `openapi.json` was edited by hand after vendoring and then accepted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub edited: bool,
}

/// Why a lock could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist.
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
    /// It is not a lock written by this program.
    #[error("{} is not a valid lock file: {source}", .path.display())]
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
        // A struct of strings, a map of strings and a flag always serialises.
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
