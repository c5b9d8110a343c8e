//! The mock, as used by a program's own tests.

mod support;

use std::time::Duration;

use neo_api::mock::{KEY, Mock, Reply};
use neo_api::operations::PhoneNumbersList;
use neo_api::{CallOptions, Error, Retry};

fn quick(mock: &Mock) -> neo_api::Neo {
    let retry = Retry::new().first_wait(Duration::from_millis(1));
    mock.builder().retry(retry).build().unwrap()
}

#[tokio::test]
async fn every_operation_has_a_valid_response_of_the_contract() {
    let mock = Mock::start().unwrap();
    let numbers = mock.client().phone_numbers_list().send().await.unwrap();
    assert_eq!(numbers.data.len(), 1);
    let contract: serde_json::Value = serde_json::from_str(neo_api::SERVICE.contract()).unwrap();
    let countries = &contract["components"]["schemas"]["CountryCode"]["enum"];
    assert_eq!(numbers.data[0].country.iso(), countries[0][0]);
    let [request] = &mock.requests()[..] else {
        panic!("{:?}", mock.requests())
    };
    assert_eq!(
        (request.method(), request.path()),
        ("GET", "/public-api/phone/numbers")
    );
    assert_eq!(request.operation(), Some("phone_numbers_list"));
    assert_eq!(
        request.header("Authorization"),
        Some(format!("Bearer {KEY}").as_str())
    );
    assert!(!format!("{request:?} {mock:?}").contains(KEY));
}

#[tokio::test]
async fn replies_come_in_order_and_then_valid_samples() {
    let mock = Mock::start().unwrap();
    let mut sample = Mock::sample::<PhoneNumbersList>();
    sample[0].number = "+15550100".to_owned();
    mock.on::<PhoneNumbersList>()
        .reply(Reply::rate_limited(Duration::ZERO))
        .reply(Reply::html(502))
        .data(&sample)
        .reply(Reply::error(403, "FORBIDDEN", "no"))
        .reply(Reply::changed(|body| {
            body["data"][0]["status"] = "PORTING".into()
        }))
        .reply(Reply::sample().cut_off())
        .reply(Reply::no_response())
        .reply(Reply::sample().delay(Duration::from_millis(50)));
    let neo = quick(&mock);

    let numbers = neo.phone_numbers_list().send().await.unwrap();
    assert_eq!(
        (numbers.attempts().len(), numbers.data[0].number.as_str()),
        (3, "+15550100")
    );
    let error = neo.phone_numbers_list().send().await.unwrap_err();
    assert_eq!(
        (error.code(), error.status().unwrap().as_u16()),
        (Some("FORBIDDEN"), 403)
    );
    let numbers = neo.phone_numbers_list().send().await.unwrap();
    assert_eq!(numbers.data[0].status.as_str(), "PORTING");
    let numbers = neo.phone_numbers_list().send().await.unwrap();
    assert_eq!(numbers.attempts().len(), 3, "{:?}", numbers.attempts());
    assert!(neo.phone_numbers_list().send().await.is_ok());
    assert_eq!(mock.requests_of::<PhoneNumbersList>().len(), 9);
}

#[tokio::test]
async fn a_reply_can_depend_on_the_request() {
    let mock = Mock::start().unwrap();
    mock.on::<PhoneNumbersList>().each(|number, request| {
        assert_eq!(request.query(), []);
        Reply::error(400, &format!("call_{number}"), "no").header("x-a", "b")
    });
    for number in 0..3 {
        let error = mock.client().phone_numbers_list().send().await.unwrap_err();
        assert_eq!(error.code(), Some(format!("call_{number}").as_str()));
        assert_eq!(error.headers().unwrap()["x-a"], "b");
    }
}

#[tokio::test]
async fn errors_have_the_expected_predicates() {
    let mock = Mock::start().unwrap();
    let neo = quick(&mock).with(CallOptions::new().attempts(1));
    let hour = Duration::from_secs(3600);
    for (reply, expected) in [
        (
            Reply::error(404, "NOT_FOUND", "no such number"),
            Some("not found"),
        ),
        (Reply::html(404), Some("not found")),
        (Reply::error(409, "CONFLICT", "taken"), Some("conflict")),
        (Reply::rate_limited(hour), Some("rate limited")),
        (Reply::error(403, "FORBIDDEN", "no"), None),
        (Reply::html(504), None),
        (Reply::sample().cut_off(), None),
        (Reply::sample().delay(hour), Some("timeout")),
    ] {
        mock.on::<PhoneNumbersList>().reply(reply);
        // The last one waits for its limit; the rate limit of the third has ended for this client.
        let options = CallOptions::new()
            .pacing(false)
            .timeout(Duration::from_millis(1500));
        let call = neo.phone_numbers_list().with(options);
        let error = call.send().await.unwrap_err();
        let checks = [
            ("not found", error.is_not_found()),
            ("conflict", error.is_conflict()),
            ("rate limited", error.is_rate_limited()),
            ("timeout", error.is_timeout()),
        ];
        for (name, is) in checks {
            assert_eq!(is, expected == Some(name), "is {name}: {error}");
        }
    }
}

#[test]
fn it_works_without_async_and_ends_with_its_owner() {
    let mock = neo_api::blocking::Mock::start().unwrap();
    let url = mock.url().to_owned();
    let neo = mock.client();
    assert_eq!(neo.phone_numbers_list().send().unwrap().data.len(), 1);
    drop(mock);
    let retry = Retry::new().attempts(1);
    let gone = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(5));
        let neo = builder_of(&url, retry.clone());
        matches!(neo.phone_numbers_list().send(), Err(Error::Transport(_)))
    });
    assert!(gone);
}

fn builder_of(url: &str, retry: Retry) -> neo_api::blocking::Neo {
    neo_api::blocking::Neo::builder()
        .api_key("neo_sk_test_0123456789")
        .base_url(url)
        .retry(retry)
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_failed_assertion_in_a_closure_fails_the_test() {
    let mock = Mock::start().unwrap();
    mock.on::<PhoneNumbersList>()
        .reply(Reply::changed(|body| assert_eq!(body["data"], "none")));
    let error = mock.client().phone_numbers_list().send().await.unwrap_err();
    assert_eq!(error.code(), Some("mock_panicked"));
    assert_eq!(mock.requests_of::<PhoneNumbersList>().len(), 1);
    let dropped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(mock)));
    assert!(dropped.is_err());
}
