//! Shutting a client down: new calls are refused, and those in flight can end.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;

use super::context::Shared;

/// Whether calls may begin, and how many there are.
#[derive(Default)]
pub(crate) struct Gate {
    closed: AtomicBool,
    in_flight: AtomicUsize,
    idle: Notify,
}

impl Gate {
    fn enter(&self) -> bool {
        self.in_flight.fetch_add(1, Ordering::SeqCst);
        let open = !self.closed.load(Ordering::SeqCst);
        if !open {
            self.leave();
        }
        open
    }

    fn leave(&self) {
        let before = self.in_flight.fetch_sub(1, Ordering::SeqCst);
        if before == 1 && self.closed.load(Ordering::SeqCst) {
            self.idle.notify_waiters();
        }
    }

    async fn emptied(&self) {
        loop {
            let mut idle = std::pin::pin!(self.idle.notified());
            // Before the number is read: no end is missed.
            idle.as_mut().enable();
            if self.in_flight.load(Ordering::SeqCst) == 0 {
                return;
            }
            idle.await;
        }
    }
}

/// A call, a list or a stream in flight, until it is dropped.
pub(crate) struct InFlight(Arc<Shared>);

impl InFlight {
    /// None once the client is shutting down.
    pub fn begin(shared: &Arc<Shared>) -> Option<Self> {
        shared.gate.enter().then(|| Self(Arc::clone(shared)))
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.gate.leave();
    }
}

impl fmt::Debug for InFlight {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("InFlight")
    }
}

/// Shuts a client down, with all its clones: calls in flight end, new ones are refused.
///
/// A stream is in flight until its end or until it is dropped, and so is a list whose first page was requested: it may read
/// its other pages. A call that begins after the shutdown fails with [`Error::Request`](crate::Error::Request), for which
/// [`is_shutting_down`](crate::Error::is_shutting_down) is true.
///
/// ```
/// use std::time::Duration;
/// use neo_api_runtime::Client;
///
/// async fn stop(client: &Client) {
///     let shutdown = client.shutdown_handle().shutdown_within(Duration::from_secs(20)).await;
///     if shutdown.still_running > 0 {
///         eprintln!("{} calls were cut off", shutdown.still_running);
///     }
/// }
/// ```
#[derive(Clone)]
pub struct ShutdownHandle {
    shared: Arc<Shared>,
}

/// The result of a shutdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shutdown {
    /// How many calls, lists and streams were in flight when it began.
    pub in_flight: usize,
    /// How many of them are still in flight: none, unless the time ran out.
    pub still_running: usize,
}

impl ShutdownHandle {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// Refuses new calls from now on, and does not wait.
    pub fn close(&self) {
        self.shared.gate.closed.store(true, Ordering::SeqCst);
    }

    /// Refuses new calls, and waits until those in flight have ended.
    pub async fn shutdown(&self) -> Shutdown {
        self.close();
        let in_flight = self.in_flight();
        self.shared.gate.emptied().await;
        Shutdown {
            in_flight,
            still_running: 0,
        }
    }

    /// Refuses new calls, and waits at most this long for those in flight. It does not cancel them; dropping the runtime or
    /// the futures does.
    pub async fn shutdown_within(&self, time: Duration) -> Shutdown {
        self.close();
        let in_flight = self.in_flight();
        let still_running = match timeout(time, self.shared.gate.emptied()).await {
            Ok(()) => 0,
            Err(_) => self.in_flight(),
        };
        Shutdown {
            in_flight,
            still_running,
        }
    }

    /// Whether new calls are refused.
    pub fn is_shutting_down(&self) -> bool {
        self.shared.gate.closed.load(Ordering::SeqCst)
    }

    /// How many calls, lists and streams are in flight.
    pub fn in_flight(&self) -> usize {
        self.shared.gate.in_flight.load(Ordering::SeqCst)
    }
}

impl fmt::Debug for ShutdownHandle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ShutdownHandle")
            .field("is_shutting_down", &self.is_shutting_down())
            .field("in_flight", &self.in_flight())
            .finish()
    }
}
