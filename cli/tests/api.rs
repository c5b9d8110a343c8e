//! `neo api`: endpoints that the contract need not have.

mod support;

use neo_api::mock::{KEY, Mock, Reply};
use serde_json::json;
use support::{assert_ends, at, neo, text};

#[test]
fn any_endpoint_is_called_with_the_same_key_and_retries() {
    let mock = Mock::start().unwrap();
    mock.respond_all(|number, _| match number {
        0 => Reply::error(503, "down", "later").header("retry-after", "0"),
        _ => Reply::json(&json!({ "data": [{ "id": 1 }], "meta": {} })),
    });
    let arguments = [
        "api",
        "get",
        "/public-api/new/thing?a=b+c%26&d&h=5%",
        "--query",
        "e=f=g",
        "--header",
        "X-A=b",
        "--lines",
    ];
    let output = at(&mock, &arguments);
    assert_ends(&output, 0, "");
    assert_eq!(text(&output.stdout), "{\"id\":1}\n");
    assert_eq!(mock.requests().len(), 2);
    let request = mock.requests().remove(1);
    assert_eq!(
        (request.method(), request.path()),
        ("GET", "/public-api/new/thing")
    );
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        request.query(),
        [
            pair("a", "b c&"),
            pair("d", ""),
            pair("h", "5%"),
            pair("e", "f=g")
        ]
    );
    assert_eq!(request.header("x-a"), Some("b"));
    assert_eq!(
        request.header("authorization"),
        Some(format!("Bearer {KEY}").as_str())
    );
}

#[test]
fn a_body_is_sent_once_and_its_refusal_is_an_error() {
    let mock = Mock::start().unwrap();
    mock.respond_all(|_, _| Reply::error(503, "down", "later"));
    let output = at(&mock, &["api", "POST", "/new", "--body", r#"{"a":1}"#]);
    assert_ends(&output, 1, "down");
    let [request] = &mock.requests()[..] else {
        panic!("{:?}", mock.requests())
    };
    assert_eq!(request.json(), Some(json!({ "a": 1 })));
    assert_eq!(request.header("content-type"), Some("application/json"));
    // Requests of the contract's operations are validated; other paths do not exist.
    let mock = Mock::start().unwrap();
    assert_ends(
        &at(&mock, &["api", "GET", "/public-api/phone/numbers"]),
        0,
        "",
    );
    assert_ends(
        &at(&mock, &["api", "GET", "/public-api/none"]),
        4,
        "not_found",
    );
}

#[test]
fn what_cannot_be_a_request_is_refused() {
    for (arguments, stderr) in [
        (
            &["api", "GET", "public-api/x"][..],
            "must begin with a slash",
        ),
        (&["api", "GET", "/a/{id}"], "contain no braces"),
        (
            &["api", "GET", "/a", "--query", "b"],
            "--query takes NAME=VALUE",
        ),
        (&["api", "FETCH", "/a"], "possible values: GET"),
        (&["api", "POST", "/a", "--body", "{"], "not JSON"),
    ] {
        assert_ends(&neo(arguments, &[("NEO_API_KEY", KEY)]), 2, stderr);
    }
    assert_ends(&neo(&["api", "GET", "/a"], &[]), 3, "needs a key");
    let climbs = neo(
        &["api", "GET", "/a/../b"],
        &[("NEO_API_KEY", KEY), ("NEO_BASE_URL", "http://127.0.0.1:1")],
    );
    assert!(!climbs.status.success());
    let dry = neo(
        &[
            "api",
            "GET",
            "/a?b=c",
            "--dry-run",
            "--base-url",
            "http://127.0.0.1:1",
        ],
        &[],
    );
    assert_eq!(
        text(&dry.stdout),
        "GET http://127.0.0.1:1/a?b=c\nauthorization: Bearer [redacted]\n"
    );
}
