//! The location of a node in the document.

use crate::pointer::join;

/// A path of steps from the root. It becomes a pointer only on demand: as a pointer for every value, long keys would be
/// copied for each value inside.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place<'a> {
    Root,
    Key(&'a Place<'a>, &'a str),
    Index(&'a Place<'a>, usize),
}

impl Place<'_> {
    /// The path as a JSON pointer.
    pub(crate) fn pointer(&self) -> String {
        match self {
            Place::Root => String::new(),
            Place::Key(parent, key) => join(&parent.pointer(), key),
            Place::Index(parent, index) => join(&parent.pointer(), &index.to_string()),
        }
    }
}
