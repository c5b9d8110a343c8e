//! Operations with several path parameters, as they are generated.

use progenitor_client::{ClientHooks, Error as SendError, OperationInfo};

use super::raw::Server;
use super::trace::Collector;
use crate::error::RequestFault;
use crate::transport::{Context, exec, prepare};
use crate::{Error, Neo};

/// Generated from `codegen/tests/fixtures/path-arguments.json`; a test of the generator keeps it so.
#[allow(dead_code, unused_imports, missing_docs, clippy::all)]
mod generated {
    include!("path_arguments.rs");
}

/// The hooks of `transport/hooks.rs`, for this client.
impl ClientHooks<Context> for generated::Client {
    async fn pre<E>(
        &self,
        request: &mut reqwest::Request,
        info: &OperationInfo,
    ) -> Result<(), SendError<E>> {
        let Context { shared, call } = &self.inner;
        prepare::prepare(shared, call, request, info.operation_id).map_err(|fault| {
            call.fail(|exchange| crate::error::RequestError { exchange, fault }.into());
            SendError::Custom(String::new())
        })
    }

    async fn exec(
        &self,
        request: reqwest::Request,
        _: &OperationInfo,
    ) -> reqwest::Result<reqwest::Response> {
        let Context { shared, call } = &self.inner;
        Ok(exec::exec(shared, call, request).await)
    }
}

fn client(api: &crate::api::Client) -> generated::Client {
    generated::Client::new_with_client(&api.baseurl, api.client.clone(), api.inner.clone())
}

fn neo(url: &str) -> Neo {
    let mut neo = super::neo(url);
    std::sync::Arc::get_mut(&mut neo.shared).unwrap().operations = generated::OPERATIONS;
    neo
}

/// What an argument is to look like in the request.
const ARGUMENTS: &[(&str, &str)] = &[
    (
        r"..\..\..\agents\2\runs\3",
        "..%5C..%5C..%5Cagents%5C2%5Cruns%5C3",
    ),
    (r"x\..\3", "x%5C..%5C3"),
    (r"\", "%5C"),
    ("../../2", "..%2F..%2F2"),
    ("a|b", "a%7Cb"),
    ("a^b", "a%5Eb"),
    ("a[b]", "a%5Bb%5D"),
    ("%5c", "%255c"),
    ("%2f", "%252f"),
    ("%2e%2e", "%252e%252e"),
    ("é\u{2024}", "%C3%A9%E2%80%A4"),
    ("a,b=c", "a%2Cb%3Dc"),
    ("a;b:c@d'e!f*", "a%3Bb%3Ac%40d%27e%21f%2A"),
    ("\t\n\u{7f} ", "%09%0A%7F%20"),
];

#[tokio::test]
async fn an_argument_stays_in_its_step() {
    let server = Server::always(200, &[], "{}").await;
    let neo = neo(&server.url);
    let sent = || {
        let request = server.requests().pop().unwrap();
        request.lines().next().unwrap().to_owned()
    };
    for (argument, step) in ARGUMENTS {
        let get = |agent: &'static str, run: &'static str| {
            neo.call(move |api| client(api).run_get().agent(agent).run(run).send())
        };
        get(argument, "1").await.unwrap();
        let expected = format!("GET /public-api/agents/{step}/runs/1 HTTP/1.1");
        assert_eq!(sent(), expected);
        get("1", argument).await.unwrap();
        let expected = format!("GET /public-api/agents/1/runs/{step} HTTP/1.1");
        assert_eq!(sent(), expected);
        let steps = vec![(*argument).to_owned(), "b".to_owned()];
        let run = (*argument).to_owned();
        neo.call(|api| {
            client(api)
                .steps_delete()
                .agent(7)
                .run(run)
                .steps(steps)
                .send()
        })
        .await
        .unwrap();
        let expected = format!("DELETE /public-api/agents/7/runs/{step}/steps/{step},b HTTP/1.1");
        assert_eq!(sent(), expected);
    }
    assert_eq!(server.requests().len(), 3 * ARGUMENTS.len());
}

#[tokio::test]
async fn dots_and_nothing_are_refused() {
    let server = Server::always(200, &[], "{}").await;
    let neo = neo(&server.url);
    for argument in ["", ".", ".."] {
        for (agent, run) in [(argument, "1"), ("1", argument), (argument, argument)] {
            let error = neo
                .call(|api| client(api).run_get().agent(agent).run(run).send())
                .await
                .unwrap_err();
            let Error::Request(refused) = &error else {
                panic!("{error}")
            };
            assert!(
                matches!(refused.fault(), RequestFault::PathArgument),
                "{error}"
            );
        }
        let steps = vec![argument.to_owned()];
        let refused = neo
            .call(|api| {
                client(api)
                    .steps_delete()
                    .agent(7)
                    .run("1")
                    .steps(steps)
                    .send()
            })
            .await;
        assert!(matches!(refused, Err(Error::Request(_))));
    }
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn a_refused_argument_is_traced_and_a_call_once() {
    let collector = Collector::default();
    let _guard = collector.install();
    let server = Server::always(200, &[], "{}").await;
    let neo = neo(&server.url);
    let spans = || collector.text().matches("neo_api.call").count();
    neo.call(|api| client(api).run_get().agent("1").send())
        .await
        .unwrap_err();
    let traced = collector.text();
    for part in [
        "neo.operation=\"run_get\"",
        "neo.attempts=0",
        "error.type=\"request\"",
    ] {
        assert!(traced.contains(part), "{part} is not in {traced}");
    }
    assert_eq!(spans(), 1);
    neo.call(|api| client(api).run_get().agent("1").run("..").send())
        .await
        .unwrap_err();
    assert_eq!(spans(), 2);
    neo.call(|api| client(api).run_get().agent("1").run("2").send())
        .await
        .unwrap();
    assert_eq!(spans(), 3);
}
