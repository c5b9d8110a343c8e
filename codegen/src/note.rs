//! What the passes did, for people.

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
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({}): {}", self.pointer, self.pass, self.what)
    }
}
