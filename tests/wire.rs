//! Responses over a real socket, through `neo.phone_numbers_list().send()`.

mod support;

use neo_api::operations::PhoneNumbersList;
use neo_api::runtime::{OperationRequest, ResponseBody};
use neo_api::{Error, Response, Retry};
use serde_json::{Value, json};
use support::{REQUEST_ID, Server, number, success};

/// By operation, because the contract may name its schemas differently.
type Body = <PhoneNumbersList as OperationRequest>::Body;
type Numbers = Response<<Body as ResponseBody>::Data, <Body as ResponseBody>::Meta>;

async fn get(status: u16, headers: &[(&str, &str)], body: &str) -> Result<Numbers, Error> {
    let server = Server::always(status, headers, body).await;
    let once = || Retry::new().attempts(1);
    let result = server
        .builder()
        .retry(once())
        .build()
        .unwrap()
        .phone_numbers_list()
        .send()
        .await;
    let blocking = support::blocking(server.blocking().retry(once()), |neo| {
        neo.phone_numbers_list().send()
    })
    .await;
    assert_eq!(outcome(&blocking), outcome(&result), "the blocking client");
    result
}

/// The distinguishing parts of a result.
fn outcome(
    result: &Result<Numbers, Error>,
) -> (Option<String>, Option<String>, Option<String>, Vec<u8>) {
    match result {
        Ok(response) => {
            let data = serde_json::to_string(&(&response.data, &response.meta)).unwrap();
            (Some(data), None, None, response.body().to_vec())
        }
        Err(error) => (
            None,
            Some(error.to_string()),
            error.pointer().map(str::to_owned),
            error.body().unwrap_or_default().to_vec(),
        ),
    }
}

/// A success whose first number was changed.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut number = number();
    change(&mut number);
    success(&[number]).to_string()
}

fn assert_same(response: &Numbers, body: &str) {
    let sent: Value = serde_json::from_str(body).unwrap();
    assert_eq!(serde_json::to_value(&response.data).unwrap(), sent["data"]);
    assert_eq!(serde_json::to_value(&response.meta).unwrap(), sent["meta"]);
    assert_eq!(response.body(), body.as_bytes());
    assert_eq!(response.status(), 200);
}

#[tokio::test]
async fn valid_values_round_trip() {
    let mut paged = success(&[number()]);
    paged["meta"]["pagination"] = json!({"has_more": true, "next_cursor": "b2Zmc2V0"});
    paged["meta"]["warnings"] = json!(["one", "two"]);
    let mut timed = success(&[]);
    timed["meta"]["timings_ms"] = json!({"whole": 3, "float": 3.0, "zero": 0, "half": 0.5});
    for body in [
        success(&[]).to_string(),
        timed.to_string(),
        success(&[number(), number()]).to_string(),
        paged.to_string(),
        changed(|number| number["minutes_used_this_month"] = Value::Null),
        changed(|number| number["id"] = json!(i64::MAX)),
        changed(|number| number["country"] = json!(["IE", "+353", null, "AD0"])),
        changed(|number| number["country"] = json!(["NL"])),
        changed(|number| number["country"] = json!({"iso": "NL"})),
        changed(|number| number["status"] = json!("PORTING")),
        changed(|number| number["created_at"] = json!("2026-01-02T03:04:05.123456Z")),
        changed(|number| number["created_at"] = json!("2026-01-02t03:04:05z")),
        changed(|number| number["created_at"] = json!("2026-01-02 03:04:05.50-00:00")),
        changed(|number| number["created_at"] = json!("2026-01-02T03:04:05+00:00")),
        changed(|number| number["psa_settings"] = json!({"deep": [[{"a": null}]], "": 0})),
    ] {
        let response = get(200, &[], &body)
            .await
            .unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_same(&response, &body);
    }
}

#[tokio::test]
async fn additions_are_ignored_and_opaque_settings_keep_their_text() {
    let body = changed(|number| number["colour"] = json!({"a": [1]}));
    assert_eq!(get(200, &[], &body).await.unwrap().data.len(), 1);

    let settings = r#"{"z": 2.50, "huge": 98765432109876543210987, "exp": 1E+2, "a":"\u00e9"}"#;
    let body = changed(|number| number["agent_settings"] = json!("SETTINGS"))
        .replace("\"SETTINGS\"", settings);
    let response = get(200, &[], &body).await.unwrap();
    assert_eq!(response.data[0].agent_settings.as_str(), settings);
    let encoded = serde_json::to_string(&response.data).unwrap();
    assert!(encoded.contains(settings), "{encoded}");
}

#[tokio::test]
async fn invalid_values_are_errors_with_a_pointer() {
    let remove = |name: &'static str| {
        changed(move |number| {
            number.as_object_mut().unwrap().remove(name);
        })
    };
    let set = |name: &'static str, value: Value| changed(move |number| number[name] = value);
    let meta = |change: fn(&mut Value)| {
        let mut body = success(&[number()]);
        change(&mut body["meta"]);
        body.to_string()
    };
    for (body, pointer, expected, request_id) in [
        (
            remove("minutes_used_this_month"),
            "/data/0/minutes_used_this_month",
            "expected this member, which is required: an integer or null",
            Some(REQUEST_ID),
        ),
        (
            remove("country"),
            "/data/0/country",
            "expected this member, which is required: an array",
            Some(REQUEST_ID),
        ),
        (
            set("created_at", json!("2026-01-02T03:04:05")),
            "/data/0/created_at",
            "expected a string of format date-time",
            Some(REQUEST_ID),
        ),
        (
            set("minutes_used_this_month", json!("twelve")),
            "/data/0/minutes_used_this_month",
            "expected an integer or null",
            Some(REQUEST_ID),
        ),
        (
            set("id", json!(1.5)),
            "/data/0/id",
            "expected an integer without a fraction or exponent",
            Some(REQUEST_ID),
        ),
        (
            // Valid in the contract, but outside the range of Rust's i64.
            set("id", json!(u64::MAX)),
            "/data/0/id",
            "expected an integer from -9223372036854775808 to 9223372036854775807",
            Some(REQUEST_ID),
        ),
        (
            set("psa_settings", json!([])),
            "/data/0/psa_settings",
            "expected an object",
            Some(REQUEST_ID),
        ),
        (
            set("status", Value::Null),
            "/data/0/status",
            "expected a string",
            Some(REQUEST_ID),
        ),
        (
            meta(|meta| meta["request_id"] = json!("req-not-a-uuid")),
            "/meta/request_id",
            "expected a string of format uuid",
            Some("req-not-a-uuid"),
        ),
        (
            meta(|meta| meta["request_id"] = Value::Null),
            "/meta/request_id",
            "expected a string of format uuid",
            None,
        ),
        (
            meta(|meta| meta["timings_ms"]["a/b~c"] = json!("fast")),
            "/meta/timings_ms/a~1b~0c",
            "expected a number",
            Some(REQUEST_ID),
        ),
        (
            meta(|meta| meta["pagination"] = json!({"has_more": 7, "next_cursor": null})),
            "/meta/pagination/has_more",
            "expected a boolean",
            Some(REQUEST_ID),
        ),
        (
            json!({"data": []}).to_string(),
            "/meta",
            "expected this member, which is required: an object",
            None,
        ),
        (
            json!({"meta": {}}).to_string(),
            "/meta/request_id",
            "expected this member, which is required: a string of format uuid",
            None,
        ),
        ("[]".to_owned(), "", "expected an object", None),
        ("null".to_owned(), "", "expected an object", None),
    ] {
        let error = get(200, &[("x-a", "b")], &body).await.unwrap_err();
        let Error::Decode(decode) = &error else {
            panic!("{body}: {error}")
        };
        assert_eq!(
            (decode.pointer(), decode.expected()),
            (pointer, expected),
            "{body}"
        );
        assert_eq!(error.operation(), Some("phone_numbers_list"));
        assert_eq!(error.pointer(), Some(pointer));
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!(error.request_id(), request_id);
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert_eq!(error.headers().unwrap()["x-a"], "b");
        let printed = chain(&error);
        for secret in ["twelve", "+3197010281234", "2026-01-02", "fast"] {
            assert!(!printed.contains(secret), "{printed}");
        }
        assert!(
            printed.contains(pointer) && printed.contains(expected),
            "{printed}"
        );
    }
}

/// Values that JSON allows and Rust's types do not hold must not hide the real fault.
#[tokio::test]
async fn unusual_values_elsewhere_do_not_hide_the_pointer() {
    let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
    for odd in [
        "1e400",
        r#""\ud800""#,
        &deep,
        r#"{"\ud800": 1}"#,
        "123456789012345678901234567890",
    ] {
        for at in ["other", "psa_settings", "country"] {
            let value = if at == "psa_settings" {
                format!("{{\"a\": {odd}}}")
            } else {
                odd.to_owned()
            };
            let body = changed(|number| {
                number[at] = json!("ODD");
                number
                    .as_object_mut()
                    .unwrap()
                    .remove("minutes_used_this_month");
            })
            .replace("\"ODD\"", &value);
            let error = get(200, &[], &body).await.unwrap_err();
            assert_eq!(
                error.pointer(),
                Some("/data/0/minutes_used_this_month"),
                "{at}: {odd}"
            );
        }
        let body = changed(|number| number["country"] = json!("ODD")).replace("\"ODD\"", odd);
        let response = get(200, &[], &body)
            .await
            .unwrap_or_else(|error| panic!("{odd}: {error}"));
        assert_eq!(
            serde_json::to_string(&response.data[0].country).unwrap(),
            odd
        );
    }
}

#[tokio::test]
async fn a_value_that_no_rust_type_holds_is_named_for_what_it_is() {
    let unrepresentable = "expected a number within the range of 64-bit floats, or a string without unpaired surrogates";
    let range = "expected an integer from -9223372036854775808 to 9223372036854775807";
    let fraction = "expected an integer without a fraction or exponent";
    for (member, value, expected) in [
        ("number", r#""\ud800""#, unrepresentable),
        ("id", "9223372036854775808", range),
        ("id", "100000000000000000000000000", range),
        ("id", "12.5", fraction),
    ] {
        let body = changed(|number| number[member] = json!("ODD")).replace("\"ODD\"", value);
        let error = get(200, &[], &body).await.unwrap_err();
        let Error::Decode(decode) = &error else {
            panic!("{value}: {error}")
        };
        let found = (decode.pointer(), decode.expected());
        assert_eq!(
            found,
            (format!("/data/0/{member}").as_str(), expected),
            "{value}"
        );
    }
    let body = success(&[])
        .to_string()
        .replace("\"timings_ms\":{", "\"timings_ms\":{\"a\":1e999,");
    let error = get(200, &[], &body).await.unwrap_err();
    let Error::Decode(decode) = &error else {
        panic!("{error}")
    };
    assert_eq!(
        (decode.pointer(), decode.expected()),
        ("/meta/timings_ms/a", unrepresentable)
    );
}

#[tokio::test]
async fn a_duplicate_member_is_named() {
    let body = success(&[number()])
        .to_string()
        .replace("\"status\":", "\"status\":\"ACTIVE\",\"status\":");
    let error = get(200, &[], &body).await.unwrap_err();
    let Error::Decode(decode) = &error else {
        panic!("{error}")
    };
    assert_eq!(
        (decode.pointer(), decode.expected()),
        (
            "/data/0/status",
            "expected this member once, but it occurs twice"
        )
    );
}

#[tokio::test]
async fn an_error_envelope_is_read_however_it_is_written() {
    for body in [
        "\u{feff}{\"error\":{\"code\":\"c\",\"message\":\"m\"},\"meta\":{\"request_id\":\"r\"}}",
        r#"{"error":{"code":"c","message":"m"},"meta":{"request_id":"r"},"other":1e400}"#,
        r#"{"error":{"code":"c","message":"m"},"error":{"code":"c","message":"m"},"meta":{"request_id":"r"}}"#,
        r#"{"error":{"code":"x","code":"c","message":"m"},"meta":{"request_id":"r"}}"#,
    ] {
        let error = get(400, &[], body).await.unwrap_err();
        assert!(matches!(error, Error::Api(_)), "{body}: {error}");
        let read = (error.code(), error.message(), error.request_id());
        assert_eq!(read, (Some("c"), Some("m"), Some("r")), "{body}");
    }
}

#[tokio::test]
async fn a_success_that_is_not_json() {
    for body in [
        "",
        "<html>Sign in</html>",
        "{\"data\":",
        "{\"data\":[]}x",
        "\u{feff}{}",
    ] {
        let error = get(200, &[], body).await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{body}: {error}");
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert!(error.to_string().contains("JSON"), "{error}");
        assert!(!chain(&error).contains("Sign in"), "{error}");
    }
}

#[tokio::test]
async fn a_body_that_is_not_json_is_named_by_its_content_type() {
    let html = "<!doctype html><title>Sign in</title>";
    for (content_type, body, words) in [
        (
            Some("text/html; charset=utf-8"),
            html,
            "a page of the content type \"text/html; charset=utf-8\" instead of JSON",
        ),
        (
            Some("application/json"),
            html,
            "a page of the content type \"application/json\" instead of JSON",
        ),
        (None, html, "HTML instead of JSON"),
        (
            Some("text/plain"),
            "Service starting",
            "a body of the content type \"text/plain\" instead of JSON",
        ),
    ] {
        let headers: Vec<_> = content_type
            .map(|it| ("content-type", it))
            .into_iter()
            .collect();
        let error = get(200, &headers, body).await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
        let text = error.to_string();
        assert!(text.contains(words) && text.contains("a sign-in"), "{text}");
        assert!(
            !text.contains("report it") && !text.contains("Sign in"),
            "{text}"
        );
    }
    // JSON of another shape is a schema mismatch, whatever its content type.
    let error = get(200, &[("content-type", "text/html")], "[]")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("report it"), "{error}");
}

#[tokio::test]
async fn bytes_that_are_not_utf_8_are_called_that() {
    const UTF_8: &str = "expected UTF-8, but the body has other bytes";
    const JSON: &str = "expected JSON, but the text is not JSON";
    const PAGE: &str = "instead of JSON";
    let numbers = changed(|number| number["number"] = json!("ODD"));
    for (content_type, body, pointer, expected) in [
        ("application/json", &*numbers, "/data/0/number", UTF_8),
        // Also where nothing reads them.
        (
            "application/json",
            r#"{"extra":"ODD","data":[],"meta":{}}"#,
            "/extra",
            UTF_8,
        ),
        (
            "application/json",
            r#"{"ODD":1,"data":[],"meta":{}}"#,
            "",
            UTF_8,
        ),
        // Outside of strings JSON has no such bytes in the first place.
        ("application/json", r#"{"data":[],"meta":ODD}"#, "", JSON),
        ("application/json", "ODD", "", JSON),
        ("image/png", "ODD", "", PAGE),
        ("text/plain", "[ODD", "", PAGE),
        // Cut off within a character.
        ("application/json", r#"{"data":"ODD"#, "/data", JSON),
    ] {
        let (before, after) = body.split_once("ODD").unwrap();
        let bytes = [before.as_bytes(), b"\xe4", after.as_bytes()].concat();
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n\r\n",
            bytes.len()
        );
        let fault = support::fault::Fault::Raw([head.as_bytes(), &bytes].concat());
        let server = support::fault::FaultServer::start(vec![fault]).await;
        let neo = neo_api::Neo::builder()
            .api_key(support::KEY)
            .base_url(&server.url)
            .build()
            .unwrap();
        let error = neo.phone_numbers_list().send().await.unwrap_err();
        assert_eq!(error.pointer(), Some(pointer), "{body}");
        let text = error.to_string();
        assert!(
            text.contains(expected) && !text.contains("float"),
            "{body}: {text}"
        );
    }
}

#[tokio::test]
async fn documented_errors() {
    let body = json!({
        "error": {"code": "validation_error", "message": "no such page", "details": {"field": "page", "n": [1]}},
        "meta": {"request_id": REQUEST_ID},
    })
    .to_string();
    for status in [400, 401, 403, 404, 409, 422, 429, 500, 418, 503] {
        let error = get(status, &[], &body).await.unwrap_err();
        assert!(matches!(error, Error::Api(_)), "{error}");
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.code(), Some("validation_error"));
        assert_eq!(error.message(), Some("no such page"));
        let details: Value = error.details().unwrap().parse().unwrap();
        assert_eq!(details, json!({"field": "page", "n": [1]}));
        assert_eq!(error.request_id(), Some(REQUEST_ID));
        assert_eq!(error.retry_after(), None);
        assert_eq!(error.body(), Some(body.as_bytes()));
        let printed = error.to_string();
        for part in [
            "phone_numbers_list",
            &status.to_string(),
            "validation_error",
            "no such page",
            REQUEST_ID,
        ] {
            assert!(printed.contains(part), "{printed}");
        }
    }
}

#[tokio::test]
async fn errors_with_a_partly_valid_envelope() {
    for (body, message, request_id) in [
        (json!({"error": {"code": "c", "message": "m"}}), "m", None),
        (
            json!({"error": {"code": "c", "message": "m"}, "meta": null}),
            "m",
            None,
        ),
        (
            json!({"error": {"code": "c", "message": "m"}, "meta": {"request_id": null}}),
            "m",
            None,
        ),
        (
            json!({"error": {"code": "c", "message": "m"}, "meta": {"request_id": "req_9"}}),
            "m",
            Some("req_9"),
        ),
        (
            json!({"error": {"code": "c", "message": "m", "details": "d"}, "meta": {}}),
            "m",
            None,
        ),
        (json!({"error": {"code": "c"}}), "", None),
    ] {
        for status in [404, 451, 599] {
            let error = get(status, &[], &body.to_string()).await.unwrap_err();
            assert!(matches!(error, Error::Api(_)), "{body}: {error}");
            assert_eq!(error.status().unwrap(), status);
            assert_eq!((error.code(), error.message()), (Some("c"), Some(message)));
            assert_eq!(error.request_id(), request_id);
            assert!(error.details().is_none());
        }
    }
}

#[tokio::test]
async fn responses_from_intermediaries() {
    let html = "<html>bad gateway</html>";
    for (status, body) in [
        (502, html),
        (503, ""),
        (403, "{}"),
        (404, r#"{"detail":"x"}"#),
        (304, ""),
        (301, ""),
    ] {
        let headers = [("x-cache", "MISS"), ("content-type", "text/html")];
        let error = get(status, &headers, body).await.unwrap_err();
        assert!(matches!(error, Error::UnexpectedResponse(_)), "{error}");
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.headers().unwrap()["x-cache"], "MISS");
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert!(!chain(&error).contains("bad gateway"), "{error}");
    }
    // A success that this operation does not document.
    let error = get(204, &[], "").await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedResponse(_)), "{error}");
}

#[tokio::test]
async fn retry_after_is_read() {
    let body = r#"{"error":{"code":"rate_limited","message":"m"}}"#;
    let error = get(429, &[("Retry-After", "9")], body).await.unwrap_err();
    assert_eq!(error.retry_after().unwrap().as_secs(), 9);
    let error = get(503, &[("Retry-After", "3")], "").await.unwrap_err();
    assert_eq!(error.retry_after().unwrap().as_secs(), 3);
}

/// External cases, as `{name: {status, headers, body}}`.
#[tokio::test]
async fn cases_from_a_file() {
    let Ok(path) = std::env::var("NEO_WIRE_CASES") else {
        eprintln!("skipped: NEO_WIRE_CASES is not set");
        return;
    };
    let cases: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let locations = json!({
        "missing_minutes": "/data/0/minutes_used_this_month",
        "bad_uuid": "/meta/request_id",
        "naive_date": "/data/0/created_at",
    });
    for (name, case) in cases.as_object().unwrap() {
        let status = u16::try_from(case["status"].as_u64().unwrap()).unwrap();
        let body = case["body"].as_str().unwrap();
        let headers: Vec<(&str, &str)> = case["headers"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
            .collect();
        let result = get(status, &headers, body).await;
        let json: Value = serde_json::from_str(body).unwrap_or_default();
        match (result, locations.get(name), status) {
            (Ok(response), None, 200) if name == "extra" => assert_eq!(response.data.len(), 1),
            (Ok(response), None, 200) if name == "num_settings" => {
                for settings in [
                    &response.data[0].psa_settings,
                    &response.data[0].agent_settings,
                ] {
                    assert!(body.contains(settings.as_str()), "{name}");
                }
            }
            (Ok(response), None, 200) => assert_same(&response, body),
            (Err(error @ Error::Decode(_)), Some(pointer), 200) => {
                assert_eq!(error.pointer(), pointer.as_str(), "{name}");
                assert_eq!(error.operation(), Some("phone_numbers_list"));
                assert_eq!(error.body(), Some(body.as_bytes()), "{name}");
                assert_eq!(error.request_id(), json["meta"]["request_id"].as_str());
            }
            (Err(error @ Error::Api(_)), None, 400..) if json.is_object() => {
                assert_eq!(error.status().unwrap(), status);
                assert_eq!(error.code(), json["error"]["code"].as_str());
                assert_eq!(error.message(), json["error"]["message"].as_str());
                assert_eq!(error.request_id(), json["meta"]["request_id"].as_str());
                let details = error
                    .details()
                    .map(|details| details.parse::<Value>().unwrap());
                assert_eq!(details.as_ref(), json["error"].get("details"));
                let seconds = case["headers"]["Retry-After"].as_str();
                let read = error.retry_after().map(|wait| wait.as_secs().to_string());
                assert_eq!(read.as_deref(), seconds);
            }
            (Err(error @ Error::UnexpectedResponse(_)), None, 400..) if !json.is_object() => {
                assert_eq!(error.status().unwrap(), status);
                assert_eq!(error.body(), Some(body.as_bytes()));
            }
            (Ok(_), ..) => panic!("{name}: decoded"),
            (Err(error), ..) => panic!("{name}: {error}"),
        }
    }
}

/// The complete error chain.
fn chain(error: &Error) -> String {
    let mut text = format!("{error} {error:?}");
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        text += &format!(" {error} {error:?}");
        source = error.source();
    }
    text
}

#[tokio::test]
async fn a_key_of_the_body_cannot_forge_a_line_of_a_log() {
    let mut body = success(&[number()]);
    body["meta"]["timings_ms"] = json!({"x\n2026-01-01 ERROR forged \u{1b}[31m": "no number"});
    let error = get(200, &[], &body.to_string()).await.unwrap_err();
    assert_eq!(
        error.pointer(),
        Some("/meta/timings_ms/x\n2026-01-01 ERROR forged \u{1b}[31m"),
        "the accessor has it as it is"
    );
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(text.chars().all(|c| !c.is_control()), "{text:?}");
    }
}
