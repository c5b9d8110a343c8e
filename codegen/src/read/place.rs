//! Where a part of the document stands.

use crate::pointer::join;

/// A place, as steps from the root. It is written out as a pointer only where somebody asks for it: written out for
/// every value, long keys would be copied once for each value inside.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place<'a> {
    Root,
    Key(&'a Place<'a>, &'a str),
    Index(&'a Place<'a>, usize),
}

impl Place<'_> {
    /// The place as a JSON pointer.
    pub(crate) fn pointer(&self) -> String {
        match self {
            Place::Root => String::new(),
            Place::Key(parent, key) => join(&parent.pointer(), key),
            Place::Index(parent, index) => join(&parent.pointer(), &index.to_string()),
        }
    }
}
