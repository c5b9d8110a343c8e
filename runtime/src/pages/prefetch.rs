//! A page that is read while the one before it is worked on.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::runtime::Handle;
use tokio::task::JoinHandle;

/// A task that ends when it is dropped.
struct Task<T>(JoinHandle<T>);

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<T> Future for Task<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        match ready!(Pin::new(&mut self.0).poll(context)) {
            Ok(done) => Poll::Ready(done),
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                // The runtime is shutting down, and this list with it.
                Err(_) => Poll::Pending,
            },
        }
    }
}

/// The same future, which runs by itself. Without a Tokio runtime, it waits until it is polled.
pub(super) fn started<T: Send + 'static>(
    future: Pin<Box<dyn Future<Output = T> + Send>>,
) -> Pin<Box<dyn Future<Output = T> + Send>> {
    // The call's span belongs to the span in which its page is requested.
    #[cfg(feature = "tracing")]
    let future = Box::pin(tracing::Instrument::in_current_span(future));
    match Handle::try_current() {
        Ok(runtime) => Box::pin(Task(runtime.spawn(future))),
        Err(_) => future,
    }
}
