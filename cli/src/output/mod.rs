//! What is printed.

mod table;

use std::io::Write;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::contract::Described;
use crate::failure::Failure;

/// How answers are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Table,
    /// As received.
    Json,
    /// One JSON value per line.
    Lines,
}

/// Prints an answer.
pub fn body(bytes: &[u8], form: Form, described: &Described) -> Result<(), Failure> {
    let value: Option<Value> = serde_json::from_slice(bytes).ok();
    // Sound JSON may hold a number that no `Value` does.
    let sound = || serde_json::from_slice::<&RawValue>(bytes).is_ok();
    match (form, value) {
        (Form::Lines, None) if sound() => lines(bytes),
        (_, None) if described.json && !bytes.is_empty() && !sound() => Err(Failure::Io(
            "the service answered with a success that is no JSON, which the contract says it is; a proxy or a sign-in page may be in between".to_owned(),
        )),
        (_, None) => write(bytes),
        (Form::Json, Some(_)) => {
            write(bytes)?;
            write(b"\n")
        }
        (form, Some(value)) => {
            for warning in value["meta"]["warnings"].as_array().into_iter().flatten() {
                let text = warning
                    .as_str()
                    .map_or_else(|| warning.to_string(), str::to_owned);
                say(&format!("warning: {}", table::plain(&text)));
            }
            if value["meta"]["pagination"]["has_more"] == true {
                say(match described.operation.paginated {
                    true => "there is more: --all reads it, --cursor goes on",
                    false => "there is more than the contract lets this command ask for",
                });
            }
            let data = if value.get("data").is_some() && value.get("meta").is_some() {
                &value["data"]
            } else {
                &value
            };
            match form {
                Form::Lines => lines(bytes),
                _ => write(table::of(data).as_bytes()),
            }
        }
    }
}

/// Prints the elements of a list that was read to its end.
pub fn list(items: &[Value], form: Form) -> Result<(), Failure> {
    match form {
        Form::Table => write(table::of(&Value::Array(items.to_vec())).as_bytes()),
        Form::Json => write(format!("{}\n", Value::Array(items.to_vec())).as_bytes()),
        // Printed while they came.
        Form::Lines => Ok(()),
    }
}

/// Prints one value of an answer per line, its numbers and the order of its members as received.
pub fn lines(answer: &[u8]) -> Result<(), Failure> {
    #[derive(Deserialize)]
    struct Envelope<'a> {
        #[serde(borrow)]
        data: &'a RawValue,
        #[serde(borrow, rename = "meta")]
        _meta: &'a RawValue,
    }
    let no_json = |error: serde_json::Error| Failure::Io(format!("the answer is no JSON: {error}"));
    let whole: &RawValue = serde_json::from_slice(answer).map_err(no_json)?;
    let data = match serde_json::from_str::<Envelope<'_>>(whole.get()) {
        Ok(envelope) if whole.get().starts_with('{') => envelope.data,
        _ => whole,
    };
    let items = serde_json::from_str::<Vec<&RawValue>>(data.get()).unwrap_or_else(|_| vec![data]);
    // A line break between two tokens is white space; inside of a text there is none.
    let line = |item: &RawValue| item.get().replace(['\n', '\r'], " ") + "\n";
    let text: String = items.into_iter().map(line).collect();
    write(text.as_bytes())
}

/// To the one who watches; that nobody does loses no answer.
fn say(line: &str) {
    writeln!(std::io::stderr(), "{line}").ok();
}

fn write(bytes: &[u8]) -> Result<(), Failure> {
    Ok(std::io::stdout().write_all(bytes)?)
}
