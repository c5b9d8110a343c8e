//! Tables for people.

use comfy_table::{ContentArrangement, Table, presets};

use super::columns::{Row, cell_of, names_of};
use super::{Printing, sanitize};
use crate::json::Json;

/// Longer texts are cut.
const WIDEST: usize = 40;

/// A list of objects as rows, an object as names and values, anything else as its text.
pub fn of(data: Json<'_>, printing: &Printing) -> String {
    match (data.items(), data.members()) {
        (Some(items), _) => of_items(&items, printing),
        (_, Some(members)) if members.is_empty() => "nothing\n".to_owned(),
        (_, Some(members)) => pairs(&members, printing),
        _ => cell(data) + "\n",
    }
}

/// The elements of a list.
pub fn of_items(items: &[Json<'_>], printing: &Printing) -> String {
    if items.is_empty() {
        return "nothing\n".to_owned();
    }
    let members: Option<Vec<Row<'_>>> = items.iter().map(|item| item.members()).collect();
    match members {
        Some(members) => rows(&members, printing),
        None => items.iter().map(|item| cell(*item) + "\n").collect(),
    }
}

fn rows(items: &[Row<'_>], printing: &Printing) -> String {
    // What is an object in every row says little in a cell.
    let names = match &printing.columns {
        Some(columns) => columns.clone(),
        None => names_of(items, |value| !value.is_object()),
    };
    let mut table = table(printing);
    let mut header = comfy_table::Row::from(names.iter().map(|name| sanitize(name).to_uppercase()));
    if printing.width().is_some() {
        header.max_height(1);
    }
    table.set_header(header);
    for members in items {
        table.add_row(names.iter().map(|name| {
            let found = cell_of(members, name);
            found.map_or_else(String::new, cell)
        }));
    }
    trimmed(table, printing)
}

fn pairs(members: &Row<'_>, printing: &Printing) -> String {
    let mut table = table(printing);
    match &printing.columns {
        Some(columns) => {
            for name in columns {
                let found = cell_of(members, name);
                table.add_row([sanitize(name), found.map_or_else(String::new, cell)]);
            }
        }
        None => {
            for (name, value) in members {
                table.add_row([sanitize(name), cell(*value)]);
            }
        }
    }
    trimmed(table, printing)
}

fn table(printing: &Printing) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    if let Some(width) = printing.width() {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width);
        table.set_truncation_indicator("…");
    }
    table
}

fn trimmed(mut table: Table, printing: &Printing) -> String {
    if printing.width().is_some() {
        // A row is a line, cut where it must be.
        for row in table.row_iter_mut() {
            row.max_height(1);
        }
    }
    table
        .lines()
        .map(|line| line.trim().to_owned() + "\n")
        .collect()
}

fn cell(value: Json<'_>) -> String {
    let scalars = value.items().filter(|items| {
        let nested = |item: &Json<'_>| item.is_object() || item.text().starts_with('[');
        !items.iter().any(nested)
    });
    let text = match (value.string(), scalars) {
        _ if value.is_null() => "-".to_owned(),
        (Some(text), _) => sanitize(&text),
        (_, Some(items)) => {
            let texts: Vec<String> = items.into_iter().map(cell).collect();
            texts.join(" ")
        }
        _ => sanitize(&value.line()),
    };
    match text.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
