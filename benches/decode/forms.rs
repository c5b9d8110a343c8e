//! The decoders to compare.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Form, Kept};

pub const OWN: &str = "this crate";
pub const MAP: &str = "by hand, Map settings";

pub const FORMS: &[Form] = &[
    (OWN, own),
    (MAP, of::<Map<String, Value>>),
    ("by hand, Box<RawValue> settings", of::<Box<RawValue>>),
    ("by hand, borrowed &RawValue and &str", borrowed),
    ("as openapi-generator types it", as_openapi_generator),
    ("as progenitor alone types it", as_progenitor),
    ("serde_json::Value", value),
    ("IgnoredAny, the floor of any parse", ignored),
];

fn kept<T: 'static>(value: Result<T, serde_json::Error>) -> Kept {
    match value {
        Ok(value) => Kept(Box::new(value)),
        Err(error) => panic!("{error}"),
    }
}

/// The decoder of generated code.
fn own(body: &[u8]) -> Kept {
    use neo_api::operations::PhoneNumbersList;
    use neo_api::runtime::body::Received;
    use neo_api::runtime::{EnvelopeFormat, OperationRequest, ResponseBody};

    let format = EnvelopeFormat {
        data: "data",
        meta: "meta",
    };
    let body = bytes::Bytes::copy_from_slice(body);
    let received = Received::new(http::StatusCode::OK, body, format);
    match <PhoneNumbersList as OperationRequest>::Body::decode(received) {
        Ok(value) => Kept(Box::new(value)),
        Err(failure) => panic!("{failure:?}"),
    }
}

fn value(body: &[u8]) -> Kept {
    kept(serde_json::from_slice::<Value>(body))
}

fn ignored(body: &[u8]) -> Kept {
    kept(serde_json::from_slice::<IgnoredAny>(body))
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Envelope<N> {
    data: Vec<N>,
    meta: Meta,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Meta {
    request_id: Uuid,
    timings_ms: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
enum Status {
    #[serde(rename = "ACTIVE")]
    Active,
    #[serde(rename = "INACTIVE")]
    Inactive,
}

type Country = (String, String, Option<String>, Option<String>);

#[derive(Deserialize)]
#[allow(dead_code)]
struct Number<S> {
    id: i64,
    number: String,
    country: Country,
    status: Status,
    minutes_used_this_month: Option<i64>,
    psa_settings: S,
    agent_settings: S,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

fn of<S: for<'de> Deserialize<'de> + 'static>(body: &[u8]) -> Kept {
    kept(serde_json::from_slice::<Envelope<Number<S>>>(body))
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Borrowed<'a> {
    id: i64,
    #[serde(borrow)]
    number: &'a str,
    #[serde(borrow)]
    country: (&'a str, &'a str, Option<&'a str>, Option<&'a str>),
    status: Status,
    minutes_used_this_month: Option<i64>,
    #[serde(borrow)]
    psa_settings: &'a RawValue,
    #[serde(borrow)]
    agent_settings: &'a RawValue,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

fn borrowed(body: &[u8]) -> Kept {
    match serde_json::from_slice::<Envelope<Borrowed<'_>>>(body) {
        // It cannot outlive the body, and dropping it costs as much as one vector.
        Ok(envelope) => Kept(Box::new(envelope.data.len())),
        Err(error) => panic!("{error}"),
    }
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct OpenApiGenerator {
    id: i32,
    number: String,
    country: Vec<Value>,
    status: Status,
    #[serde(deserialize_with = "Option::deserialize")]
    minutes_used_this_month: Option<i32>,
    psa_settings: HashMap<String, Value>,
    agent_settings: HashMap<String, Value>,
    created_at: String,
    updated_at: String,
}

fn as_openapi_generator(body: &[u8]) -> Kept {
    kept(serde_json::from_slice::<Envelope<Box<OpenApiGenerator>>>(
        body,
    ))
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Progenitor {
    id: i64,
    number: String,
    country: Vec<Value>,
    status: Status,
    minutes_used_this_month: Option<i64>,
    psa_settings: Map<String, Value>,
    agent_settings: Map<String, Value>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

fn as_progenitor(body: &[u8]) -> Kept {
    kept(serde_json::from_slice::<Envelope<Progenitor>>(body))
}
