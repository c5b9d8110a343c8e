//! Operations of every form, written as generated code is, over real sockets.

use std::sync::Arc;
use std::time::Duration;

use self::fault::{Fault, FaultServer, Stage, refusal};
use self::raw::{Server, number, read_request, response, success};
use crate as lib;
use crate::body::{Json, Stream};
use crate::error::{RequestErrorKind, TransportErrorKind};
use crate::request::Style;
use crate::{
    CallOptions, Client, ClientBuilder, Error, ErrorFormat, Operation, ParameterLocation,
    RequestBuilder, Response, Retry, SecurityKind, SecurityScheme, Sending, Service, ServiceClient,
};

mod drift;
#[path = "../../../tests/support/fault.rs"]
mod fault;
#[path = "../../../tests/support/fault_table.rs"]
mod fault_table;
mod http2;
mod http2_silent;
mod localhost;
mod long_url;
mod messages;
mod observer;
#[path = "../../../tests/support/path_arguments.rs"]
mod path_arguments;
mod paths;
mod post;
#[path = "../../../tests/support/http.rs"]
mod raw;
mod security;
mod shutdown;
mod streams;
mod token;
#[path = "../../../tests/support/trace.rs"]
mod trace;
mod undocumented;

const KEY: &str = "test_key_TheSecretOfTheTests0";

const fn operation(id: &'static str, method: &'static str, path: &'static str) -> Operation {
    Operation {
        security: &[&["token"]],
        ..Operation::of_test(id, method, path)
    }
}

static OPERATIONS: [Operation; 7] = [
    operation("run_get", "GET", "/api/agents/{agent}/runs/{run}"),
    operation("run_latest", "GET", "/api/agents/{agent}/runs/latest"),
    operation("run_start", "POST", "/api/agents/{agent}/runs"),
    operation("run_delete", "DELETE", "/api/runs/{run}"),
    Operation::of_test("feedback_get", "GET", "/api/feedback/{link}"),
    operation("events_get", "GET", "/api/events"),
    operation(
        "steps_delete",
        "DELETE",
        "/api/agents/{agent}/runs/{run}/steps/{steps}",
    ),
];

static SERVICE: Service = Service::new("Runs", "1", &OPERATIONS)
    .security_schemes(&[
        SecurityScheme {
            name: "token",
            kind: SecurityKind::Bearer,
        },
        SecurityScheme {
            name: "key",
            kind: SecurityKind::ApiKey {
                location: ParameterLocation::Query,
                name: "api_key",
            },
        },
        SecurityScheme {
            name: "tenant",
            kind: SecurityKind::ApiKey {
                location: ParameterLocation::Header,
                name: "x-tenant",
            },
        },
        SecurityScheme {
            name: "session",
            kind: SecurityKind::ApiKey {
                location: ParameterLocation::Cookie,
                name: "session",
            },
        },
        SecurityScheme {
            name: "user",
            kind: SecurityKind::Basic,
        },
    ])
    .errors(ErrorFormat {
        code: &["/error/code"],
        message: &["/error/message"],
        details: &["/error/details"],
        request_id: &["/meta/request_id"],
    });

/// A client as generated ones are.
struct Runs(Client);

impl ServiceClient for Runs {
    fn service() -> &'static Service {
        &SERVICE
    }

    fn from_client(client: Client) -> Result<Self, Error> {
        Ok(Self(client))
    }
}

type Mock = crate::mock::Mock<Runs>;

fn builder(url: &str) -> ClientBuilder<Runs> {
    let retry = Retry::new().first_wait(Duration::from_millis(2));
    ClientBuilder::new()
        .bearer_token(KEY)
        .base_url(url)
        .retry(retry)
        .attempt_timeout(Duration::from_secs(2))
}

fn neo(url: &str) -> Client {
    builder(url).build().unwrap().0
}

const SIMPLE: Style = Style::Simple { explode: false };

/// A request as a generated method begins it.
fn request(client: &Client, id: &str, path: &[(&'static str, &str)]) -> RequestBuilder {
    let operation = SERVICE.operation(id).unwrap();
    let mut request = RequestBuilder::new(client, operation);
    for (name, value) in path {
        request.path(name, SIMPLE, Ok(*value));
    }
    request
}

fn json(client: &Client, id: &str, path: &[(&'static str, &str)]) -> Sending<serde_json::Value> {
    request(client, id, path).send::<Json<serde_json::Value>>()
}

async fn start_run(client: &Client) -> Result<Response<serde_json::Value>, Error> {
    let mut request = request(client, "run_start", &[("agent", "7")]);
    request.json("application/json", Ok(serde_json::json!({ "a": 1 })));
    request.send::<Json<serde_json::Value>>().await
}

#[tokio::test]
async fn a_value_that_does_not_convert_names_the_operation_and_the_parameter() {
    let mut request = request(&neo("http://127.0.0.1:9"), "run_get", &[("agent", "1")]);
    request.path("run", SIMPLE, crate::convert::<u8>(300));
    let error = request.send::<Json<serde_json::Value>>().await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert_eq!(error.operation(), Some("run_get"));
    let text = error.to_string();
    assert!(text.contains("run_get") && text.contains("`run`"), "{text}");
    assert!(!text.contains("300"), "{text}");
    assert!(error.attempts().is_empty());
}

#[tokio::test]
async fn path_arguments_stay_in_their_segment() {
    let server = Server::always(200, &[], "{}").await;
    let client = neo(&server.url);
    let get = |agent, run| json(&client, "run_get", &[("agent", agent), ("run", run)]);
    for argument in ["", ".", ".."] {
        for result in [get(argument, "1").await, get("1", argument).await] {
            let error = result.unwrap_err();
            let Error::Request(refused) = &error else {
                panic!("{error}")
            };
            assert!(
                matches!(refused.kind(), RequestErrorKind::PathArgument { .. }),
                "{error}"
            );
            assert_eq!(error.operation(), Some("run_get"));
        }
    }
    let error = get("1", "latest").await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert_eq!(server.requests().len(), 0);
    json(&client, "run_latest", &[("agent", "1")])
        .await
        .unwrap();
    for (argument, sent) in [
        ("a/b", "a%2Fb"),
        ("../..", "..%2F.."),
        (r"..\x", "..%5Cx"),
        ("a?b#c", "a%3Fb%23c"),
        ("%2e%2e", "%252e%252e"),
        ("...", "..."),
        ("é\n", "%C3%A9%0A"),
        (";v=1", "%3Bv%3D1"),
    ] {
        get(argument, "1").await.unwrap();
        let request = server.requests().pop().unwrap();
        let expected = format!("GET /api/agents/{sent}/runs/1 HTTP/1.1\r\n");
        assert!(request.starts_with(&expected), "{request}");
    }
}

#[tokio::test]
async fn the_credential_goes_where_the_contract_asks_for_it() {
    let server = Server::always(200, &[], "{}").await;
    let client = neo(&server.url);
    let mut feedback = request(&client, "feedback_get", &[("link", "abc")]);
    feedback.query("signature", Style::Form, Ok("s"));
    feedback.send::<Json<serde_json::Value>>().await.unwrap();
    let request = server.requests().pop().unwrap();
    assert!(
        request.starts_with("GET /api/feedback/abc?signature=s HTTP/1.1"),
        "{request}"
    );
    assert!(
        !request.to_ascii_lowercase().contains("authorization"),
        "{request}"
    );
    json(&client, "run_delete", &[("run", "9")]).await.unwrap();
    let request = server.requests().pop().unwrap();
    assert!(request.contains(&format!("Bearer {KEY}")), "{request}");
}

#[tokio::test]
async fn streams_come_unread_and_unlimited_and_their_errors_do_not() {
    let server = FaultServer::start(vec![refusal(503, &[]), Fault::Huge(1 << 20)]).await;
    let client = neo(&server.url).with(CallOptions::new().body_limit(1000));
    let response = request(&client, "events_get", &[])
        .send::<Stream>()
        .await
        .unwrap();
    assert_eq!(response.attempts().len(), 2);
    assert!(response.body().is_empty());
    let mut stream = response.into_data();
    let mut length = 0;
    while let Some(chunk) = stream.next().await {
        length += chunk.unwrap().len();
    }
    assert_eq!(length, 1 << 20);

    let server = FaultServer::start(vec![refusal(404, &[])]).await;
    let events = request(&neo(&server.url), "events_get", &[]).send::<Stream>();
    assert_eq!(events.await.unwrap_err().code(), Some("c"));
}

#[tokio::test]
async fn faults_of_the_transport_keep_their_source() {
    let server = FaultServer::refusing().await;
    let error = start_run(&neo(&server.url)).await.unwrap_err();
    let Error::Transport(fault) = &error else {
        panic!("{error}")
    };
    let TransportErrorKind::Refused(source) = fault.kind() else {
        panic!("{error}")
    };
    assert_eq!(
        source.io_kind(),
        Some(std::io::ErrorKind::ConnectionRefused)
    );
    assert!(std::error::Error::source(&error).is_some());
}

mod properties {
    use proptest::prelude::*;
    use reqwest::Url;

    use super::*;
    use crate::request::encode_path_argument;
    use crate::transport::{path, rate_limit, retry_after};

    /// The template with `arguments` instead of its parameters, as generated code fills it in.
    fn filled(template: &str, arguments: &[String], encode: impl Fn(&str) -> String) -> String {
        let mut arguments = arguments.iter().cycle();
        let mut path = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            path += before;
            path += &encode(arguments.next().unwrap());
            rest = after.split_once('}').unwrap().1;
        }
        path + rest
    }

    /// Arguments of all kinds, with many of the kind that means something in a path.
    fn argument() -> impl Strategy<Value = String> {
        prop_oneof![
            "[./\\\\%2eE?#;:@ab\t\n ]{0,8}",
            any::<String>(),
            Just("latest".to_owned()),
            Just("..".to_owned()),
            Just(".".to_owned()),
            Just(String::new()),
        ]
    }

    proptest! {
        #[test]
        fn a_request_goes_to_its_operation_s_endpoint_or_nowhere(
            arguments in prop::collection::vec(argument(), 1..4),
            prefix in prop_oneof![Just(""), Just("/gw")],
        ) {
            for operation in &OPERATIONS {
                let count = operation.path.matches('{').count();
                let used = &arguments[..count.min(arguments.len())];
                let text = filled(operation.path, &arguments, encode_path_argument);
                let url = Url::parse(&format!("https://api.example{prefix}{text}")).unwrap();
                prop_assert_eq!(url.host_str(), Some("api.example"));
                prop_assert_eq!((url.query(), url.fragment()), (None, None));
                let special = used.iter().any(|text| matches!(text.as_str(), "" | "." | ".."));
                prop_assert_eq!(path::fits(url.path(), prefix, operation.path), !special, "{}", url);
                if !special {
                    // Not a character was changed on the way.
                    prop_assert_eq!(url.path(), format!("{prefix}{text}"));
                }
            }
        }

        #[test]
        fn header_texts_never_panic(
            bytes in prop::collection::vec(prop_oneof![0x20..0x7f_u8, 0x80..=0xff_u8, Just(b'\t')], 0..40),
            status in 100..1000_u16,
        ) {
            let value = http::HeaderValue::from_bytes(&bytes).unwrap();
            read_all(value, status);
        }

        #[test]
        fn header_numbers_never_panic(number in any::<i128>(), fraction in any::<bool>()) {
            let text = if fraction { format!("{number}.5") } else { number.to_string() };
            read_all(text.parse().unwrap(), 429);
        }

        #[test]
        fn retry_after_reads_every_number_of_seconds(seconds in any::<u64>()) {
            let mut headers = http::HeaderMap::new();
            headers.insert("retry-after", seconds.into());
            prop_assert_eq!(retry_after::retry_after(&headers), Some(Duration::from_secs(seconds)));
        }
    }

    fn read_all(value: http::HeaderValue, status: u16) {
        let mut headers = http::HeaderMap::new();
        for name in [
            "retry-after",
            "date",
            "x-ratelimit-limit",
            "x-ratelimit-remaining",
            "x-ratelimit-reset",
        ] {
            headers.insert(name, value.clone());
            retry_after::retry_after(&headers);
            if let Some(limit) =
                rate_limit::RateLimit::read(&headers, &crate::RateLimitHeaders::X_RATE_LIMIT)
            {
                limit.wait(&headers);
            }
            let status = http::StatusCode::from_u16(status).unwrap();
            crate::transport::RateLimiter::default().observe(status, &headers);
        }
    }
}
