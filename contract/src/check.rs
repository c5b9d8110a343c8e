//! `check`: whether the files of the vendor folder match.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::atomic;
use crate::conventions;
use crate::lock::{self, Lock};
use crate::shell;
use crate::validate;
use crate::vendor::{CONTRACT, LOCK};

/// The generated client, checked in so that every change is reviewed.
pub const GENERATED: &str = "generated.rs";
/// Its public items, one per line.
pub const SURFACE: &str = "surface.txt";
/// Every operation on one page.
pub const API: &str = "api.md";
/// The command that updates what [`check`] finds.
pub const FIX_COMMAND: &str = "cargo run -p neo-contract -- check --write";

/// The same for a vendor folder, which it names unless it is the default.
pub fn fix_command(folder: &Path) -> String {
    FIX_COMMAND.to_owned() + &shell::dir_option(folder)
}

/// The maximum number of diff lines to show.
const SCREEN: usize = 40;

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read.
    #[error("cannot read {}: {source}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The contract is invalid.
    #[error("{}: {source}", .path.display())]
    Contract {
        /// The contract.
        path: PathBuf,
        /// What is wrong with it.
        source: validate::Error,
    },
    /// The lock is invalid.
    #[error(transparent)]
    Lock(#[from] lock::Error),
    /// The options of the folder cannot be read.
    #[error(transparent)]
    Conventions(#[from] conventions::Error),
    /// Stale files could not be updated.
    #[error("cannot write to {}: {source}", .folder.display())]
    Write {
        /// The vendor folder.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// A file of the vendor folder that does not match the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stale {
    /// The contract differs from the one in the lock.
    Lock {
        /// The contract's path.
        path: PathBuf,
        /// What differs, in words.
        what: String,
    },
    /// A generated file differs from what the generator writes now.
    Generated {
        /// The file.
        path: PathBuf,
        /// A unified diff from the file to what the generator writes now.
        diff: String,
    },
}

impl fmt::Display for Stale {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stale::Lock { path, what } => {
                write!(out, "{} does not match {LOCK}: {what}", path.display())
            }
            Stale::Generated { path, diff } => {
                writeln!(
                    out,
                    "{} does not match what the contract generates:",
                    path.display()
                )?;
                write!(out, "{diff}")
            }
        }
    }
}

/// Returns every stale file in `folder`; with `write`, updates and returns them.
pub fn check(folder: &Path, write: bool) -> Result<Vec<Stale>, Error> {
    check_with(folder, write, false)
}

/// As [`check`]; with `strict`, a contract with losses is an error.
pub fn check_with(folder: &Path, write: bool, strict: bool) -> Result<Vec<Stale>, Error> {
    let contract_path = folder.join(CONTRACT);
    let bytes = read(&contract_path)?;
    let document = |source| Error::Contract {
        path: contract_path.clone(),
        source,
    };
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        document(validate::Error::Structure(format!(
            "it is not UTF-8: {error}"
        )))
    })?;
    let options = conventions::options(folder)?;
    let contract = validate::validate(text, &options).map_err(document)?;
    if strict {
        validate::strict(&contract.generated.notes).map_err(document)?;
    }

    let mut stale = Vec::new();
    let mut texts: Vec<(PathBuf, String)> = Vec::new();
    let mut lock = Lock::read(&folder.join(LOCK))?;
    if let Some(what) = lock_mismatch(&lock, &bytes, &contract) {
        stale.push(Stale::Lock {
            path: contract_path.clone(),
            what,
        });
        lock.sha256 = lock::sha256(&bytes);
        lock.version = contract.version;
        lock.openapi = contract.openapi;
        lock.edited = true;
        texts.push((folder.join(LOCK), lock.to_text()));
    }
    let code = contract.generated.checked_in(text);
    let api = crate::api::page(&contract.generated);
    for (name, now) in [
        (GENERATED, &code),
        (SURFACE, &contract.generated.surface),
        (API, &api),
    ] {
        let path = folder.join(name);
        let there = match fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(Error::Read { path, source }),
        };
        if there.as_deref() == Some(now.as_bytes()) {
            continue;
        }
        texts.push((path.clone(), now.clone()));
        let diff = match there {
            None => "the file is missing\n".to_owned(),
            Some(there) => difference(name, &String::from_utf8_lossy(&there), now),
        };
        stale.push(Stale::Generated { path, diff });
    }
    if write {
        atomic::write(&texts).map_err(|source| Error::Write {
            folder: folder.to_path_buf(),
            source,
        })?;
    }
    Ok(stale)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| Error::Read {
        path: path.to_path_buf(),
        source,
    })
}

fn lock_mismatch(lock: &Lock, bytes: &[u8], contract: &validate::Contract) -> Option<String> {
    let now = lock::sha256(bytes);
    if now != lock.sha256 {
        let unconverted = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        if lock::sha256(unconverted.as_bytes()) == lock.sha256 {
            return Some("its line endings were converted to CRLF".to_owned());
        }
        return Some(format!(
            "its sha256 is {now}, but the lock has {}; if it was edited by hand, vendor it from its source again",
            lock.sha256
        ));
    }
    if contract.version != lock.version {
        return Some(format!(
            "its info.version is {:?}, but the lock has {:?}",
            contract.version, lock.version
        ));
    }
    if contract.openapi != lock.openapi {
        return Some(format!(
            "its openapi is {:?}, but the lock has {:?}",
            contract.openapi, lock.openapi
        ));
    }
    None
}

/// A unified diff, cut to a screen.
fn difference(name: &str, there: &str, now: &str) -> String {
    if there.replace("\r\n", "\n") == now {
        return "only its line endings differ (CRLF)\n".to_owned();
    }
    let diff = TextDiff::from_lines(there, now);
    let text = diff
        .unified_diff()
        .context_radius(2)
        .header(
            &format!("{name} (checked in)"),
            &format!("{name} (generated now)"),
        )
        .to_string();
    let lines = text.lines().count();
    let mut shown: String = text
        .lines()
        .take(SCREEN)
        .flat_map(|line| [line, "\n"])
        .collect();
    if lines > SCREEN {
        shown.push_str(&format!("… and {} more lines\n", lines - SCREEN));
    }
    shown
}
