//! Every fact of a service is data: with a service that has another one at each place, everything works as it did.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::*;
use crate::body::Envelope;
use crate::mock::{Mock, Reply, Request};
use crate::request::Style;
use crate::{
    Client, ClientBuilder, Error, NotRetried, OperationRequest, Pages, RequestBuilder,
    ServiceClient,
};

const fn list(
    id: &'static str,
    path: &'static str,
    security: &'static [&'static [&'static str]],
) -> Operation {
    Operation {
        security,
        paginated: true,
        ..Operation::of_test(id, "GET", path)
    }
}

static NUMBERS: [Operation; 1] = [list("numbers_list", "/v1/numbers", &[&["token"]])];
static LETTERS: [Operation; 1] = [list("letters_list", "/a/b/letters", &[&["key"]])];

fn letters_key(key: &str) -> Result<Credential, CredentialErrorKind> {
    match key.starts_with("let:") {
        true => Credential::api_key(key),
        false => Err(CredentialErrorKind::Form("a key of Letters (let:<secret>)")),
    }
}

fn letters_token(token: &str) -> Result<Credential, CredentialErrorKind> {
    match token.contains('~') {
        true => Credential::bearer(token),
        false => Err(CredentialErrorKind::Form("a token of Letters")),
    }
}

fn numbers_key(key: &str) -> Result<Credential, CredentialErrorKind> {
    Credential::bearer(key)
}

static SERVICES: [Service; 2] = [
    Service::new("Numbers", "1", &NUMBERS)
        .client("numbers", "0.1.0")
        .document(
            r#"{"paths": {"/v1/numbers": {"get": {"responses": {"200": {"content": {"application/json": {"schema":
            {"properties": {"data": {"type": "array", "items": {"const": 41}}, "meta": {"type": "object"}}, "required": ["data", "meta"]}}}}}}}}}"#,
        )
        .base_url("https://numbers.example")
        .base_path("/v1")
        .security_schemes(&[SecurityScheme {
            name: "token",
            kind: SecurityKind::Bearer,
        }])
        .api_key(numbers_key)
        .credential_hint("a token of Numbers")
        .secret_prefix("num_")
        .mock_key("num_mock_0000000000")
        .errors(ErrorFormat {
            code: &["/error/code"],
            message: &["/error/message"],
            details: &["/error/details"],
            request_id: &["/meta/request_id"],
        })
        .envelope(EnvelopeFormat {
            data: "data",
            meta: "meta",
        })
        .cursor(CursorFormat {
            parameter: "cursor",
            page_size: "page_size",
            has_more: "/meta/has_more",
            next: "/meta/next_cursor",
        }),
    Service::new("Letters", "2", &LETTERS)
        .client("letters", "0.2.0")
        .document(r#"{"openapi": "3.0.3"}"#)
        .document_3_1(
            r#"{"paths": {"/a/b/letters": {"get": {"responses": {"203": {"content": {"application/json": {"schema":
            {"properties": {"result": {"type": "array", "items": {"const": 42}}, "about": {"type": "object"}}, "required": ["result", "about"]}}}}}}}}}"#,
        )
        .base_url("https://letters.example")
        .base_path("/a/b")
        .security_schemes(&[SecurityScheme {
            name: "key",
            kind: SecurityKind::ApiKey {
                location: ParameterLocation::Header,
                name: "x-letters-key",
            },
        }])
        .api_key(letters_key)
        .bearer_token(letters_token)
        .credential_hint("a key of Letters")
        .secret_prefix("let:")
        .mock_key("let:mock_0000000000")
        .errors(ErrorFormat {
            code: &["/fault/kind"],
            message: &["/fault/text"],
            details: &["/fault/more"],
            request_id: &["/trace/id"],
        })
        .envelope(EnvelopeFormat {
            data: "result",
            meta: "about",
        })
        .cursor(CursorFormat {
            parameter: "after",
            page_size: "limit",
            has_more: "/paging/more",
            next: "/paging/links/after",
        })
        .rate_limit(RateLimitHeaders {
            limit: "ratelimit-limit",
            remaining: "ratelimit-left",
            reset: "ratelimit-until",
        }),
];

/// No fact of the second service is one of the first. A fact that is added to `Service` does not compile here until it is
/// another one too.
#[test]
fn each_fact_of_the_second_service_is_another() {
    let [
        Service {
            title,
            contract_version,
            document,
            document_3_1,
            client,
            operations,
            base_url,
            base_path,
            security_schemes,
            api_key,
            bearer_token,
            credential_hint,
            secret_prefix,
            mock_key,
            errors,
            envelope,
            cursor,
            rate_limit,
        },
        other,
    ] = &SERVICES;
    for (fact, another) in [
        (title, other.title),
        (contract_version, other.contract_version),
        (document, other.document),
        (&client.0, other.client.0),
        (&client.1, other.client.1),
        (&operations[0].id, other.operations[0].id),
        (&operations[0].path, other.operations[0].path),
        (base_url, other.base_url),
        (base_path, other.base_path),
        (&security_schemes[0].name, other.security_schemes[0].name),
        (credential_hint, other.credential_hint),
        (secret_prefix, other.secret_prefix),
        (mock_key, other.mock_key),
        (&errors.code[0], other.errors.code[0]),
        (&errors.message[0], other.errors.message[0]),
        (&errors.details[0], other.errors.details[0]),
        (&errors.request_id[0], other.errors.request_id[0]),
        (&envelope.data, other.envelope.data),
        (&envelope.meta, other.envelope.meta),
        (&cursor.parameter, other.cursor.parameter),
        (&cursor.page_size, other.cursor.page_size),
        (&cursor.has_more, other.cursor.has_more),
        (&cursor.next, other.cursor.next),
        (&rate_limit.limit, other.rate_limit.limit),
        (&rate_limit.remaining, other.rate_limit.remaining),
        (&rate_limit.reset, other.rate_limit.reset),
    ] {
        assert_ne!(*fact, another);
    }
    assert_ne!(*document_3_1, other.document_3_1);
    assert_ne!(security_schemes[0].kind, other.security_schemes[0].kind);
    assert!(!std::ptr::fn_addr_eq(*api_key, other.api_key));
    assert!(!std::ptr::fn_addr_eq(*bearer_token, other.bearer_token));
}

/// A client of one of the two.
struct Of<const N: usize>(Client);

impl<const N: usize> ServiceClient for Of<N> {
    fn service() -> &'static Service {
        &SERVICES[N]
    }

    fn from_client(client: Client) -> Result<Self, Error> {
        Ok(Self(client))
    }
}

type Body = Envelope<Vec<i64>, Value>;

/// The builder of the one operation.
struct List<const N: usize>;

impl OperationRequest for List<0> {
    type Body = Body;
    const OPERATION: &'static Operation = &NUMBERS[0];
}

impl OperationRequest for List<1> {
    type Body = Body;
    const OPERATION: &'static Operation = &LETTERS[0];
}

fn request(client: &Client) -> RequestBuilder {
    RequestBuilder::new(client, &client.service().operations[0])
}

/// Sets the member that a pointer leads to, without the runtime's help.
fn put(body: &mut Value, pointer: &str, value: Value) {
    match pointer.strip_prefix('/') {
        None => *body = value,
        Some(steps) => {
            let end = steps.find('/').unwrap_or(steps.len());
            let (step, rest) = steps.split_at(end);
            put(&mut body[step], rest, value);
        }
    }
}

fn body(members: &[(&str, Value)]) -> Value {
    let mut body = json!({});
    for (pointer, value) in members {
        put(&mut body, pointer, value.clone());
    }
    body
}

fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    now.as_secs()
}

/// Responds as this service does: two pages, or what the first query parameter requests.
fn respond(service: &'static Service, number: usize, request: &Request) -> Reply {
    let Service {
        errors,
        envelope,
        cursor,
        rate_limit,
        ..
    } = service;
    let (data, meta) = (format!("/{}", envelope.data), format!("/{}", envelope.meta));
    if number == 0 {
        let refusal = body(&[
            (errors.code[0], "not_now".into()),
            (errors.message[0], "later".into()),
            (errors.details[0], json!({ "why": "because" })),
            (errors.request_id[0], "r-1".into()),
        ]);
        let until = (now() + 3600).to_string();
        return Reply::json(&refusal)
            .status(429)
            .header(rate_limit.reset, &until);
    }
    let second = request.parameter(cursor.parameter).as_deref() == Some("there");
    let items = match (second, request.parameter(cursor.page_size).as_deref()) {
        (false, Some("2")) => json!([1, 2]),
        (true, Some("2")) => json!([3]),
        _ => json!("odd"),
    };
    let page = body(&[
        (&data, items),
        (&meta, json!({ "kind": "page" })),
        (cursor.has_more, (!second).into()),
        (
            cursor.next,
            if second { Value::Null } else { "there".into() },
        ),
        (errors.request_id[0], "r-2".into()),
    ]);
    Reply::json(&page)
        .header(rate_limit.limit, "100")
        .header(rate_limit.remaining, "99")
}

async fn works<const N: usize>(key: &str, header: (&str, &str)) {
    let service = &SERVICES[N];
    let mock = Mock::<Of<N>>::start().unwrap();
    mock.respond_all(move |number, request| respond(service, number, request));
    let url = format!("{}{}", mock.url(), service.base_path);
    let builder = ClientBuilder::<Of<N>>::new().base_url(&url).pacing(false);
    let client = builder.api_key(key).build().unwrap().0;
    assert_eq!(client.base_url(), mock.url());
    assert!(format!("{client:?}").contains(service.title), "{client:?}");

    // An error, and the reset alone says how long to wait.
    let error = request(&client).send::<Body>().await.unwrap_err();
    assert_eq!(
        (error.code(), error.message()),
        (Some("not_now"), Some("later"))
    );
    assert_eq!(error.request_id(), Some("r-1"));
    let details: Value = error.details().unwrap().parse().unwrap();
    assert_eq!(details, json!({ "why": "because" }));
    assert!(
        matches!(error.not_retried(), Some(NotRetried::WaitTooLong { .. })),
        "{error}"
    );

    // Two pages.
    let mut list = request(&client);
    list.query(service.cursor.page_size, Style::Form, Ok(2));
    let mut pages = Pages::new::<Body>(list);
    let mut seen = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert_eq!(page.meta["kind"], "page");
        let limit = page.rate_limit().unwrap();
        assert_eq!((limit.limit, limit.remaining), (Some(100), Some(99)));
        seen.extend(page.data);
    }
    assert_eq!(seen, [1, 2, 3]);
    assert_eq!(client.rate_limit().unwrap().remaining, Some(99));

    // A body that does not fit.
    let error = request(&client).send::<Body>().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert_eq!(error.request_id(), Some("r-2"));
    let pointer = format!("/{}", service.envelope.data);
    assert_eq!(error.pointer(), Some(pointer.as_str()));

    let requests = mock.requests();
    assert_eq!(requests.len(), 4);
    let (name, version) = service.client;
    let agent = format!("{name}/{version} contract/{}", service.contract_version);
    for request in requests {
        assert_eq!(request.path(), service.operations[0].path);
        assert_eq!(request.header(header.0), Some(header.1));
        assert_eq!(request.header("user-agent"), Some(agent.as_str()));
    }

    // Without a credential.
    let without = ClientBuilder::<Of<N>>::new()
        .base_url(&url)
        .build()
        .unwrap()
        .0;
    let error = request(&without).send::<Body>().await.unwrap_err();
    assert!(
        error.to_string().contains(service.credential_hint),
        "{error}"
    );
    // A key instead of the base URL.
    let url = format!("https://x.example/{}secret", service.secret_prefix);
    assert!(
        ClientBuilder::<Of<N>>::new()
            .base_url(&url)
            .build()
            .is_err()
    );
    // The service's own address.
    let own = ClientBuilder::<Of<N>>::new().build().unwrap().0;
    assert_eq!(own.base_url(), service.base_url);
}

/// The mock makes its responses and its clients from the same facts.
async fn mocks<const N: usize>(item: i64)
where
    List<N>: OperationRequest<Body = Body>,
{
    let service = &SERVICES[N];
    let mock = Mock::<Of<N>>::start().unwrap();
    let client = mock.client().0;
    let sample = request(&client).send::<Body>().await.unwrap();
    assert!(sample.data.iter().all(|it| *it == item) && !sample.data.is_empty());
    assert_eq!(Mock::<Of<N>>::sample::<List<N>>(), sample.data);
    mock.on::<List<N>>().pages(&[1, 2, 3, 4, 5]);
    let mut list = request(&client);
    list.query(service.cursor.page_size, Style::Form, Ok(2));
    let mut items = Pages::new::<Body>(list).items();
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(item.unwrap());
    }
    assert_eq!(seen, [1, 2, 3, 4, 5]);
    let sent: Vec<_> = mock
        .requests()
        .iter()
        .map(|it| format!("{:?}", it.headers()))
        .collect();
    assert!(
        sent.iter().all(|it| it.contains(service.mock_key)),
        "{sent:?}"
    );

    let refused = Reply::error(409, "busy", "wait");
    let mock = Mock::<Of<N>>::start().unwrap();
    mock.on::<List<N>>().reply(refused);
    let error = request(&mock.client().0).send::<Body>().await.unwrap_err();
    assert_eq!(
        (error.code(), error.message()),
        (Some("busy"), Some("wait"))
    );
}

#[tokio::test]
async fn everything_works_with_each_of_the_two() {
    works::<0>("num_0123456789", ("authorization", "Bearer num_0123456789")).await;
    works::<1>("let:0123456789", ("x-letters-key", "let:0123456789")).await;
    mocks::<0>(41).await;
    mocks::<1>(42).await;
}

#[test]
fn keys_and_tokens_have_the_form_of_their_service() {
    let numbers = ClientBuilder::<Of<0>>::new;
    let letters = ClientBuilder::<Of<1>>::new;
    assert!(numbers().api_key("0123456789").build().is_ok());
    assert!(numbers().bearer_token("0123456789").build().is_ok());
    assert!(letters().api_key("let:0123456789").build().is_ok());
    assert!(letters().bearer_token("01234~6789").build().is_ok());
    for refused in [
        letters().api_key("0123456789"),
        letters().bearer_token("0123456789"),
    ] {
        let error = refused.build().map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("of Letters"), "{error}");
    }
}
