//! What is sent, and what is refused before sending.

mod support;

use neo_api::error::{ConfigurationError, CredentialErrorKind};
use neo_api::{CallOptions, Error, Neo};
use support::{KEY, Server, success};

/// The head of a request: its first line, and its headers in lower case, sorted.
fn head(request: &str) -> (String, Vec<String>) {
    let mut lines = request.split("\r\n\r\n").next().unwrap().lines();
    let first = lines.next().unwrap().to_owned();
    let mut headers: Vec<String> = lines
        .map(|line| {
            let (name, value) = line.split_once(':').unwrap();
            format!("{}:{value}", name.to_ascii_lowercase())
        })
        .collect();
    headers.sort();
    (first, headers)
}

#[tokio::test]
async fn sends_what_the_contract_declares_and_nothing_else() {
    let server = Server::always(200, &[], &success(&[]).to_string()).await;
    for base in ["", "/", "/public-api", "/public-api/"] {
        let url = format!("{}{base}", server.url);
        let neo = Neo::builder().api_key(KEY).base_url(&url).build().unwrap();
        neo.phone_numbers_list().send().await.unwrap();
        let (first, mut headers) = head(server.requests().last().unwrap());
        assert_eq!(first, "GET /public-api/phone/numbers HTTP/1.1");
        // The accepted encodings depend on the client's features.
        headers.retain(|header| !header.starts_with("accept-encoding:"));
        assert_eq!(
            headers,
            [
                "accept: application/json".to_owned(),
                format!("authorization: Bearer {KEY}"),
                format!("host: {}", server.url.trim_start_matches("http://")),
                format!(
                    "user-agent: neo-api/{} contract/{}",
                    env!("CARGO_PKG_VERSION"),
                    neo_api::CONTRACT.version
                ),
            ]
        );
    }
}

#[tokio::test]
async fn the_generated_operations_are_reachable() {
    let server = Server::always(200, &[], &success(&[support::number()]).to_string()).await;
    let neo = server.neo();
    let numbers = neo.phone_numbers_list().send().await.unwrap();
    assert_eq!(numbers.data[0].country.iso(), "NL");

    // The future can move to another thread, and keeps the client alive.
    let task = tokio::spawn(async move { neo.phone_numbers_list().send().await });
    assert_eq!(task.await.unwrap().unwrap().data.len(), 1);
}

#[tokio::test]
async fn an_access_token_is_sent_the_same_way() {
    let server = Server::always(200, &[], &success(&[]).to_string()).await;
    let token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln";
    let neo = Neo::builder()
        .bearer_token(token)
        .base_url(&server.url)
        .build()
        .unwrap();
    neo.phone_numbers_list().send().await.unwrap();
    let (_, headers) = head(&server.requests()[0]);
    assert!(
        headers.contains(&format!("authorization: Bearer {token}")),
        "{headers:?}"
    );
}

#[tokio::test]
async fn a_gateway_s_path_stays_in_front() {
    let server = Server::always(200, &[], &success(&[]).to_string()).await;
    let url = format!("{}/neo/public-api/", server.url);
    let neo = Neo::builder().api_key(KEY).base_url(&url).build().unwrap();
    neo.phone_numbers_list().send().await.unwrap();
    assert_eq!(
        head(&server.requests()[0]).0,
        "GET /neo/public-api/phone/numbers HTTP/1.1"
    );
}

#[tokio::test]
async fn extra_headers() {
    let server = Server::always(200, &[], &success(&[]).to_string()).await;
    let neo = server
        .builder()
        .header("X-Client", "one")
        .header("X-Run", "a")
        .build()
        .unwrap();
    neo.with(CallOptions::new().header("x-run", "b"))
        .phone_numbers_list()
        .send()
        .await
        .unwrap();
    let (_, headers) = head(&server.requests()[0]);
    assert!(headers.contains(&"x-client: one".to_owned()), "{headers:?}");
    assert!(headers.contains(&"x-run: b".to_owned()), "{headers:?}");
    assert!(!headers.contains(&"x-run: a".to_owned()), "{headers:?}");

    for (name, value) in [
        ("Authorization", "Bearer x"),
        ("host", "example.com"),
        ("Content-Length", "0"),
        ("Expect", "100-continue"),
        ("Accept-Encoding", "gzip"),
        ("TE", "trailers"),
        ("Connection", "close"),
        ("Transfer-Encoding", "chunked"),
        ("", "x"),
        ("a b", "x"),
        ("x-a", "line\r\nx-b: c"),
    ] {
        let error = neo
            .with(CallOptions::new().header(name, value))
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        let Error::Configuration(fault) = &error else {
            panic!("{error}")
        };
        assert!(
            matches!(&**fault, ConfigurationError::Header { .. }),
            "{error}"
        );
        assert!(
            server.builder().header(name, value).build().is_err(),
            "{name}"
        );
    }
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn wrong_credentials_are_refused_by_the_builder() {
    let pasted = "Bearer neo_sk_prod_abcdefghijklmnop";
    let error = Neo::builder().api_key(pasted).build().unwrap_err();
    let Error::Configuration(fault) = &error else {
        panic!("{error}")
    };
    assert!(matches!(
        **fault,
        ConfigurationError::Credential(CredentialErrorKind::Bearer)
    ));
    assert!(error.to_string().contains("Bearer"), "{error}");
    assert!(!format!("{error} {error:?}").contains("abcdefghijklmnop"));
}

#[tokio::test]
async fn an_operation_that_needs_a_credential_says_so_by_name() {
    let server = Server::always(200, &[], &success(&[]).to_string()).await;
    let neo = Neo::builder().base_url(&server.url).build().unwrap();
    let error = neo.phone_numbers_list().send().await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    let text = error.to_string();
    assert!(text.starts_with("phone_numbers_list: "), "{text}");
    for part in [
        "neo_sk_<env>_<secret>",
        "`api_key`",
        "NEO_API_KEY",
        "`bearer_token`",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(server.requests().len(), 0);
}

/// Each sentence of an error chain adds information.
#[test]
fn error_chains_do_not_repeat_themselves() {
    let bad = |key: &str| Neo::builder().api_key(key).build().unwrap_err();
    let url = |url: &str| {
        Neo::builder()
            .api_key(KEY)
            .base_url(url)
            .build()
            .unwrap_err()
    };
    let errors = [
        bad(""),
        bad("Bearer x"),
        bad("neo_sk_x"),
        Neo::builder().bearer_token("x").build().unwrap_err(),
        url("http://example.com"),
        url("x"),
        Neo::builder().header("host", "x").build().unwrap_err(),
    ];
    for error in errors {
        let mut texts = vec![error.to_string()];
        let mut source = std::error::Error::source(&error);
        while let Some(error) = source {
            let text = error.to_string();
            assert!(
                texts.iter().all(|it| !it.contains(&text)),
                "{texts:?} {text}"
            );
            texts.push(text);
            source = error.source();
        }
    }
}

#[test]
fn nothing_prints_the_key() {
    let builder = Neo::builder().api_key(KEY).header("x-a", KEY);
    let printed = format!("{builder:?}");
    let neo = builder.build().unwrap();
    let printed = format!("{printed} {neo:?} {:?}", neo_api::api_key(KEY));
    assert!(!printed.contains("TheSecret"), "{printed}");
}

#[test]
fn errors_stay_small() {
    assert!(size_of::<Error>() <= 16);
}

#[tokio::test]
async fn a_refused_header_name_is_repeated_only_where_it_is_one() {
    let server = Server::always(200, &[], &success(&[]).to_string()).await;
    let refused = |name: &str| {
        let neo = server.neo().with(CallOptions::new().header(name, "x"));
        async move { neo.phone_numbers_list().send().await.unwrap_err() }
    };
    let pasted = refused("Authorization: Bearer neo_sk_test_PASTED").await;
    for text in [pasted.to_string(), format!("{pasted:?}")] {
        assert!(!text.contains("PASTED"), "{text}");
    }
    let named = refused("Authorization").await;
    assert!(named.to_string().contains("authorization"), "{named}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn nothing_of_a_given_http_client_is_printed() {
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("x-key", "HEADERSECRET".parse().unwrap());
    let client = reqwest::Client::builder()
        .default_headers(headers)
        .build()
        .unwrap();
    let server = Server::always(200, &[], &success(&[]).to_string()).await;
    let builder = server.builder().http_client(client);
    let mut printed = vec![format!("{builder:?}")];
    let neo = builder.build().unwrap();
    printed.push(format!("{neo:?}"));
    printed.push(format!("{:?}", neo.phone_numbers_list()));
    neo.phone_numbers_list().send().await.unwrap();
    for (text, name) in printed
        .iter()
        .zip(["ClientBuilder", "Neo", "PhoneNumbersList"])
    {
        assert!(text.starts_with(name), "{text}");
        assert!(
            !text.contains("HEADERSECRET") && !text.contains(KEY),
            "{text}"
        );
    }
    assert!(server.requests()[0].contains("HEADERSECRET"));
}
