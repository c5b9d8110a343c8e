//! From a generated operation to a [`Response`] or an [`Error`].

use std::sync::Arc;

use crate::api::{Client, ResponseValue, SendError};
use crate::config::Credential;
use crate::error::{DecodeError, Error, JsonFault, RequestError, RequestFault};
use crate::exchange::Exchange;
use crate::neo::Neo;
use crate::response::Response;
use crate::runtime::Payload;
use crate::runtime::by_size::by_size;
use crate::runtime::place::place;
use crate::trace::CallSpan;
use crate::transport::{Call, Context, Dropped, Taken};
use crate::{contract, envelope};

impl Neo {
    /// Calls any operation of the contract, with this client's credential, retries, limits and errors.
    ///
    /// The closure gets the generated [`Client`] and sends one request with it.
    ///
    /// ```no_run
    /// # async fn run(neo: neo_api::Neo) -> Result<(), neo_api::Error> {
    /// let numbers = neo.call(|api| api.phone_numbers_get().send()).await?;
    /// println!("{} numbers, request {}", numbers.data.len(), numbers.meta.request_id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Bodies are read whole before the call ends, but for operations whose answer is a
    /// [`ByteStream`](crate::api::ByteStream): there the call ends with the headers, and neither the time
    /// limits nor the body limit hold for what the caller reads from the stream.
    ///
    /// # Errors
    /// All that [`Error`] lists.
    pub async fn call<F, Fut, T>(&self, send: F) -> Result<Response<T::Data, T::Meta>, Error>
    where
        F: FnOnce(&Client) -> Fut,
        Fut: Future<Output = Result<ResponseValue<T>, SendError>>,
        T: Payload,
    {
        let limits = self.options.limits();
        limits.headers.check()?;
        let call = Arc::new(Call::new(limits, Taken::by::<T>()));
        let _dropped = Dropped(Arc::clone(&call));
        let api = Client {
            baseurl: Arc::clone(self.shared.base.text()),
            client: self.shared.http.clone(),
            inner: Context {
                shared: Arc::clone(&self.shared),
                call: Arc::clone(&call),
            },
        };
        let sent = send(&api);
        drop(api);
        let result = sent.await;
        let progress = call.take();
        let credential = self.shared.credential.clone();
        let exchange = Box::new(progress.exchange);
        let error = match (progress.error, result) {
            (Some(error), _) => redacted(error, credential).await,
            (None, Err(error)) => explained(exchange, error, credential).await,
            (None, Ok(value)) => {
                let (data, meta) = value.into_inner().into_parts();
                let exchange = match progress.span {
                    Some(span) => succeeded(span, exchange, credential).await,
                    None => exchange,
                };
                return Ok(Response {
                    data,
                    meta,
                    exchange,
                });
            }
        };
        if let Some(span) = progress.span {
            span.failure(&error);
        }
        Err(error)
    }
}

/// Without the credential, wherever the service repeats it.
async fn redacted(mut error: Error, credential: Option<Credential>) -> Error {
    let Some(credential) = credential else {
        return error;
    };
    let length = error.exchange().map_or(0, |exchange| exchange.body.len());
    by_size(length, move || {
        error.redact(&credential);
        error
    })
    .await
}

/// What generated code fails with, together with what is known of the call, and without the credential.
async fn explained(
    mut exchange: Box<Exchange>,
    error: SendError,
    credential: Option<Credential>,
) -> Error {
    by_size(exchange.body.len(), move || {
        // Before anything is read from the body, which has it as it is or escaped.
        if let Some(credential) = &credential {
            exchange.redact_body(credential);
        }
        let mut error = failed(exchange, error);
        if let Some(credential) = &credential {
            error.redact(credential);
        }
        error
    })
    .await
}

/// Ends the span of a success.
async fn succeeded(
    span: CallSpan,
    exchange: Box<Exchange>,
    credential: Option<Credential>,
) -> Box<Exchange> {
    by_size(exchange.body.len(), move || {
        span.success(&exchange, credential.as_ref());
        exchange
    })
    .await
}

/// Reads a body as generated code does, and fails as a call does.
#[cfg(any(test, fuzzing))]
pub(crate) fn read<T: Payload + serde::de::DeserializeOwned>(
    exchange: Exchange,
) -> Result<T, Error> {
    let exchange = Box::new(exchange);
    if !exchange.status.is_some_and(|status| status.is_success()) {
        return Err(envelope::error(exchange));
    }
    crate::runtime::answer::decode(&exchange.body).map_err(|source| {
        let body = exchange.body.clone();
        failed(exchange, SendError::InvalidResponsePayload(body, source))
    })
}

/// What generated code fails with, together with what is known of the call.
fn failed(exchange: Box<Exchange>, error: SendError) -> Error {
    let fault = match error {
        SendError::InvalidResponsePayload(body, source) => {
            drop(body);
            return decode(exchange, &source).into();
        }
        SendError::UnexpectedResponse(_) | SendError::ErrorResponse(_) => {
            return envelope::error(exchange);
        }
        SendError::InvalidRequest(what) | SendError::Custom(what) => RequestFault::Arguments(what),
        // `exec` returns no such errors: these come from building the request.
        SendError::CommunicationError(source)
        | SendError::InvalidUpgrade(source)
        | SendError::ResponseBodyError(source) => RequestFault::Build(source.without_url()),
    };
    RequestError { exchange, fault }.into()
}

/// Finds the place of a failure, which the fast decoder does not know.
fn decode(exchange: Box<Exchange>, source: &serde_json::Error) -> DecodeError {
    let at = place(&exchange.body, source);
    let mut fault = JsonFault::from(source);
    // serde may object to the form of what comes before the text stops to be JSON.
    let sound = match serde_json::from_slice::<serde::de::IgnoredAny>(&exchange.body) {
        Ok(_) => true,
        Err(error) => {
            fault = JsonFault::from(&error);
            false
        }
    };
    let odd = sound && std::mem::take(&mut fault.syntax);
    let (pointer, expected) = match (exchange.operation, exchange.status) {
        _ if exchange.body.is_empty() => (at, "expected JSON, and the body is empty".to_owned()),
        _ if fault.syntax => (at, format!("expected JSON, and {fault}")),
        _ if odd => (at, not_held(source, &exchange.body).to_owned()),
        (Some(operation), Some(status)) => {
            let place = contract::locate(operation, status, &exchange.body, &at);
            (place.pointer, place.expected)
        }
        _ => (at, "expected another form".to_owned()),
    };
    DecodeError {
        request_id: envelope::request_id(&exchange.body),
        exchange,
        pointer,
        expected,
        fault,
    }
}

/// What is wrong with a value that the grammar of JSON allows.
fn not_held(source: &serde_json::Error, body: &[u8]) -> &'static str {
    // Of what is no misfit serde says a sentence of its own, without anything of the body.
    let words = source.to_string();
    if words.contains("unicode") && std::str::from_utf8(body).is_err() {
        "expected UTF-8, and a text has bytes in it that are not"
    } else if words.contains("recursion") {
        "expected JSON that is nested less than 128 levels deep"
    } else {
        "expected a number within the range of 64-bit floats, or a text without half of a surrogate pair"
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::StatusCode;
    use proptest::prelude::*;

    use super::*;
    use crate::types::PhoneNumbersGetResponse;

    /// All that a caller may ask of a result, so that none of it panics.
    fn exercise(status: u16, body: Vec<u8>) {
        let exchange = Exchange {
            operation: crate::api::OPERATIONS.first(),
            status: StatusCode::from_u16(status).ok(),
            body: Bytes::from(body),
            ..Exchange::default()
        };
        if let Err(error) = read::<PhoneNumbersGetResponse>(exchange) {
            let printed = format!("{error} {error:?} {:?}", error.pointer());
            assert!(printed.contains("phone_numbers_get"));
            let read = (error.code(), error.message(), error.details());
            let _ = (read, error.request_id(), error.retry_after());
        }
    }

    /// JSON that is nearly what the contract says: one part of a good answer replaced.
    fn nearly() -> impl Strategy<Value = Vec<u8>> {
        let good = include_str!("../examples/phone_numbers/sample.json");
        let parts = prop_oneof![
            Just("null".to_owned()),
            Just("[[[{}]]]".to_owned()),
            Just("\"x\"".to_owned()),
            Just("1e999".to_owned()),
            Just("{\"a\":".to_owned()),
            any::<String>(),
        ];
        (any::<prop::sample::Index>(), 0..80_usize, parts).prop_map(|(at, length, part)| {
            let bytes = good.as_bytes();
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            [&bytes[..at], part.as_bytes(), &bytes[end..]].concat()
        })
    }

    proptest! {
        #[test]
        fn no_body_panics(body: Vec<u8>, status in 100..1000_u16) {
            exercise(status, body);
        }

        #[test]
        fn no_body_that_is_nearly_right_panics(
            body in nearly(),
            status in prop_oneof![Just(200_u16), Just(401)],
        ) {
            exercise(status, body);
        }
    }
}
