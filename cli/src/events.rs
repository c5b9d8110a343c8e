//! Operations that stream events.

use std::io::Write;
use std::time::Duration;

use neo_api::UntypedCall;
use neo_api::blocking::{EventStream, Neo};
use neo_api::runtime::Event;

use crate::contract::Data;
use crate::failure::Failure;
use crate::json::Json;
use crate::output::{self, Format, Printing, csv, yaml};

/// Waits between connections: as long as the service asks, else this, doubled after each that brought nothing.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The header that resumes a stream.
pub const LAST_EVENT_ID: &str = "Last-Event-Id";

/// Prints events.
struct Printer<'p> {
    printing: &'p Printing,
    data: Data,
    unreadable: usize,
    printed: usize,
    /// The last wait that the service sent.
    retry: Option<Duration>,
}

/// Prints each event when it arrives, until the service ends the stream.
pub fn all(neo: &Neo, call: UntypedCall, printing: &Printing, data: Data) -> Result<(), Failure> {
    let mut printer = Printer::new(printing, data)?;
    let mut stream = neo.events_untyped(call)?.data;
    printer.print(&mut stream)?;
    printer.end()
}

/// The same, and reconnects when the stream ends or breaks off: with `again`, after the last event. It ends when the service
/// responds with 204, as the standard specifies, or refuses the request.
pub fn watch(
    neo: &Neo,
    mut call: UntypedCall,
    again: &UntypedCall,
    printing: &Printing,
    data: Data,
) -> Result<(), Failure> {
    let mut printer = Printer::new(printing, data)?;
    let mut wait = FIRST_WAIT;
    let mut was_connected = false;
    loop {
        let before = printer.printed;
        let response = neo.events_untyped(call.clone());
        let why = match response {
            Ok(response) if response.status().as_u16() == 204 => return printer.end(),
            Ok(response) => {
                was_connected = true;
                let mut stream = response.data;
                let read = printer.print(&mut stream);
                if let Some(id) = stream.last_event_id() {
                    call = again.clone().header(LAST_EVENT_ID, id);
                }
                match read {
                    Err(failure @ Failure::ReaderGone) => return Err(failure),
                    Err(failure) => failure.to_string(),
                    Ok(()) => "the stream ended".to_owned(),
                }
            }
            // What never worked is likely to be a mistake; a refusal stays one.
            Err(error) if !was_connected || is_refusal(&error) => return Err(error.into()),
            Err(error) => error.to_string(),
        };
        if printer.printed > before {
            wait = FIRST_WAIT;
        }
        let pause = printer.retry.unwrap_or(wait).min(LONGEST_WAIT);
        output::print_stderr(&format!(
            "{why}; connecting again in {} s",
            pause.as_secs_f32()
        ));
        std::thread::sleep(pause);
        wait = (wait * 2).min(LONGEST_WAIT);
    }
}

fn is_refusal(error: &neo_api::Error) -> bool {
    let status = error.status();
    status.is_some_and(|it| it.is_client_error() && !matches!(it.as_u16(), 408 | 429))
}

impl<'p> Printer<'p> {
    fn new(printing: &'p Printing, data: Data) -> Result<Self, Failure> {
        if printing.columns.is_some() {
            return Err(Failure::Usage(
                "--columns does not apply to a stream".to_owned(),
            ));
        }
        if printing.format == Format::Csv {
            output::write(csv::line(["event", "id", "data"].into_iter()).as_bytes())?;
        }
        Ok(Self {
            printing,
            data,
            unreadable: 0,
            printed: 0,
            retry: None,
        })
    }

    /// Prints what the stream brings until it ends.
    fn print(&mut self, stream: &mut EventStream<String>) -> Result<(), Failure> {
        while let Some(event) = stream.next() {
            let event = event.map_err(|error| {
                let why = output::chain(&error);
                Failure::Io(match stream.last_event_id() {
                    Some(id) => format!(
                        "{why}\n  the last event has the id {}",
                        output::sanitize(id)
                    ),
                    None => why,
                })
            })?;
            self.retry = event.retry.or(self.retry);
            #[cfg(feature = "jq")]
            if let Some(filter) = &self.printing.filter
                && let Ok(whole) = line(&event, Format::Json, self.data)
            {
                output::write(filter.apply(whole.as_bytes())?.as_bytes())?;
                std::io::stdout().flush()?;
                self.printed += 1;
                continue;
            }
            match line(&event, self.printing.format, self.data) {
                Ok(line) => {
                    output::write(line.as_bytes())?;
                    std::io::stdout().flush()?;
                    self.printed += 1;
                }
                // The next one may be as the contract says.
                Err(error) => {
                    self.unreadable += 1;
                    output::print_stderr(&format!(
                        "error: the data of an event is not JSON: {error}"
                    ));
                }
            }
        }
        Ok(())
    }

    fn end(&self) -> Result<(), Failure> {
        match self.unreadable {
            0 => Ok(()),
            count => Err(Failure::Io(format!("{count} events were not printed"))),
        }
    }
}

fn line(event: &Event<String>, format: Format, data: Data) -> Result<String, serde_json::Error> {
    let value = match data {
        Data::Json => Json::read(event.data.as_bytes())?.line(),
        Data::Text => serde_json::to_string(&event.data)?,
    };
    let whole = || -> Result<String, serde_json::Error> {
        let name = serde_json::to_string(&event.event)?;
        let id = serde_json::to_string(&event.id)?;
        Ok(format!("{{\"event\":{name},\"id\":{id},\"data\":{value}}}"))
    };
    Ok(match format {
        Format::Lines => value + "\n",
        Format::Json => whole()? + "\n",
        Format::Yaml => yaml::of_item(Json::read(whole()?.as_bytes())?),
        Format::Csv => {
            let shown = match data {
                Data::Json => &value,
                Data::Text => &event.data,
            };
            let id = event.id.as_deref().unwrap_or_default();
            csv::line([event.event.as_str(), id, shown.as_str()].into_iter())
        }
        Format::Table => {
            let shown = match data {
                Data::Json => output::sanitize(&value),
                Data::Text => output::sanitize(&event.data),
            };
            format!("{} {shown}\n", output::sanitize(&event.event))
        }
    })
}
