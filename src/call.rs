//! From a generated operation to a [`Response`] or an [`Error`].

use std::sync::Arc;

use crate::api::{Client, ResponseValue, SendError};
use crate::error::{DecodeError, Error, JsonFault, RequestError, RequestFault};
use crate::exchange::Exchange;
use crate::neo::Neo;
use crate::response::Response;
use crate::runtime::Payload;
use crate::transport::{Call, Context};
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
        let call = Arc::new(Call::new(limits, T::STREAMED));
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
        let exchange = Box::new(progress.exchange);
        let result = match (progress.error, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(failed::<T>(exchange, error)),
            (None, Ok(value)) => {
                let (data, meta) = value.into_inner().into_parts();
                Ok(Response {
                    data,
                    meta,
                    exchange,
                })
            }
        };
        if let Some(span) = progress.span {
            match &result {
                Ok(response) => span.success(&response.exchange),
                Err(error) => span.failure(error),
            }
        }
        result
    }
}

/// What generated code fails with, together with what is known of the call.
fn failed<T: Payload>(exchange: Box<Exchange>, error: SendError) -> Error {
    let fault = match error {
        SendError::InvalidResponsePayload(_, source) => {
            return decode::<T>(exchange, &source).into();
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
fn decode<T: Payload>(exchange: Box<Exchange>, source: &serde_json::Error) -> DecodeError {
    let (at, mut fault) = match T::misfit(&exchange.body) {
        Err(misfit) => (misfit.pointer, JsonFault::from(&misfit.source)),
        Ok(()) => (String::new(), JsonFault::from(source)),
    };
    // serde may object to the form of what comes before the text stops to be JSON.
    if let Err(error) = serde_json::from_slice::<serde::de::IgnoredAny>(&exchange.body) {
        fault = JsonFault::from(&error);
    }
    let (pointer, expected) = match (exchange.operation, exchange.status) {
        _ if exchange.body.is_empty() => (at, "expected JSON, and the body is empty".to_owned()),
        _ if fault.syntax => (at, format!("expected JSON, and {fault}")),
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
