//! Requests of paths that the contract does not have, and members that it does not have.

use http::Method;
use serde_json::{Value, json};

use super::*;

#[tokio::test]
async fn any_path_is_sent_with_the_client_s_credential() {
    let server = Server::always(200, &[], r#"{"id":1.10,"a":[true]}"#).await;
    let client = neo(&server.url);
    let request = client.request(Method::POST, "/beta/x%20y/é");
    let request = request
        .query("a b", "c&d")
        .query("a b", "2")
        .header("x-a", "b");
    let response = request.json(&json!({"n": 1})).send().await.unwrap();
    assert_eq!(&response.data[..], br#"{"id":1.10,"a":[true]}"#);
    assert_eq!(response.json::<Value>().unwrap()["a"], json!([true]));
    let sent = server.requests().pop().unwrap();
    assert!(
        sent.starts_with("POST /beta/x%20y/%C3%A9?a+b=c%26d&a+b=2 HTTP/1.1"),
        "{sent}"
    );
    assert!(sent.contains(&format!("Bearer {KEY}")), "{sent}");
    assert!(
        sent.contains("x-a: b") && sent.ends_with(r#"{"n":1}"#),
        "{sent}"
    );

    let typed = client
        .request(Method::GET, "/beta")
        .send_as::<std::collections::BTreeMap<String, Value>>();
    assert_eq!(typed.await.unwrap().data.len(), 2);
    let error = client
        .request(Method::GET, "/beta")
        .send_as::<Vec<u8>>()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert_eq!(error.operation(), Some("request"));
}

#[tokio::test]
async fn it_is_repeated_as_other_calls_are() {
    for (method, attempts) in [
        ("GET", 3),
        ("PUT", 3),
        ("DELETE", 3),
        ("POST", 1),
        ("PATCH", 1),
    ] {
        let server = Server::always(503, &[("retry-after", "0")], "").await;
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let request = neo(&server.url).request(method.clone(), "/beta");
        let error = request.clone().send().await.unwrap_err();
        assert_eq!(error.attempts().len(), attempts, "{method}: {error}");
        let repeatable = request.with(CallOptions::new().repeatable(true).attempts(2));
        assert_eq!(
            repeatable.send().await.unwrap_err().attempts().len(),
            2,
            "{method}"
        );
    }
}

#[tokio::test]
async fn a_path_of_the_contract_is_its_operation() {
    let server = Server::always(404, &[], r#"{"error":{"code":"gone","message":"m"}}"#).await;
    let client = neo(&server.url);
    for (path, operation) in [
        ("/api/agents/1/runs/2", "run_get"),
        ("/api/agents/1/runs/latest", "run_latest"),
        ("/api/agents", "request"),
    ] {
        let error = client.request(Method::GET, path).send().await.unwrap_err();
        assert_eq!(
            (error.code(), error.operation()),
            (Some("gone"), Some(operation)),
            "{path}"
        );
    }
    // One that takes no credential gets none.
    client
        .request(Method::GET, "/api/feedback/a")
        .send()
        .await
        .unwrap_err();
    let sent = server.requests().pop().unwrap().to_ascii_lowercase();
    assert!(!sent.contains("authorization"), "{sent}");
}

#[tokio::test]
async fn a_path_that_leads_elsewhere_is_refused() {
    let server = Server::always(200, &[], "{}").await;
    let client = neo(&format!("{}/gateway", server.url));
    for path in [
        "https://other.example/a",
        "//other.example/a",
        "/../a",
        "/a/%2e%2e/b",
        "a",
        "/a?b=c",
        "/a\\..\\b",
    ] {
        let error = client.request(Method::GET, path).send().await.unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{path}: {error}");
        assert!(error.to_string().contains("the path must"), "{error}");
    }
    let error = client
        .request(Method::CONNECT, "/a")
        .send()
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("the method is not one of"),
        "{error}"
    );
    for name in ["authorization", "host"] {
        let error = client
            .request(Method::GET, "/a")
            .header(name, "x")
            .send()
            .await
            .unwrap_err();
        assert!(
            error.to_string().contains("the client sets it itself"),
            "{error}"
        );
    }
    assert!(server.requests().is_empty());
    client.request(Method::GET, "/a").send().await.unwrap();
    assert!(server.requests()[0].starts_with("GET /gateway/a "));
}

#[tokio::test]
async fn members_and_parameters_are_added_to_typed_calls() {
    let server = Server::always(200, &[], "{}").await;
    let client = neo(&server.url);
    let with = |options: CallOptions| {
        let mut request = request(&client, "run_start", &[("agent", "7")]);
        request.query("page", Style::Form, Ok(1));
        request.json("application/json", Ok(json!({ "a": 1.5, "b": "x" })));
        request.options(options);
        request
    };
    let options = CallOptions::new()
        .query("expand", "owner")
        .query("expand", "team")
        .body_member("dry_run", true)
        .body_member("b", json!({"c": null}));
    with(options.clone()).send::<Json<Value>>().await.unwrap();
    let sent = server.requests().pop().unwrap();
    assert!(
        sent.starts_with("POST /api/agents/7/runs?page=1&expand=owner&expand=team HTTP/1.1"),
        "{sent}"
    );
    assert!(
        sent.ends_with(r#"{"a":1.5,"b":{"c":null},"dry_run":true}"#),
        "{sent}"
    );

    // Settings of the client, and of the call over them.
    let all = client.with(
        CallOptions::new()
            .query("tenant", "t")
            .query("expand", "all")
            .body_member("dry_run", false),
    );
    let mut request = request(&all, "run_start", &[("agent", "7")]);
    request.options(options);
    request.send::<Json<Value>>().await.unwrap();
    let sent = server.requests().pop().unwrap();
    assert!(
        sent.contains("?tenant=t&expand=owner&expand=team HTTP"),
        "{sent}"
    );
    assert!(
        sent.ends_with(r#"{"b":{"c":null},"dry_run":true}"#),
        "{sent}"
    );
    assert!(sent.contains("content-type: application/json"), "{sent}");

    let before = server.requests().len();
    let mut text = super::request(&client, "run_start", &[("agent", "7")]);
    text.text("text/plain", Ok("x".to_owned()));
    let mut list = super::request(&client, "run_start", &[("agent", "7")]);
    list.json("application/json", Ok([1]));
    let mut get = super::request(&client, "run_get", &[("agent", "7"), ("run", "1")]);
    for request in [&mut text, &mut list, &mut get] {
        request.options(CallOptions::new().body_member("secret_name", "secret-value"));
        let error = request.clone().send::<Json<Value>>().await.unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{error}");
        assert!(
            error.to_string().contains("`secret_name` cannot be added"),
            "{error}"
        );
        assert!(!format!("{error:#?} {request:?}").contains("secret-value"));
    }
    let odd = CallOptions::new().body_member("n", std::collections::BTreeMap::from([([1], 2)]));
    let error = with(odd).send::<Json<Value>>().await.unwrap_err();
    assert!(error.to_string().contains("`n` cannot be added"), "{error}");
    assert_eq!(server.requests().len(), before);
}

#[tokio::test]
async fn a_body_of_parts_is_sent_to_any_path() {
    let server = Server::always(200, &[], "{}").await;
    let form = crate::Multipart::new()
        .text("title", "weekly")
        .file("file", "a.csv", "text/csv", "1,2\n");
    let request = neo(&server.url).request(Method::POST, "/files");
    request.multipart(&form).send().await.unwrap();
    let sent = server.requests().pop().unwrap();
    let content_type = form.content_type("multipart/form-data");
    assert!(
        sent.contains(&format!("content-type: {content_type}\r\n")),
        "{sent}"
    );
    let boundary = content_type.split_once("boundary=").unwrap().1;
    assert!(
        sent.ends_with(&format!("1,2\n\r\n--{boundary}--\r\n")),
        "{sent}"
    );
    assert_eq!(
        sent.matches(&format!("--{boundary}\r\n")).count(),
        2,
        "{sent}"
    );
}
