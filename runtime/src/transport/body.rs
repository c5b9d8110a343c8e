//! Reading a body, up to a limit and in time.

use bytes::{Bytes, BytesMut};
use tokio::time::{Instant, timeout_at};

/// Why a body was not read to its end.
pub enum BodyReadError {
    TooLarge,
    BrokeOff(reqwest::Error),
    TooLate,
}

impl BodyReadError {
    /// For a message on a response that counts all the same.
    pub fn words(&self) -> &'static str {
        match self {
            Self::TooLarge => "its body is longer than body_limit and was not read to its end",
            Self::BrokeOff(_) => "its body was interrupted",
            Self::TooLate => "its body did not end in time",
        }
    }
}

/// The largest buffer that is allocated before a body arrives, in bytes: a server may announce more than it sends.
const STATED: usize = 64 << 20;

/// The body, as much of it as came, and why it is not whole.
pub async fn read(
    response: &mut reqwest::Response,
    limit: usize,
    until: Instant,
) -> (Bytes, Option<BodyReadError>) {
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    let failure = loop {
        let chunk = match timeout_at(until, response.chunk()).await {
            Ok(Ok(Some(chunk))) => chunk,
            Ok(Ok(None)) => break None,
            Ok(Err(error)) => break Some(BodyReadError::BrokeOff(error.without_url())),
            Err(_) => break Some(BodyReadError::TooLate),
        };
        let left = limit.saturating_sub(first.len().max(rest.len()));
        let (chunk, failure) = match chunk.len() > left {
            true => (chunk.slice(..left), Some(BodyReadError::TooLarge)),
            false => (chunk, None),
        };
        // Most bodies come in one piece, which needs no copy.
        if first.is_empty() {
            first = chunk;
        } else {
            if rest.is_empty() {
                let stated = response.content_length().unwrap_or(0);
                // Room for all of it, where it says how much: growing takes a second copy on the way.
                let stated = usize::try_from(stated).unwrap_or(0).min(limit).min(STATED);
                rest.reserve(stated.max(first.len() + chunk.len()));
                rest.extend_from_slice(&first);
            }
            rest.extend_from_slice(&chunk);
        }
        if failure.is_some() {
            break failure;
        }
        // What is decompressed is there without a wait, however much it is.
        tokio::task::consume_budget().await;
    };
    let body = match rest.is_empty() {
        true => first,
        false => rest.freeze(),
    };
    (body, failure)
}

/// Whether the answer itself says that its body is longer.
pub fn is_longer(response: &reqwest::Response, limit: usize) -> bool {
    let stated = response.content_length().unwrap_or(0);
    usize::try_from(stated).map_or(true, |stated| stated > limit)
}
