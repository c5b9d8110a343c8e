//! Reports of what was done with the document.

use std::fmt;

/// One rewrite of the document, or one part that the generated code does not express.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Note {
    /// The pass that wrote it.
    pub pass: &'static str,
    /// JSON pointer into the document as published.
    pub pointer: String,
    /// What was there, and what it became.
    pub what: String,
    /// The effect on the generated code.
    pub kind: NoteKind,
}

/// The effect of a [`Note`] on the generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NoteKind {
    /// The code does what the document describes, in another spelling.
    Rewritten,
    /// A part of the document is invalid or missing from the code: an ignored keyword, a schema kept as JSON, an
    /// operation left out.
    Lost,
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({}): {}", self.pointer, self.pass, self.what)
    }
}

/// An operation of the document that the generated code omits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct LeftOut {
    /// The path template.
    pub path: String,
    /// The method, in upper case.
    pub method: String,
    /// The `operationId`, if there is one.
    pub id: Option<String>,
    /// What is wrong, with a JSON pointer into the document as published.
    pub reason: String,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}: {}", self.method, self.path, self.reason)
    }
}
