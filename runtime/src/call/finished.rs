//! The end of a call: its body is decoded, or its error is completed.

use super::decode_error::{decode_error, not_utf8};
use super::{Body, Decoded};
#[cfg(any(test, fuzzing))]
use crate::body::ResponseBody;
use crate::body::{DecodeFailure, Received};
use crate::body_stream::BodyStream;
use crate::call_record::CallRecord;
use crate::drift;
use crate::error::Error;
use crate::error_body;
#[cfg(any(test, fuzzing))]
use crate::response::Response;
use crate::trace::CallSpan;
use crate::transport::{InFlight, Shared};

/// A call that came to its end, before its body is decoded.
pub(super) struct Finished {
    pub record: Box<CallRecord>,
    pub result: Result<Option<reqwest::Response>, Error>,
    pub span: Option<CallSpan>,
    pub in_flight: Option<InFlight>,
    pub event_limit: usize,
}

impl Finished {
    /// How many bytes are to be read.
    pub fn length(&self) -> usize {
        match &self.result {
            Ok(_) => self.record.body.len(),
            Err(error) => error.record().map_or(0, |record| record.body.len()),
        }
    }

    /// Decodes the body, and takes credentials out of what an error keeps.
    pub fn decode(self, shared: &Shared, body: Body) -> Result<Decoded, Error> {
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
                (body.decode)(Received {
                    status,
                    body: record.body.clone(),
                    stream,
                    envelope: shared.service.envelope,
                })
            } else {
                Err(DecodeFailure::UnexpectedStatus)
            };
            decoded.map_err(|failure| failed(shared, std::mem::take(&mut record), failure))
        });
        match decoded {
            Ok(body) => {
                if let Some(span) = span {
                    span.success(&record, shared);
                }
                Ok(Decoded { body, record })
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
    finished.decode(shared, Body::of::<B>()).map(Decoded::typed)
}

/// The error for a response that is not a success, or not of its type.
fn failed(shared: &Shared, mut record: Box<CallRecord>, failure: DecodeFailure) -> Error {
    // Before anything is read from the body, which has it as it is or escaped.
    record.redact_body(&shared.credentials);
    let source = match failure {
        DecodeFailure::Json(source) => Some(source),
        DecodeFailure::NotUtf8(_) => None,
        DecodeFailure::UnexpectedStatus => {
            return error_body::error(record, &shared.service.errors);
        }
    };
    if let (Some(operation), Some(status)) = (record.operation, record.status) {
        // Always: the call has failed on it.
        drift::look(shared, operation, status, &record.body);
    }
    let error = match source {
        Some(source) => decode_error(shared, record, &source),
        None => not_utf8(shared, record),
    };
    error.into()
}
