//! Why a stream of events gave none.

use std::fmt;

use crate::values::Cause;

/// Why an [`EventStream`](super::EventStream) returned no event.
///
/// `Display` and `Debug` print nothing of the event; the fields contain it, without the client's credential.
#[non_exhaustive]
pub enum EventError {
    /// The connection broke. The stream is over.
    Broken(Cause),
    /// An event is longer than the limit. The stream is over.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// An event's data does not fit the contract. The stream continues.
    Decode {
        /// JSON pointer (RFC 6901) to the value that does not match the contract.
        pointer: String,
        /// Whether it is JSON that does not match the contract.
        is_json: bool,
        /// The data, as received but for the client's own credential, which is `[redacted]` in it.
        data: String,
    },
}

impl fmt::Display for EventError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(_) => formatter.write_str(
                "the event stream was interrupted; call the operation again with the last event's id to continue",
            ),
            Self::TooLarge { limit } => write!(
                formatter,
                "an event of the stream is longer than {limit} bytes; raise event_limit if that is expected"
            ),
            Self::Decode {
                pointer, is_json, ..
            } => {
                let at = match pointer.as_str() {
                    "" => "its root".to_owned(),
                    pointer => line(pointer),
                };
                let kind = match is_json {
                    true => "does not match the contract",
                    false => "is not JSON",
                };
                write!(formatter, "the data of an event {kind}, at {at}")
            }
        }
    }
}

/// A name in the data may be long, and hold a line break.
fn line(pointer: &str) -> String {
    const LONGEST: usize = 300;
    let mut line: String = pointer.chars().take(LONGEST).collect();
    if line.len() < pointer.len() {
        line.push('…');
    }
    line.escape_debug().to_string()
}

impl fmt::Debug for EventError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::error::debug_sentence(self, formatter)
    }
}

impl std::error::Error for EventError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Broken(cause) => Some(cause),
            Self::TooLarge { .. } | Self::Decode { .. } => None,
        }
    }
}
