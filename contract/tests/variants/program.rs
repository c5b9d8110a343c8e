use generated::types::{self, CountryCode, PhoneNumberStatus};
use generated::{Client, operations::PhoneNumbersList};
use neo_api_runtime::{Error, Json, Number, Response, Timestamp};
use std::collections::BTreeMap;

/// A response that is valid in both contracts.
const RESPONSE: &str = r#"{"data": [{"id": 1, "number": "+13125550100", "country": ["US", "+1", null, null],
    "status": "ACTIVE", "minutes_used_this_month": 7, "agent_settings": {}, "psa_settings": {}, "label": "front desk",
    "created_at": "2026-01-05T09:00:00Z", "updated_at": "2026-01-05T09:00:00Z"}],
    "meta": {"request_id": "00000000-0000-0000-0000-000000000001", "timings_ms": {"total": 1}}}"#;

fn main() {
    let response: serde_json::Value = serde_json::from_str(RESPONSE).expect("it is JSON");
    let meta: types::SuccessMeta = serde_json::from_str(&response["meta"].to_string()).expect("it decodes");
    let _: uuid::Uuid = meta.request_id;
    let _: BTreeMap<String, Number> = meta.timings_ms;
    let _: Option<Vec<String>> = meta.warnings;
    let _: Option<(bool, Option<String>)> = meta
        .pagination
        .map(|page: types::Pagination| (page.has_more, page.next_cursor));

    let numbers: Vec<types::PublicPhoneNumber> =
        serde_json::from_str(&response["data"].to_string()).expect("it decodes");
    let number = numbers.into_iter().next().expect("a number");
    let _: i64 = number.id;
    let _: String = number.number;
    let _: Option<i64> = number.minutes_used_this_month;
    let _: (Json, Json) = (number.agent_settings, number.psa_settings);
    let _: (Timestamp, Timestamp) = (number.created_at, number.updated_at);
    let country: CountryCode = number.country;
    let _: &str = match &country {
        CountryCode::Us => "+1",
        CountryCode::Ca => "+1",
        CountryCode::Gb => "+44",
        CountryCode::Nl => "+31",
        CountryCode::Au => "+61",
        CountryCode::Unknown(_) => "unknown",
        _ => "new",
    };
    let _: Option<(&str, &str, Option<&str>, Option<&str>)> = country.as_tuple();
    let status: PhoneNumberStatus = number.status;
    let _: &str = match &status {
        PhoneNumberStatus::Active => "active",
        PhoneNumberStatus::Inactive => "inactive",
        PhoneNumberStatus::Unknown(_) => "unknown",
        _ => "new",
    };
    let _: PhoneNumberStatus = PhoneNumberStatus::from("ACTIVE");

    let error: Result<types::ErrorEnvelope, _> =
        serde_json::from_str(r#"{"error": {"code": "a", "message": "b"}, "meta": {}}"#);
    if let Ok(error) = error {
        let _: (String, String, Option<Json>) =
            (error.error.code, error.error.message, error.error.details);
        let _: Option<Option<uuid::Uuid>> = error.meta.request_id;
    }

    // Nothing listens on port 1: the network refuses the call, and nothing fails before.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let client = Client::builder()
        .base_url("http://127.0.0.1:1")
        .bearer_token("0123456789")
        .api_key("0123456789")
        .retry(neo_api_runtime::Retry::new().attempts(1))
        .build()
        .expect("a client");
    let list: PhoneNumbersList = client.phone_numbers_list();
    let sent: Result<Response<Vec<types::PublicPhoneNumber>, types::SuccessMeta>, Error> =
        runtime.block_on(list.send());
    assert!(matches!(sent, Err(Error::Transport(_))), "{sent:?}");
}
