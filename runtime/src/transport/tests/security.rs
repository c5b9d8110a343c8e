//! Which credentials a request carries, and where.

use super::raw::Server;
use super::{Runs, SERVICE};
use crate::body::Json;
use crate::error::RequestErrorKind;
use crate::{Client, ClientBuilder, Credential, Error, Operation, RequestBuilder};

const TOKEN: &str = "token-0123456789";
const KEY: &str = "key-0123456789";

type Security = &'static [&'static [&'static str]];

fn operation(security: Security) -> &'static Operation {
    Box::leak(Box::new(Operation {
        security,
        ..*SERVICE.operation("events_get").unwrap()
    }))
}

fn client(url: &str, credentials: Vec<Credential>) -> Client {
    let builder = ClientBuilder::<Runs>::new().base_url(url);
    let builder = credentials
        .into_iter()
        .fold(builder, ClientBuilder::credential);
    builder.build().unwrap().0
}

async fn call(client: &Client, security: Security) -> Result<(), Error> {
    let request = RequestBuilder::new(client, operation(security));
    request.send::<Json<serde_json::Value>>().await.map(drop)
}

#[tokio::test]
async fn each_kind_of_credential_goes_where_its_scheme_says() {
    let server = Server::always(200, &[], "{}").await;
    let token = || Credential::bearer(TOKEN).unwrap();
    let key = |scheme| Credential::api_key(KEY).unwrap().for_scheme(scheme);
    let user = || Credential::basic("me", "secret-password").unwrap();
    let bearer = format!("authorization: Bearer {TOKEN}\r\n");
    let in_query = format!("GET /api/events?api_key={KEY} ");
    let in_header = format!("x-tenant: {KEY}\r\n");
    let in_cookie = format!("cookie: session={KEY}\r\n");
    let basic = "authorization: Basic bWU6c2VjcmV0LXBhc3N3b3Jk\r\n".to_owned();
    let none: Vec<String> = Vec::new();
    let cases: Vec<(Vec<Credential>, Security, Vec<&String>)> = vec![
        (vec![token()], &[&["token"]], vec![&bearer]),
        (vec![key("key")], &[&["key"]], vec![&in_query]),
        (vec![key("tenant")], &[&["tenant"]], vec![&in_header]),
        (vec![key("session")], &[&["session"]], vec![&in_cookie]),
        (vec![user()], &[&["user"]], vec![&basic]),
        // All of an alternative together.
        (
            vec![token(), key("tenant")],
            &[&["token", "tenant"]],
            vec![&bearer, &in_header],
        ),
        // The first alternative that the client has all of.
        (vec![user()], &[&["token"], &["user"]], vec![&basic]),
        (
            vec![token(), key("key")],
            &[&["token", "tenant"], &["key"]],
            vec![&in_query],
        ),
        // Anonymous is allowed, and a credential that is there is given all the same.
        (vec![token()], &[&[], &["token"]], vec![&bearer]),
        (vec![], &[&[], &["token"]], none.iter().collect()),
        (vec![], &[], none.iter().collect()),
        (vec![token()], &[], none.iter().collect()),
    ];
    for (credentials, security, sent) in cases {
        call(&client(&server.url, credentials), security)
            .await
            .unwrap();
        let request = server.requests().pop().unwrap();
        for part in [&bearer, &in_query, &in_header, &in_cookie, &basic] {
            let expected = sent.contains(&part);
            assert_eq!(request.contains(part), expected, "{security:?} {request}");
        }
    }
}

#[tokio::test]
async fn without_a_credential_that_fits_nothing_is_sent() {
    let server = Server::always(200, &[], "{}").await;
    let key = || Credential::api_key(KEY).unwrap().for_scheme("key");
    let cases: Vec<(Vec<Credential>, Security)> = vec![
        (vec![], &[&["token"]]),
        (vec![key()], &[&["token"]]),
        (vec![key()], &[&["token", "key"], &["user"]]),
        (vec![key()], &[&["nonesuch"]]),
    ];
    for (credentials, security) in cases {
        let error = call(&client(&server.url, credentials), security)
            .await
            .unwrap_err();
        let Error::Request(refused) = &error else {
            panic!("{error}")
        };
        assert!(matches!(
            refused.kind(),
            RequestErrorKind::NoCredential { .. }
        ));
        assert!(error.to_string().starts_with("events_get: "), "{error}");
    }
    assert_eq!(server.requests().len(), 0);
}
