//! The connections that all clones of a client share.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use http::Version;

use crate::error::ConfigurationError;

type Make = dyn Fn() -> Result<reqwest::Client, ConfigurationError> + Send + Sync;

/// The pool of connections in use, which another takes the place of after a timeout.
///
/// Over HTTP/2 a request that timed out leaves its connection in the pool, and the next would go into it again,
/// although it may be the connection that has gone silent. reqwest can close none by itself; what it can do is to
/// begin with an empty pool. Requests under way keep the connection that they have.
pub(crate) struct Connections {
    current: Mutex<Arc<Pool>>,
    /// None where no other is to be had, or needed.
    make: Option<Box<Make>>,
}

/// One pool of connections.
pub(crate) struct Pool {
    pub http: reqwest::Client,
    /// The service speaks HTTP/1, where a request that is given up closes its connection.
    http1: AtomicBool,
}

impl Pool {
    fn new(http: reqwest::Client) -> Arc<Self> {
        Arc::new(Self {
            http,
            http1: AtomicBool::new(false),
        })
    }

    /// Takes note of a response's version.
    pub fn saw(&self, version: Version) {
        self.http1
            .store(version < Version::HTTP_2, Ordering::Relaxed);
    }
}

impl Connections {
    /// Of a client that is never made again: it is the caller's own, or speaks HTTP/1 alone.
    pub fn fixed(http: reqwest::Client) -> Self {
        Self {
            current: Mutex::new(Pool::new(http)),
            make: None,
        }
    }

    /// Of a client that is made now, and whenever another one is needed.
    pub fn made(
        make: impl Fn() -> Result<reqwest::Client, ConfigurationError> + Send + Sync + 'static,
    ) -> Result<Self, ConfigurationError> {
        Ok(Self {
            current: Mutex::new(Pool::new(make()?)),
            make: Some(Box::new(make)),
        })
    }

    /// The pool that the next attempt goes through.
    pub fn pool(&self) -> Arc<Pool> {
        Arc::clone(&self.current.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// After a timeout: no later attempt goes through the connections of this pool.
    pub fn leave(&self, pool: &Arc<Pool>) {
        let Some(make) = &self.make else { return };
        if pool.http1.load(Ordering::Relaxed) {
            return;
        }
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        // Of many requests that time out in one pool, the first makes another.
        if Arc::ptr_eq(&current, pool) {
            // It could be made before; should it not be now, the old one is better than none.
            if let Ok(http) = make() {
                *current = Pool::new(http);
            }
        }
    }
}
