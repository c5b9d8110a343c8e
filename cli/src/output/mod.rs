//! What is printed.

mod columns;
pub mod csv;
#[cfg(feature = "jq")]
mod filter;
mod format;
mod sanitize;
pub mod table;
pub mod yaml;

use std::io::Write;

pub use format::{Format, Printing};
pub use sanitize::sanitize;

use crate::contract::{Described, Success};
use crate::failure::Failure;
use crate::json::Json;
use crate::redact;

/// Prints a response.
pub fn body(bytes: &[u8], printing: &Printing, described: &Described) -> Result<(), Failure> {
    let json = match Json::read(bytes) {
        Ok(json) => json,
        Err(_) if described.success == Success::Json && !bytes.is_empty() => {
            return Err(Failure::Io(
                "the service sent a success that is not JSON, although the contract documents JSON; a proxy or a sign-in page may be in between".to_owned(),
            ));
        }
        Err(_) => return write(bytes),
    };
    #[cfg(feature = "jq")]
    if let Some(filter) = &printing.filter {
        return write(filter.apply(bytes)?.as_bytes());
    }
    match printing.format {
        Format::Json => {
            write(bytes)?;
            write(b"\n")
        }
        Format::Lines => {
            let data = json.data();
            let mut list = List::new(printing);
            list.add(&data.items().unwrap_or_else(|| vec![data]))
        }
        Format::Csv => {
            let data = json.data();
            let items = data.items().unwrap_or_else(|| vec![data]);
            printing.report_unknown_columns(&items);
            write(csv::of_items(&items, printing.columns.as_deref()).as_bytes())
        }
        Format::Yaml => write(yaml::of(json.data()).as_bytes()),
        Format::Table => {
            let meta = json.member("meta");
            let warnings = meta.and_then(|meta| meta.member("warnings")?.items());
            for warning in warnings.into_iter().flatten() {
                let text = warning.string().unwrap_or_else(|| warning.line());
                print_stderr(&format!("the service warns: {}", sanitize(&text)));
            }
            let pagination = meta.and_then(|meta| meta.member("pagination"));
            if pagination.and_then(|it| it.member("has_more")?.bool()) == Some(true) {
                print_stderr(match described.operation.paginated {
                    true => "there is more: --all reads it, --cursor continues",
                    false => "there is more, but the contract does not let this command request it",
                });
            }
            let data = json.data();
            printing.report_unknown_columns(&data.items().unwrap_or_else(|| vec![data]));
            write(table::of(data, printing).as_bytes())
        }
    }
}

/// Prints a list whose elements come little by little.
pub struct List<'p> {
    printing: &'p Printing,
    count: usize,
    /// A table has the columns of all rows, and a filter reads all of a list.
    rows: Vec<String>,
}

impl<'p> List<'p> {
    pub fn new(printing: &'p Printing) -> Self {
        Self {
            printing,
            count: 0,
            rows: Vec::new(),
        }
    }

    /// The number of elements so far.
    pub fn printed(&self) -> usize {
        self.count
    }

    pub fn add(&mut self, items: &[Json<'_>]) -> Result<(), Failure> {
        let text: String = match self.printing.format {
            _ if self.printing.is_filtered() => {
                self.rows
                    .extend(items.iter().map(|item| item.text().to_owned()));
                String::new()
            }
            Format::Table | Format::Csv => {
                let rows = items.iter().map(|item| item.text().to_owned());
                self.rows.extend(rows);
                String::new()
            }
            Format::Lines => items.iter().map(|item| item.line() + "\n").collect(),
            Format::Yaml => items.iter().map(|item| yaml::of_item(*item)).collect(),
            Format::Json => {
                let separated = |(index, item): (usize, &Json<'_>)| {
                    let separator = if self.count + index == 0 { "[" } else { "," };
                    separator.to_owned() + item.text()
                };
                items.iter().enumerate().map(separated).collect()
            }
        };
        self.count += items.len();
        write(text.as_bytes())
    }

    pub fn end(&mut self) -> Result<(), Failure> {
        #[cfg(feature = "jq")]
        if let Some(filter) = &self.printing.filter {
            let all = format!("[{}]", self.rows.join(","));
            return write(filter.apply(all.as_bytes())?.as_bytes());
        }
        match self.printing.format {
            Format::Lines => Ok(()),
            Format::Yaml if self.count == 0 => write(b"[]\n"),
            Format::Yaml => Ok(()),
            Format::Json if self.count == 0 => write(b"[]\n"),
            Format::Json => write(b"]\n"),
            format => {
                let rows: Vec<Json<'_>> = self
                    .rows
                    .iter()
                    .filter_map(|row| Json::read(row.as_bytes()).ok())
                    .collect();
                self.printing.report_unknown_columns(&rows);
                let text = match format {
                    Format::Csv => csv::of_items(&rows, self.printing.columns.as_deref()),
                    _ => table::of_items(&rows, self.printing),
                };
                write(text.as_bytes())
            }
        }
    }
}

/// An error with all that is behind it.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(behind) = source {
        text += &format!("\n  because: {behind}");
        source = behind.source();
    }
    text
}

/// Writes a line to standard error. A failure to write it is ignored.
pub fn print_stderr(line: &str) {
    writeln!(std::io::stderr(), "{}", redact::all(line)).ok();
}

/// All that goes to the standard output goes through here.
pub fn write(bytes: &[u8]) -> Result<(), Failure> {
    Ok(std::io::stdout().write_all(&redact::own(bytes))?)
}
