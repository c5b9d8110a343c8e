//! Where work on a body is done: short work here, long work where it does not block other tasks.

/// A body that takes longer than a few milliseconds to read, in bytes.
pub(crate) const LARGE: usize = 1 << 20;

/// Does `work`, which reads `length` bytes: at once if they are few, otherwise on a thread for blocking work, so the
/// executor's other tasks continue meanwhile.
pub(crate) async fn by_size<T, F>(length: usize, work: F) -> T
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    if length < LARGE {
        return work();
    }
    // Without a runtime of tokio there is no such thread.
    let Ok(runtime) = tokio::runtime::Handle::try_current() else {
        return work();
    };
    match runtime.spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The runtime is shutting down, and this call with it.
            Err(_) => std::future::pending().await,
        },
    }
}
