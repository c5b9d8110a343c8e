//! Errors of the generator.

use std::fmt;

/// Why [`generate`](crate::generate) failed. Every variant about a part of the document names it as a JSON pointer (RFC
/// 6901).
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The document is empty or only white space.
    Empty,
    /// The document is not JSON.
    NotJson {
        /// The parser's message, with line and column.
        source: serde_json::Error,
    },
    /// The conventions are not JSON, or have a member that is not a convention.
    Conventions {
        /// The parser's message, with line and column.
        source: serde_json::Error,
    },
    /// Hand-written code names an item that the document no longer provides.
    Wrapped {
        /// The hand-written file.
        file: String,
        /// The start of the item's line in `surface.txt`.
        item: String,
    },
    /// The document is JSON, but not an OpenAPI document of a supported version.
    Version {
        /// The version that it states.
        found: String,
    },
    /// A violation of OpenAPI or JSON Schema, or a part that Rust cannot represent.
    Invalid {
        /// The part of the document.
        pointer: String,
        /// What is wrong, and what was expected.
        reason: String,
    },
    /// progenitor rejected its input. This is a bug in this crate.
    Progenitor {
        /// progenitor's error.
        source: progenitor_impl::Error,
    },
    /// progenitor left out a struct. This is a bug in this crate.
    Missing {
        /// The name of the struct.
        item: String,
    },
    /// The generated tokens are not Rust. This is a bug in this crate.
    Syntax {
        /// The Rust parser's error.
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

    /// The pointer to the part of the document, if the error has one.
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
                "{file} is written by hand and uses `{item}`, which this contract no longer provides: its operation or schema was removed, renamed or changed. Adapt {file} to openapi/surface.txt, and src/wrapped.txt to {file}"
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
                write!(formatter, "progenitor rejected the plain structs: {source}")
            }
            Self::Missing { item } => {
                write!(
                    formatter,
                    "progenitor wrote no struct `{item}`; check its version"
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
