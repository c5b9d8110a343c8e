//! Reads a file from a git revision.

use std::process::Command;

use super::{Raw, SIZE_LIMIT};

/// Why git could not read it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// git cannot be run.
    #[error("cannot run git to read {location}: {source}")]
    Run {
        /// `revision:path`.
        location: String,
        /// Why.
        source: std::io::Error,
    },
    /// git failed.
    #[error("git cannot show {location}: {message}")]
    Refused {
        /// `revision:path`.
        location: String,
        /// git's message.
        message: String,
    },
    /// It is too large.
    #[error("{0} is too large for a contract")]
    TooLarge(String),
}

/// Splits `revision:path`, if a location has that form.
pub(super) fn split(location: &str) -> Option<(&str, &str)> {
    let (revision, path) = location.split_once(':')?;
    let sound = !revision.is_empty() && !revision.starts_with('-') && !path.is_empty();
    sound.then_some((revision, path))
}

pub(super) fn show(revision: &str, path: &str) -> Result<Raw, Error> {
    let location = format!("{revision}:{path}");
    let output = Command::new("git")
        .args(["--no-pager", "show", "--end-of-options", &location])
        .output()
        .map_err(|source| Error::Run {
            location: location.clone(),
            source,
        })?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Error::Refused { location, message });
    }
    if output.stdout.len() > SIZE_LIMIT {
        return Err(Error::TooLarge(location));
    }
    Ok(Raw {
        bytes: output.stdout,
        content_type: None,
        recorded: location.clone(),
        location,
    })
}
