//! Path arguments of the crate's operations: each request goes to its operation's endpoint, or is not sent.

mod support {
    pub mod path_arguments;
}

use std::pin::Pin;

use neo_like::mock::{Mock, Request};
use neo_like::{Client, Error, Response, types};
use support::path_arguments::{ARGUMENTS, REFUSED, random};

type Call<'c> = Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'c>>;

/// An operation with one string path parameter.
struct Operation {
    id: &'static str,
    method: &'static str,
    /// The path before and after the argument.
    path: (&'static str, &'static str),
    call: fn(&Client, String) -> Call<'_>,
}

macro_rules! operations {
    ($($method:literal $before:literal $after:literal $name:ident $(($body:expr))?;)*) => {
        [$(Operation {
            id: stringify!($name),
            method: $method,
            path: ($before, $after),
            call: |client, argument| Box::pin(async move {
                sent(client.$name(argument $(, $body)?).send().await)
            }),
        }),*]
    };
}

/// Whether a request was sent; the response is ignored.
fn sent<T, M>(result: Result<Response<T, M>, Error>) -> Result<(), Error> {
    match result {
        Ok(_) => Ok(()),
        Err(error @ Error::Request(_)) => Err(error),
        Err(error) => panic!("{error}"),
    }
}

fn key() -> types::builder::ConnectRequestKeyCredentials {
    types::ConnectRequestKeyCredentials::builder().api_key("k")
}

static OPERATIONS: [Operation; 8] = operations! {
    "GET" "/public-api/reports/" "/text" reports_text;
    "GET" "/public-api/reports/" "/file" reports_download;
    "GET" "/public-api/reports/" "/events" reports_events;
    "PUT" "/public-api/reports/" "/text" reports_text_replace("text");
    "PATCH" "/public-api/skills/" "" skills_update(types::SkillPatch::builder());
    "DELETE" "/public-api/skills/" "" skills_delete;
    "DELETE" "/public-api/scheduled/" "" scheduled_cancel;
    "POST" "/public-api/integrations/" "/connect" integrations_connect(key());
};

/// The decoded argument in the path of a request.
fn argument(operation: &Operation, request: &Request) -> Option<String> {
    let (before, after) = operation.path;
    let path = request.path().strip_prefix(before)?;
    let argument = path.strip_suffix(after)?;
    if argument.contains(['/', '\\']) || request.raw_query().is_some() {
        return None;
    }
    let mut bytes = Vec::new();
    let mut rest = argument.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[tokio::test]
async fn arguments_are_encoded_as_the_table_says() {
    let mock = Mock::<Client>::start().unwrap();
    let client = mock.client();
    for operation in &OPERATIONS {
        for (argument, segment) in ARGUMENTS {
            (operation.call)(&client, (*argument).to_owned())
                .await
                .unwrap();
            let request = mock.requests().pop().unwrap();
            let (before, after) = operation.path;
            assert_eq!(request.method(), operation.method);
            assert_eq!(request.path(), format!("{before}{segment}{after}"));
        }
        let sent = mock.requests().len();
        for argument in REFUSED {
            let refused = (operation.call)(&client, argument.to_owned()).await;
            assert_eq!(refused.unwrap_err().operation(), Some(operation.id));
        }
        assert_eq!(mock.requests().len(), sent);
    }
}

#[tokio::test]
async fn a_request_goes_to_its_operation_s_endpoint_or_nowhere() {
    let mock = Mock::<Client>::start().unwrap();
    let client = mock.client();
    for (seed, operation) in (0..).zip(&OPERATIONS) {
        for text in random(seed).take(300) {
            let before = mock.requests().len();
            let result = (operation.call)(&client, text.clone()).await;
            let requests = mock.requests().split_off(before);
            if REFUSED.contains(&text.as_str()) {
                assert!(result.is_err() && requests.is_empty(), "{text:?}");
                continue;
            }
            result.unwrap_or_else(|error| panic!("{text:?}: {error}"));
            let [request] = &requests[..] else {
                panic!("{text:?}: {requests:?}")
            };
            assert_eq!(request.operation(), Some(operation.id), "{request:?}");
            assert_eq!(request.method(), operation.method);
            assert_eq!(argument(operation, request), Some(text));
        }
    }
}

/// `GET /reports/by-ids/{ids}` is a different operation.
#[tokio::test]
async fn an_argument_that_makes_the_path_another_operation_s_is_refused() {
    let mock = Mock::<Client>::start().unwrap();
    let error = mock
        .client()
        .reports_text("by-ids")
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert!(mock.requests().is_empty());
}
