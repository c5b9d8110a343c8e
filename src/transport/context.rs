//! What a call carries through the generated client.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::time::Instant;

use super::pacer::Pacer;
use crate::config::{BaseUrl, Credential, Limits};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::operations;
use crate::runtime::{CallContext, Operation, Payload};
use crate::trace::CallSpan;

/// What all clones of a client share.
pub(crate) struct Shared {
    pub http: reqwest::Client,
    pub base: BaseUrl,
    /// None where the client calls only operations that need none.
    pub credential: Option<Credential>,
    pub operations: &'static [Operation],
    pub pacer: Pacer,
}

/// The generated client's inner value: one for each call.
#[derive(Clone)]
pub struct Context {
    pub(crate) shared: Arc<Shared>,
    pub(crate) call: Arc<Call>,
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
    /// Whole, so that it is read here.
    Whole,
    /// As bytes, as they arrive.
    Bytes,
    /// As events, as they arrive.
    Events,
}

impl Taken {
    pub fn by<T: Payload>() -> Self {
        match (T::STREAMED, T::EVENTS) {
            (false, _) => Self::Whole,
            (true, false) => Self::Bytes,
            (true, true) => Self::Events,
        }
    }
}

/// What hooks cannot return through the generated code.
#[derive(Default)]
pub(crate) struct Progress {
    pub exchange: Exchange,
    pub error: Option<Error>,
    /// An attempt is under way.
    pub sending: bool,
    pub span: Option<CallSpan>,
}

impl Call {
    pub fn new(limits: Limits, taken: Taken) -> Self {
        let now = Instant::now();
        Self {
            // A limit beyond the clock's range is no limit: 30 years.
            deadline: now
                .checked_add(limits.timeout)
                .unwrap_or_else(|| now + std::time::Duration::from_secs(946_080_000)),
            limits,
            taken,
            progress: Mutex::default(),
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
            Taken::Whole => self.update(|progress| read(&progress.exchange.headers)),
            Taken::Bytes | Taken::Events => read(response.headers()),
        }
    }

    /// Ends the call with an error of the wrapper's own, made from what is known of it.
    pub fn fail(&self, error: impl FnOnce(Box<Exchange>) -> Error) {
        self.update(|progress| {
            let exchange = std::mem::take(&mut progress.exchange);
            progress.error = Some(error(Box::new(exchange)));
        });
    }

    /// What has become of the call; leaves nothing behind.
    pub fn take(&self) -> Progress {
        self.update(std::mem::take)
    }
}

/// Says in the trace that a call was dropped before its end.
pub(crate) struct Dropped(pub Arc<Call>);

impl Drop for Dropped {
    fn drop(&mut self) {
        // A call that came to its end left nothing behind.
        let progress = self.0.take();
        if let Some(span) = progress.span {
            span.cancelled(&progress.exchange, progress.sending);
        }
    }
}

impl CallContext for Context {
    /// `exec` has read it, but for streams, which nobody asks for here.
    fn body(&self, _: reqwest::Response) -> impl Future<Output = reqwest::Result<Bytes>> + Send {
        let body = self.call.update(|progress| progress.exchange.body.clone());
        std::future::ready(Ok(body))
    }

    fn begins(&self, operation_id: &'static str) {
        let operation = operations::find(self.shared.operations, operation_id);
        self.call.update(|progress| {
            // Should a closure send twice, the call is what the last request was.
            *progress = Progress::default();
            progress.exchange.operation = operation;
            progress.span = operation.map(|it| CallSpan::start(it, &self.shared.base));
        });
    }
}

/// Says nothing of the call: Debug of the generated client and builders comes through here.
impl fmt::Debug for Context {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Context").finish_non_exhaustive()
    }
}
