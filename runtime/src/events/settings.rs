//! How a stream is read, as the transport tells it.

use std::fmt;
use std::sync::Arc;

type Redact = dyn Fn(&[u8]) -> Option<Vec<u8>> + Send + Sync;

/// How an [`EventStream`](super::EventStream) is read. A transport puts it into the
/// [extensions](reqwest::Response::extensions_mut) of the response.
#[derive(Clone)]
pub struct EventSettings {
    limit: usize,
    redact: Option<Arc<Redact>>,
}

impl EventSettings {
    /// The longest event that is read, in bytes.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            redact: None,
        }
    }

    /// Takes out of errors what must not be printed; `redact` gives None where there is nothing of it.
    #[must_use]
    pub fn redact(
        mut self,
        redact: impl Fn(&[u8]) -> Option<Vec<u8>> + Send + Sync + 'static,
    ) -> Self {
        self.redact = Some(Arc::new(redact));
        self
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// `text` as it may be printed, where that is another text.
    pub(super) fn clean(&self, text: &str) -> Option<String> {
        let clean = self.redact.as_ref()?(text.as_bytes())?;
        Some(String::from_utf8_lossy(&clean).into_owned())
    }
}

/// Events of 1 MiB.
impl Default for EventSettings {
    fn default() -> Self {
        Self::new(1 << 20)
    }
}

impl fmt::Debug for EventSettings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("EventSettings")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}
