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
