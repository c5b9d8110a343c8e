//! A list that cannot be read to its end.

use std::fmt;

use crate::call_record::CallRecord;

/// What the service says of a list's next page makes no sense.
#[derive(Debug)]
pub struct PagingError {
    pub(crate) record: Box<CallRecord>,
    pub(crate) fault: PagingErrorKind,
}

/// What makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingErrorKind {
    /// The next page is one that was read already: going on would never end.
    RepeatedCursor,
    /// There is more, and no cursor that leads there.
    NoCursor,
    /// The member for whether there is another page is not a boolean, or the cursor is not a string.
    Malformed,
}

impl PagingError {
    /// What makes no sense.
    pub fn kind(&self) -> PagingErrorKind {
        self.fault
    }
}

impl fmt::Display for PagingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: {}",
            self.record.subject(),
            match self.fault {
                PagingErrorKind::RepeatedCursor =>
                    "the list does not end: its next cursor was followed before",
                PagingErrorKind::NoCursor =>
                    "the list is cut off: the service reports another page, but sends no cursor",
                PagingErrorKind::Malformed =>
                    "the list cannot be read further: its pagination does not have the documented form",
            }
        )
    }
}

impl std::error::Error for PagingError {}
