//! What the fuzz targets in `fuzz/` call. Not part of the crate's interface.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::exchange::Exchange;
use crate::operations;
use crate::transport::{RateLimit, retry_after};
use crate::types::PhoneNumbersGetResponse;

/// Reads an answer as `phone_numbers` does, and prints what comes of it.
pub fn answer(status: u16, header: &[u8], body: &[u8]) {
    let mut headers = HeaderMap::new();
    if let Ok(value) = http::HeaderValue::from_bytes(header) {
        for name in [
            "retry-after",
            "date",
            "x-ratelimit-remaining",
            "x-ratelimit-reset",
        ] {
            headers.insert(name, value.clone());
        }
    }
    let exchange = Exchange {
        operation: operations::find(crate::api::OPERATIONS, "phone_numbers_get"),
        status: StatusCode::from_u16(status).ok(),
        retry_after: retry_after(&headers),
        rate_limit: RateLimit::read(&headers),
        headers,
        body: Bytes::copy_from_slice(body),
        ..Exchange::default()
    };
    match crate::call::read::<PhoneNumbersGetResponse>(exchange) {
        Ok(read) => {
            // What decodes encodes, and decodes again to the same.
            let text = serde_json::to_string(&read).expect("encodes");
            let again: PhoneNumbersGetResponse = serde_json::from_str(&text).expect("decodes");
            assert_eq!(read, again);
        }
        Err(error) => {
            let _ = format!("{error} {error:?} {:?}", error.pointer());
        }
    }
}
