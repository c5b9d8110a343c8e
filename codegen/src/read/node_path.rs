//! The location of a node in the document.

use crate::pointer::join;

/// A path of steps from the root. It becomes a pointer only on demand: as a pointer for every value, long keys would be
/// copied for each value inside.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NodePath<'a> {
    Root,
    Key(&'a NodePath<'a>, &'a str),
    Index(&'a NodePath<'a>, usize),
}

impl NodePath<'_> {
    /// The path as a JSON pointer.
    pub(crate) fn pointer(&self) -> String {
        match self {
            NodePath::Root => String::new(),
            NodePath::Key(parent, key) => join(&parent.pointer(), key),
            NodePath::Index(parent, index) => join(&parent.pointer(), &index.to_string()),
        }
    }
}
