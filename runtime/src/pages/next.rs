//! Where the next page is, read from the body itself: whatever the contract calls the type of its `meta`.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Deserialize;

use crate::error::PagingFault;

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Meta {
    #[serde(default)]
    pagination: Option<Pagination>,
}

#[derive(Deserialize)]
struct Pagination {
    #[serde(default)]
    has_more: Option<bool>,
    #[serde(default)]
    next_cursor: Option<String>,
}

/// The cursor of the page after this one; none where this is the last.
///
/// `has_more` decides where it is there, else the cursor.
pub(super) fn cursor(body: &[u8]) -> Result<Option<String>, PagingFault> {
    let pagination = serde_json::from_slice::<Body>(body)
        .ok()
        .and_then(|body| body.meta?.pagination);
    let Some(Pagination {
        has_more,
        next_cursor,
    }) = pagination
    else {
        return Ok(None);
    };
    match (has_more, next_cursor.filter(|cursor| !cursor.is_empty())) {
        (Some(false), _) | (None, None) => Ok(None),
        (_, Some(cursor)) => Ok(Some(cursor)),
        (Some(true), None) => Err(PagingFault::NoCursor),
    }
}

/// Tells cursors apart without keeping them.
pub(super) fn fingerprint(cursor: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    cursor.hash(&mut hasher);
    hasher.finish()
}
