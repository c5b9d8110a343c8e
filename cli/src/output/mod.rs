//! What is printed.

mod table;

use std::io::Write;

use serde_json::Value;

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
    match (form, value) {
        (_, None) if described.json && !bytes.is_empty() => Err(Failure::Io(
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
            match (form, data) {
                (Form::Lines, Value::Array(items)) => lines(items),
                (Form::Lines, data) => lines(std::slice::from_ref(data)),
                (_, data) => write(table::of(data).as_bytes()),
            }
        }
    }
}

/// Prints the elements of a list that was read to its end.
pub fn list(items: &[Value], form: Form) -> Result<(), Failure> {
    match form {
        Form::Table => write(table::of(&Value::Array(items.to_vec())).as_bytes()),
        Form::Json => write(format!("{}\n", Value::Array(items.to_vec())).as_bytes()),
        Form::Lines => lines(items),
    }
}

/// Prints one value per line.
pub fn lines(items: &[Value]) -> Result<(), Failure> {
    let text: String = items.iter().map(|item| format!("{item}\n")).collect();
    write(text.as_bytes())
}

/// To the one who watches; that nobody does loses no answer.
fn say(line: &str) {
    writeln!(std::io::stderr(), "{line}").ok();
}

fn write(bytes: &[u8]) -> Result<(), Failure> {
    Ok(std::io::stdout().write_all(bytes)?)
}
