//! The runtime that blocking calls run on.

use crate::error::{ConfigurationError, Error};

/// A worker thread that keeps connections alive between calls; the calls themselves run on their callers' threads.
pub(super) struct Runtime(Option<tokio::runtime::Runtime>);

impl Runtime {
    pub fn new() -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("neo-api-blocking")
            .enable_all()
            .build()
            .map_err(ConfigurationError::Runtime)?;
        Ok(Self(Some(runtime)))
    }

    pub fn wait<F: Future>(&self, future: F) -> Result<F::Output, Error> {
        match &self.0 {
            // tokio would panic.
            Some(runtime) if tokio::runtime::Handle::try_current().is_err() => {
                Ok(runtime.block_on(future))
            }
            _ => Err(ConfigurationError::BlockingInAsync.into()),
        }
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        // Does not wait, so a client may be dropped anywhere, including inside async code.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
