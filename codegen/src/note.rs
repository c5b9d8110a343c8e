//! What was done with the document, for people.

use std::fmt;

/// One rewrite of the document, or one thing that the generated code does not express.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Note {
    /// The pass that made it.
    pub pass: &'static str,
    /// Where, as a JSON pointer into the document as published.
    pub pointer: String,
    /// What was there, and what it became.
    pub what: String,
    /// What it means for the generated code.
    pub kind: NoteKind,
}

/// What a [`Note`] means for the generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NoteKind {
    /// The code does what the document says; it is spelled differently.
    Rewritten,
    /// Something in the document makes no sense, or is not in the code: a keyword that is ignored, a schema that is kept
    /// as JSON, an operation that is left out.
    Lost,
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({}): {}", self.pointer, self.pass, self.what)
    }
}

/// An operation of the document that the generated code does not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct LeftOut {
    /// The path template.
    pub path: String,
    /// The method, in upper case.
    pub method: String,
    /// The `operationId`, where there is one.
    pub id: Option<String>,
    /// What is wrong, with a JSON pointer into the document as published.
    pub reason: String,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}: {}", self.method, self.path, self.reason)
    }
}
