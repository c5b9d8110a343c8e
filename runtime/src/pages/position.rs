//! How far a list has been read, to continue from later.

use serde::{Deserialize, Serialize};

/// How far [`Items`](crate::Items) have been read: write it down now and then, and [`resume`](crate::Items::resume) from it,
/// in another process if need be.
///
/// ```
/// use neo_api_runtime::Position;
///
/// let position: Position = serde_json::from_str(r#"{"cursor":"abc","skip":3,"pages":2,"items":203}"#)?;
/// assert_eq!((position.items, position.done), (203, false));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Position {
    /// The page to continue with; none for the first.
    pub cursor: Option<String>,
    /// How many elements of that page have been returned.
    pub skip: usize,
    /// How many pages have been returned whole.
    pub pages: u64,
    /// How many elements have been returned, of all pages.
    pub items: u64,
    /// Whether the list is over: going on gives nothing.
    pub done: bool,
}
