//! Operations that stream events.

use std::io::Write;

use neo_api::UntypedCall;
use neo_api::blocking::Neo;
use neo_api::runtime::Event;

use crate::contract::Data;
use crate::failure::Failure;
use crate::json::Json;
use crate::output::{self, Form, table};

/// Prints each event as it comes, until the service ends the stream.
pub fn all(neo: &Neo, call: UntypedCall, form: Form, data: Data) -> Result<(), Failure> {
    let mut stream = neo.events_untyped(call)?.data;
    let mut unreadable = 0;
    while let Some(event) = neo.wait(stream.next())? {
        let event = event.map_err(|error| {
            let why = output::chain(&error);
            Failure::Io(match stream.last_event_id() {
                Some(id) => format!("{why}\n  the last event has the id {}", table::plain(id)),
                None => why,
            })
        })?;
        match line(&event, form, data) {
            Ok(line) => {
                output::write(line.as_bytes())?;
                std::io::stdout().flush()?;
            }
            // The next one may be as the contract says.
            Err(error) => {
                unreadable += 1;
                output::say(&format!("error: the data of an event is not JSON: {error}"));
            }
        }
    }
    match unreadable {
        0 => Ok(()),
        count => Err(Failure::Io(format!("{count} events were not printed"))),
    }
}

fn line(event: &Event<String>, form: Form, data: Data) -> Result<String, serde_json::Error> {
    let value = match data {
        Data::Json => Json::read(event.data.as_bytes())?.line(),
        Data::Text => serde_json::to_string(&event.data)?,
    };
    let id = event.id.as_ref();
    Ok(match (form, data) {
        (Form::Lines, _) => value + "\n",
        (Form::Json, _) => {
            let (name, id) = (
                serde_json::to_string(&event.event)?,
                serde_json::to_string(&id)?,
            );
            format!("{{\"event\":{name},\"id\":{id},\"data\":{value}}}\n")
        }
        (Form::Table, data) => {
            let shown = match data {
                Data::Json => table::plain(&value),
                Data::Text => table::plain(&event.data),
            };
            format!("{} {shown}\n", table::plain(&event.event))
        }
    })
}
