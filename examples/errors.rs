//! Prints one error of each common kind; a mock service produces them.
//!
//! ```text
//! cargo run --example errors
//! ```

use std::time::Duration;

use neo_api::mock::{Mock, Reply};
use neo_api::operations::PhoneNumbersList;
use neo_api::{CallOptions, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mock = Mock::start()?;
    let neo = mock.client().with(CallOptions::new().attempts(1));
    mock.on::<PhoneNumbersList>()
        .reply(Reply::error(
            403,
            "FORBIDDEN",
            "this key may not read phone numbers",
        ))
        .reply(Reply::html(502))
        .reply(Reply::changed(|body| body["data"][0]["id"] = "41".into()))
        .reply(Reply::sample().cut_off())
        .reply(Reply::sample().delay(Duration::from_secs(5)));
    for _ in 0..5 {
        let quick = neo.with(CallOptions::new().timeout(Duration::from_millis(300)));
        let Err(error) = quick.phone_numbers_list().send().await else {
            return Err("the mock was set up to fail".into());
        };
        let what = match &error {
            Error::Api(error) => format!("the service refused: {}", error.code()),
            Error::UnexpectedResponse(_) => "an intermediary responded".to_owned(),
            Error::Decode(error) => format!("the contract has changed at {}", error.pointer()),
            Error::Timeout(_) => "too slow".to_owned(),
            _ => "the network".to_owned(),
        };
        println!("{what}\n    {error}");
    }
    Ok(())
}
