//! `vendor`: copies the published contract into the repository unchanged, with a lock that records its origin.

use std::io;
use std::path::{Path, PathBuf};

use neo_api_codegen::{LeftOut, Note, NoteKind, Unread};

use crate::atomic;
use crate::conventions;
use crate::lock::{self, Lock};
use crate::source;
use crate::validate;

/// The contract's file name in the vendor folder.
pub const CONTRACT: &str = "openapi.json";
/// The lock's file name.
pub const LOCK: &str = "openapi.lock.json";

/// Why nothing was vendored.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The source could not be read.
    #[error(transparent)]
    Source(#[from] source::Error),
    /// The options of the folder cannot be read.
    #[error(transparent)]
    Conventions(#[from] conventions::Error),
    /// The document cannot be vendored.
    #[error("{location}: {source}")]
    Document {
        /// The source.
        location: String,
        /// What is wrong with it.
        source: validate::Error,
    },
    /// It could not be written.
    #[error("cannot write to {}: {source}", .folder.display())]
    Write {
        /// The vendor folder.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// The result of [`vendor`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendored {
    /// The lock beside the contract.
    pub lock: Lock,
    /// The same document from the same source was already vendored: nothing was written.
    pub unchanged: bool,
    /// The parts of the document that are invalid or cannot be generated.
    pub lost: Vec<Note>,
    /// The operations that cannot be generated.
    pub left_out: Vec<LeftOut>,
    /// References to other files that were not followed.
    pub unread: Vec<Unread>,
}

/// Reads `location`, checks it, and writes contract and lock into `folder`, both or neither.
///
/// The lock records `record` as the source instead of `location`. Addresses are recorded without their queries, and
/// addresses with credentials are refused.
pub fn vendor(location: &str, record: Option<&str>, folder: &Path) -> Result<Vendored, Error> {
    vendor_with(location, record, folder, false)
}

/// As [`vendor`]; with `strict`, losses prevent the contract from being written.
pub fn vendor_with(
    location: &str,
    record: Option<&str>,
    folder: &Path,
    strict: bool,
) -> Result<Vendored, Error> {
    let record = record.map(source::recorded).transpose()?;
    let document = source::read(location)?;
    let options = conventions::options(folder)?;
    let refused = |source| Error::Document {
        // Not `location`: its query can contain a signature.
        location: document.source.clone(),
        source,
    };
    let contract = validate::validate(&document.json, &options).map_err(refused)?;
    let mut lost = contract.generated.notes;
    if strict {
        validate::strict(&lost).map_err(refused)?;
    }
    let unread = document.unread;
    lost.retain(|it| it.kind == NoteKind::Lost);
    let left_out = contract.generated.left_out;
    let origin = document.origin.as_deref().map(source::recorded);
    let mut lock = Lock {
        source: record.unwrap_or(document.source),
        origin: origin.transpose()?,
        excerpt: document.excerpt,
        files: document.files,
        sha256: lock::sha256(document.json.as_bytes()),
        version: contract.version,
        openapi: contract.openapi,
        date: lock::today(),
        edited: false,
    };
    let contract_path = folder.join(CONTRACT);
    let lock_path = folder.join(LOCK);
    // Vendoring the same document again is not a change; otherwise a scheduled job would propose a new date every
    // night.
    if let Ok(present) = Lock::read(&lock_path) {
        let date = std::mem::replace(&mut lock.date, present.date.clone());
        let same_bytes =
            || std::fs::read(&contract_path).is_ok_and(|bytes| bytes == document.json.as_bytes());
        if lock == present && same_bytes() {
            return Ok(Vendored {
                lock,
                unchanged: true,
                lost,
                left_out,
                unread,
            });
        }
        lock.date = date;
    }
    let texts = [(contract_path, document.json), (lock_path, lock.to_text())];
    atomic::write(&texts).map_err(|source| Error::Write {
        folder: folder.to_path_buf(),
        source,
    })?;
    Ok(Vendored {
        lock,
        unchanged: false,
        lost,
        left_out,
        unread,
    })
}
