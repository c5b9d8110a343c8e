//! `generate`: writes a crate for any OpenAPI document.

mod manifest;
mod name;
mod readme;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use neo_api_codegen::{ConventionUse, Conventions, Generated, LeftOut, Note, Options, Unread};

use crate::{convention_use, conventions, source, validate};

/// What to write, and where.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// A file or URL: JSON, YAML, or a docs page with a fenced OpenAPI block.
    pub document: &'a str,
    /// The crate's folder. Its name becomes the crate's name.
    pub folder: &'a Path,
    /// A file of conventions: envelope, cursor, error format.
    pub conventions: Option<&'a Path>,
    /// A checkout of `neo-api`, whose `runtime/` the crate depends on; without one, the published crate.
    pub runtime: Option<&'a Path>,
    /// Whether losses prevent the crate from being written.
    pub strict: bool,
}

/// The result of [`generate`].
#[derive(Debug)]
pub struct Done {
    /// Number of operations in the crate.
    pub operations: usize,
    /// How many of them are lists with a cursor, by the conventions.
    pub paginated: usize,
    /// How the document fits the conventions.
    pub conventions: Vec<ConventionUse>,
    /// Number of component schemas.
    pub schemas: usize,
    /// Number of lines of code.
    pub lines: usize,
    /// What the generator rewrote.
    pub notes: Vec<Note>,
    /// The operations that the crate omits.
    pub left_out: Vec<LeftOut>,
    /// References to other files that were not followed.
    pub unread: Vec<Unread>,
}

/// Why no crate was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The document cannot be read.
    #[error(transparent)]
    Source(#[from] source::Error),
    /// The conventions, or the names of an existing crate, cannot be read.
    #[error(transparent)]
    Conventions(#[from] conventions::Error),
    /// The document has no faithful form in Rust.
    #[error("{document}: {source}")]
    Document {
        /// The document as given.
        document: String,
        /// The generator's error.
        source: neo_api_codegen::Error,
    },
    /// The document has losses, and the request is strict.
    #[error("{document}: {source}")]
    Strict {
        /// The document as given.
        document: String,
        /// The losses.
        source: validate::Error,
    },
    /// The conventions name what no operation of the document has, and the request is strict.
    #[error(
        "the conventions do not fit {document}, which --strict forbids:{}",
        list(unmatched)
    )]
    Unmatched {
        /// The document as given.
        document: String,
        /// One sentence for each convention that does not fit.
        unmatched: Vec<String>,
    },
    /// The folder's name is not a crate name.
    #[error("{} cannot be the crate's folder, because its name becomes the crate's: {reason}", folder.display())]
    Name {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with its name.
        reason: &'static str,
    },
    /// The folder holds files that this command did not write.
    #[error("{} holds files that this command did not write; choose another folder, or remove them", .0.display())]
    Taken(PathBuf),
    /// The folder cannot be inspected.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder is not a checkout of neo-api.
    #[error("{} is not a checkout of neo-api: {reason}", folder.display())]
    Runtime {
        /// The folder as given.
        folder: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A file cannot be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

fn list(lines: &[String]) -> String {
    lines.iter().map(|line| format!("\n  {line}")).collect()
}

/// Writes the crate.
///
/// # Errors
/// When the document cannot be read or generated, or the folder cannot be written.
pub fn generate(request: &Request<'_>) -> Result<Done, Error> {
    let folder = request.folder;
    let name = folder
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    if let Some(reason) = name::refused(name) {
        let folder = folder.to_owned();
        return Err(Error::Name { folder, reason });
    }
    let manifest = folder.join("Cargo.toml");
    ours(folder, &manifest)?;
    let runtime = request.runtime.map(absolute).transpose()?;
    let source::Document {
        json: text, unread, ..
    } = source::read(request.document)?;
    let source = folder.join("src");
    let conventions = match request.conventions {
        Some(path) => conventions::read(path)?,
        None => Conventions::default(),
    };
    let generated = code(request, conventions, &text, &source)?;
    if request.strict {
        validate::strict(&generated.notes).map_err(|source| Error::Strict {
            document: request.document.to_owned(),
            source,
        })?;
    }
    let paginated = generated
        .operations
        .iter()
        .filter(|it| it.paginated)
        .count();
    if let Some(file) = request.conventions.filter(|_| request.strict) {
        let unmatched =
            convention_use::unmatched(&file.display().to_string(), &generated.conventions);
        if !unmatched.is_empty() {
            let document = request.document.to_owned();
            return Err(Error::Unmatched {
                document,
                unmatched,
            });
        }
    }
    // A query can carry a signature.
    let location = source::recorded(request.document)?;
    let readme = readme::readme(name, request, &location, &generated);
    let example = readme::example(name, &generated);
    let done = Done {
        paginated,
        conventions: generated.conventions,
        operations: generated.operations.len(),
        schemas: schemas(&text),
        lines: generated.code.lines().count(),
        notes: generated.notes,
        left_out: generated.left_out,
        unread,
    };
    for (path, text) in [
        (manifest, manifest::text(name, runtime.as_deref())),
        (source.join("lib.rs"), library()),
        (source.join("contract.json"), text),
        (source.join("generated.rs"), generated.code),
        (source.join("surface.txt"), generated.surface),
    ] {
        write(&path, &text)?;
    }
    // People may have replaced these.
    for (path, head, text) in [
        (folder.join("README.md"), readme::README_HEAD, readme),
        (
            folder.join("examples/first_call.rs"),
            readme::EXAMPLE_HEAD,
            example,
        ),
    ] {
        if is_ours(&path, head)? {
            write(&path, &text)?;
        }
    }
    Ok(done)
}

/// Writes a file and creates its folder.
fn write(path: &Path, text: &str) -> Result<(), Error> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(path, text))
        .map_err(|source| Error::Write {
            path: path.to_owned(),
            source,
        })
}

/// Whether a file is missing, or begins with the line of this command.
fn is_ours(path: &Path, head: &str) -> Result<bool, Error> {
    match fs::read(path) {
        Ok(text) => Ok(text.starts_with(head.as_bytes())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(source) => Err(Error::Read {
            path: path.to_owned(),
            source,
        }),
    }
}

fn code(
    request: &Request<'_>,
    conventions: Conventions,
    text: &str,
    source: &Path,
) -> Result<Generated, Error> {
    let mut options = Options::default();
    options.conventions = conventions;
    // The crate has a client of its own.
    options.conventions.client = None;
    if let Some(surface) = conventions::text(&source.join("surface.txt"))? {
        options.keep_names(&surface);
    }
    neo_api_codegen::generate(text, &options).map_err(|source| Error::Document {
        document: request.document.to_owned(),
        source,
    })
}

fn schemas(text: &str) -> usize {
    serde_json::from_str::<serde_json::Value>(text)
        .ok()
        .and_then(|root| {
            root.pointer("/components/schemas")?
                .as_object()
                .map(|it| it.len())
        })
        .unwrap_or(0)
}

/// Fails if the folder holds files that this command did not write.
fn ours(folder: &Path, manifest: &Path) -> Result<(), Error> {
    let read = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Read { path, source }
    };
    match fs::read(manifest) {
        Ok(text) if text.starts_with(manifest::HEAD.as_bytes()) => return Ok(()),
        Ok(_) => return Err(Error::Taken(folder.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        // If the folder is a file, the next step reports it.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {}
        Err(error) => return Err(read(manifest)(error)),
    }
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(Error::Taken(folder.to_owned())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(read(folder)(error)),
    }
}

/// The absolute path of the checkout of neo-api: relative paths in a manifest start at the manifest's own folder.
fn absolute(folder: &Path) -> Result<PathBuf, Error> {
    let wrong = |reason: String| Error::Runtime {
        folder: folder.to_owned(),
        reason,
    };
    let found = fs::canonicalize(folder).map_err(|error| wrong(error.to_string()))?;
    let manifest = fs::read_to_string(found.join("Cargo.toml"))
        .map_err(|error| wrong(format!("its Cargo.toml cannot be read: {error}")))?;
    let package = toml::from_str::<toml::Table>(&manifest).ok();
    let name = package
        .as_ref()
        .and_then(|it| it.get("package")?.get("name")?.as_str());
    match (name, found.to_str()) {
        (Some("neo-api"), Some(_)) => Ok(found),
        (Some("neo-api"), None) => Err(wrong(
            "its path is not valid UTF-8, so Cargo.toml cannot contain it".to_owned(),
        )),
        _ => Err(wrong("its Cargo.toml is not that of neo-api".to_owned())),
    }
}

fn library() -> String {
    r#"#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
// Text of the contract.
#![allow(rustdoc::bare_urls)]

#[allow(dead_code, deprecated, unused_imports, rustdoc::all, clippy::all)]
mod generated;

pub use generated::*;
#[cfg(feature = "mock")]
pub use neo_api_runtime::mock;
/// A mock of the service.
#[cfg(feature = "mock")]
pub type Mock = mock::Mock<Client>;
/// Crates whose types are part of the public interface.
#[doc(no_inline)]
pub use neo_api_runtime::{bytes, chrono, http, reqwest, serde_json, uuid};
pub use neo_api_runtime::{
    self as runtime, CallOptions, Credential, Error, OperationError, Response, Retry, UntypedCall,
};

/// What the client knows about its service.
pub static SERVICE: neo_api_runtime::Service = generated::SERVICE
    .client(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))
    .document(include_str!("contract.json"));
"#
    .to_owned()
}
