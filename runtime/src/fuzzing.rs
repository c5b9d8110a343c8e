//! What the fuzz targets in `fuzz/` call. Not part of the crate's interface.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::body::ResponseBody;
use crate::call_record::CallRecord;
use crate::service::Operation;
use crate::transport::{RateLimit, retry_after};
use crate::{Client, Response};

/// Reads a response as a call does, and prints the error if there is one.
pub fn response<B: ResponseBody>(
    client: &Client,
    operation: &'static Operation,
    (status, header, body): (u16, &[u8], &[u8]),
) -> Option<Response<B::Data, B::Meta>> {
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
    let record = CallRecord {
        operation: Some(operation),
        status: StatusCode::from_u16(status).ok(),
        retry_after: retry_after(&headers),
        rate_limit: RateLimit::read(&headers, &client.service().rate_limit),
        headers,
        body: Bytes::copy_from_slice(body),
        ..CallRecord::default()
    };
    match crate::call::received::<B>(&client.shared, record) {
        Ok(response) => Some(response),
        Err(error) => {
            let _ = format!("{error} {error:?} {:?}", error.pointer());
            None
        }
    }
}
