//! What a call carries on its way.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde_json::Value;
use tokio::time::Instant;

use super::connections::Connections;
use super::observer::Observer;
use super::rate_limiter::RateLimiter;
use super::shutdown::Gate;
use crate::body::ResponseBody;
use crate::call_record::CallRecord;
use crate::config::{BaseUrl, Credentials, Limits};
use crate::drift::Monitor;
use crate::service::{Operation, Service};
use crate::trace::CallSpan;

/// What all clones of a client share.
pub(crate) struct Shared {
    pub service: &'static Service,
    pub connections: Connections,
    pub base: BaseUrl,
    pub credentials: Credentials,
    pub user_agent: http::HeaderValue,
    pub rate_limiter: RateLimiter,
    pub observer: Observer,
    pub gate: Gate,
    pub drift: Option<Monitor>,
    /// The contract, read when a body first does not decode.
    pub document: OnceLock<Value>,
}

/// One call: what it may take, and what has become of it.
pub(crate) struct Call {
    pub limits: Limits,
    pub deadline: Instant,
    pub taken: Taken,
    progress: Mutex<Progress>,
}

/// How the caller takes the body of a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// Whole: it is read here.
    Whole,
    /// As bytes, as they arrive.
    Bytes,
    /// As events, as they arrive.
    Events,
}

impl Taken {
    pub fn by<B: ResponseBody>() -> Self {
        match (B::STREAMED, B::EVENTS) {
            (false, _) => Self::Whole,
            (true, false) => Self::Bytes,
            (true, true) => Self::Events,
        }
    }
}

/// What is known of a call while it is under way.
#[derive(Default)]
pub(crate) struct Progress {
    pub record: CallRecord,
    /// An attempt is under way.
    pub sending: bool,
    pub span: Option<CallSpan>,
}

impl Shared {
    /// The contract, as JSON.
    pub fn document(&self) -> &Value {
        // The text is part of the crate and tested to be JSON.
        self.document
            .get_or_init(|| serde_json::from_str(self.service.contract()).unwrap_or_default())
    }
}

impl Call {
    pub fn new(
        shared: &Shared,
        operation: &'static Operation,
        limits: Limits,
        taken: Taken,
    ) -> Self {
        let now = Instant::now();
        Self {
            // A limit beyond the clock's range is not a limit: 30 years.
            deadline: now
                .checked_add(limits.timeout)
                .unwrap_or_else(|| now + std::time::Duration::from_secs(946_080_000)),
            limits,
            taken,
            progress: Mutex::new(Progress {
                record: CallRecord {
                    operation: Some(operation),
                    errors: Some(&shared.service.errors),
                    ..CallRecord::default()
                },
                sending: false,
                span: Some(CallSpan::start(shared.service, operation, &shared.base)),
            }),
        }
    }

    /// Changes what is known of the call. Not to be held across an await.
    pub fn update<T>(&self, change: impl FnOnce(&mut Progress) -> T) -> T {
        change(&mut self.progress.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the headers of a response, wherever they are: those of one that is read here are kept with the call.
    pub fn with_headers<T>(
        &self,
        response: &reqwest::Response,
        read: impl FnOnce(&http::HeaderMap) -> T,
    ) -> T {
        match self.taken {
            Taken::Whole => self.update(|progress| read(&progress.record.headers)),
            Taken::Bytes | Taken::Events => read(response.headers()),
        }
    }

    /// What is known of the call, for its response or its error.
    pub fn record(&self) -> Box<CallRecord> {
        Box::new(self.update(|progress| std::mem::take(&mut progress.record)))
    }

    /// The call's span, which its end is recorded in.
    pub fn take_span(&self) -> Option<CallSpan> {
        self.update(|progress| progress.span.take())
    }
}

/// Says in the trace that a call was dropped before its end.
pub(crate) struct Dropped(pub Arc<Call>);

impl Drop for Dropped {
    fn drop(&mut self) {
        // A call that came to its end left no span behind.
        if let Some(span) = self.0.take_span() {
            let (record, sending) = self
                .0
                .update(|progress| (progress.record.clone(), progress.sending));
            span.cancelled(&record, sending);
        }
    }
}
