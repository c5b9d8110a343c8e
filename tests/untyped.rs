//! Calls of operations that are known only at run time.

mod support;

use neo_api::OPERATIONS;
use neo_api::runtime::Operation;
use neo_api::{CONTRACT, UntypedCall};
use support::{KEY, Server, number, response, success};

fn phone_numbers() -> &'static Operation {
    let mut operations = OPERATIONS.iter();
    operations.find(|it| it.id == "phone_numbers_list").unwrap()
}

#[tokio::test]
async fn the_body_is_unchanged_and_the_transport_is_the_same() {
    let body = success(&[number()]).to_string();
    let text = body.clone();
    let server = Server::start(move |request, _| match request {
        0 => response(503, &[("retry-after", "0")], ""),
        1 => response(200, &[], &text),
        _ => response(
            403,
            &[],
            r#"{"error": {"code": "FORBIDDEN", "message": "no"}}"#,
        ),
    })
    .await;
    let call = UntypedCall::new(phone_numbers())
        .query("a b", "c&d")
        .header("x-a", "b");
    assert_eq!(call.target(), "/public-api/phone/numbers?a+b=c%26d");
    let response = server.neo().call_untyped(call.clone()).await.unwrap();
    assert_eq!(
        (response.data.as_ref(), response.attempts().len()),
        (body.as_bytes(), 2)
    );
    let error = server.neo().call_untyped(call).await.unwrap_err();
    assert_eq!(
        (error.code(), error.operation()),
        (Some("FORBIDDEN"), Some("phone_numbers_list"))
    );
    let request = &server.requests()[0];
    assert!(
        request.contains(&format!("authorization: Bearer {KEY}")),
        "{request}"
    );
    assert!(request.contains("x-a: b"), "{request}");
    let call = || UntypedCall::new(phone_numbers());
    for (call, named) in [
        (call().header("bad name", "x"), "header"),
        (call().header("Host", "x"), "host"),
        (call().header("authorization", "x"), "authorization"),
        (call().path("nope", "x"), "nope"),
    ] {
        let error = server.neo().call_untyped(call).await.unwrap_err();
        let error =
            std::error::Error::source(&error).map_or(error.to_string(), |it| it.to_string());
        assert!(error.contains(named), "{error}");
    }
    let secret = call().header("x-a", "hidden").query("q", "hidden");
    let secret = format!("{:?}", secret.body("text/plain", "hidden"));
    assert!(
        secret.contains("x-a") && !secret.contains("hidden"),
        "{secret}"
    );
}

#[test]
fn the_contract_is_the_vendored_one() {
    let document: serde_json::Value = serde_json::from_str(neo_api::SERVICE.contract()).unwrap();
    assert_eq!(document["info"]["version"], CONTRACT.version);
    let lock = include_str!("../openapi/openapi.lock.json");
    assert!(lock.contains(CONTRACT.sha256));
}
