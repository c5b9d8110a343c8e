//! Lists that come page by page. The vendored contract has none yet, so the one operation that it has plays the part: the
//! server hands out scripted pages in order, and the cursors that are asked for are noted.

mod support;

use std::sync::{Arc, Mutex};

use neo_api::api::{Client, ResponseValue, SendError, builder::PhoneNumbersGet};
use neo_api::error::PagingFault;
use neo_api::runtime::Paginated;
use neo_api::{Error, Neo, types::PhoneNumbersGetResponse};
use serde_json::{Value, json};
use support::{Server, number, response, success};

struct List {
    operation: PhoneNumbersGet,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Paginated for List {
    type Page = PhoneNumbersGetResponse;

    fn at_cursor(self, cursor: String) -> Self {
        self.asked.lock().unwrap().push(cursor);
        self
    }

    fn send_page(
        self,
    ) -> impl Future<Output = Result<ResponseValue<Self::Page>, SendError>> + Send {
        self.operation.send()
    }
}

struct Service {
    _server: Server,
    neo: Neo,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Service {
    /// Answers with these, in order; the last one over and over.
    async fn of(answers: Vec<String>) -> Self {
        let server =
            Server::start(move |request, _| answers[request.min(answers.len() - 1)].clone()).await;
        Self {
            neo: server.neo(),
            _server: server,
            asked: Arc::default(),
        }
    }

    fn list(&self) -> impl Fn(&Client) -> List + Send + Sync + 'static {
        let asked = Arc::clone(&self.asked);
        move |api| List {
            operation: api.phone_numbers_get(),
            asked: Arc::clone(&asked),
        }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// A page with numbers of these ids.
fn page(ids: &[i64], pagination: &Value) -> String {
    let numbers: Vec<Value> = ids
        .iter()
        .map(|id| {
            let mut number = number();
            number["id"] = json!(id);
            number
        })
        .collect();
    let mut body = success(&numbers);
    body["meta"]["pagination"] = pagination.clone();
    response(200, &[], &body.to_string())
}

fn more(cursor: &str) -> Value {
    json!({"has_more": true, "next_cursor": cursor})
}

fn last() -> Value {
    json!({"has_more": false, "next_cursor": null})
}

#[tokio::test]
async fn all_elements_come_in_order_and_empty_pages_end_nothing() {
    let service = Service::of(vec![
        page(&[1, 2], &more("b")),
        page(&[], &more("c")),
        page(&[3], &last()),
    ])
    .await;
    let mut items = service.neo.pages(service.list()).items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().id);
    }
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(service.asked(), ["b", "c"]);
    assert!(items.next().await.is_none());
    assert_eq!(items.cursor(), None);
}

#[tokio::test]
async fn a_list_without_pagination_is_one_page() {
    for pagination in [
        Value::Null,
        last(),
        json!({"has_more": false, "next_cursor": "x"}),
    ] {
        let service = Service::of(vec![page(&[1], &pagination)]).await;
        let mut pages = service.neo.pages(service.list());
        assert_eq!(pages.next().await.unwrap().unwrap().data.len(), 1);
        assert!(pages.next().await.is_none());
    }
}

#[tokio::test]
async fn an_error_carries_the_cursor_to_go_on_from() {
    let refused = response(
        403,
        &[],
        r#"{"error": {"code": "FORBIDDEN", "message": "no"}, "meta": {"request_id": null}}"#,
    );
    let service = Service::of(vec![
        page(&[1], &more("b")),
        refused,
        page(&[2], &more("c")),
        page(&[3], &last()),
    ])
    .await;
    let mut items = service.neo.pages(service.list()).items();
    assert_eq!(items.next().await.unwrap().unwrap().id, 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(
        (error.code(), error.cursor()),
        (Some("FORBIDDEN"), Some("b"))
    );
    assert!(items.next().await.is_none(), "an error ends the stream");
    assert_eq!(items.cursor(), Some("b"));

    let mut rest = service.neo.pages(service.list()).from_cursor("b").items();
    assert_eq!(rest.next().await.unwrap().unwrap().id, 2);
    assert_eq!(rest.next().await.unwrap().unwrap().id, 3);
    assert!(rest.next().await.is_none());
    assert_eq!(service.asked(), ["b", "b", "c"]);
}

#[tokio::test]
async fn a_limit_ends_it_and_tells_where_to_go_on() {
    let service = Service::of(vec![page(&[1], &more("b")), page(&[2], &more("c"))]).await;
    let mut pages = service.neo.pages(service.list()).limit(2);
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.is_none());
    assert_eq!(pages.cursor(), Some("c"));
    assert_eq!(service.asked(), ["b"]);
    assert!(
        service
            .neo
            .pages(service.list())
            .limit(0)
            .next()
            .await
            .is_none()
    );
}

#[tokio::test]
async fn pages_that_go_round_or_break_off_are_an_error_after_their_elements() {
    for (answers, fault, read) in [
        (
            vec![page(&[1], &more("b")), page(&[2], &more("b"))],
            PagingFault::RepeatedCursor,
            2,
        ),
        (
            vec![
                page(&[1], &more("b")),
                page(&[2], &more("c")),
                page(&[3], &more("b")),
            ],
            PagingFault::RepeatedCursor,
            3,
        ),
        (
            vec![page(&[1], &json!({"has_more": true, "next_cursor": null}))],
            PagingFault::NoCursor,
            1,
        ),
        (
            vec![page(&[1], &json!({"has_more": true, "next_cursor": ""}))],
            PagingFault::NoCursor,
            1,
        ),
    ] {
        let service = Service::of(answers).await;
        let mut items = service.neo.pages(service.list()).items();
        for _ in 0..read {
            assert!(items.next().await.unwrap().is_ok());
        }
        let error = items.next().await.unwrap().unwrap_err();
        let Error::Paging(paging) = &error else {
            panic!("{error}")
        };
        assert_eq!(paging.fault(), fault);
        assert!(
            error.to_string().starts_with("phone_numbers_get: the list"),
            "{error}"
        );
        assert!(items.next().await.is_none());
    }
}

/// A cursor is the service's text, and so is the page that an error keeps.
#[tokio::test]
async fn an_error_does_not_repeat_the_key_that_a_cursor_repeats() {
    let key = support::KEY;
    for (answers, printed) in [
        (vec![page(&[1], &more(key)), response(500, &[], key)], "500"),
        (
            vec![page(&[1], &more(key)), page(&[2], &more(key))],
            "followed before",
        ),
    ] {
        let service = Service::of(answers).await;
        let once = neo_api::CallOptions::new().attempts(1);
        let mut pages = service.neo.with(once).pages(service.list());
        pages.next().await.unwrap().unwrap();
        let error = loop {
            if let Err(error) = pages.next().await.unwrap() {
                break error;
            }
        };
        let body = String::from_utf8_lossy(error.body().unwrap());
        let text = format!("{error} {error:?} {:?} {body}", error.cursor());
        assert!(
            text.contains(printed) && text.contains("[redacted]"),
            "{text}"
        );
        assert!(!text.contains(key), "{text}");
        // The list itself goes on where the service says.
        assert!(service.asked().iter().all(|cursor| cursor == key));
    }
}
