//! Reading a body, up to a limit.

use bytes::{Bytes, BytesMut};

use crate::error::TransportFault;

/// The whole body.
pub async fn read(response: &mut reqwest::Response, limit: usize) -> Result<Bytes, TransportFault> {
    let too_large = TransportFault::BodyTooLarge { limit };
    let stated = response.content_length().unwrap_or(0);
    if usize::try_from(stated).map_or(true, |stated| stated > limit) {
        return Err(too_large);
    }
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    let mut length = 0usize;
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| TransportFault::Body(error.without_url()))?
    {
        length = length.saturating_add(chunk.len());
        if length > limit {
            return Err(too_large);
        }
        // Most bodies come in one piece, which needs no copy.
        if first.is_empty() {
            first = chunk;
        } else {
            if rest.is_empty() {
                rest.extend_from_slice(&first);
            }
            rest.extend_from_slice(&chunk);
        }
    }
    Ok(if rest.is_empty() {
        first
    } else {
        rest.freeze()
    })
}
