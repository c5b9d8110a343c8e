//! The client in a program without async: counts phone numbers by status.
//!
//! ```text
//! cargo run --example blocking
//! ```

use std::collections::BTreeMap;

use neo_api::blocking::Mock;
use neo_api::blocking::Neo;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mock;
    let neo = if std::env::var_os("NEO_API_KEY").is_some_and(|key| !key.is_empty()) {
        Neo::from_env()?
    } else {
        mock = Mock::start()?;
        mock.builder().build()?
    };
    let mut by_status = BTreeMap::new();
    for number in neo.phone_numbers_list().send()?.into_data() {
        *by_status.entry(number.status.to_string()).or_insert(0) += 1;
    }
    for (status, count) in by_status {
        println!("{count:>4} {status}");
    }
    Ok(())
}
