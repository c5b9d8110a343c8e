//! Lists whose pages a server hands out in order; the cursors that are asked for are read from its requests.

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
        // The list itself goes on where the service says.
        assert!(service.asked().iter().all(|cursor| cursor == key));
    }
}
