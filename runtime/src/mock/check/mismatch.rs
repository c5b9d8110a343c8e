use std::fmt;

/// One thing in a request that does not fit the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    pub(super) operation: &'static str,
    pub(super) location: Location,
    pub(super) name: String,
    pub(super) pointer: String,
    pub(super) expected: String,
}

/// A location in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// A path parameter.
    Path,
    /// A query parameter.
    Query,
    /// A header.
    Header,
    /// The body.
    Body,
}

impl Mismatch {
    /// The [`id`](crate::Operation::id) of the operation that was called.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Its location.
    pub fn location(&self) -> Location {
        self.location
    }

    /// The name of the parameter or header; empty for the body.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The JSON pointer (RFC 6901) within the body or the parameter's value; empty for the whole.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What the contract expects there: `expected at most 200`.
    pub fn expected(&self) -> &str {
        &self.expected
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.operation)?;
        match self.location {
            Location::Path => write!(formatter, "path parameter `{}`", self.name),
            Location::Query => write!(formatter, "query parameter `{}`", self.name),
            Location::Header => write!(formatter, "header `{}`", self.name),
            Location::Body => write!(formatter, "body"),
        }?;
        if !self.pointer.is_empty() {
            write!(formatter, " at `{}`", self.pointer)?;
        }
        write!(formatter, ": {}", self.expected)
    }
}
