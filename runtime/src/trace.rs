//! One span for each call, named after OpenTelemetry's conventions for HTTP clients. It never holds
//! arguments, bodies or headers.

#[cfg(feature = "tracing")]
pub(crate) use on::CallSpan;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::CallSpan;

#[cfg(feature = "tracing")]
mod on {
    use std::time::Instant;

    use tracing::field::Empty;
    use tracing::{Instrument, Span};

    use crate::call_record::{CallRecord, short};
    use crate::config::BaseUrl;
    use crate::error::Error;
    use crate::service::Operation;
    use crate::service::Service;
    use crate::transport::{Attempt, Shared};

    /// The span of a call under way.
    #[derive(Clone)]
    pub(crate) struct CallSpan {
        span: Span,
        begin: Instant,
    }

    impl CallSpan {
        pub fn start(service: &Service, operation: &Operation, base: &BaseUrl) -> Self {
            let span = tracing::info_span!(
                "api.call",
                otel.name = %format_args!("{} {}", operation.method, operation.path),
                otel.kind = "client",
                otel.status_code = Empty,
                http.request.method = operation.method,
                url.template = operation.path,
                server.address = base.host(),
                server.port = base.port(),
                http.response.status_code = Empty,
                http.request.resend_count = Empty,
                http.client.request.duration = Empty,
                error.type = Empty,
                api.service = service.title,
                api.operation = operation.id,
                api.attempts = Empty,
                api.request_id = Empty,
            );
            Self {
                span,
                begin: Instant::now(),
            }
        }

        pub async fn within<F: Future>(self, future: F) -> F::Output {
            future.instrument(self.span).await
        }

        /// One event for each attempt that another one follows.
        pub fn retry(attempt: &Attempt) {
            tracing::debug!(
                number = attempt.number,
                outcome = %attempt.outcome,
                wait = attempt.wait.unwrap_or_default().as_secs_f64(),
                reason = %attempt.reason.map_or_else(String::new, |reason| reason.to_string()),
                "attempt failed, another follows"
            );
        }

        pub fn success(&self, record: &CallRecord, shared: &Shared) {
            if self.span.is_disabled() {
                return;
            }
            self.ended(record, record.attempts.len());
            if let Some(id) = record.success_request_id() {
                let clean = shared.credentials.redact(id);
                let id = clean.as_deref().unwrap_or(id);
                self.span.record("api.request_id", &*short(id));
            }
        }

        /// The caller dropped the call before its end.
        pub fn cancelled(&self, record: &CallRecord, sending: bool) {
            self.ended(record, record.attempts.len() + usize::from(sending));
            self.span.record("error.type", "cancelled");
        }

        pub fn failure(&self, error: &Error) {
            if let Some(record) = error.record() {
                self.ended(record, record.attempts.len());
            }
            self.span.record("otel.status_code", "ERROR");
            match (error, error.status()) {
                (Error::Api(_) | Error::UnexpectedResponse(_), Some(status)) => {
                    self.span.record("error.type", status.as_str());
                }
                _ => {
                    self.span.record("error.type", error.kind());
                }
            }
            if let Some(id) = error.request_id() {
                self.span.record("api.request_id", &*short(id));
            }
        }

        fn ended(&self, record: &CallRecord, attempts: usize) {
            self.span.record("api.attempts", attempts);
            if attempts > 1 {
                self.span.record("http.request.resend_count", attempts - 1);
            }
            if let Some(status) = record.status {
                self.span
                    .record("http.response.status_code", status.as_u16());
            }
            self.span.record(
                "http.client.request.duration",
                self.begin.elapsed().as_secs_f64(),
            );
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use crate::call_record::CallRecord;
    use crate::config::BaseUrl;
    use crate::error::Error;
    use crate::service::Operation;
    use crate::service::Service;
    use crate::transport::{Attempt, Shared};

    /// Nothing.
    #[derive(Clone)]
    pub(crate) struct CallSpan;

    impl CallSpan {
        pub fn start(_: &Service, _: &Operation, _: &BaseUrl) -> Self {
            Self
        }

        pub fn within<F: Future>(self, future: F) -> F {
            future
        }

        pub fn retry(_: &Attempt) {}

        pub fn success(&self, _: &CallRecord, _: &Shared) {}

        pub fn cancelled(&self, _: &CallRecord, _: bool) {}

        pub fn failure(&self, _: &Error) {}
    }
}
