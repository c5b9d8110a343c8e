//! The format of the output.

use std::io::IsTerminal;

use console::Term;

use super::columns::{self, Row};
use super::{print_stderr, sanitize};
use crate::failure::Failure;
use crate::json::Json;

/// How responses are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Table,
    /// As received.
    Json,
    /// One JSON value per line.
    Lines,
    /// RFC 4180.
    Csv,
    Yaml,
}

impl Format {
    /// The names that `--output` takes.
    pub const NAMES: [&str; 5] = ["table", "json", "jsonl", "csv", "yaml"];

    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "table" => Self::Table,
            "json" => Self::Json,
            "jsonl" => Self::Lines,
            "csv" => Self::Csv,
            "yaml" => Self::Yaml,
            _ => return None,
        })
    }

    /// Whether it has rows and columns.
    pub fn has_columns(self) -> bool {
        matches!(self, Self::Table | Self::Csv)
    }
}

/// How to print.
#[derive(Clone, Debug)]
pub struct Printing {
    pub format: Format,
    /// The members to show, in this order; None for all.
    pub columns: Option<Vec<String>>,
    /// What to print of it, instead of all.
    #[cfg(feature = "jq")]
    pub filter: Option<super::filter::Filter>,
    /// The number of characters that fit in a line; None if it is not limited.
    width: Option<u16>,
}

impl Printing {
    pub fn new(format: Format, columns: Option<Vec<String>>) -> Result<Self, Failure> {
        if columns.is_some() && !format.has_columns() {
            return Err(Failure::Usage(
                "--columns requires --output table or csv".to_owned(),
            ));
        }
        Ok(Self {
            format,
            columns,
            #[cfg(feature = "jq")]
            filter: None,
            width: width(),
        })
    }

    /// A misspelled column is empty in every row, which a script would not notice.
    pub fn report_unknown_columns(&self, items: &[Json<'_>]) {
        let Some(columns) = &self.columns else {
            return;
        };
        let rows: Vec<Row<'_>> = items.iter().filter_map(|it| it.members()).collect();
        if let Some(text) = columns::unknown(&rows, columns) {
            print_stderr(&sanitize(&text));
        }
    }

    /// Prints what a filter of jq makes of what would be printed as JSON.
    #[cfg(feature = "jq")]
    pub fn filtered(mut self, code: &str) -> Result<Self, Failure> {
        self.filter = Some(super::filter::Filter::compile(code)?);
        Ok(self)
    }

    pub fn is_filtered(&self) -> bool {
        #[cfg(feature = "jq")]
        return self.filter.is_some();
        #[cfg(not(feature = "jq"))]
        false
    }

    pub fn width(&self) -> Option<u16> {
        self.width
    }
}

/// Of the terminal; `COLUMNS` outranks what it says.
fn width() -> Option<u16> {
    let stated = std::env::var("COLUMNS").ok();
    let stated = stated.and_then(|it| it.parse().ok()).filter(|it| *it > 0);
    let measured = || {
        let (_, columns) = Term::stdout().size_checked()?;
        Some(columns)
    };
    stated.or_else(|| std::io::stdout().is_terminal().then(measured).flatten())
}
