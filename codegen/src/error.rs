//! Why a document could not be generated from.

use std::fmt;

/// Why [`generate`](crate::generate) gave no code. Every variant about a place in the document names it as a JSON
/// pointer (RFC 6901).
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The document is empty or only white space.
    Empty,
    /// The document is not JSON.
    NotJson {
        /// What the parser said, with line and column.
        source: serde_json::Error,
    },
    /// The conventions are not JSON, or say what is not a convention.
    Conventions {
        /// What the parser said, with line and column.
        source: serde_json::Error,
    },
    /// Hand-written code names an item that the document no longer gives.
    Wrapped {
        /// The file with that code.
        file: String,
        /// The beginning of the item's line in `surface.txt`.
        item: String,
    },
    /// The document is JSON, but not an OpenAPI document of a version that is read.
    Version {
        /// What it says of itself.
        found: String,
    },
    /// Something that OpenAPI or JSON Schema do not allow, or that has no faithful form in Rust.
    Invalid {
        /// Where it stands.
        pointer: String,
        /// What is wrong, and what was expected.
        reason: String,
    },
    /// progenitor refused the structs that it was given. A defect of this crate, never of the document alone.
    Progenitor {
        /// What progenitor said.
        source: progenitor_impl::Error,
    },
    /// progenitor left out a struct that it was given. A defect of this crate, never of the document alone.
    Missing {
        /// The name of the struct.
        item: String,
    },
    /// The generated tokens are not Rust. A defect of this crate, never of the document alone.
    Syntax {
        /// What the Rust parser said.
        source: syn::Error,
    },
}

impl Error {
    pub(crate) fn invalid(pointer: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Invalid {
            pointer: pointer.into(),
            reason: reason.into(),
        }
    }

    /// The place in the document, where the error has one.
    pub fn pointer(&self) -> Option<&str> {
        match self {
            Self::Invalid { pointer, .. } => Some(pointer),
            Self::Empty
            | Self::NotJson { .. }
            | Self::Conventions { .. }
            | Self::Wrapped { .. }
            | Self::Version { .. }
            | Self::Progenitor { .. }
            | Self::Missing { .. }
            | Self::Syntax { .. } => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => {
                formatter.write_str("the document is empty; expected an OpenAPI document as JSON")
            }
            Self::NotJson { source } => write!(formatter, "the document is not JSON: {source}"),
            Self::Conventions { source } => {
                write!(formatter, "the conventions cannot be read: {source}")
            }
            Self::Wrapped { file, item } => write!(
                formatter,
                "{file} is written by hand and uses `{item}`, which this contract no longer gives: its operation or schema is gone, or has another name or form. Adapt {file} to openapi/surface.txt, and src/wrapped.txt to {file}"
            ),
            Self::Version { found } => {
                write!(
                    formatter,
                    "expected an OpenAPI document of version 3.0, 3.1 or 3.2, but {found}"
                )
            }
            Self::Invalid { pointer, reason } => {
                write!(formatter, "at {}: {reason}", shown(pointer))
            }
            Self::Progenitor { source } => {
                write!(formatter, "progenitor refused the plain structs: {source}")
            }
            Self::Missing { item } => {
                write!(
                    formatter,
                    "progenitor wrote no struct `{item}`; is its version another?"
                )
            }
            Self::Syntax { source } => {
                write!(formatter, "the generated code is not Rust: {source}")
            }
        }
    }
}

fn shown(pointer: &str) -> &str {
    if pointer.is_empty() {
        "the document's root"
    } else {
        pointer
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotJson { source } | Self::Conventions { source } => Some(source),
            Self::Progenitor { source } => Some(source),
            Self::Syntax { source } => Some(source),
            _ => None,
        }
    }
}
