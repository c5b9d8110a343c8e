//! Tables for people.

use std::collections::BTreeSet;

use comfy_table::{Table, presets};
use serde_json::{Map, Value};

/// Longer texts are cut.
const WIDEST: usize = 40;
/// These columns come first; the others follow in the order of the alphabet.
const FIRST: [&str; 6] = ["id", "name", "title", "number", "country", "status"];

/// A list of objects as rows, an object as names and values, anything else as its text.
pub fn of(data: &Value) -> String {
    match data {
        Value::Array(items) if items.is_empty() => "nothing\n".to_owned(),
        Value::Array(items) if items.iter().all(Value::is_object) => rows(items),
        Value::Array(items) => items.iter().map(|item| cell(item) + "\n").collect(),
        Value::Object(members) if members.is_empty() => "nothing\n".to_owned(),
        Value::Object(members) => pairs(members),
        other => cell(other) + "\n",
    }
}

fn rows(items: &[Value]) -> String {
    // What is an object in every row says little in a cell.
    let mut names: Vec<&String> = items
        .iter()
        .filter_map(Value::as_object)
        .flatten()
        .filter(|(_, value)| !value.is_object())
        .map(|(name, _)| name)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    names.sort_by_key(|name| {
        FIRST
            .iter()
            .position(|first| first == name)
            .unwrap_or(FIRST.len())
    });
    let mut table = table();
    table.set_header(names.iter().map(|name| plain(name).to_uppercase()));
    for item in items {
        table.add_row(
            names
                .iter()
                .map(|name| item.get(name.as_str()).map_or_else(String::new, cell)),
        );
    }
    trimmed(&table)
}

fn pairs(members: &Map<String, Value>) -> String {
    let mut table = table();
    for (name, value) in members {
        table.add_row([plain(name), cell(value)]);
    }
    trimmed(&table)
}

fn table() -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table
}

fn trimmed(table: &Table) -> String {
    table
        .lines()
        .map(|line| line.trim().to_owned() + "\n")
        .collect()
}

fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => plain(text),
        Value::Array(items)
            if items
                .iter()
                .all(|item| !item.is_object() && !item.is_array()) =>
        {
            let texts: Vec<String> = items.iter().map(cell).collect();
            texts.join(" ")
        }
        other => plain(&other.to_string()),
    };
    match text.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// Text without what a terminal would obey.
pub fn plain(text: &str) -> String {
    text.chars()
        .flat_map(|it| {
            let escaped: Vec<char> = if it.is_control() {
                it.escape_debug().collect()
            } else {
                vec![it]
            };
            escaped
        })
        .collect()
}
