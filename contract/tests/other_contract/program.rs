// Calls the client on command, one command per line. The code for the contract is appended.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use neo_api::runtime::FilePart;
use neo_api::{ByteStream, Error, EventStream, Neo, Response, operations, runtime, types};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// A line of standard input: an operation to call, or a schema with a value to decode and encode.
#[derive(Deserialize)]
struct Order {
    #[serde(default)]
    call: String,
    #[serde(default)]
    decode: String,
    #[serde(default)]
    arguments: BTreeMap<String, Box<RawValue>>,
    #[serde(default, deserialize_with = "neo_api::runtime::deserialize_some")]
    value: Option<Box<RawValue>>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mock = neo_api::mock::Mock::start().unwrap();
    let url = match std::env::var("PROBE_URL").unwrap().as_str() {
        "mock" => mock.url().to_owned(),
        url => url.to_owned(),
    };
    let neo = Neo::builder()
        .api_key(&std::env::var("PROBE_KEY").unwrap())
        .base_url(&url)
        .pacing(false)
        .build()
        .unwrap();
    for line in std::io::stdin().lock().lines() {
        let order: Order = serde_json::from_str(&line.unwrap()).unwrap();
        let result = match &order.value {
            Some(value) => decode(&order.decode, value.get()).map(|it| format!("{{\"data\":{it}}}")),
            None => call(&neo, &order.call, &order.arguments).await.map(|it| it.to_string()),
        };
        let line = result.unwrap_or_else(|error| json!({ "error": error }).to_string());
        let mut out = std::io::stdout().lock();
        writeln!(out, "{line}").unwrap();
        out.flush().unwrap();
    }
}

fn argument<T: DeserializeOwned>(
    arguments: &BTreeMap<String, Box<RawValue>>,
    name: &str,
) -> Result<Option<T>, String> {
    let read = |it: &Box<RawValue>| {
        serde_json::from_str(it.get()).map_err(|error| format!("{name}: {error}"))
    };
    arguments.get(name).map(read).transpose()
}

fn required<T: DeserializeOwned>(
    arguments: &BTreeMap<String, Box<RawValue>>,
    name: &str,
) -> Result<T, String> {
    argument(arguments, name)?.ok_or_else(|| format!("{name} is missing"))
}

fn again<T: DeserializeOwned + Serialize>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

fn to_json<T: Serialize>(value: T) -> Result<Value, String> {
    // Through text, like everything that a program sends.
    let text = serde_json::to_string(&value).map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

fn reply<T, M: Serialize>(
    result: Result<Response<T, M>, Error>,
) -> Result<(T, Value), String> {
    let response = result.map_err(|error| {
        let mut text = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(error) = source {
            text = format!("{text}: {error}");
            source = error.source();
        }
        text
    })?;
    let about = json!({ "status": response.status().as_u16(), "meta": to_json(&response.meta)? });
    Ok((response.data, about))
}

async fn bytes(mut stream: ByteStream) -> Result<Value, String> {
    let mut all = Vec::new();
    while let Some(chunk) = stream.next().await {
        all.extend_from_slice(&chunk.map_err(|error| error.to_string())?);
    }
    Ok(json!(all))
}

async fn events<T: DeserializeOwned + Serialize + 'static>(
    mut stream: EventStream<T>,
) -> Result<Value, String> {
    let mut all = Vec::new();
    while let Some(event) = stream.next().await {
        let event = event.map_err(|error| error.to_string())?;
        all.push(json!({ "data": to_json(event.data)?, "event": event.event, "id": event.id }));
    }
    Ok(all.into())
}

