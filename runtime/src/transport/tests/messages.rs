//! What errors say: what happened, where, and what to do.

use super::*;
use crate::error::{ConfigurationError, HeaderErrorKind, PathArgumentErrorKind};
use crate::http::Method;
use crate::{Credential, NotRetried, UntypedCall};

fn request_error(error: &Error) -> &RequestErrorKind {
    let Error::Request(error) = error else {
        panic!("{error}")
    };
    error.kind()
}

#[tokio::test]
async fn a_refused_path_argument_is_named() {
    let server = Server::always(200, &[], "{}").await;
    let client = neo(&server.url);
    let path = "/api/agents/{agent}/runs/{run}";
    for (agent, run, name, fault, words) in [
        ("", "1", "agent", PathArgumentErrorKind::Empty, "is empty"),
        ("1", "", "run", PathArgumentErrorKind::Empty, "is empty"),
        (
            "1",
            "..",
            "run",
            PathArgumentErrorKind::Dots,
            "is \".\" or \"..\", which would call another endpoint",
        ),
        (
            "1",
            "latest",
            "run",
            PathArgumentErrorKind::OtherOperation {
                path: "/api/agents/{agent}/runs/latest",
            },
            "would call another operation, /api/agents/{agent}/runs/latest: call that one instead",
        ),
    ] {
        let typed = json(&client, "run_get", &[("agent", agent), ("run", run)]);
        let untyped = UntypedCall::new(SERVICE.operation("run_get").unwrap())
            .path("agent", agent)
            .path("run", run);
        for error in [
            typed.await.unwrap_err(),
            client.call_untyped(untyped).await.unwrap_err(),
        ] {
            let RequestErrorKind::PathArgument {
                parameter,
                fault: found,
            } = request_error(&error)
            else {
                panic!("{error}")
            };
            assert_eq!((parameter.as_deref(), *found), (Some(name), fault));
            assert_eq!(
                error.to_string(),
                format!("run_get: nothing was sent: the path argument `{name}` of {path} {words}")
            );
        }
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_refused_header_has_one_cause() {
    let server = Server::always(200, &[], "{}").await;
    for (name, value, fault, words) in [
        (
            "a b",
            "x",
            HeaderErrorKind::Name,
            "an extra header was refused: its name is not a valid header name",
        ),
        (
            "x-a",
            "line\nbreak",
            HeaderErrorKind::Value,
            "the extra header \"x-a\" was refused: its value contains a line break or another control character",
        ),
        (
            "Host",
            "x",
            HeaderErrorKind::Own,
            "the extra header \"host\" was refused: the client sets it itself",
        ),
        (
            "Authorization",
            "x",
            HeaderErrorKind::Own,
            "the extra header \"authorization\" was refused: the client sets it itself; give the builder the credential",
        ),
    ] {
        let options = CallOptions::new().header(name, value);
        let client = neo(&server.url).with(options);
        let error = json(&client, "run_delete", &[("run", "1")]).await;
        let error = error.unwrap_err();
        let Error::Configuration(kind) = &error else {
            panic!("{error}")
        };
        assert!(
            matches!(&**kind, ConfigurationError::Header { fault: it, .. } if *it == fault),
            "{error}"
        );
        assert_eq!(error.to_string(), words);
        let words = match fault {
            HeaderErrorKind::Name => "`a b` was refused: its name",
            HeaderErrorKind::Value => "`x-a` was refused: its value",
            _ => "the client sets it itself",
        };
        let request = neo(&server.url).request(Method::GET, "/x");
        let error = request.header(name, value).send().await.unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
    // Text beyond ASCII is sent.
    let client = neo(&server.url).with(CallOptions::new().header("x-a", "é"));
    json(&client, "run_delete", &[("run", "1")]).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_missing_credential_names_the_schemes_and_the_setters() {
    static TWO: [Operation; 2] = [
        Operation {
            security: &[&["token", "tenant"], &["user"]],
            ..Operation::of_test("two", "GET", "/two")
        },
        Operation {
            security: &[&["nonesuch"]],
            ..Operation::of_test("unknown", "GET", "/unknown")
        },
    ];
    let client = |credential: Option<Credential>| {
        let builder = ClientBuilder::<Runs>::new().base_url("http://127.0.0.1:9");
        let builder = credential
            .into_iter()
            .fold(builder, ClientBuilder::credential);
        builder.build().unwrap().0
    };
    let tenant = Credential::api_key(KEY).unwrap().for_scheme("tenant");
    let events = SERVICE.operation("events_get").unwrap();
    for (credential, operation, words) in [
        (
            None,
            events,
            "events_get: nothing was sent: the operation requires a credential for the security scheme `token`, and the client has none: give the builder a `bearer_token`",
        ),
        (
            Some(tenant.clone()),
            &TWO[0],
            "two: nothing was sent: the operation requires credentials for the security schemes `token` and `tenant`, or `user`, and the client has none for `token` or `user`: give the builder a `bearer_token` or `basic_auth`",
        ),
        (
            None,
            &TWO[1],
            "unknown: nothing was sent: the operation requires a credential for the security scheme `nonesuch`, which this client does not support",
        ),
    ] {
        let request = RequestBuilder::new(&client(credential), operation);
        let error = request.send::<Json<serde_json::Value>>().await.unwrap_err();
        assert!(
            matches!(request_error(&error), RequestErrorKind::NoCredential { .. }),
            "{error}"
        );
        assert_eq!(error.to_string(), words);
    }
}

#[tokio::test]
async fn the_operation_is_named_once() {
    let mut request = request(&neo("http://127.0.0.1:9"), "run_get", &[("agent", "1")]);
    request.path("run", SIMPLE, crate::convert::<u8>(300));
    let error = request.send::<Json<serde_json::Value>>().await.unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("run_get: nothing was sent: `run` does not convert: "),
        "{text}"
    );
    assert_eq!(text.matches("run_get").count(), 1, "{text}");
}

#[tokio::test]
async fn a_404_says_what_may_be_wrong() {
    for body in [
        r#"{"error":{"code":"c","message":"m"},"meta":{"request_id":null}}"#,
        "Not Found",
    ] {
        let server = Server::always(404, &[], body).await;
        let client = neo(&server.url);
        let unknown = client.request(Method::GET, "/api/nonesuch").send().await;
        let text = unknown.unwrap_err().to_string();
        assert!(text.contains("check the path"), "{text}");
        assert!(!text.contains("ids"), "{text}");
        // A path of the contract is a call of its operation.
        let known = client.request(Method::DELETE, "/api/runs/7").send().await;
        let text = known.unwrap_err().to_string();
        assert!(
            text.starts_with("run_delete: ") && !text.contains("check the path"),
            "{text}"
        );
        let error = json(&client, "events_get", &[]).await.unwrap_err();
        assert!(error.to_string().contains("check the base URL"), "{error}");
    }
    let server = FaultServer::start(vec![refusal(404, &[])]).await;
    let error = json(&neo(&server.url), "run_delete", &[("run", "7")]).await;
    let text = error.unwrap_err().to_string();
    assert!(text.contains("; check the ids in the request"), "{text}");
}

#[tokio::test]
async fn the_number_of_attempts_and_why_there_are_no_more() {
    let reset = || vec![Fault::Reset(Stage::Start)];
    let interrupted = "the connection was interrupted before a response arrived; ";

    let server = FaultServer::start(reset()).await;
    let client = neo(&server.url);
    let error = json(&client, "run_delete", &[("run", "7")]).await;
    let error = error.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "run_delete: {interrupted}try again later (3 attempts were made, which is the limit)"
        )
    );
    assert_eq!(
        error.not_retried(),
        Some(NotRetried::AttemptsUsedUp { attempts: 3 })
    );

    let once = client.with(CallOptions::new().attempts(1));
    let error = json(&once, "run_delete", &[("run", "7")]).await;
    let text = error.unwrap_err().to_string();
    assert!(
        text.ends_with("(1 attempt was made, which is the limit)"),
        "{text}"
    );

    let error = start_run(&client).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "run_start: {interrupted}the service may have carried it out: check before you send it again \
             (1 attempt was made; not retried because the operation is not marked as safe to repeat, see `repeatable`)"
        )
    );

    // Another attempt would not change a refusal.
    let server = FaultServer::start(vec![refusal(409, &[])]).await;
    let error = json(&neo(&server.url), "run_delete", &[("run", "7")]).await;
    let error = error.unwrap_err();
    assert!(!error.to_string().contains("attempt"), "{error}");
    assert_eq!(error.not_retried(), None);
}

#[tokio::test]
async fn a_success_has_its_request_id() {
    let page = "x".repeat(100_000);
    for (body, id) in [
        (
            r#"{"data":1,"meta":{"request_id":"r-1"}}"#.to_owned(),
            Some("r-1"),
        ),
        (
            r#"{"meta":{"request_id":12},"data":[]}"#.to_owned(),
            Some("12"),
        ),
        (r#"{"meta":{"request_id":null}}"#.to_owned(), None),
        (r#"{"data":{"meta":{"request_id":"no"}}}"#.to_owned(), None),
        (
            format!(r#"{{"meta":{{"request_id":"r-2"}},"data":"{page}"}}"#),
            Some("r-2"),
        ),
    ] {
        let server = Server::always(200, &[], &body).await;
        let response = json(&neo(&server.url), "run_delete", &[("run", "7")]).await;
        let response = response.unwrap();
        assert_eq!(response.request_id(), id);
        assert_eq!(response.clone().map(|_| ()).request_id(), id);
    }
    let server = Server::always(200, &[], "0123").await;
    let stream = request(&neo(&server.url), "events_get", &[]).send::<Stream>();
    assert_eq!(stream.await.unwrap().request_id(), None);
}
