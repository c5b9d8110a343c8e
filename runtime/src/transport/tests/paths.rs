//! Operations with several path parameters.

use super::path_arguments::{ARGUMENTS, REFUSED};
use super::raw::Server;
use super::trace::Collector;
use super::{SIMPLE, json, neo, request};
use crate::body::Json;
use crate::error::RequestErrorKind;
use crate::{Client, Error, Sending};

fn delete_steps(client: &Client, run: &str, steps: &[&str]) -> Sending<serde_json::Value> {
    let mut request = request(client, "steps_delete", &[("agent", "7"), ("run", run)]);
    request.path("steps", SIMPLE, Ok(steps));
    request.send::<Json<serde_json::Value>>()
}

#[tokio::test]
async fn an_argument_stays_in_its_segment() {
    let server = Server::always(200, &[], "{}").await;
    let client = neo(&server.url);
    let get = |agent, run| json(&client, "run_get", &[("agent", agent), ("run", run)]);
    let sent = || {
        let request = server.requests().pop().unwrap();
        request.lines().next().unwrap().to_owned()
    };
    for (argument, segment) in ARGUMENTS {
        get(argument, "1").await.unwrap();
        assert_eq!(sent(), format!("GET /api/agents/{segment}/runs/1 HTTP/1.1"));
        get("1", argument).await.unwrap();
        assert_eq!(sent(), format!("GET /api/agents/1/runs/{segment} HTTP/1.1"));
        delete_steps(&client, argument, &[argument, "b"])
            .await
            .unwrap();
        let expected = format!("DELETE /api/agents/7/runs/{segment}/steps/{segment},b HTTP/1.1");
        assert_eq!(sent(), expected);
    }
    assert_eq!(server.requests().len(), 3 * ARGUMENTS.len());
}

#[tokio::test]
async fn dots_and_nothing_are_refused() {
    let server = Server::always(200, &[], "{}").await;
    let client = neo(&server.url);
    for argument in REFUSED {
        for (agent, run) in [(argument, "1"), ("1", argument), (argument, argument)] {
            let get = json(&client, "run_get", &[("agent", agent), ("run", run)]);
            let error = get.await.unwrap_err();
            let Error::Request(refused) = &error else {
                panic!("{error}")
            };
            assert!(
                matches!(refused.kind(), RequestErrorKind::PathArgument { .. }),
                "{error}"
            );
        }
        let refused = delete_steps(&client, "1", &[argument]).await;
        assert!(matches!(refused, Err(Error::Request(_))));
    }
    assert_eq!(server.requests().len(), 0);
}

#[cfg(feature = "tracing")]
#[tokio::test]
async fn a_refused_argument_is_traced_and_a_call_once() {
    let collector = Collector::default();
    let _guard = collector.install();
    let server = Server::always(200, &[], "{}").await;
    let client = neo(&server.url);
    let spans = || collector.text().matches("api.call").count();
    json(&client, "run_get", &[("agent", "1")])
        .await
        .unwrap_err();
    let traced = collector.text();
    for part in [
        "api.operation=\"run_get\"",
        "api.attempts=0",
        "error.type=\"request\"",
    ] {
        assert!(traced.contains(part), "{part} is not in {traced}");
    }
    assert_eq!(spans(), 1);
    json(&client, "run_get", &[("agent", "1"), ("run", "..")])
        .await
        .unwrap_err();
    assert_eq!(spans(), 2);
    json(&client, "run_get", &[("agent", "1"), ("run", "2")])
        .await
        .unwrap();
    assert_eq!(spans(), 3);
}
