//! Requests are held to the contract, and a stateful mock keeps what is created, over a contract of many forms.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::*;
use crate::{Client, CursorFormat, EnvelopeFormat, Error, ErrorFormat, Service, UntypedCall};

const fn operation(id: &'static str, method: &'static str, path: &'static str) -> Operation {
    Operation {
        id,
        contract_id: id,
        method,
        path,
        summary: "",
        security: &[],
        idempotent: true,
        paginated: false,
        accept: "application/json",
    }
}

static OPERATIONS: [Operation; 16] = [
    Operation {
        paginated: true,
        ..operation("pets_list", "GET", "/pets")
    },
    operation("pets_create", "POST", "/pets"),
    operation("pets_get", "GET", "/pets/{pet_id}"),
    operation("pets_update", "PATCH", "/pets/{pet_id}"),
    operation("pets_replace", "PUT", "/pets/{pet_id}"),
    operation("pets_delete", "DELETE", "/pets/{pet_id}"),
    operation("pets_feed", "POST", "/pets/{pet_id}/feed"),
    operation("visits_list", "GET", "/pets/{pet_id}/visits"),
    operation("visits_create", "POST", "/pets/{pet_id}/visits"),
    operation("visits_get", "GET", "/pets/{pet_id}/visits/{id}"),
    operation("tags_create", "POST", "/tags"),
    operation("tags_get", "GET", "/tags/{name}"),
    operation("vets_list", "GET", "/vets"),
    operation("vets_get", "GET", "/vets/{id}"),
    operation("settings_get", "GET", "/settings"),
    operation("settings_update", "PATCH", "/settings"),
];

const DOCUMENT: &str = include_str!("tests.json");

static SERVICE: Service = Service::new("Pets", "1", &OPERATIONS)
    .document(DOCUMENT)
    .errors(ErrorFormat {
        code: &["/error/code"],
        message: &["/error/message"],
        details: &[],
        request_id: &[],
    })
    .envelope(EnvelopeFormat {
        data: "data",
        meta: "meta",
    })
    .cursor(CursorFormat {
        parameter: "cursor",
        page_size: "page_size",
        has_more: "/meta/has_more",
        next: "/meta/next",
    });

struct Pets(Client);

impl ServiceClient for Pets {
    fn service() -> &'static Service {
        &SERVICE
    }

    fn from_client(client: Client) -> Result<Self, Error> {
        Ok(Self(client))
    }
}

/// A mock and one client of it: to build one takes a while.
struct Tested {
    mock: Mock<Pets>,
    client: Client,
}

impl std::ops::Deref for Tested {
    type Target = Mock<Pets>;

    fn deref(&self) -> &Self::Target {
        &self.mock
    }
}

fn start() -> Tested {
    let mock = Mock::<Pets>::start().unwrap();
    let client = mock.client().0;
    Tested { mock, client }
}

/// Status and body of a response, whatever it is.
async fn call(mock: &Tested, call: UntypedCall) -> (u16, Value) {
    let body = |bytes: &[u8]| serde_json::from_slice(bytes).unwrap_or_default();
    match mock.client.call_untyped(call).await {
        Ok(response) => (response.status().as_u16(), body(&response.data)),
        Err(error) => (
            error.status().unwrap_or_else(|| panic!("{error}")).as_u16(),
            error.body().map(body).unwrap_or_default(),
        ),
    }
}

fn to(id: &str, path: &[(&str, &str)]) -> UntypedCall {
    let call = UntypedCall::new(SERVICE.operation(id).unwrap());
    path.iter()
        .fold(call, |call, (name, value)| call.path(*name, *value))
}

fn with(id: &str, path: &[(&str, &str)], body: Value) -> UntypedCall {
    to(id, path).body("application/json", body.to_string())
}

fn list() -> UntypedCall {
    to("pets_list", &[])
}

fn pet(id: &str) -> [(&'static str, &str); 1] {
    [("pet_id", id)]
}

#[tokio::test]
async fn what_does_not_fit_the_contract_is_refused_and_named() {
    let mock = start();
    let create = |body: Value| with("pets_create", &[], body);
    for (request, expected) in [
        (
            list().query("page_size", "9999"),
            "query parameter `page_size`: expected at most 200",
        ),
        (
            list().query("page_size", "many"),
            "query parameter `page_size`: expected an integer",
        ),
        (
            list().query("page_size", "1").query("page_size", "2"),
            "query parameter `page_size`: expected one value, and there are several",
        ),
        (
            list().query("kind", "cats"),
            r#"query parameter `kind`: expected one of "cat", "dog", null"#,
        ),
        (
            list().query("include", "owner").query("include", "nobody"),
            r#"query parameter `include` at `/1`: expected one of "owner", "visits""#,
        ),
        (
            list().query("ids", "1,x"),
            "query parameter `ids` at `/1`: expected an integer",
        ),
        (
            list().query("near[x]", "a"),
            "query parameter `near` at `/x`: expected a number",
        ),
        (
            list().query("filter", "{"),
            "query parameter `filter`: expected JSON",
        ),
        (
            list().query("filter", r#"{"age":-1}"#),
            "query parameter `filter` at `/age`: expected at least 0",
        ),
        (
            list().header("X-Depth", "9"),
            "header `X-Depth`: expected at most 3",
        ),
        (
            to("pets_get", &pet("seven")),
            "path parameter `pet_id`: expected an integer",
        ),
        (
            to("pets_get", &pet("0")),
            "path parameter `pet_id`: expected at least 1",
        ),
        (
            to("vets_list", &[]),
            "query parameter `town`: expected it, it is required: a string",
        ),
        (
            to("pets_create", &[]),
            "body: expected a body, which is required",
        ),
        (
            create(json!({})),
            "body at `/name`: expected this member, which is required: a string",
        ),
        (
            create(json!({ "name": "", "kind": "cat" })),
            "body at `/name`: expected at least 1 character",
        ),
        (
            create(json!({ "name": "Rex", "kind": "fish" })),
            r#"body at `/kind`: expected one of "cat", "dog""#,
        ),
        (
            create(json!({ "name": "Rex", "kind": "dog", "colour": "red" })),
            "body at `/colour`: expected no member of this name",
        ),
        (
            to("pets_create", &[]).body("application/json", "{"),
            "body: expected JSON",
        ),
        (
            to("pets_create", &[]).body("text/plain", "Rex"),
            "body: expected the content type application/json",
        ),
        (
            to("pets_feed", &pet("1")).body("application/x-www-form-urlencoded", "grams=many"),
            "body at `/grams`: expected an integer",
        ),
    ] {
        let id = request.operation().id;
        let (status, body) = call(&mock, request).await;
        assert_eq!(status, 400, "{expected}");
        assert_eq!(body["error"]["code"], "request_mismatch");
        assert_eq!(body["error"]["message"], format!("{id}: {expected}"));
        let found = mock.take_mismatches();
        assert_eq!(found[0].to_string(), format!("{id}: {expected}"));
    }
    mock.verify();
}

#[tokio::test]
async fn what_fits_or_is_not_listed_passes() {
    let mock = start();
    for request in [
        list(),
        list()
            .query("page_size", "200")
            .query("kind", "dog")
            .query("color", "red"),
        list().query("include", "owner").query("include", "visits"),
        list()
            .query("ids", "1,2,3")
            .query("search", "7")
            .query("search_all", "true"),
        list().query("near[x]", "1.5").query("near[y]", "-2"),
        list()
            .query("filter", r#"{"age":3}"#)
            .header("x-depth", "3"),
        to("pets_get", &pet("7")),
        to("vets_list", &[]).query("town", "Ghent"),
        with(
            "pets_create",
            &[],
            json!({ "name": "Rex", "kind": "dog", "note": null }),
        ),
        with("pets_update", &pet("7"), json!({ "note": null })),
        to("pets_feed", &pet("7")).body("application/x-www-form-urlencoded", "grams=7&food=a+b"),
        to("pets_feed", &pet("7")),
    ] {
        let shown = format!("{request:?}");
        assert!(call(&mock, request).await.0 < 300, "{shown}");
    }
    mock.verify();
}

#[tokio::test]
async fn a_mismatch_fails_the_test_when_the_mock_ends_unless_it_is_told_not_to() {
    for check in [true, false] {
        let mock = start();
        mock.check_requests(check);
        mock.respond_all(|_, _| Reply::sample());
        let (status, _) = call(&mock, list().query("page_size", "9999")).await;
        assert_eq!(status, if check { 400 } else { 200 });
        assert_eq!(mock.requests().len(), 1);
        let dropped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(mock)));
        match (check, dropped) {
            (false, Ok(())) => {}
            (true, Err(panic)) => {
                let text = panic.downcast_ref::<String>().unwrap();
                let line = "\n  pets_list: query parameter `page_size`: expected at most 200";
                assert!(text.ends_with(line), "{text}");
            }
            (_, dropped) => panic!("{dropped:?}"),
        }
    }
    // Two panics at once would end the process.
    let panic = std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build().unwrap();
        let mock = start();
        runtime.block_on(call(&mock, list().query("page_size", "0")));
        panic!("of the test itself");
    });
    let panic = panic.join().unwrap_err();
    assert_eq!(panic.downcast_ref(), Some(&"of the test itself"));
}

#[tokio::test]
async fn what_is_created_is_listed_got_updated_and_deleted() {
    let mock = start();
    mock.stateful();
    let (status, body) = call(&mock, list()).await;
    assert_eq!((status, &body["data"]), (200, &json!([])));
    let (status, rex) = call(
        &mock,
        with(
            "pets_create",
            &[],
            json!({ "name": "Rex", "kind": "dog", "note": "bites", "tags": { "a": 1, "b": 2 } }),
        ),
    )
    .await;
    assert_eq!(status, 201);
    let born = &rex["data"]["created_at"];
    assert!(born.is_string());
    let expected = json!({ "id": 1, "name": "Rex", "kind": "dog", "note": "bites", "tags": { "a": 1, "b": 2 }, "created_at": born });
    assert_eq!(rex["data"], expected);
    call(
        &mock,
        with("pets_create", &[], json!({ "name": "Tom", "kind": "cat" })),
    )
    .await;

    let get = || to("pets_get", &[("pet_id", "1")]);
    assert_eq!(call(&mock, get()).await.1["data"], expected);
    let patch = json!({ "note": null, "tags": { "a": null, "c": 3 } });
    let (status, changed) = call(&mock, with("pets_update", &pet("1"), patch)).await;
    let expected = json!({ "id": 1, "name": "Rex", "kind": "dog", "note": null, "tags": { "b": 2, "c": 3 }, "created_at": born });
    assert_eq!((status, &changed["data"]), (200, &expected));
    let put = json!({ "name": "Max", "kind": "dog" });
    call(&mock, with("pets_replace", &pet("1"), put)).await;
    let expected = json!({ "id": 1, "name": "Max", "kind": "dog", "created_at": born });
    assert_eq!(call(&mock, get()).await.1["data"], expected);

    let (_, all) = call(&mock, list()).await;
    let names: Vec<&Value> = all["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["name"])
        .collect();
    assert_eq!(names, ["Max", "Tom"]);
    assert_eq!(call(&mock, to("pets_delete", &pet("1"))).await.0, 204);
    for gone in [
        get(),
        to("pets_delete", &pet("1")),
        with("pets_update", &pet("1"), json!({})),
        to("pets_get", &pet("99")),
    ] {
        let (status, body) = call(&mock, gone).await;
        assert_eq!((status, &body["error"]["code"]), (404, &json!("not_found")));
    }
    assert_eq!(call(&mock, list()).await.1["data"][0]["id"], 2);
}

#[tokio::test]
async fn a_list_of_what_was_created_comes_page_by_page() {
    let mock = start();
    mock.stateful();
    for name in ["a", "b", "c"] {
        call(
            &mock,
            with("pets_create", &[], json!({ "name": name, "kind": "cat" })),
        )
        .await;
    }
    let first = call(&mock, list().query("page_size", "2")).await.1;
    assert_eq!(
        (
            first["data"].as_array().unwrap().len(),
            &first["meta"]["has_more"]
        ),
        (2, &json!(true))
    );
    let cursor = first["meta"]["next"].as_str().unwrap();
    let second = call(
        &mock,
        list().query("page_size", "2").query("cursor", cursor),
    )
    .await
    .1;
    assert_eq!(second["data"][0]["name"], "c");
    assert_eq!(second["meta"], json!({ "has_more": false, "next": null }));
    assert_eq!(call(&mock, list().query("cursor", "made-up")).await.0, 400);
}

#[tokio::test]
async fn collections_below_items_are_kept_apart() {
    let mock = start();
    mock.stateful();
    let visit = |pet: &str| {
        with(
            "visits_create",
            &[("pet_id", pet)],
            json!({ "reason": "flu" }),
        )
    };
    let visits = |pet: &str| to("visits_list", &[("pet_id", pet)]);
    assert_eq!(call(&mock, visit("1")).await.0, 404);
    assert_eq!(call(&mock, to("pets_feed", &pet("1"))).await.0, 404);
    for name in ["a", "b"] {
        call(
            &mock,
            with("pets_create", &[], json!({ "name": name, "kind": "cat" })),
        )
        .await;
    }
    // Without an envelope, and with a UUID.
    let (status, made) = call(&mock, visit("1")).await;
    let id = made["id"].as_str().unwrap();
    assert_eq!(
        (status, id.len(), &made["reason"]),
        (201, 36, &json!("flu"))
    );
    let get = |pet: &str| to("visits_get", &[("pet_id", pet), ("id", id)]);
    assert_eq!(call(&mock, get("1")).await, (200, made.clone()));
    assert_eq!(call(&mock, get("2")).await.0, 404);
    assert_eq!(
        call(&mock, visits("1")).await.1,
        json!({ "visits": [made], "total": 1 })
    );
    assert_eq!(call(&mock, visits("2")).await.1["visits"], json!([]));
    assert_eq!(call(&mock, to("pets_feed", &pet("1"))).await.0, 204);
}

#[tokio::test]
async fn a_caller_may_choose_the_key_once() {
    let mock = start();
    mock.stateful();
    let tag = || with("tags_create", &[], json!({ "name": "a b/c" }));
    assert_eq!(call(&mock, tag()).await.0, 201);
    assert_eq!(
        call(&mock, to("tags_get", &[("name", "a b/c")])).await.1["data"]["name"],
        "a b/c"
    );
    assert_eq!(call(&mock, tag()).await.0, 409);
}

#[tokio::test]
async fn what_cannot_be_created_begins_as_the_sample() {
    let mock = start();
    mock.stateful();
    let (_, vets) = call(&mock, to("vets_list", &[]).query("town", "Ghent")).await;
    let id = vets["data"][0]["id"].as_str().unwrap();
    assert_eq!(
        call(&mock, to("vets_get", &[("id", id)])).await.1["data"]["id"],
        id
    );
    assert_eq!(call(&mock, to("vets_get", &[("id", "other")])).await.0, 404);

    let sample = call(&mock, to("settings_get", &[])).await.1;
    assert_eq!(sample["data"]["zone"], "sample");
    call(
        &mock,
        with("settings_update", &[], json!({ "zone": "UTC" })),
    )
    .await;
    assert_eq!(
        call(&mock, to("settings_get", &[])).await.1["data"]["zone"],
        "UTC"
    );
}

#[tokio::test]
async fn what_is_told_outranks_what_is_kept() {
    let mock = start();
    mock.stateful();
    mock.respond_all(|_, _| Reply::error(503, "down", "later"));
    let once = crate::CallOptions::new().attempts(1);
    let client = mock.client.with(once);
    let error = client.call_untyped(list()).await.unwrap_err();
    assert_eq!(error.code(), Some("down"));
}

#[tokio::test]
async fn each_request_is_logged_with_its_status() {
    let mock = start();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    mock.log(move |request, status| {
        log.lock()
            .unwrap()
            .push((request.path().to_owned(), status));
    });
    call(&mock, list()).await;
    call(&mock, to("pets_delete", &pet("7"))).await;
    assert_eq!(
        *seen.lock().unwrap(),
        [
            ("/pets".to_owned(), Some(200)),
            ("/pets/7".to_owned(), Some(204))
        ]
    );
}

#[test]
fn a_sample_of_a_request_fits_the_contract() {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let sample = |id: &str| sample_request(&document, SERVICE.operation(id).unwrap());
    assert_eq!(
        sample("pets_create"),
        Some(json!({ "name": "sample", "kind": "cat", "note": "sample", "tags": {} }))
    );
    assert_eq!(sample("pets_list"), None);
}
