//! Answers that are no JSON of one type, for generated code.

use std::fmt;

use http::{HeaderMap, StatusCode};
use progenitor_client::{Error, ResponseValue};
use serde::de::DeserializeOwned;

pub use bytes::Bytes;

use super::by_size::by_size;
use super::{CallContext, EventStream};

/// Reads a text. Bytes that are not UTF-8 become U+FFFD.
///
/// # Errors
/// When the body breaks off.
pub async fn text<E>(
    context: &impl CallContext,
    response: reqwest::Response,
) -> Result<ResponseValue<String>, Error<E>> {
    let (status, headers, body) = parts(context, response).await?;
    let length = body.len();
    let read = move || String::from_utf8_lossy(&body).into_owned();
    let text = by_size(length, read).await;
    Ok(ResponseValue::new(text, status, headers))
}

/// Reads bytes.
///
/// # Errors
/// When the body breaks off.
pub async fn bytes<E>(
    context: &impl CallContext,
    response: reqwest::Response,
) -> Result<ResponseValue<Bytes>, Error<E>> {
    let (status, headers, body) = parts(context, response).await?;
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
pub async fn json<T: DeserializeOwned + Send + 'static, E>(
    context: &impl CallContext,
    response: reqwest::Response,
) -> Result<ResponseValue<T>, Error<E>> {
    let (status, headers, body) = parts(context, response).await?;
    let (length, whole) = (body.len(), body.clone());
    match by_size(length, move || decode(&body)).await {
        Ok(value) => Ok(ResponseValue::new(value, status, headers)),
        Err(error) => Err(Error::InvalidResponsePayload(whole, error)),
    }
}

async fn parts<E>(
    context: &impl CallContext,
    mut response: reqwest::Response,
) -> Result<(StatusCode, HeaderMap, Bytes), Error<E>> {
    let headers = std::mem::take(response.headers_mut());
    let status = response.status();
    let body = context.body(response).await;
    Ok((status, headers, body.map_err(Error::ResponseBodyError)?))
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
