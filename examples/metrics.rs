//! Metrics of all attempts, named after OpenTelemetry's conventions for HTTP clients: a histogram of durations and a counter
//! of retries. With the crate `opentelemetry`, `Metrics::saw` would call `histogram.record` and `counter.add`.
//!
//! ```text
//! cargo run --example metrics
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use neo_api::AttemptEvent;
use neo_api::mock::{Mock, Reply};
use neo_api::operations::PhoneNumbersList;

/// The bucket bounds, in seconds, that the conventions recommend for `http.client.request.duration`.
const BOUNDS: [f64; 14] = [
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0,
];

/// Their values are few, because none of them is an argument of a call.
type Attributes = Vec<(&'static str, String)>;

#[derive(Default)]
struct Histogram {
    count: u64,
    sum: f64,
    buckets: [u64; BOUNDS.len()],
}

#[derive(Default)]
struct Metrics {
    durations: BTreeMap<Attributes, Histogram>,
    retries: BTreeMap<Attributes, u64>,
}

impl Metrics {
    fn saw(&mut self, event: &AttemptEvent<'_>) {
        let mut attributes = vec![
            ("http.request.method", event.operation.method.to_owned()),
            ("url.template", event.operation.path.to_owned()),
            ("server.address", event.server_address.to_owned()),
            ("server.port", event.server_port.to_string()),
        ];
        if event.will_retry() {
            *self.retries.entry(attributes.clone()).or_default() += 1;
        }
        if let Some(status) = event.status() {
            attributes.push(("http.response.status_code", status.as_str().to_owned()));
        }
        if let Some(error) = event.error_type() {
            attributes.push(("error.type", error.to_owned()));
        }
        let seconds = event.attempt.duration.as_secs_f64();
        let histogram = self.durations.entry(attributes).or_default();
        histogram.count += 1;
        histogram.sum += seconds;
        for (bucket, bound) in histogram.buckets.iter_mut().zip(BOUNDS) {
            *bucket += u64::from(seconds <= bound);
        }
    }
}

impl fmt::Display for Metrics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let print = |attributes: &Attributes| {
            let pairs = attributes
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            pairs.collect::<Vec<_>>().join(" ")
        };
        for (attributes, histogram) in &self.durations {
            let Histogram {
                count,
                sum,
                buckets,
            } = histogram;
            let attributes = print(attributes);
            writeln!(
                formatter,
                "http.client.request.duration {attributes} count={count} sum={sum:.4} buckets={buckets:?}"
            )?;
        }
        for (attributes, count) in &self.retries {
            let attributes = print(attributes);
            writeln!(
                formatter,
                "http.client.request.resends {attributes} {count}"
            )?;
        }
        Ok(())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mock = Mock::start()?;
    mock.on::<PhoneNumbersList>().reply(Reply::html(503));
    let metrics = Arc::new(Mutex::new(Metrics::default()));
    let hook = Arc::clone(&metrics);
    let neo = mock
        .builder()
        .on_attempt(move |event| {
            hook.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .saw(event)
        })
        .build()?;
    for _ in 0..3 {
        neo.phone_numbers_list().send().await?;
    }
    print!("{}", metrics.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(())
}
