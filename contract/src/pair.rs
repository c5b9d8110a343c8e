//! Does the same to both revisions of a contract, at once.

use std::panic::resume_unwind;
use std::thread;

/// The results for the base and for the head. The head is worked on in a thread of its own.
pub(crate) fn both<I: Copy + Send, T: Send>(
    base: I,
    head: I,
    work: impl Fn(I) -> T + Sync,
) -> (T, T) {
    thread::scope(|scope| {
        let work = &work;
        let started = thread::Builder::new()
            .stack_size(crate::STACK)
            .spawn_scoped(scope, move || work(head));
        let base = work(base);
        match started.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(head)) => (base, head),
            Ok(Err(panic)) => resume_unwind(panic),
            // The system has no thread left.
            Err(_) => (base, work(head)),
        }
    })
}
