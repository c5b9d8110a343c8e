//! Answers that are no JSON of one type, for generated code.

use std::fmt;

use progenitor_client::{Error, ResponseValue};
use serde::de::DeserializeOwned;

pub use bytes::Bytes;

use super::EventStream;

/// Reads a text. Bytes that are no UTF-8 become U+FFFD.
///
/// # Errors
/// When the body breaks off.
pub async fn text<E>(response: reqwest::Response) -> Result<ResponseValue<String>, Error<E>> {
    bytes(response)
        .await?
        .map(|body| String::from_utf8_lossy(&body).into_owned())
}

/// Reads bytes.
///
/// # Errors
/// When the body breaks off.
pub async fn bytes<E>(response: reqwest::Response) -> Result<ResponseValue<Bytes>, Error<E>> {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.bytes().await.map_err(Error::ResponseBodyError)?;
    Ok(ResponseValue::new(body, status, headers))
}

/// Reads events as they arrive.
pub fn events<T>(response: reqwest::Response) -> ResponseValue<EventStream<T>> {
    let (status, headers) = (response.status(), response.headers().clone());
    ResponseValue::new(EventStream::new(response), status, headers)
}

/// Reads JSON.
///
/// # Errors
/// When the body breaks off, or is not of the type.
pub async fn json<T: DeserializeOwned, E>(
    response: reqwest::Response,
) -> Result<ResponseValue<T>, Error<E>> {
    let whole = bytes(response).await?;
    let (status, headers) = (whole.status(), whole.headers().clone());
    let body = whole.into_inner();
    match decode(&body) {
        Ok(value) => Ok(ResponseValue::new(value, status, headers)),
        Err(error) => Err(Error::InvalidResponsePayload(body, error)),
    }
}

/// Decodes a body. Where it is UTF-8 throughout, which one fast look tells, no text in it has to be looked at again.
///
/// # Errors
/// When the body is not of the type.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, serde_json::Error> {
    match std::str::from_utf8(body) {
        Ok(text) => serde_json::from_str(text),
        // JSON may still be read that has such bytes where nothing looks.
        Err(_) => serde_json::from_slice(body),
    }
}

/// Puts an answer into the variant of its status.
///
/// # Errors
/// None; the result is for generated code, which returns it.
#[expect(clippy::result_large_err, reason = "the error type is progenitor's")]
pub fn as_variant<T, U: fmt::Debug, E>(
    answer: ResponseValue<T>,
    variant: impl FnOnce(T) -> U,
) -> Result<ResponseValue<U>, Error<E>> {
    answer.map(variant)
}
