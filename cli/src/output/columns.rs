//! The columns of tables.

use std::collections::BTreeSet;

use crate::json::Json;

pub type Row<'a> = Vec<(String, Json<'a>)>;

/// These columns come first; the others follow in the order of the alphabet.
const FIRST: [&str; 6] = ["id", "name", "title", "number", "country", "status"];

/// The names of the members that `shown` accepts in any row.
pub fn names_of<'a>(rows: &[Row<'a>], shown: impl Fn(&Json<'a>) -> bool) -> Vec<String> {
    let mut names: Vec<String> = rows
        .iter()
        .flatten()
        .filter(|(_, value)| shown(value))
        .map(|(name, _)| name.clone())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    names.sort_by_key(|name| {
        FIRST
            .iter()
            .position(|first| first == name)
            .unwrap_or(FIRST.len())
    });
    names
}

/// Why a column is empty in every row: no row has it. None if there are no rows.
pub fn unknown(rows: &[Row<'_>], columns: &[String]) -> Option<String> {
    let is_unknown = |name: &&String| !rows.iter().any(|row| cell_of(row, name).is_some());
    let unknown: Vec<&str> = columns
        .iter()
        .filter(is_unknown)
        .map(String::as_str)
        .collect();
    if rows.is_empty() || unknown.is_empty() {
        return None;
    }
    Some(format!(
        "--columns: nothing has {}; the members are {}",
        unknown.join(", "),
        names_of(rows, |_| true).join(", ")
    ))
}

/// The member of this name, or the one that a path with dots leads to.
pub fn cell_of<'a>(row: &Row<'a>, name: &str) -> Option<Json<'a>> {
    let own = |name: &str| {
        let found = row.iter().rfind(|(other, _)| other == name);
        found.map(|(_, value)| *value)
    };
    own(name).or_else(|| {
        let (first, rest) = name.split_once('.')?;
        rest.split('.')
            .try_fold(own(first)?, |value, step| value.member(step))
    })
}
