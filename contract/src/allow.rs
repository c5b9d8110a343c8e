//! `openapi/drift-allow.toml`: findings that were reviewed and accepted, each with a reason and an expiry date.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use crate::diff::Finding;
use crate::{atomic, sanitize};

/// The allowlist's file name in the vendor folder.
pub const ALLOWLIST: &str = "drift-allow.toml";

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The finding's rule, method, path, pointer and arguments, hashed.
    pub fingerprint: String,
    /// Why it is accepted.
    pub reason: String,
    /// The last day of the acceptance, `YYYY-MM-DD`.
    #[serde(deserialize_with = "day")]
    pub expires: String,
    /// The finding in words, for readers.
    #[serde(default)]
    pub what: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accept: Vec<Entry>,
}

/// What is wrong with an allowlist.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It could not be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The allowlist.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is not valid TOML, or has other keys.
    #[error("{}:{}", .path.display(), excerpt(source))]
    Syntax {
        /// The allowlist.
        path: PathBuf,
        /// Why.
        source: Box<toml::de::Error>,
    },
    /// Entries that must be removed or changed.
    #[error("{}:{}", .path.display(), .problems.iter().map(|one| format!("\n  {}", sanitize::line(one))).collect::<String>())]
    Entries {
        /// The allowlist.
        path: PathBuf,
        /// One sentence for each entry.
        problems: Vec<String>,
    },
}

/// A day, as a string or as a TOML date. It is validated with the other entries.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match toml::Value::deserialize(deserializer)? {
        toml::Value::String(text) => Ok(text),
        toml::Value::Datetime(date) => Ok(date.to_string()),
        _ => Err(serde::de::Error::custom(
            "`expires` must be a date, such as \"2030-01-31\" or 2030-01-31",
        )),
    }
}

/// An error with the source lines it refers to.
fn excerpt(source: &toml::de::Error) -> String {
    let text = source.to_string();
    text.lines()
        .map(|one| format!("\n  {}", sanitize::line(one)))
        .collect()
}

/// Reads an allowlist; a missing file is an empty list.
pub fn read(path: &Path) -> Result<Vec<Entry>, Error> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => {
            return Err(Error::Io {
                path: path.to_path_buf(),
                source,
            });
        }
    };
    let file: File = toml::from_str(&text).map_err(|source| Error::Syntax {
        path: path.to_path_buf(),
        source: Box::new(source),
    })?;
    Ok(file.accept)
}

/// Removes accepted changes from `findings`, at every location that they affect, and returns how many there are. An
/// entry that expired, has no reason, is a duplicate or matches nothing is an error.
pub fn apply(
    path: &Path,
    entries: &[Entry],
    findings: &mut Vec<Finding>,
    today: &str,
) -> Result<usize, Error> {
    let present: BTreeSet<&str> = findings
        .iter()
        .map(|finding| finding.fingerprint.as_str())
        .collect();
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in entries {
        let name = &entry.fingerprint;
        if !seen.insert(name.as_str()) {
            problems.push(format!("{name} is listed twice; remove one entry"));
        }
        if entry.reason.trim().is_empty() {
            problems.push(format!("{name} has no reason; add one"));
        }
        match NaiveDate::parse_from_str(&entry.expires, "%Y-%m-%d") {
            Err(_) => problems.push(format!(
                "{name} expires on {:?}, which is not a date (YYYY-MM-DD)",
                entry.expires
            )),
            Ok(day) if day.to_string().as_str() < today => {
                problems.push(format!(
                    "{name} expired on {day}; review it, then accept it again or remove it"
                ));
            }
            Ok(_) => {}
        }
        if !present.contains(name.as_str()) {
            problems.push(format!("{name} no longer matches a change; remove it"));
        }
    }
    if !problems.is_empty() {
        return Err(Error::Entries {
            path: path.to_path_buf(),
            problems,
        });
    }
    findings.retain(|finding| !seen.contains(finding.fingerprint.as_str()));
    Ok(seen.len())
}

/// Appends an entry, leaving the others unchanged.
pub fn accept(path: &Path, entry: &Entry) -> Result<(), Error> {
    let failed = |source| Error::Io {
        path: path.to_path_buf(),
        source,
    };
    if read(path)?
        .iter()
        .any(|there| there.fingerprint == entry.fingerprint)
    {
        let problems = vec![format!("{} is already accepted", entry.fingerprint)];
        return Err(Error::Entries {
            path: path.to_path_buf(),
            problems,
        });
    }
    let mut text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(source) => return Err(failed(source)),
    };
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let what = entry
        .what
        .as_deref()
        .map(|what| format!("what = {}\n", quoted(what)))
        .unwrap_or_default();
    text.push_str(&format!(
        "{}[[accept]]\nfingerprint = {}\n{what}reason = {}\nexpires = {}\n",
        if text.is_empty() { "" } else { "\n" },
        quoted(&entry.fingerprint),
        quoted(&entry.reason),
        quoted(&entry.expires),
    ));
    atomic::write(&[(path.to_path_buf(), text)]).map_err(failed)
}
