//! What a client tells of responses that the contract does not describe.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use super::raw::response;
use crate as lib;
use crate::body::Json;
use crate::{
    Client, ClientBuilder, DriftSampling, Error, Operation, RequestBuilder, Service, ServiceClient,
};

static OPERATIONS: [Operation; 1] = [Operation::of_test("agents_list", "GET", "/agents")];

static SERVICE: Service = Service::new("Agents", "1", &OPERATIONS).document(
    r##"{"paths":{"/agents":{"get":{"responses":{"200":{"content":{"application/json":{"schema":
    {"type":"array","items":{"type":"object","required":["id"],"properties":{
        "id":{"type":"integer"},"status":{"enum":["ACTIVE","PAUSED"]},"by_name":{"type":"object","additionalProperties":{"type":"integer"}}
    }}}}}}}}}}}"##,
);

struct Agents(Client);

impl ServiceClient for Agents {
    fn service() -> &'static Service {
        &SERVICE
    }

    fn from_client(client: Client) -> Result<Self, Error> {
        Ok(Self(client))
    }
}

type Mock = lib::mock::Mock<Agents>;

/// A client of a server with this response, and what it tells.
fn client(url: &str, sampling: DriftSampling) -> (Client, Arc<Mutex<Vec<String>>>) {
    let reported = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&reported);
    let client = ClientBuilder::<Agents>::new()
        .base_url(url)
        .drift_sampling(sampling)
        .on_drift(move |drift| {
            log.lock().unwrap().push(drift.to_string());
            panic!("the hook is broken");
        })
        .build()
        .unwrap();
    (client.0, reported)
}

fn mock(body: Value) -> Mock {
    let mock = Mock::start().unwrap();
    let text = response(
        200,
        &[("content-type", "application/json")],
        &body.to_string(),
    );
    mock.respond_all(move |_, _| lib::mock::Reply::raw(text.clone()));
    mock
}

async fn list(client: &Client) -> Result<(), Error> {
    let request = RequestBuilder::new(client, &OPERATIONS[0]);
    request.send::<Json<Vec<Value>>>().await.map(drop)
}

async fn until(done: impl Fn() -> bool) {
    while !done() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

fn line(pointer: &str, kind: &str) -> String {
    json!({"operation": "agents_list", "method": "GET", "path": "/agents", "status": 200, "pointer": pointer, "kind": kind})
        .to_string()
}

#[tokio::test]
async fn each_location_is_reported_once_without_its_value() {
    let hidden = "secret-value";
    let mock = mock(json!([
        {"id": 1, "status": "ACTIVE", "by_name": {"secret key": 1}},
        {"id": 2, "status": hidden, "owner": hidden, "secret value!": 1},
        {"id": 3, "status": "OTHER", "owner": {"name": hidden}},
        {"id": hidden, "by_name": {"secret key": hidden}},
    ]));
    let every = DriftSampling::new().one_in(1).per_second(1000);
    let (client, reported) = client(mock.url(), every);
    for _ in 0..5 {
        list(&client).await.unwrap();
    }
    until(|| reported.lock().unwrap().len() >= 5).await;
    // Time for what should not come.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let reported = reported.lock().unwrap().clone();
    let parse = |text: &String| serde_json::from_str::<Value>(text).unwrap();
    let expected = [
        line("/*/owner", "unknown_member"),
        line("/*/*", "unknown_member"),
        line("/*/status", "unknown_value"),
        line("/*/by_name/*", "mismatch"),
        line("/*/id", "mismatch"),
    ];
    assert_eq!(
        reported.iter().map(parse).collect::<Vec<_>>(),
        expected.iter().map(parse).collect::<Vec<_>>()
    );
    assert!(!reported.concat().contains("secret"), "{reported:?}");
}

#[tokio::test]
async fn a_sample_is_looked_at_and_what_does_not_decode_always_is() {
    let mock = mock(json!([{"id": 1}]));
    let none = DriftSampling::new().one_in(u32::MAX).per_second(0);
    let (client, reported) = client(mock.url(), none);
    list(&client).await.unwrap(); // the first is looked at, and is as it should be
    mock.respond_all(|_, _| lib::mock::Reply::json(&json!([{"id": 1, "owner": 1}])));
    list(&client).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(reported.lock().unwrap().is_empty());
    mock.respond_all(|_, _| lib::mock::Reply::json(&json!({"id": 1})));
    let error = list(&client).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert_eq!(reported.lock().unwrap().len(), 1);
    assert!(reported.lock().unwrap()[0].contains("mismatch"));
}

#[tokio::test]
async fn a_body_that_is_not_utf_8_is_reported() {
    let mock = mock(json!([{"id": 1}]));
    let none = DriftSampling::new().one_in(u32::MAX).per_second(0);
    let (client, reported) = client(mock.url(), none);
    list(&client).await.unwrap();
    let head = response(200, &[("content-type", "application/json")], "[\"xx\"]");
    let bytes: Vec<u8> = head
        .bytes()
        .map(|byte| if byte == b'x' { 0xff } else { byte })
        .collect();
    mock.respond_all(move |_, _| lib::mock::Reply::raw(bytes.clone()));
    let error = list(&client).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert_eq!(reported.lock().unwrap().len(), 1);
    assert!(reported.lock().unwrap()[0].contains("mismatch"));
}
