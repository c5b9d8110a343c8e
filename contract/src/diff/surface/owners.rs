//! Which schema or operation of the contract a generated item belongs to.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::line::{self, Line};

/// A name without what tells its spelling in the document from that in Rust.
pub(super) fn bare(name: &str) -> String {
    let letters = name.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Where an item belongs: a schema or operation by its bare name, and the way from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Location {
    pub(super) owner: String,
    /// The bare names of members on the way, put together.
    pub(super) way: String,
    /// The bare name of the member itself.
    pub(super) member: Option<String>,
}

/// The schemas and operations of two contracts.
#[derive(Default)]
pub(super) struct Owners {
    names: HashSet<String>,
    /// Bare names of operations by method and path.
    operations: HashMap<(String, String), HashSet<String>>,
    /// Types that are named after something else, such as their title: the item that mentions them.
    parents: HashMap<String, (String, String)>,
}

impl Owners {
    pub(super) fn of(documents: [&Value; 2], surfaces: [&str; 2]) -> Owners {
        let mut owners = Owners::default();
        for document in documents {
            let schemas = document
                .pointer("/components/schemas")
                .and_then(Value::as_object);
            let names = schemas.into_iter().flat_map(|schemas| schemas.keys());
            owners.names.extend(names.map(|name| bare(name)));
        }
        let rows = || surfaces.iter().flat_map(|surface| surface.lines());
        for row in rows().filter_map(line::operation) {
            let key = (row.method.to_owned(), row.path.to_owned());
            let name = bare(row.name);
            owners
                .operations
                .entry(key)
                .or_default()
                .insert(name.clone());
            owners.names.insert(name);
        }
        let defined: HashSet<&str> = rows().filter_map(line::defined).collect();
        for item in rows().filter(|row| line::is_item(row)).map(line::parse) {
            let [owner, member, ..] = item.names.as_slice() else {
                continue;
            };
            for mentioned in &item.mentions {
                if defined.contains(mentioned)
                    && owners.known(mentioned).is_none()
                    && mentioned != owner
                {
                    let parent = ((*owner).to_owned(), bare(member));
                    owners
                        .parents
                        .entry((*mentioned).to_owned())
                        .or_insert(parent);
                }
            }
        }
        owners
    }

    /// The bare names of an operation on either side.
    pub(super) fn operation(&self, method: &str, path: &str) -> impl Iterator<Item = &String> {
        let key = (method.to_owned(), path.to_owned());
        self.operations.get(&key).into_iter().flatten()
    }

    /// The longest schema or operation whose name a type begins with, and what follows it. `UserGroup` is not `User`'s
    /// where there is a `UserGroup`, and `String` is not `S`'s.
    fn known(&self, name: &str) -> Option<(String, String)> {
        let mut prefix = String::new();
        let mut found = None;
        let mut characters = name.chars().peekable();
        while let Some(character) = characters.next() {
            if character.is_alphanumeric() {
                prefix.extend(character.to_lowercase());
            }
            let ends = characters
                .peek()
                .is_none_or(|next| next.is_uppercase() || next.is_numeric() || *next == '_');
            if ends && self.names.contains(&prefix) {
                found = Some((prefix.clone(), prefix.len()));
            }
        }
        let all = bare(name);
        let (owner, length) = found?;
        Some((owner, all.get(length..).unwrap_or_default().to_owned()))
    }

    /// The schemas and operations that a name belongs to: by its own words, else by what mentions it.
    fn resolve(&self, name: &str) -> Option<(String, String)> {
        let mut way = String::new();
        let mut name = name.to_owned();
        let mut seen = HashSet::new();
        loop {
            if let Some((owner, rest)) = self.known(&name) {
                return Some((owner, format!("{rest}{way}")));
            }
            let (parent, member) = self.parents.get(&name)?;
            if !seen.insert(parent.clone()) {
                return None;
            }
            way = format!("{member}{way}");
            name.clone_from(parent);
        }
    }

    pub(super) fn location(&self, line: &Line<'_>) -> Option<Location> {
        let mut names = line.names.iter();
        let (owner, way) = self.resolve(names.next()?)?;
        let member = names.next().map(|name| bare(name));
        Some(Location { owner, way, member })
    }

    /// The owners of the types that a line mentions.
    pub(super) fn mentioned(&self, line: &Line<'_>) -> HashSet<String> {
        let names = line.mentions.iter();
        names
            .filter_map(|name| Some(self.resolve(name)?.0))
            .collect()
    }
}
