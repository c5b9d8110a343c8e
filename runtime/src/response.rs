//! What a call gives.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use crate::call_record::CallRecord;
use crate::transport::{Attempt, RateLimit};

/// A success: the data, the service's metadata, and the HTTP response that they came in.
///
/// `M` is the envelope's `meta`; `()` for operations whose responses have no envelope.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T, M = ()> {
    /// The response's data.
    pub data: T,
    /// Request id, timings, warnings, pagination.
    pub meta: M,
    pub(crate) record: Box<CallRecord>,
}

impl<T, M> Response<T, M> {
    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.record.status.unwrap_or_default()
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.record.headers
    }

    /// The body of the response, as received. Empty for a stream.
    pub fn body(&self) -> &[u8] {
        &self.record.body
    }

    /// The id to quote to the service's support, as received: from the same place in the body as that of an
    /// [error](crate::Error::request_id). None for a stream.
    pub fn request_id(&self) -> Option<&str> {
        self.record.success_request_id()
    }

    /// The service's rate limit, as stated by the response.
    pub fn rate_limit(&self) -> Option<&RateLimit> {
        self.record.rate_limit.as_ref()
    }

    /// The attempts, in order; the last one is this response.
    pub fn attempts(&self) -> &[Attempt] {
        &self.record.attempts
    }

    /// The data alone.
    pub fn into_data(self) -> T {
        self.data
    }

    /// The same response with other data.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U, M> {
        Response {
            data: change(self.data),
            meta: self.meta,
            record: self.record,
        }
    }
}

impl<M> Response<Bytes, M> {
    /// The bytes as JSON of any type.
    ///
    /// # Errors
    /// When they are not.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        let text = std::str::from_utf8(&self.data).map_err(serde::de::Error::custom)?;
        serde_json::from_str(text)
    }
}
