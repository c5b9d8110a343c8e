//! Decodes and encodes its input: one case per line, type and JSON separated by a tab.

#![allow(warnings)]
mod generated;

static SERVICE: neo_api_runtime::Service = generated::SERVICE;

use std::io::{BufRead, Write};

fn through<T>(text: &str) -> serde_json::Value
where
    T: serde::de::DeserializeOwned + serde::Serialize + std::fmt::Debug,
{
    match serde_json::from_str::<T>(text) {
        Err(error) => serde_json::json!({ "error": error.to_string() }),
        Ok(value) => serde_json::json!({ "back": value, "debug": format!("{value:?}") }),
    }
}

fn main() {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (name, text) = line.split_once('\t').unwrap();
        let result = match name {
            // ARMS
            _ => unreachable!("{name}"),
        };
        writeln!(out, "{result}").unwrap();
    }
}
