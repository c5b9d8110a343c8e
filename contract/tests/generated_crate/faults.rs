//! The table of faults with the crate: a GET, a PUT and a POST, and the blocking client.

mod support {
    pub mod fault;
    pub mod fault_table;
    pub mod http;

    pub use neo_like::runtime as lib;
    pub type Mock = neo_like::mock::Mock<neo_like::Client>;

    pub use http::{number, read_request, response, success};
}

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use neo_like::operations::{EndCompaniesReplace, PhoneNumbersList, TilRequestsAnswer};
use neo_like::{CallOptions, Client, Error, Response, Retry, blocking, types};
use serde_json::{Value, json};
use support::Mock;
use support::fault::FaultServer;
use support::fault_table::{Expected, limits, seen, table, wrong};
use support::lib::{Attempt, ClientBuilder, ServiceClient};
use tokio::sync::Semaphore;

const TOKEN: &str = "test_token_TheSecretOfTheTests0";

type Attempts = Result<Vec<Attempt>, Error>;
type Call = Pin<Box<dyn Future<Output = Attempts> + Send>>;

/// One operation to call.
struct Operation {
    name: &'static str,
    /// The success response.
    success: Value,
    /// Whether it is retried by default.
    idempotent: bool,
    call: fn(Client) -> Call,
}

fn attempts<T, M>(result: Result<Response<T, M>, Error>) -> Attempts {
    result.map(|response| response.attempts().to_vec())
}

fn get(client: Client) -> Call {
    Box::pin(async move { attempts(client.phone_numbers_list().send().await) })
}

fn company() -> types::builder::EndCompanyWrite {
    types::EndCompanyWrite::builder().name("ACME")
}

fn put(client: Client) -> Call {
    Box::pin(async move { attempts(client.end_companies_replace(7, company()).send().await) })
}

fn post(client: Client) -> Call {
    let reject = types::TilAnswerReject::builder().reason("no");
    Box::pin(async move { attempts(client.til_requests_answer(7, reject).send().await) })
}

/// The blocking client runs on its own thread.
async fn put_blocking(url: String, options: CallOptions) -> Attempts {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let client: blocking::Client = builder(&url).build().unwrap();
        let client = client.with(options);
        let result = client.end_companies_replace(7, company()).send();
        sender.send(attempts(result)).ok()
    });
    receiver.await.unwrap()
}

fn operations() -> Vec<Operation> {
    let numbers = json!(Mock::sample::<PhoneNumbersList>());
    let company = json!(Mock::sample::<EndCompaniesReplace>());
    let request = json!(Mock::sample::<TilRequestsAnswer>());
    let operation = |name, data: Value, call| Operation {
        name,
        success: json!({ "data": data, "meta": support::success(&[])["meta"] }),
        idempotent: name != "POST",
        call,
    };
    vec![
        operation("GET", numbers, get),
        operation("PUT", company, put),
        operation("POST", request, post),
    ]
}

fn builder<C: ServiceClient>(url: &str) -> ClientBuilder<C> {
    let retry = Retry::new()
        .first_wait(Duration::from_millis(5))
        .longest_wait(Duration::from_millis(10));
    ClientBuilder::new()
        .bearer_token(TOKEN)
        .base_url(url)
        .retry(retry)
        .body_limit(1 << 20)
}

/// What is wrong with a call.
fn found(
    name: &str,
    server: &FaultServer,
    result: &Attempts,
    expected: &Expected,
) -> Option<String> {
    let seen = match result {
        Ok(attempts) => seen(server.seen(), None, attempts),
        Err(error) => seen(server.seen(), Some(error), error.attempts()),
    };
    wrong(name, &seen, expected)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_is_lost_duplicated_or_unbounded() {
    let mut running = Vec::new();
    // All rows at once would time out on a busy machine.
    let turns = Arc::new(Semaphore::new(12));
    for operation in operations() {
        for (name, faults, repeated, once) in table() {
            let (implicit, explicit) = match operation.idempotent {
                true => (repeated, once),
                false => (once, repeated),
            };
            let limits = limits(&faults);
            let otherwise = limits.clone().repeatable(!operation.idempotent);
            for (options, expected) in [(limits, implicit), (otherwise, explicit)] {
                let success = operation.success.to_string();
                let server = FaultServer::with_success(faults.clone(), success).await;
                // Building a client takes a while, and must not count towards an attempt's timeout.
                let client: Client = builder(&server.url).build().unwrap();
                let name = format!("{}, {name}", operation.name);
                let (turns, call) = (Arc::clone(&turns), operation.call);
                running.push(tokio::spawn(async move {
                    let _turn = turns.acquire().await;
                    let result = call(client.with(options)).await;
                    found(&name, &server, &result, &expected)
                }));
            }
        }
    }
    for (name, faults, repeated, once) in table() {
        let success = operations().remove(1).success.to_string();
        for (repeatable, expected) in [(true, repeated), (false, once)] {
            let options = limits(&faults).repeatable(repeatable);
            let server = FaultServer::with_success(faults.clone(), success.clone()).await;
            let (turns, url) = (Arc::clone(&turns), server.url.clone());
            running.push(tokio::spawn(async move {
                let _turn = turns.acquire().await;
                let result = put_blocking(url, options).await;
                found(
                    &format!("blocking PUT, {name}"),
                    &server,
                    &result,
                    &expected,
                )
            }));
        }
    }
    // A table without rows would find no faults.
    assert!(running.len() > 300, "{}", running.len());
    let mut all = Vec::new();
    for row in running {
        all.extend(row.await.unwrap());
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
