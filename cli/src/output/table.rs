//! Tables for people.

use std::collections::BTreeSet;

use comfy_table::{Table, presets};

use crate::json::Json;

type Members<'a> = Vec<(String, Json<'a>)>;

/// Longer texts are cut.
const WIDEST: usize = 40;
/// These columns come first; the others follow in the order of the alphabet.
const FIRST: [&str; 6] = ["id", "name", "title", "number", "country", "status"];

/// A list of objects as rows, an object as names and values, anything else as its text.
pub fn of(data: Json<'_>) -> String {
    match (data.items(), data.members()) {
        (Some(items), _) => of_items(&items),
        (_, Some(members)) if members.is_empty() => "nothing\n".to_owned(),
        (_, Some(members)) => pairs(&members),
        _ => cell(data) + "\n",
    }
}

/// The elements of a list.
pub fn of_items(items: &[Json<'_>]) -> String {
    if items.is_empty() {
        return "nothing\n".to_owned();
    }
    let members: Option<Vec<Members<'_>>> = items.iter().map(|item| item.members()).collect();
    match members {
        Some(members) => rows(&members),
        None => items.iter().map(|item| cell(*item) + "\n").collect(),
    }
}

fn rows(items: &[Members<'_>]) -> String {
    // What is an object in every row says little in a cell.
    let mut names: Vec<&String> = items
        .iter()
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
    for members in items {
        table.add_row(names.iter().map(|name| {
            let found = members.iter().rfind(|(other, _)| other == *name);
            found.map_or_else(String::new, |(_, value)| cell(*value))
        }));
    }
    trimmed(&table)
}

fn pairs(members: &Members<'_>) -> String {
    let mut table = table();
    for (name, value) in members {
        table.add_row([plain(name), cell(*value)]);
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

fn cell(value: Json<'_>) -> String {
    let scalars = value.items().filter(|items| {
        let nested = |item: &Json<'_>| item.is_object() || item.text().starts_with('[');
        !items.iter().any(nested)
    });
    let text = match (value.string(), scalars) {
        _ if value.is_null() => "-".to_owned(),
        (Some(text), _) => plain(&text),
        (_, Some(items)) => {
            let texts: Vec<String> = items.into_iter().map(cell).collect();
            texts.join(" ")
        }
        _ => plain(&value.line()),
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
