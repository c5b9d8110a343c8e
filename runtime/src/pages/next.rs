//! Where the next page is, read from the body itself: whatever the contract calls the types in between.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::error::PagingErrorKind;
use crate::error_body::at;
use crate::service::CursorFormat;
use crate::values::raw::string;

/// The cursor of the next page; none if this is the last.
///
/// The service's `has_more` decides if it is present, otherwise whether there is a cursor.
pub(crate) fn cursor(
    body: &[u8],
    format: &CursorFormat,
) -> Result<Option<String>, PagingErrorKind> {
    let Ok(body) = std::str::from_utf8(body) else {
        return Ok(None);
    };
    let has_more = match at(body, format.has_more) {
        None | Some("null") => None,
        Some("true") => Some(true),
        Some("false") => Some(false),
        Some(_) => return Err(PagingErrorKind::Malformed),
    };
    let cursor = match at(body, format.next) {
        None | Some("null") => None,
        Some(text) if text.starts_with('"') => Some(string(text)).filter(|it| !it.is_empty()),
        Some(_) if has_more == Some(false) => None,
        Some(_) => return Err(PagingErrorKind::Malformed),
    };
    match (has_more, cursor) {
        (Some(false), _) | (None, None) => Ok(None),
        (_, Some(cursor)) => Ok(Some(cursor)),
        (Some(true), None) => Err(PagingErrorKind::NoCursor),
    }
}

/// Distinguishes cursors without keeping them.
pub(crate) fn fingerprint(cursor: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    cursor.hash(&mut hasher);
    hasher.finish()
}
