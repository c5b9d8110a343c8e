//! A list that cannot be read to its end.

use std::fmt;

use crate::exchange::Exchange;

/// What the service says of a list's next page makes no sense.
#[derive(Debug)]
pub struct PagingError {
    pub(crate) exchange: Box<Exchange>,
    pub(crate) fault: PagingFault,
}

/// What makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingFault {
    /// The next page is one that was read already: going on would never end.
    RepeatedCursor,
    /// There is more, and no cursor that leads there.
    NoCursor,
}

impl PagingError {
    /// What makes no sense.
    pub fn fault(&self) -> PagingFault {
        self.fault
    }
}

impl fmt::Display for PagingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: {}",
            self.exchange.place(),
            match self.fault {
                PagingFault::RepeatedCursor =>
                    "the list does not end: its next_cursor is one that was followed before",
                PagingFault::NoCursor =>
                    "the list is cut off: has_more is true, and there is no next_cursor",
            }
        )
    }
}

impl std::error::Error for PagingError {}
