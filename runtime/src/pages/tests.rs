//! Lists whose pages a server sends in order; the requested cursors are read from its requests.

mod fetch;
mod limit;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use self::http::{Server, response};
use crate as lib;
use crate::body::Envelope;
use crate::error::PagingErrorKind;
use crate::{
    Client, ClientBuilder, CursorFormat, EnvelopeFormat, Error, ErrorFormat, Operation, Pages,
    RequestBuilder, Service as Facts, ServiceClient,
};

// Its server is a mock of this service.
#[allow(clippy::duplicate_mod)]
#[path = "../../../tests/support/http.rs"]
mod http;

static OPERATIONS: [Operation; 1] = [Operation {
    id: "numbers_list",
    contract_id: "",
    method: "GET",
    path: "/numbers",
    summary: "",
    security: &[],
    idempotent: true,
    paginated: true,
    accept: "application/json",
}];

static FACTS: Facts = Facts::new("Numbers", "1", &OPERATIONS)
    .envelope(EnvelopeFormat {
        data: "data",
        meta: "meta",
    })
    .cursor(CursorFormat {
        parameter: "after",
        page_size: "size",
        has_more: "/meta/pagination/has_more",
        next: "/meta/pagination/next_cursor",
    })
    .errors(ErrorFormat {
        code: &["/error/code"],
        ..ErrorFormat::PROBLEM_DETAILS
    });

struct Numbers(Client);

impl ServiceClient for Numbers {
    fn service() -> &'static Facts {
        &FACTS
    }

    fn from_client(client: Client) -> Result<Self, Error> {
        Ok(Self(client))
    }
}

type Mock = crate::mock::Mock<Numbers>;

struct Service {
    server: Server,
    client: Client,
}

impl Service {
    /// Responds with these, in order; the last one over and over.
    async fn of(responses: Vec<String>) -> Self {
        let server =
            Server::start(move |request, _| responses[request.min(responses.len() - 1)].clone())
                .await;
        let client = ClientBuilder::<Numbers>::new().base_url(&server.url);
        Self {
            client: client.build().unwrap().0,
            server,
        }
    }

    fn pages(&self) -> Pages<Value, Value> {
        let mut request = RequestBuilder::new(&self.client, &OPERATIONS[0]);
        request.query("size", crate::request::Style::Form, Ok(2));
        Pages::new::<Envelope<Vec<Value>, Value>>(request)
    }

    /// The cursors of all requests that had one.
    fn asked(&self) -> Vec<String> {
        let requests = self.server.requests();
        let targets = requests.iter().filter_map(|it| it.split(' ').nth(1));
        let cursors = targets.filter_map(|it| it.strip_prefix("/numbers?size=2&after="));
        cursors.map(str::to_owned).collect()
    }
}

/// A page with numbers of these ids.
fn page(ids: &[i64], pagination: &Value) -> String {
    let numbers: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
    let body = json!({ "data": numbers, "meta": { "pagination": pagination } });
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
    let mut items = service.pages().items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap()["id"].as_i64().unwrap());
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
        let mut pages = service.pages();
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
    let mut items = service.pages().items();
    assert_eq!(items.next().await.unwrap().unwrap()["id"], 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(
        (error.code(), error.cursor()),
        (Some("FORBIDDEN"), Some("b"))
    );
    assert!(items.next().await.is_none(), "an error ends the stream");
    assert_eq!(items.cursor(), Some("b"));

    let mut rest = service.pages().from_cursor("b").items();
    assert_eq!(rest.next().await.unwrap().unwrap()["id"], 2);
    assert_eq!(rest.next().await.unwrap().unwrap()["id"], 3);
    assert!(rest.next().await.is_none());
    assert_eq!(service.asked(), ["b", "b", "c"]);
}

#[tokio::test]
async fn a_limit_ends_it_and_tells_where_to_go_on() {
    let service = Service::of(vec![page(&[1], &more("b")), page(&[2], &more("c"))]).await;
    let mut pages = service.pages().limit(2);
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.is_none());
    assert_eq!(pages.cursor(), Some("c"));
    assert_eq!(service.asked(), ["b"]);
    assert!(service.pages().limit(0).next().await.is_none());
}

#[tokio::test]
async fn pages_that_go_round_or_break_off_are_an_error_after_their_elements() {
    for (answers, fault, read) in [
        (
            vec![page(&[1], &more("b")), page(&[2], &more("b"))],
            PagingErrorKind::RepeatedCursor,
            2,
        ),
        (
            vec![
                page(&[1], &more("b")),
                page(&[2], &more("c")),
                page(&[3], &more("b")),
            ],
            PagingErrorKind::RepeatedCursor,
            3,
        ),
        (
            vec![page(&[1], &json!({"has_more": true, "next_cursor": null}))],
            PagingErrorKind::NoCursor,
            1,
        ),
        (
            vec![page(&[1], &json!({"has_more": true, "next_cursor": ""}))],
            PagingErrorKind::NoCursor,
            1,
        ),
        (
            vec![page(&[1], &json!({"has_more": true, "next_cursor": 7}))],
            PagingErrorKind::Malformed,
            1,
        ),
        (
            vec![page(&[1], &json!({"has_more": "yes", "next_cursor": "b"}))],
            PagingErrorKind::Malformed,
            1,
        ),
    ] {
        let service = Service::of(answers).await;
        let mut items = service.pages().items();
        for _ in 0..read {
            assert!(items.next().await.unwrap().is_ok());
        }
        let error = items.next().await.unwrap().unwrap_err();
        let Error::Paging(paging) = &error else {
            panic!("{error}")
        };
        assert_eq!(paging.kind(), fault);
        assert!(
            error.to_string().starts_with("numbers_list: the list"),
            "{error}"
        );
        assert!(items.next().await.is_none());
    }
}

/// A cursor is the service's text, and so is the page that an error keeps.
#[tokio::test]
async fn an_error_does_not_repeat_the_key_that_a_cursor_repeats() {
    let key = "key_TheSecretOfTheTests0";
    for (responses, printed) in [
        (vec![page(&[1], &more(key)), response(500, &[], key)], "500"),
        (
            vec![page(&[1], &more(key)), page(&[2], &more(key))],
            "followed before",
        ),
    ] {
        let mut service = Service::of(responses).await;
        let client = ClientBuilder::<Numbers>::new()
            .base_url(&service.server.url)
            .bearer_token(key);
        let once = crate::CallOptions::new().attempts(1);
        service.client = client.build().unwrap().0.with(once);
        let mut pages = service.pages();
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
        // The list itself continues where the service says.
        assert!(service.asked().iter().all(|cursor| cursor == key));
    }
}

/// A list of `pages` pages of `size` numbers each, and how many pages were requested.
fn long(pages: usize, size: usize) -> (Mock, Arc<AtomicUsize>, Pages<Value, Value>) {
    let mock = Mock::start().unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    mock.respond_all(move |_, request| {
        count.fetch_add(1, Ordering::SeqCst);
        let target = request.raw_query().unwrap_or_default();
        let number = target
            .split("after=")
            .nth(1)
            .map_or(0, |it| it.parse::<usize>().unwrap());
        let ids: Vec<i64> = (number * size..(number + 1) * size)
            .map(|id| id as i64)
            .collect();
        let next = match number + 1 < pages {
            true => more(&(number + 1).to_string()),
            false => last(),
        };
        crate::mock::Reply::raw(page(&ids, &next))
    });
    let client = ClientBuilder::<Numbers>::new()
        .base_url(mock.url())
        .pacing(false);
    let client = client.build().unwrap().0;
    let request = RequestBuilder::new(&client, &OPERATIONS[0]);
    let pages = Pages::new::<Envelope<Vec<Value>, Value>>(request);
    (mock, asked, pages)
}

/// So that pages that are read ahead, are.
async fn settle() {
    for _ in 0..20 {
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
}

#[tokio::test]
async fn an_export_of_100_000_elements_holds_two_pages_at_most() {
    const PAGES: usize = 100;
    const SIZE: usize = 1000;
    for prefetch in [false, true] {
        let (_mock, asked, pages) = long(PAGES, SIZE);
        let mut items = pages.items();
        if prefetch {
            items = items.prefetch();
        }
        let (mut count, mut most) = (0, 0);
        while let Some(item) = items.next().await {
            assert_eq!(item.unwrap()["id"], count);
            if count % SIZE == 0 && count < 5 * SIZE || count % (20 * SIZE) == SIZE / 2 {
                settle().await;
            }
            // Requested pages, including the one whose elements are returned now.
            most = most.max(asked.load(Ordering::SeqCst) - count / SIZE);
            count += 1;
        }
        assert_eq!(count, PAGES * SIZE);
        assert_eq!(most, if prefetch { 2 } else { 1 });
        assert_eq!(asked.load(Ordering::SeqCst), PAGES);
    }
}

#[tokio::test]
async fn a_page_ahead_is_given_up_with_its_list_and_heeds_the_limit() {
    let (mock, _, pages) = long(9, 2);
    let mut pages = pages.prefetch().limit(2);
    pages.next().await.unwrap().unwrap();
    settle().await;
    assert_eq!(mock.requests().len(), 2);
    assert_eq!(pages.cursor(), Some("1"));
    pages.next().await.unwrap().unwrap();
    settle().await;
    assert!(pages.next().await.is_none());
    assert_eq!((mock.requests().len(), pages.cursor()), (2, Some("2")));

    // An error of it comes in its turn.
    let service = Service::of(vec![page(&[1, 2], &more("b")), response(403, &[], "")]).await;
    let mut items = service.pages().items().prefetch();
    assert!(items.next().await.unwrap().is_ok());
    settle().await;
    assert!(items.next().await.unwrap().is_ok());
    assert_eq!(items.next().await.unwrap().unwrap_err().cursor(), Some("b"));
    assert_eq!(items.position().cursor.as_deref(), Some("b"));
    assert!(!items.position().done);
}

#[tokio::test]
async fn a_list_goes_on_from_each_position_with_the_next_element() {
    let total = 3 * 4;
    for stop in 0..=total {
        for prefetch in [false, true] {
            let begin = || {
                let (mock, _, pages) = long(3, 4);
                let items = pages.items();
                (mock, if prefetch { items.prefetch() } else { items })
            };
            let (_mock, mut items) = begin();
            for _ in 0..stop {
                items.next().await.unwrap().unwrap();
            }
            if stop == total {
                assert!(items.next().await.is_none());
            }
            let position = serde_json::to_string(&items.position()).unwrap();
            let position: crate::Position = serde_json::from_str(&position).unwrap();
            assert_eq!(position.items, stop as u64);
            assert_eq!(position.pages, stop as u64 / 4);
            assert_eq!(position.done, stop == total, "{position:?}");
            let (mock, items) = begin();
            let mut items = items.resume(position.clone());
            assert_eq!(items.position(), position, "before anything is read");
            for id in stop..total {
                assert_eq!(items.next().await.unwrap().unwrap()["id"], id);
            }
            assert!(items.next().await.is_none());
            let end = items.position();
            assert!(
                end.done && end.items == total as u64 && end.pages == 3,
                "{end:?}"
            );
            assert_eq!(mock.requests().len(), 3 - (stop / 4).min(3));
        }
    }
}

#[tokio::test]
async fn a_failed_list_is_not_done() {
    let service = Service::of(vec![response(403, &[], "")]).await;
    let mut items = service.pages().items();
    items.next().await.unwrap().unwrap_err();
    assert_eq!(items.position(), crate::Position::default());

    let service = Service::of(vec![page(&[1], &json!({"has_more": true}))]).await;
    let mut items = service.pages().items();
    items.next().await.unwrap().unwrap();
    let position = items.position();
    assert_eq!(
        (position.cursor, position.skip, position.done),
        (None, 1, false)
    );
}

#[tokio::test]
async fn a_list_that_has_begun_is_read_to_its_end_by_a_client_that_shuts_down() {
    let (_mock, _, pages) = long(3, 1);
    let handle = pages.request.client().shutdown_handle();
    let mut items = pages.items();
    items.next().await.unwrap().unwrap();
    assert_eq!(
        handle
            .shutdown_within(std::time::Duration::ZERO)
            .await
            .still_running,
        1
    );
    let mut count = 1;
    while let Some(item) = items.next().await {
        item.unwrap();
        count += 1;
    }
    assert_eq!((count, handle.shutdown().await.still_running), (3, 0));

    let (_mock, _, pages) = long(3, 1);
    let handle = pages.request.client().shutdown_handle();
    handle.close();
    assert!(
        pages
            .items()
            .next()
            .await
            .unwrap()
            .unwrap_err()
            .is_shutting_down()
    );
    assert_eq!(handle.in_flight(), 0);
}
