//! The key is nowhere: every public type and every failure is driven, all that is printed and traced is
//! collected, and the key is searched for in it.

mod support;

use std::fmt::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use neo_api::{CallOptions, Credential, Error, Neo, Retry};
use support::fault::{Fault, FaultServer, Stage, body, refusal};
use support::{KEY, Server, success};
use tracing::field::{Field, Visit};
use tracing::span;

/// The part of the key that is secret; `neo_sk_` alone stands in messages.
const SECRET: &str = "TheSecretOfTheTests0";
const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJUaGVTZWNyZXQifQ.VGhlU2lnbmF0dXJl";

/// Keeps all spans and events as text.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<String>>);

impl Collector {
    fn text(&self) -> String {
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

/// Every way to print a value.
fn print(text: &mut String, value: &(impl std::fmt::Debug + ?Sized)) {
    let _ = writeln!(text, "{value:?} {value:#?}");
}

fn print_error(text: &mut String, error: &Error) {
    print(text, error);
    let _ = writeln!(text, "{error} {error:#}");
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        let _ = writeln!(text, "{error} {error:?}");
        source = error.source();
    }
    print(text, error.attempts());
    print(
        text,
        &(
            error.operation(),
            error.status(),
            error.pointer(),
            error.rate_limit(),
        ),
    );
    print(
        text,
        &(
            error.code(),
            error.message(),
            error.request_id(),
            error.not_retried(),
        ),
    );
    print(text, &error.headers());
}

#[tokio::test]
async fn the_key_is_nowhere() {
    let collector = Collector::default();
    let guard = tracing::subscriber::set_default(collector.clone());
    let mut text = String::new();

    // Settings, good and bad.
    print(&mut text, &Credential::api_key(KEY));
    print(&mut text, &Credential::access_token(TOKEN));
    for bad in [
        format!("Bearer {KEY}"),
        format!("{KEY}\n"),
        format!("\"{KEY}\""),
        KEY.replace("neo_sk", "neo-sk"),
        format!("{KEY}.{TOKEN}"),
    ] {
        let builders = [
            Neo::builder().api_key(&bad),
            Neo::builder().access_token(&bad),
            Neo::builder()
                .api_key(KEY)
                .base_url(&format!("https://{bad}@api.neoagent.io")),
            Neo::builder()
                .api_key(KEY)
                .base_url(&format!("https://api.neoagent.io/?key={bad}")),
            Neo::builder().api_key(KEY).header("Authorization", &bad),
        ];
        for builder in builders {
            print(&mut text, &builder);
            print_error(&mut text, &builder.build().unwrap_err());
        }
    }
    let options = CallOptions::new()
        .header("x-token", KEY)
        .retry(Retry::new());
    print(&mut text, &options);

    // Every failure of a call, and a success.
    let faults = [
        Fault::Fine,
        Fault::Reset(Stage::Start),
        Fault::Reset(Stage::Body),
        Fault::Hang(Stage::Head),
        Fault::Huge(1 << 20),
        body("{}"),
        body("<html>"),
        refusal(401, &[]),
        refusal(429, &[("retry-after", "3600")]),
        refusal(503, &[]),
        Fault::Answer(
            301,
            vec![("location", "https://example.com".into())],
            String::new(),
        ),
        Fault::Answer(502, vec![], "<html>".into()),
    ];
    for fault in faults {
        for key in [KEY, TOKEN] {
            let server = FaultServer::start(vec![fault.clone()]).await;
            let builder = if key == KEY {
                Neo::builder().api_key(key)
            } else {
                Neo::builder().access_token(key)
            };
            let neo = builder
                .base_url(&server.url)
                .attempt_timeout(Duration::from_millis(100))
                .timeout(Duration::from_millis(300))
                .retry(
                    Retry::new()
                        .attempts(2)
                        .first_wait(Duration::from_millis(5)),
                )
                .body_limit(10_000)
                .build()
                .unwrap()
                .with(options.clone());
            print(&mut text, &neo);
            let _ = neo
                .call(|api| {
                    print(&mut text, api);
                    print(&mut text, &api.phone_numbers_get());
                    api.phone_numbers_get().send()
                })
                .await;
            match neo.phone_numbers().await {
                Ok(response) => print(&mut text, &response),
                Err(error) => print_error(&mut text, &error),
            }
            print(&mut text, &neo.rate_limit());
        }
    }
    let refusing = FaultServer::refusing().await;
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&refusing.url)
        .build()
        .unwrap();
    let once = CallOptions::new().attempts(1);
    print_error(
        &mut text,
        &neo.with(once).phone_numbers().await.unwrap_err(),
    );

    drop(guard);
    let traced = collector.text();
    assert!(
        text.len() > 10_000 && traced.contains("neo_api.call"),
        "{traced}"
    );
    for part in [SECRET, TOKEN, "eyJzdWIi", "VGhlU2ln"] {
        for (what, text) in [("printed", &text), ("traced", &traced)] {
            if let Some(at) = text.find(part) {
                panic!("{what}: {}", &text[at.saturating_sub(200)..at]);
            }
        }
    }
}

#[tokio::test]
async fn a_span_says_what_happened() {
    let collector = Collector::default();
    let _guard = tracing::subscriber::set_default(collector.clone());
    let number = Mutex::new(0);
    let answer = support::response(200, &[], &success(&[support::number()]).to_string());
    let refused = support::response(503, &[("retry-after", "0")], "");
    let server = Server::start(move |_, _| {
        let mut number = number.lock().unwrap();
        *number += 1;
        if *number == 1 {
            refused.clone()
        } else {
            answer.clone()
        }
    })
    .await;
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&format!("{}/gw/public-api", server.url))
        .build()
        .unwrap();
    neo.phone_numbers().await.unwrap();
    let traced = collector.text();
    let port = server.url.rsplit(':').next().unwrap();
    for part in [
        "otel.name=GET /public-api/phone/numbers ",
        "otel.kind=\"client\"",
        "http.request.method=\"GET\"",
        "url.template=\"/public-api/phone/numbers\"",
        "server.address=\"127.0.0.1\"",
        &format!("server.port={port}"),
        "neo.operation=\"phone_numbers_get\"",
        "neo.attempts=2",
        "http.request.resend_count=1",
        "http.response.status_code=200",
        "http.client.request.duration=",
        &format!("neo.request_id=\"{}\"", support::REQUEST_ID),
        "outcome=status 503",
    ] {
        assert!(traced.contains(part), "{part} is not in {traced}");
    }
    assert!(
        !traced.contains("error.type") && !traced.contains("+3197010281234"),
        "{traced}"
    );

    let server = FaultServer::start(vec![refusal(404, &[])]).await;
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .build()
        .unwrap();
    neo.phone_numbers().await.unwrap_err();
    let traced = collector.text();
    assert!(traced.contains("otel.status_code=\"ERROR\""), "{traced}");
    assert!(traced.contains("error.type=\"404\""), "{traced}");
}
