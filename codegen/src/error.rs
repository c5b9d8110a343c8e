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
    /// The Rust generator refused the document as it was after the passes.
    Generator {
        /// The operation or schema it was working on, where that is known.
        pointer: Option<String>,
        /// What it said.
        reason: String,
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
            Self::Generator { pointer, .. } => pointer.as_deref(),
            Self::Empty | Self::NotJson { .. } | Self::Version { .. } | Self::Syntax { .. } => None,
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
            Self::Version { found } => {
                write!(
                    formatter,
                    "expected an OpenAPI document of version 3.0, 3.1 or 3.2, but {found}"
                )
            }
            Self::Invalid { pointer, reason } => {
                write!(formatter, "at {}: {reason}", shown(pointer))
            }
            Self::Generator {
                pointer: Some(pointer),
                reason,
            } => {
                write!(
                    formatter,
                    "at {}: progenitor refused it: {reason}",
                    shown(pointer)
                )
            }
            Self::Generator {
                pointer: None,
                reason,
            } => write!(formatter, "progenitor refused the document: {reason}"),
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
            Self::NotJson { source } => Some(source),
            Self::Syntax { source } => Some(source),
            _ => None,
        }
    }
}
