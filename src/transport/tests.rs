//! Operations of forms that the vendored contract does not have yet, written as generated code is, over
//! real sockets and the same hooks.

use std::sync::Arc;
use std::time::Duration;

use progenitor_client::{ByteStream, ClientHooks, OperationInfo};

use self::fault::{Fault, FaultServer, Stage, refusal};
use self::raw::{Server, number, read_request, response, success};
use crate as lib;
use crate::api::{Client, ResponseValue, SendError};
use crate::error::{RequestFault, TransportFault};
use crate::runtime::{CallContext, Operation, encode_path_argument};
use crate::{CallOptions, Error, Neo, Retry};

#[path = "../../tests/support/fault.rs"]
mod fault;
#[path = "../../tests/support/fault_table.rs"]
mod fault_table;
mod http2;
mod paths;
mod post;
#[path = "../../tests/support/http.rs"]
mod raw;
mod streams;
#[path = "../../tests/support/trace.rs"]
mod trace;

const KEY: &str = "neo_sk_test_TheSecretOfTheTests0";

const OPERATIONS: &[Operation] = &[
    Operation::new(
        "run_get",
        "run_get",
        "GET",
        "/public-api/agents/{agent}/runs/{run}",
        true,
        true,
        false,
    ),
    Operation::new(
        "run_latest",
        "run_latest",
        "GET",
        "/public-api/agents/{agent}/runs/latest",
        true,
        true,
        false,
    ),
    Operation::new(
        "run_start",
        "run_start",
        "POST",
        "/public-api/agents/{agent}/runs",
        true,
        false,
        false,
    ),
    Operation::new(
        "run_delete",
        "run_delete",
        "DELETE",
        "/public-api/runs/{run}",
        true,
        true,
        false,
    ),
    Operation::new(
        "feedback_get",
        "feedback_get",
        "GET",
        "/public-api/feedback/{link}",
        false,
        true,
        false,
    ),
    Operation::new(
        "events_get",
        "events_get",
        "GET",
        "/public-api/events",
        true,
        true,
        false,
    ),
    Operation::new(
        "elsewhere",
        "elsewhere",
        "GET",
        "/public-api/x",
        true,
        true,
        false,
    ),
];

fn neo(url: &str) -> Neo {
    let retry = Retry::new().first_wait(Duration::from_millis(2));
    let neo = Neo::builder().api_key(KEY).base_url(url).retry(retry);
    let mut neo = neo.attempt_timeout(Duration::from_secs(2)).build().unwrap();
    Arc::get_mut(&mut neo.shared).unwrap().operations = OPERATIONS;
    neo
}

/// What generated code does, up to the answer.
async fn send(
    client: &Client,
    id: &'static str,
    url: String,
    body: Option<&'static str>,
) -> Result<reqwest::Response, SendError> {
    let method = OPERATIONS
        .iter()
        .find(|operation| operation.id == id)
        .map_or("GET", |operation| operation.method);
    let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
    let mut request = client.client.request(method, url);
    if let Some(body) = body {
        request = request
            .header("content-type", "application/json")
            .body(body);
    }
    let mut request = request.build()?;
    let info = OperationInfo { operation_id: id };
    client.pre(&mut request, &info).await?;
    let result = client.exec(request, &info).await;
    client.post(&result, &info).await?;
    Ok(result?)
}

/// An operation with a JSON answer.
async fn json(
    client: Client,
    id: &'static str,
    path: String,
    body: Option<&'static str>,
) -> Result<ResponseValue<serde_json::Value>, SendError> {
    let url = format!("{}{path}", client.baseurl);
    let response = send(&client, id, url, body).await?;
    match response.status().as_u16() {
        200 | 201 => crate::runtime::answer::json(&client.inner, response).await,
        _ => Err(SendError::UnexpectedResponse(response)),
    }
}

async fn start_run(neo: &Neo) -> Result<crate::Response<serde_json::Value, ()>, Error> {
    let path = "/public-api/agents/7/runs".to_owned();
    neo.call(|api| json(api.clone(), "run_start", path, Some(r#"{"a":1}"#)))
        .await
}

#[tokio::test]
async fn an_argument_that_a_builder_refuses_names_the_operation() {
    let neo = neo("http://127.0.0.1:9");
    let refused = |client: Client| async move {
        CallContext::begins(&client.inner, "run_get");
        Err::<ResponseValue<serde_json::Value>, _>(SendError::InvalidRequest(
            "no value supplied for run".to_owned(),
        ))
    };
    let error = neo.call(|api| refused(api.clone())).await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert_eq!(error.operation(), Some("run_get"));
    assert_eq!(
        error.to_string(),
        "run_get: nothing was sent: no value supplied for run"
    );
}

#[tokio::test]
async fn path_arguments_stay_in_their_step() {
    let server = Server::always(200, &[], "{}").await;
    let neo = neo(&server.url);
    let get = |agent: &'static str, run: &'static str| {
        let path = format!(
            "/public-api/agents/{}/runs/{}",
            encode_path_argument(agent),
            encode_path_argument(run)
        );
        neo.call(|api| json(api.clone(), "run_get", path, None))
    };
    for argument in ["", ".", ".."] {
        for result in [get(argument, "1").await, get("1", argument).await] {
            let error = result.unwrap_err();
            let Error::Request(refused) = &error else {
                panic!("{error}")
            };
            assert!(
                matches!(refused.fault(), RequestFault::PathArgument),
                "{error}"
            );
            assert_eq!(error.operation(), Some("run_get"));
        }
    }
    let error = get("1", "latest").await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert_eq!(server.requests().len(), 0);
    let path = "/public-api/agents/1/runs/latest".to_owned();
    let latest = neo.call(|api| json(api.clone(), "run_latest", path, None));
    latest.await.unwrap();
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
        let expected = format!("GET /public-api/agents/{sent}/runs/1 HTTP/1.1\r\n");
        assert!(request.starts_with(&expected), "{request}");
    }
}

#[tokio::test]
async fn the_credential_goes_where_the_contract_asks_for_it() {
    let server = Server::always(200, &[], "{}").await;
    let neo = neo(&server.url);
    let path = "/public-api/feedback/abc?signature=s".to_owned();
    neo.call(|api| json(api.clone(), "feedback_get", path, None))
        .await
        .unwrap();
    let request = server.requests().pop().unwrap();
    assert!(
        request.starts_with("GET /public-api/feedback/abc?signature=s HTTP/1.1"),
        "{request}"
    );
    assert!(
        !request.to_ascii_lowercase().contains("authorization"),
        "{request}"
    );

    let path = "/public-api/runs/9".to_owned();
    neo.call(|api| json(api.clone(), "run_delete", path, None))
        .await
        .unwrap();
    let request = server.requests().pop().unwrap();
    assert!(request.contains(&format!("Bearer {KEY}")), "{request}");
}

#[tokio::test]
async fn a_client_without_a_credential_calls_what_needs_none() {
    let server = Server::always(200, &[], "{}").await;
    let mut neo = Neo::builder().base_url(&server.url).build().unwrap();
    Arc::get_mut(&mut neo.shared).unwrap().operations = OPERATIONS;
    let path = "/public-api/feedback/abc?signature=s".to_owned();
    neo.call(|api| json(api.clone(), "feedback_get", path, None))
        .await
        .unwrap();
    let request = server.requests().pop().unwrap().to_ascii_lowercase();
    assert!(!request.contains("authorization"), "{request}");

    let path = "/public-api/runs/9".to_owned();
    let error = neo
        .call(|api| json(api.clone(), "run_delete", path, None))
        .await
        .unwrap_err();
    let Error::Request(refused) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(refused.fault(), RequestFault::NoCredential),
        "{error}"
    );
    assert!(
        error
            .to_string()
            .starts_with("run_delete: nothing was sent: "),
        "{error}"
    );
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn nothing_leaves_the_configured_origin() {
    let (server, other) = (
        Server::always(200, &[], "{}").await,
        Server::always(200, &[], "{}").await,
    );
    let neo = neo(&server.url);
    let url = format!("{}/public-api/x", other.url);
    let result = neo
        .call(|api| {
            let api = api.clone();
            async move {
                let response = send(&api, "elsewhere", url, None).await?;
                ResponseValue::<serde_json::Value>::from_response(response).await
            }
        })
        .await;
    let error = result.unwrap_err();
    let Error::Request(refused) = &error else {
        panic!("{error}")
    };
    assert!(matches!(refused.fault(), RequestFault::Origin), "{error}");

    let result = neo
        .call(|api| json(api.clone(), "nonesuch", "/".to_owned(), None))
        .await;
    let error = result.unwrap_err();
    let Error::Request(refused) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(refused.fault(), RequestFault::UnknownOperation("nonesuch")),
        "{error}"
    );
    assert_eq!(server.requests().len() + other.requests().len(), 0);
}

/// An operation whose answer is a stream.
async fn events(client: Client) -> Result<ResponseValue<ByteStream>, SendError> {
    let url = format!("{}/public-api/events", client.baseurl);
    let response = send(&client, "events_get", url, None).await?;
    match response.status().as_u16() {
        200 => Ok(ResponseValue::stream(response)),
        _ => Err(SendError::UnexpectedResponse(response)),
    }
}

#[tokio::test]
async fn streams_come_unread_and_unlimited_and_their_errors_do_not() {
    let server = FaultServer::start(vec![refusal(503, &[]), Fault::Huge(1 << 20)]).await;
    let neo = neo(&server.url).with(CallOptions::new().body_limit(1000));
    let response = neo.call(|api| events(api.clone())).await.unwrap();
    assert_eq!(response.attempts().len(), 2);
    assert!(response.body().is_empty());
    let mut stream = response.into_data().into_inner();
    let mut length = 0;
    while let Some(chunk) = std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await
    {
        length += chunk.unwrap().len();
    }
    assert_eq!(length, 1 << 20);

    let server = FaultServer::start(vec![refusal(404, &[])]).await;
    let error = self::neo(&server.url)
        .call(|api| events(api.clone()))
        .await
        .err()
        .unwrap();
    assert_eq!(error.code(), Some("c"));
}

#[tokio::test]
async fn a_body_that_is_a_stream_is_sent_once() {
    let server = FaultServer::start(vec![refusal(500, &[]), Fault::Fine]).await;
    let neo = neo(&server.url).with(CallOptions::new().repeatable(true));
    let result = neo
        .call(|api| {
            let api = api.clone();
            async move {
                let (_, empty) = http::Response::<reqwest::Body>::from(none()).into_parts();
                let url = format!("{}/public-api/agents/7/runs", api.baseurl);
                let mut request = api.client.post(url).body(empty).build()?;
                let info = OperationInfo {
                    operation_id: "run_start",
                };
                api.pre(&mut request, &info).await?;
                let response = api.exec(request, &info).await?;
                match response.status().as_u16() {
                    200 => ResponseValue::<serde_json::Value>::from_response(response).await,
                    _ => Err(SendError::UnexpectedResponse(response)),
                }
            }
        })
        .await;
    let error = result.unwrap_err();
    assert!(error.not_retried().unwrap().contains("a stream"), "{error}");
    assert_eq!(server.seen(), 1);
}

fn none() -> reqwest::Response {
    http::Response::new(reqwest::Body::default()).into()
}

#[tokio::test]
async fn faults_of_the_transport_keep_their_source() {
    let server = FaultServer::refusing().await;
    let error = start_run(&neo(&server.url)).await.unwrap_err();
    let Error::Transport(fault) = &error else {
        panic!("{error}")
    };
    let TransportFault::Connect(source) = fault.fault() else {
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
    use crate::transport::{path, rate_limit, retry_after};

    /// Every operation there is, and those above.
    fn operations() -> impl Iterator<Item = &'static Operation> {
        crate::api::OPERATIONS.iter().chain(OPERATIONS)
    }

    /// The template with `arguments` in the place of its parameters, as generated code fills it in.
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
            for operation in operations() {
                let count = operation.path.matches('{').count();
                let used = &arguments[..count.min(arguments.len())];
                let text = filled(operation.path, &arguments, encode_path_argument);
                let url = Url::parse(&format!("https://api.neoagent.io{prefix}{text}")).unwrap();
                prop_assert_eq!(url.host_str(), Some("api.neoagent.io"));
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
            if let Some(limit) = rate_limit::RateLimit::read(&headers) {
                limit.wait(&headers);
            }
            let status = http::StatusCode::from_u16(status).unwrap();
            crate::transport::Pacer::default().hear(status, &headers);
        }
    }
}
