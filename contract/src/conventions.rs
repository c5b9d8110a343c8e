//! The generator's options for a vendor folder: its conventions and the current names of operations.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use neo_api_codegen::{Conventions, Options};

use crate::check::SURFACE;

/// The conventions' file name in the vendor folder.
pub const CONVENTIONS: &str = "conventions.json";

/// Why the options cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The conventions are invalid.
    #[error("{}: {source}", path.display())]
    Conventions {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: neo_api_codegen::Error,
    },
}

/// The options of a vendor folder: its conventions, if any, and the names in its surface.
///
/// # Errors
/// When an existing file cannot be read.
pub fn options(folder: &Path) -> Result<Options, Error> {
    let mut options = Options::default();
    let path = folder.join(CONVENTIONS);
    if let Some(text) = text(&path)? {
        options.conventions = parse(&path, &text)?;
    }
    if let Some(surface) = text(&folder.join(SURFACE))? {
        options.keep_names(&surface);
    }
    Ok(options)
}

/// Reads conventions from a file.
///
/// # Errors
/// When the file cannot be read.
pub fn read(path: &Path) -> Result<Conventions, Error> {
    let text = fs::read_to_string(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    parse(path, &text)
}

fn parse(path: &Path, text: &str) -> Result<Conventions, Error> {
    Conventions::parse(text).map_err(|source| Error::Conventions {
        path: path.to_owned(),
        source,
    })
}

/// The text of a file; `None` if it does not exist.
pub(crate) fn text(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(source) => Err(Error::Read {
            path: path.to_owned(),
            source,
        }),
    }
}
