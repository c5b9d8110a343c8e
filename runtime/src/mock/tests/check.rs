//! Requests are validated against the contract.

use std::sync::{Arc, Mutex};

use super::*;

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
            "query parameter `page_size`: expected one value, but there are several",
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
            "query parameter `town`: expected this parameter, which is required: a string",
        ),
        (
            to("pets_create", &[]),
            "body: expected a body, which is required",
        ),
        (
            create(json!({ "kind": "cat" })),
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
async fn all_mismatches_of_a_request_are_reported() {
    let mock = start();
    let request = list()
        .query("page_size", "9999")
        .query("kind", "cats")
        .query("ids", "x,2,y")
        .header("X-Depth", "9");
    let body = json!({
        "name": "",
        "kind": "fish",
        "colour": "red",
        "note": 7,
        "tags": [],
    });
    for (request, expected) in [
        (
            request,
            &[
                "query parameter `page_size`: expected at most 200",
                "query parameter `kind`: expected one of",
                "query parameter `ids` at `/0`: expected an integer",
                "query parameter `ids` at `/2`: expected an integer",
                "header `X-Depth`: expected at most 3",
            ][..],
        ),
        (
            with("pets_create", &[], body),
            &[
                "body at `/colour`: expected no member of this name",
                "body at `/kind`: expected one of",
                "body at `/name`: expected at least 1 character",
                "body at `/note`: expected a string or null",
                "body at `/tags`: expected an object",
            ],
        ),
        (
            with("pets_create", &[], json!({ "note": 7 })),
            &[
                "body at `/note`: expected",
                "body at `/name`: expected this member",
                "body at `/kind`: expected this member",
            ],
        ),
    ] {
        let id = request.operation().id;
        let (status, answer) = call(&mock, request).await;
        assert_eq!(status, 400);
        let found = mock.take_mismatches();
        let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(answer["error"]["message"], lines.join("; "));
        let mut missing: Vec<&&str> = expected.iter().collect();
        missing.retain(|it| {
            let begin = format!("{id}: {it}");
            !lines.iter().any(|line| line.starts_with(&begin))
        });
        assert!(missing.is_empty(), "{missing:?} of {lines:#?}");
        assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    }
    // Not more than a reader reads.
    let many: serde_json::Map<String, Value> =
        (0..500).map(|it| (format!("x{it}"), it.into())).collect();
    call(&mock, with("pets_create", &[], many.clone().into())).await;
    assert_eq!(mock.take_mismatches().len(), 20);
    for _ in 0..4 {
        call(&mock, with("pets_create", &[], many.clone().into())).await;
    }
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| mock.verify()));
    let panic = panic.unwrap_err();
    let text = panic.downcast_ref::<String>().unwrap();
    assert!(text.ends_with("\n  and 30 more"), "{text}");
    assert_eq!(text.lines().count(), 52);
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
async fn a_mismatch_fails_the_test_when_the_mock_ends_unless_that_is_disabled() {
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
                // The test is not what panics, but it started the mock.
                let place = format!("requests to the mock that {STARTED_IN}:");
                assert!(text.starts_with(&place), "{text}");
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

proptest::proptest! {
    #[test]
    fn no_request_panics(
        id in "[^/?# ]{0,12}",
        query in r"([a-z_\[\]]{0,8}[=&,.;|%+]?[^ #]{0,6}){0,6}",
        body in ".{0,60}",
        json in r#"[\[\]{}",:a-z0-9-]{0,40}"#,
    ) {
        let document: Value = serde_json::from_str(DOCUMENT).unwrap();
        for operation in &OPERATIONS {
            let path = operation.path.replace("{pet_id}", &id);
            for (kind, body) in [("application/json", &json), ("application/x-www-form-urlencoded", &query), ("text/plain", &body)] {
                let request = Request {
                    operation: Some(operation.id),
                    method: operation.method.to_owned(),
                    target: format!("{path}?{query}"),
                    headers: vec![("Content-Type".to_owned(), kind.to_owned()), ("X-Depth".to_owned(), id.clone())],
                    body: body.clone().into_bytes(),
                    is_last: false,
                };
                crate::mock::check::mismatches(&document, operation, &request);
            }
        }
    }
}
