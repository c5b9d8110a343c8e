//! One call, from the request to a [`Response`] or an [`Error`].

use std::pin::Pin;
use std::sync::Arc;

use crate::body::{DecodeFailure, Received, ResponseBody};
use crate::body_stream::BodyStream;
use crate::call_record::CallRecord;
use crate::client::Client;
use crate::config::Limits;
use crate::drift::{self, Monitor};
use crate::error::{DecodeError, Error, JsonErrorKind, RequestError, RequestErrorKind};
use crate::error_location::error_location;
use crate::request::{Parts, ToRequest};
use crate::response::Response;
use crate::trace::CallSpan;
use crate::transport::{Call, Dropped, InFlight, Shared, Taken, retry};
use crate::values::by_size::by_size;
use crate::{diagnostics, error_body};

/// A call in progress. It is boxed here so that programs do not compile it again.
pub type Sending<D, M = ()> = Pin<Box<dyn Future<Output = Result<Response<D, M>, Error>> + Send>>;

/// Sends a request.
pub(crate) fn send<B: ResponseBody>(client: Client, parts: Parts) -> Sending<B::Data, B::Meta> {
    Box::pin(async move {
        let limits = match &parts.options {
            Some(options) => client.options.overlaid(options).limits(),
            None => client.options.limits(),
        };
        let taken = Taken::by::<B>();
        let entry = match parts.allowed_during_shutdown {
            true => Entry::Held,
            false => Entry::New,
        };
        let finished = run(&client.shared, limits, &parts, taken, entry).await;
        finished.finish::<B>(&client.shared).await
    })
}

/// A call that came to its end, before its body is decoded.
pub(crate) struct Finished {
    record: Box<CallRecord>,
    result: Result<Option<reqwest::Response>, Error>,
    span: Option<CallSpan>,
    in_flight: Option<InFlight>,
    event_limit: usize,
}

/// Whether a call counts by itself when the client shuts down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    New,
    /// It belongs to a list that is in flight already.
    Held,
}

/// Everything about a call but its types.
pub(crate) async fn run(
    shared: &Arc<Shared>,
    limits: Limits,
    source: &dyn ToRequest,
    taken: Taken,
    entry: Entry,
) -> Finished {
    let in_flight = match entry {
        Entry::New => InFlight::begin(shared),
        Entry::Held => None,
    };
    let refused = entry == Entry::New && in_flight.is_none();
    let call = Arc::new(Call::new(shared, source.operation(), limits, taken));
    let _dropped = Dropped(Arc::clone(&call));
    let result = match call.limits.headers.check() {
        Ok(_) if refused => Err(RequestError {
            record: call.record(),
            fault: RequestErrorKind::ShuttingDown,
        }
        .into()),
        Ok(_) => retry::run(shared, &call, source).await,
        Err(error) => Err(error.into()),
    };
    Finished {
        record: call.record(),
        result,
        span: call.take_span(),
        in_flight,
        event_limit: call.limits.event_limit,
    }
}

impl Finished {
    /// Decodes the body, and takes credentials out of what an error keeps. Large bodies are read off the executor.
    pub async fn finish<B: ResponseBody>(
        self,
        shared: &Arc<Shared>,
    ) -> Result<Response<B::Data, B::Meta>, Error> {
        if self.result.is_ok() {
            Monitor::sample(shared, &self.record);
        }
        let shared = Arc::clone(shared);
        let length = match &self.result {
            Ok(_) => self.record.body.len(),
            Err(error) => error.record().map_or(0, |record| record.body.len()),
        };
        by_size(length, move || self.read::<B>(&shared)).await
    }

    fn read<B: ResponseBody>(self, shared: &Shared) -> Result<Response<B::Data, B::Meta>, Error> {
        let Self {
            mut record,
            result,
            span,
            mut in_flight,
            event_limit,
        } = self;
        let decoded = result.and_then(|response| {
            let stream = response.map(|response| {
                let credentials = shared.credentials.clone();
                // The call ends with what the caller reads.
                let in_flight = in_flight.take();
                BodyStream::new(
                    response,
                    record.clone(),
                    credentials,
                    in_flight,
                    event_limit,
                )
            });
            let status = record.status.unwrap_or_default();
            let decoded = if record.status.is_some_and(|status| status.is_success()) {
                let received = Received {
                    status,
                    body: record.body.clone(),
                    stream,
                    envelope: shared.service.envelope,
                };
                B::decode(received)
            } else {
                Err(DecodeFailure::UnexpectedStatus)
            };
            decoded.map_err(|failure| failed(shared, std::mem::take(&mut record), failure))
        });
        match decoded {
            Ok((data, meta)) => {
                if let Some(span) = span {
                    span.success(&record, shared);
                }
                Ok(Response { data, meta, record })
            }
            Err(mut error) => {
                error.redact(&shared.credentials);
                if let Some(span) = span {
                    span.failure(&error);
                }
                Err(error)
            }
        }
    }
}

/// Reads what was received before, as the end of a call does.
#[cfg(any(test, fuzzing))]
pub(crate) fn received<B: ResponseBody>(
    shared: &Shared,
    record: CallRecord,
) -> Result<Response<B::Data, B::Meta>, Error> {
    let finished = Finished {
        record: Box::new(record),
        result: Ok(None),
        span: None,
        in_flight: None,
        event_limit: 0,
    };
    finished.read::<B>(shared)
}

/// The error for a response that is not a success, or not of its type.
fn failed(shared: &Shared, mut record: Box<CallRecord>, failure: DecodeFailure) -> Error {
    // Before anything is read from the body, which has it as it is or escaped.
    record.redact_body(&shared.credentials);
    match failure {
        DecodeFailure::Json(source) => {
            if let (Some(operation), Some(status)) = (record.operation, record.status) {
                // Always: the call has failed on it.
                drift::look(shared, operation, status, &record.body);
            }
            decode_error(shared, record, &source).into()
        }
        DecodeFailure::UnexpectedStatus => error_body::error(record, &shared.service.errors),
    }
}

/// Finds the location of a failure, which the fast decoder does not know.
fn decode_error(
    shared: &Shared,
    record: Box<CallRecord>,
    source: &serde_json::Error,
) -> DecodeError {
    let at = error_location(&record.body, source);
    let mut fault = JsonErrorKind::from(source);
    // serde may object to the form of what comes before the text stops to be JSON.
    let sound = match serde_json::from_slice::<serde::de::IgnoredAny>(&record.body) {
        Ok(_) => true,
        Err(error) => {
            fault = JsonErrorKind::from(&error);
            false
        }
    };
    let odd = sound && std::mem::take(&mut fault.syntax);
    let (pointer, expected) = match (record.operation, record.status) {
        _ if record.body.is_empty() => (at, "expected JSON, but the body is empty".to_owned()),
        _ if fault.syntax => (at, format!("expected JSON, but {fault}")),
        _ if odd => (at, unrepresentable(source, &record.body).to_owned()),
        (Some(operation), Some(status)) => {
            let mismatch =
                diagnostics::locate(shared.document(), operation, status, &record.body, &at);
            (mismatch.pointer, mismatch.expected)
        }
        _ => (at, "expected a different form".to_owned()),
    };
    DecodeError {
        request_id: error_body::request_id(&record.body, &shared.service.errors),
        record,
        pointer,
        expected,
        fault,
    }
}

/// What is wrong with a value that the grammar of JSON allows.
fn unrepresentable(source: &serde_json::Error, body: &[u8]) -> &'static str {
    // serde has a sentence of its own for these, without anything of the body.
    let words = source.to_string();
    if words.contains("unicode") && std::str::from_utf8(body).is_err() {
        "expected UTF-8, but a string contains invalid bytes"
    } else if words.contains("recursion") {
        "expected JSON nested less than 128 levels deep"
    } else {
        "expected a number within the range of 64-bit floats, or a string without unpaired surrogates"
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::StatusCode;
    use proptest::prelude::*;

    use super::*;
    use crate::body::{Envelope, Json};
    use crate::{ClientBuilder, EnvelopeFormat, Operation, Service, ServiceClient};

    static OPERATIONS: [Operation; 1] = [Operation {
        id: "numbers_list",
        contract_id: "",
        method: "GET",
        path: "/numbers",
        summary: "",
        security: &[],
        idempotent: true,
        paginated: false,
        accept: "application/json",
    }];

    static SERVICE: Service = Service::new("Numbers", "1", &OPERATIONS)
        .base_url("https://numbers.example")
        .envelope(EnvelopeFormat {
            data: "result",
            meta: "about",
        });

    struct Numbers(Client);

    impl ServiceClient for Numbers {
        fn service() -> &'static Service {
            &SERVICE
        }

        fn from_client(client: Client) -> Result<Self, Error> {
            Ok(Self(client))
        }
    }

    /// What comes of a body: the data and the meta, or the error.
    fn read<B: ResponseBody>(
        status: u16,
        body: Vec<u8>,
    ) -> Result<Response<B::Data, B::Meta>, Error> {
        let client = ClientBuilder::<Numbers>::new().build().unwrap().0;
        let record = CallRecord {
            operation: SERVICE.operation("numbers_list"),
            status: StatusCode::from_u16(status).ok(),
            body: Bytes::from(body),
            ..CallRecord::default()
        };
        received::<B>(&client.shared, record)
    }

    type Numbered = Envelope<Vec<i64>, std::collections::BTreeMap<String, String>>;

    #[test]
    fn an_envelope_has_the_members_that_the_service_names() {
        let body = r#"{"more":{},"about":{"id":"r"},"result":[1,2]}"#;
        let response = read::<Numbered>(200, body.into()).unwrap();
        assert_eq!(
            (response.data.as_slice(), &*response.meta["id"]),
            (&[1, 2][..], "r")
        );
        for (body, pointer) in [
            (r#"{"data":[1],"meta":{}}"#, ""),
            (r#"{"result":[1,"x"],"about":{}}"#, "/result/1"),
            (r#"[[1],{}]"#, ""),
        ] {
            let error = read::<Numbered>(200, body.into()).unwrap_err();
            assert!(matches!(error, Error::Decode(_)), "{error}");
            assert_eq!(error.pointer(), Some(pointer), "{body}");
        }
        let error = read::<Numbered>(204, Vec::new()).unwrap_err();
        assert!(matches!(error, Error::UnexpectedResponse(_)), "{error}");
    }

    proptest! {
        #[test]
        fn no_body_panics(body: Vec<u8>, status in 100..1000_u16) {
            for error in [
                read::<Numbered>(status, body.clone()).err(),
                read::<Json<serde_json::Value>>(status, body).err(),
            ]
            .into_iter()
            .flatten()
            {
                let printed = format!("{error} {error:?} {:?}", error.pointer());
                prop_assert!(printed.contains("numbers_list"));
                let _ = (error.code(), error.message(), error.details(), error.request_id());
            }
        }
    }
}
