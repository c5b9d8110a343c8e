//! A list that cannot be read to its end.

use std::fmt;

use crate::call_record::CallRecord;

/// The service's pagination of a list is inconsistent.
#[derive(Debug)]
pub struct PagingError {
    pub(crate) record: Box<CallRecord>,
    pub(crate) fault: PagingErrorKind,
}

/// What is inconsistent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingErrorKind {
    /// The next page was read already: continuing would never end.
    RepeatedCursor,
    /// The service reports another page, but sends no cursor.
    NoCursor,
    /// The member for whether there is another page is not a boolean, or the cursor is not a string.
    Malformed,
}

impl PagingError {
    /// What is inconsistent.
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
