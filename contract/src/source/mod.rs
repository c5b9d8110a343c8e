//! Reads a contract from a file, a URL or a git revision, in any published format.

mod fetch;
mod flow;
mod format;
mod git;
mod neighbours;
mod page;
mod scalar;
mod strict;
mod tree;
mod yaml;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

pub use fetch::Error as FetchError;
pub use format::Format;
pub use git::Error as GitError;

/// A file in a git revision.
pub(crate) fn git_file(revision: &str, path: &str) -> Result<Vec<u8>, GitError> {
    Ok(git::show(revision, path)?.bytes)
}
pub use page::PageError;
pub use strict::StrictError;
pub use yaml::YamlError;

/// The maximum size of a document: no contract comes near it, but a wrong address can.
pub const SIZE_LIMIT: usize = 64 * 1024 * 1024;

/// A contract as JSON text, and its origin.
#[derive(Debug, Clone)]
pub struct Document {
    /// The document as JSON, byte for byte if it was published as JSON.
    pub json: String,
    /// The published format.
    pub format: Format,
    /// The origin, without credentials or local folders.
    pub source: String,
    /// The address of the document, as stated by a docs page.
    pub origin: Option<String>,
    /// The part of the document that the docs page shows.
    pub excerpt: Option<String>,
    /// The other files bundled into it, each with the SHA-256 of its bytes.
    pub files: BTreeMap<String, String>,
    /// References to other files that were not followed.
    pub unread: Vec<neo_api_codegen::Unread>,
}

/// Why a contract could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read.
    #[error("cannot read {}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is a folder, a pipe or a device.
    #[error("{} is not a regular file; `-` reads from standard input", .0.display())]
    NotAFile(PathBuf),
    /// It is a URL with an unsupported scheme.
    // The input is not repeated: it may contain a password.
    #[error("the source is not a file, an http or https URL, or git-ref:path")]
    Scheme,
    /// It is too large.
    #[error("{location} is larger than {} MiB, the limit for a contract", SIZE_LIMIT / 1024 / 1024)]
    TooLarge {
        /// File or URL.
        location: String,
    },
    /// A file beside the document is outside its folder.
    #[error("it is outside the document's folder")]
    Outside,
    /// It has too many files, or they are too large.
    #[error("{location} refers to {what}, the limit for a contract")]
    Files {
        /// The document.
        location: String,
        /// The limit that was exceeded.
        what: String,
    },
    /// A URL could not be read.
    #[error("{0}")]
    Fetch(#[from] fetch::Error),
    /// A git revision could not be read.
    #[error("{0}")]
    Git(#[from] git::Error),
    /// It is not UTF-8.
    #[error("{location} is not UTF-8 text (byte {at})")]
    NotText {
        /// File or URL.
        location: String,
        /// The first invalid byte.
        at: usize,
    },
    /// It is empty.
    #[error("{location} is empty")]
    Empty {
        /// File or URL.
        location: String,
    },
    /// It is a web page.
    #[error(
        "{location} is an HTML page, not a contract; give the URL of the document itself, or of the page as Markdown (often the same URL with .md at its end)"
    )]
    Html {
        /// File or URL.
        location: String,
    },
    /// Its format is unknown.
    #[error(
        "cannot detect the format of {location}: neither its name nor its text looks like JSON, YAML or a docs page with a fenced OpenAPI block"
    )]
    Unrecognised {
        /// File or URL.
        location: String,
    },
    /// It is not valid JSON.
    #[error("{location}: {source}")]
    Json {
        /// File or URL.
        location: String,
        /// Why.
        source: StrictError,
    },
    /// It is not valid YAML.
    #[error("{location}: {source}")]
    Yaml {
        /// File or URL.
        location: String,
        /// Why.
        source: YamlError,
    },
    /// The docs page does not contain exactly one contract.
    #[error("{location}: {source}")]
    Page {
        /// File or URL.
        location: String,
        /// Why.
        source: PageError,
    },
}

/// The bytes as read.
pub(crate) struct Raw {
    pub(crate) bytes: Vec<u8>,
    pub(crate) content_type: Option<String>,
    /// The name in errors.
    pub(crate) location: String,
    /// The name in the lock.
    pub(crate) recorded: String,
}

/// Reads a contract from a file, an `http(s)` URL, `git-ref:path`, or standard input (`-`), with the files that it
/// refers to.
pub fn read(location: &str) -> Result<Document, Error> {
    use neighbours::Base;
    let file = |path: &Path| -> Result<(Raw, Base), Error> {
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).to_owned();
        Ok((read_file(path)?, Base::Folder(folder)))
    };
    let (raw, base) = if location == "-" {
        let name = "standard input";
        let raw = read_all(io::stdin(), Path::new(name), name.to_owned())?;
        (raw, Base::StandardInput)
    } else if is_url(location) {
        let raw = fetch::fetch(location)?;
        let base = url::Url::parse(&raw.location).map_or(Base::StandardInput, Base::Url);
        (raw, base)
    } else if is_address(location) {
        return Err(Error::Scheme);
    } else if Path::new(location).exists() {
        file(Path::new(location))?
    } else if let Some((revision, path)) = git::split(location) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let base = Base::Git {
            revision: revision.to_owned(),
            folder: folder.to_owned(),
        };
        (git::show(revision, path)?, base)
    } else {
        file(Path::new(location))?
    };
    let mut document = decode(raw)?;
    let joined = neighbours::join(&document.json, &document.source, base)?;
    if let Some(json) = joined.json {
        document.json = json;
    }
    document.files = joined.files;
    document.unread = joined.unread;
    Ok(document)
}

/// Converts YAML to JSON, as for a contract in YAML.
///
/// # Errors
/// When it is not valid YAML, or has no JSON form.
pub fn yaml_to_json(text: &str) -> Result<String, YamlError> {
    yaml::parse(text).map(|tree| tree.to_json())
}

/// A file that is part of a document, as JSON.
fn part(raw: Raw) -> Result<String, Error> {
    let Raw {
        bytes,
        content_type,
        location,
        recorded,
    } = raw;
    let text = text(bytes, &location)?;
    match format::judge(&recorded, content_type.as_deref(), &text) {
        format::Judgement::Is(Format::Json) => {
            strict::check(&text).map_err(|source| Error::Json { location, source })?;
            Ok(text)
        }
        format::Judgement::Html => Err(Error::Html { location }),
        _ => {
            let tree = yaml::parse(&text).map_err(|source| Error::Yaml { location, source })?;
            Ok(tree.to_json())
        }
    }
}

/// The text of a file, without a byte order mark.
fn text(bytes: Vec<u8>, location: &str) -> Result<String, Error> {
    let text = String::from_utf8(bytes).map_err(|error| Error::NotText {
        location: location.to_owned(),
        at: error.utf8_error().valid_up_to(),
    })?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    };
    if text.trim().is_empty() {
        return Err(Error::Empty {
            location: location.to_owned(),
        });
    }
    Ok(text)
}

/// An address as recorded in the lock: a URL without its query, any other text unchanged.
pub(crate) fn recorded(address: &str) -> Result<String, Error> {
    if is_url(address) {
        Ok(fetch::recorded(address)?)
    } else if is_address(address) {
        Err(Error::Scheme)
    } else {
        Ok(address.to_owned())
    }
}

/// Schemes are case-insensitive (RFC 3986, section 3.1). With a missing slash it is still a URL.
fn is_url(location: &str) -> bool {
    location.split_once(":/").is_some_and(|(scheme, _)| {
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    })
}

/// Whether it is meant as a URL. A Windows drive is one letter; no path in a git revision starts with a slash.
fn is_address(location: &str) -> bool {
    location
        .split_once(":/")
        .is_some_and(|(scheme, _)| scheme.len() > 1 && !scheme.contains(['/', '\\', '.']))
        && !Path::new(location).exists()
}

fn read_file(path: &Path) -> Result<Raw, Error> {
    let failed = |source| Error::File {
        path: path.to_path_buf(),
        source,
    };
    // Opening a pipe would wait for a writer, possibly for ever.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(Error::NotAFile(path.to_path_buf()));
    }
    let file = fs::File::open(path).map_err(failed)?;
    read_all(file, path, recorded_path(path))
}

fn read_all(reader: impl io::Read, path: &Path, recorded: String) -> Result<Raw, Error> {
    let location = path.display().to_string();
    let mut bytes = Vec::new();
    reader
        .take(SIZE_LIMIT as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| Error::File {
            path: path.to_path_buf(),
            source,
        })?;
    if bytes.len() > SIZE_LIMIT {
        return Err(Error::TooLarge { location });
    }
    Ok(Raw {
        bytes,
        content_type: None,
        location,
        recorded,
    })
}

/// A path that does not reveal local folders: unchanged if it is below the current folder, else only the file name.
fn recorded_path(path: &Path) -> String {
    let leads_down = path.components().all(|part| {
        matches!(
            part,
            std::path::Component::Normal(_) | std::path::Component::CurDir
        )
    });
    let parts: Vec<_> = if leads_down {
        path.components()
            .filter(|part| matches!(part, std::path::Component::Normal(_)))
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect()
    } else {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .into_iter()
            .collect()
    };
    parts.join("/")
}

pub(crate) fn decode(raw: Raw) -> Result<Document, Error> {
    let Raw {
        bytes,
        content_type,
        location,
        recorded,
    } = raw;
    let text = text(bytes, &location)?;
    let format = match format::judge(&recorded, content_type.as_deref(), &text) {
        format::Judgement::Is(format) => format,
        format::Judgement::Html => return Err(Error::Html { location }),
        format::Judgement::Unknown => return Err(Error::Unrecognised { location }),
    };
    let (json, origin, excerpt) = match format {
        Format::Json => {
            strict::check(&text).map_err(|source| Error::Json { location, source })?;
            (text, None, None)
        }
        Format::Yaml => {
            let tree = yaml::parse(&text).map_err(|source| Error::Yaml { location, source })?;
            (tree.to_json(), None, None)
        }
        Format::Page => {
            let block = page::contract(&text).map_err(|source| Error::Page { location, source })?;
            (block.json, block.origin, block.excerpt)
        }
    };
    Ok(Document {
        json,
        format,
        source: recorded,
        origin,
        excerpt,
        files: BTreeMap::new(),
        unread: Vec::new(),
    })
}
