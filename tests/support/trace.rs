//! Traces as text.
#![allow(dead_code)]

use std::fmt::Write;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span;

/// Keeps all spans and events as text.
#[derive(Clone, Default)]
pub struct Collector(Arc<Mutex<String>>);

impl Collector {
    pub fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

impl Visit for Collector {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0.lock().unwrap(), "{}={value:?} ", field.name());
    }
}

impl tracing::Subscriber for Collector {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        let _ = write!(self.0.lock().unwrap(), "\n{}: ", span.metadata().name());
        span.record(&mut self.clone());
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let _ = write!(self.0.lock().unwrap(), "\n{}: ", event.metadata().target());
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

impl Collector {
    /// Collects the traces of this thread while the guards live.
    pub fn install(&self) -> impl Sized + use<> {
        // With a single subscriber, tracing asks the thread that reaches a span first whether it is enabled, and caches
        // the result even from a thread without a subscriber. With a second one it asks all subscribers.
        let second = tracing::Dispatch::new(Self::default());
        (tracing::subscriber::set_default(self.clone()), second)
    }
}
