//! The key never leaks: the test exercises every public type and every failure, collects all output and traces, and
//! searches them for the key.

mod support;

use std::fmt::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use neo_api::http::Method;
use neo_api::{CallOptions, DriftSampling, Error, Neo, OPERATIONS, Retry, Token, UntypedCall};
use support::fault::{Fault, FaultServer, Stage, body, refusal};
use support::trace::Collector;
use support::{KEY, goaway, success};

/// The secret part of the key; `neo_sk_` alone occurs in messages.
const SECRET: &str = "TheSecretOfTheTests0";
const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJUaGVTZWNyZXQifQ.VGhlU2lnbmF0dXJl";

/// Prints a value in every way.
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
    print(text, &(error.headers(), error.cursor()));
    let body = error.body().map(String::from_utf8_lossy);
    print(text, &(body, error.details()));
}

#[tokio::test]
async fn the_key_is_nowhere() {
    let collector = Collector::default();
    let guard = collector.install();
    let mut text = String::new();

    let logged = Arc::new(Mutex::new(String::new()));

    // Valid and invalid settings.
    print(&mut text, &neo_api::api_key(KEY));
    print(&mut text, &neo_api::access_token(TOKEN));
    for bad in [
        format!("Bearer {KEY}"),
        format!("{KEY}\n"),
        format!("\"{KEY}\""),
        KEY.replace("neo_sk", "neo-sk"),
        format!("{KEY}.{TOKEN}"),
    ] {
        let builders = [
            Neo::builder().api_key(&bad),
            Neo::builder().bearer_token(&bad),
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
    let in_path = format!("https://api.neoagent.io/{KEY}/public-api");
    let builder = Neo::builder().api_key(KEY).base_url(&in_path);
    print(&mut text, &builder);
    print_error(&mut text, &builder.build().unwrap_err());
    let options = CallOptions::new()
        .header("x-token", KEY)
        .retry(Retry::new());
    print(&mut text, &options);

    let provider = |_| async { Ok::<_, std::io::Error>(Token::new(TOKEN)) };
    print(&mut text, &Token::new(KEY));
    let builder = Neo::builder().token_provider(provider);
    let builder = builder.proxy(&format!("http://{KEY}:{KEY}@127.0.0.1:9"));
    print(&mut text, &builder);
    let provided = builder.build().unwrap();
    print(&mut text, &(&provided, provided.shutdown_handle()));
    let extra = CallOptions::new().query(KEY, KEY).body_member(KEY, KEY);
    print(&mut text, &extra);
    let request = provided.request(Method::GET, format!("/{KEY}")).with(extra);
    print(&mut text, &request);
    print_error(&mut text, &request.send().await.unwrap_err());
    let request = provided.request(Method::POST, format!("/{KEY}/.."));
    print_error(&mut text, &request.send().await.unwrap_err());

    // A key passed as a name.
    print(
        &mut text,
        &CallOptions::new().header(KEY, "x").header(KEY, "\n"),
    );
    for name in [KEY.to_owned(), format!("Authorization: Bearer {KEY}")] {
        let builder = Neo::builder().api_key(KEY).header(&name, "\n");
        print(&mut text, &builder);
        print_error(&mut text, &builder.build().unwrap_err());
        let call = || UntypedCall::new(&OPERATIONS[0]);
        let calls = [
            call().header(name.clone(), KEY),
            call().header(name.clone(), "\n"),
            call().query(name.clone(), KEY),
            call().path(name.clone(), KEY),
            call().body(name.clone(), KEY.as_bytes()),
        ];
        let refusing = FaultServer::refusing().await;
        let neo = Neo::builder()
            .api_key(KEY)
            .base_url(&refusing.url)
            .build()
            .unwrap();
        let neo = neo.with(CallOptions::new().attempts(1));
        for call in calls {
            print(&mut text, &call);
            print_error(&mut text, &neo.call_untyped(call).await.unwrap_err());
        }
    }

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
        Fault::Respond(
            301,
            vec![("location", "https://example.com".into())],
            String::new(),
        ),
        Fault::Respond(502, vec![], "<html>".into()),
    ];
    // A service that repeats the request.
    let echoing = |key: &str| {
        let escape = |char| format!("\\u{:04x}", u32::from(char));
        let escaped: String = key.chars().map(escape).collect();
        let envelope = |key: &str| {
            format!(
                r#"{{"error":{{"code":"{key}","message":"Invalid: Bearer {key}","details":{{"key":"{key}"}}}},"meta":{{"request_id":"{key}"}}}}"#
            )
        };
        let secret = key.rsplit(['_', '.']).next().unwrap_or_default();
        let headers = || {
            vec![
                ("www-authenticate", key.to_owned()),
                ("x-echo", key.to_owned()),
            ]
        };
        let number = success(&[support::number()]).to_string();
        [
            Fault::Respond(401, headers(), envelope(key)),
            Fault::Respond(401, headers(), envelope(&escaped)),
            Fault::Respond(403, headers(), envelope(secret)),
            Fault::Respond(
                422,
                headers(),
                envelope("x").replace(
                    "\"key\":\"x\"",
                    &format!(
                        r#""{escaped}":["{{\"a\":\"{}\"}}"]"#,
                        escaped.replace('\\', "\\\\")
                    ),
                ),
            ),
            Fault::Respond(500, headers(), format!("{escaped} {{\"{escaped}\"")),
            Fault::Respond(502, headers(), format!("<html>{key}</html>")),
            Fault::Respond(200, headers(), number.replace(support::REQUEST_ID, key)),
            Fault::Respond(
                200,
                headers(),
                number.replace("\"id\":41", &format!("\"id\":\"{key}\"")),
            ),
            Fault::Respond(
                200,
                headers(),
                format!(r#"{{"data":{{"{key}":1}},"meta":{{"request_id":"{escaped}"}}}}"#),
            ),
            Fault::Respond(301, headers(), key.to_owned()),
        ]
    };
    let faults = faults
        .into_iter()
        .flat_map(|fault| [(fault.clone(), KEY), (fault, TOKEN)]);
    let echoes = [KEY, TOKEN]
        .into_iter()
        .flat_map(|key| echoing(key).map(|fault| (fault, key)));
    {
        let cases: Vec<_> = faults.chain(echoes).collect();
        let provided = cases.iter().filter(|(_, key)| *key == TOKEN);
        let given = cases.iter().map(|(fault, key)| (fault, *key, false));
        for (fault, key, provided) in given.chain(provided.map(|(fault, key)| (fault, *key, true)))
        {
            let server = FaultServer::start(vec![fault.clone()]).await;
            let builder = match key {
                _ if provided => Neo::builder().token_provider(provider),
                KEY => Neo::builder().api_key(key),
                _ => Neo::builder().bearer_token(key),
            };
            let (log, attempts) = (Arc::clone(&logged), Arc::clone(&logged));
            let builder = builder
                .drift_sampling(DriftSampling::new().one_in(1).per_second(1000))
                .on_drift(move |drift| {
                    let _ = writeln!(log.lock().unwrap(), "{drift} {drift:?}");
                })
                .on_attempt(move |event| {
                    let _ = writeln!(attempts.lock().unwrap(), "{event:?}");
                });
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
            print(&mut text, &neo.phone_numbers_list());
            match neo.phone_numbers_list().send().await {
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
        &neo.with(once)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err(),
    );

    // HTTP/2's reason for the end of a connection.
    for key in [KEY, SECRET] {
        let url = goaway::start(format!("calm down, {key}")).await;
        let http = reqwest::Client::builder()
            .http2_prior_knowledge()
            .build()
            .unwrap();
        let neo = Neo::builder()
            .api_key(KEY)
            .base_url(&url)
            .http_client(http)
            .build()
            .unwrap();
        let once = CallOptions::new().attempts(1);
        let error = neo
            .with(once)
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        let mut printed = String::new();
        print_error(&mut printed, &error);
        assert!(printed.contains("calm down, [redacted]"), "{printed}");
        text += &printed;
    }

    drop(guard);
    // The crate h2 traces complete frames at its finest level, which this crate does not control.
    let logged = logged.lock().unwrap().clone();
    assert!(
        logged.contains("mismatch") && logged.contains("AttemptEvent"),
        "{logged}"
    );
    text += &logged;
    let traced = collector.text();
    let traced: Vec<&str> = traced
        .lines()
        .filter(|line| !line.starts_with("h2::"))
        .collect();
    let traced = traced.join("\n");
    assert!(
        text.len() > 10_000 && traced.contains("api.call"),
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
