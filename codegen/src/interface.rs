//! The public interface of a client, to compare revisions of a document without writing the code of both.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Error, Options, Read,
    emit::{self, OutputScope},
    model::{
        Model, TypeRef,
        definition::{Body, Definition},
        operations::Operation,
    },
    pointer, surface,
};

/// The public interface of the client of a document.
pub struct Interface {
    model: Model,
    options: Options,
}

impl Interface {
    /// The interface of the client that [`generate`](crate::generate) would write.
    ///
    /// # Errors
    /// As [`generate`](crate::generate).
    pub fn of(document: &Read, options: &Options) -> Result<Self, Error> {
        Ok(Self {
            model: Model::of(|| Ok(document.reading()), options)?,
            options: options.clone(),
        })
    }

    /// Every line, as [`surface`](crate::Generated::surface).
    ///
    /// # Errors
    /// If the code cannot be written.
    pub fn lines(&self) -> Result<String, Error> {
        self.write(OutputScope::Interface)
    }

    /// The lines that a comparison needs: every operation, every item that differs, the items that it mentions, and the
    /// items that lead to those from a schema or an operation. Both interfaces have all other lines.
    ///
    /// # Errors
    /// If the code cannot be written.
    pub fn lines_beside(&self, other: &Self) -> Result<String, Error> {
        let items = differing(&[self.items(), other.items()]);
        self.write(OutputScope::Items(&items))
    }

    fn write(&self, scope: OutputScope<'_>) -> Result<String, Error> {
        let Model { types, api, .. } = &self.model;
        let (_, lines) = emit::write(types, api, &self.options, scope)?.finish();
        Ok(surface::of(lines, api))
    }

    fn items(&self) -> BTreeMap<&str, Item<'_>> {
        let Model { types, api, .. } = &self.model;
        let types = types.definitions.iter();
        let types = types.map(|(name, it)| (name.as_str(), Part::Type(it)));
        let operations = api.operations.iter();
        let operations = operations.map(|it| (it.builder.as_str(), Part::Operation(it)));
        let mut items: BTreeMap<&str, Item<'_>> = BTreeMap::new();
        for (name, part) in types.chain(operations) {
            items.entry(name).or_default().push(part);
        }
        items
    }
}

/// All that has one name.
type Item<'a> = Vec<Part<'a>>;

/// All that the lines of a type or of an operation depend on, except that a union also has conversions from the builders
/// of its variants.
#[derive(PartialEq)]
enum Part<'a> {
    Type(&'a Definition),
    Operation(&'a Operation),
}

impl<'a> Part<'a> {
    fn mentions(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let types = match self {
            Self::Type(it) => it.body.parts(),
            Self::Operation(it) => it.types(),
        };
        types.into_iter().filter_map(TypeRef::name)
    }

    /// Whether it has conversions from the builders of what it mentions.
    fn is_union(&self) -> bool {
        matches!(self, Self::Type(it) if matches!(it.body, Body::Union(_)))
    }

    /// Whether the name alone says which schema or operation of the document it is.
    fn is_called(&self, name: &str) -> bool {
        match self {
            Self::Operation(_) => true,
            Self::Type(it) => {
                let schema = it.at.strip_prefix("/components/schemas/");
                schema.is_some_and(|it| letters(&pointer::unescape(it)).eq(letters(name)))
            }
        }
    }
}

/// The letters of a name, without its case and punctuation.
fn letters(name: &str) -> impl Iterator<Item = char> {
    let letters = name.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}

/// The names of the items that differ, of those they mention, and of those that mention one whose own name does not say
/// where it belongs.
fn differing<'a>(sides: &[BTreeMap<&'a str, Item<'a>>; 2]) -> BTreeSet<&'a str> {
    let [left, right] = sides;
    let mut mentioned_by: BTreeMap<&str, BTreeSet<&'a str>> = BTreeMap::new();
    let changed = |name: &str| left.get(name) != right.get(name);
    let mut open: BTreeSet<&'a str> = BTreeSet::new();
    for (name, item) in left.iter().chain(right) {
        for part in item {
            let mentions: BTreeSet<&str> = part.mentions().collect();
            if changed(name) || part.is_union() && mentions.iter().any(|it| changed(it)) {
                open.insert(name);
                open.extend(&mentions);
            }
            for it in mentions {
                mentioned_by.entry(it).or_default().insert(name);
            }
        }
    }
    let mut found = BTreeSet::new();
    while let Some(name) = open.pop_first() {
        if !found.insert(name) {
            continue;
        }
        let mut parts = sides.iter().filter_map(|side| side.get(name)).flatten();
        if parts.any(|it| !it.is_called(name)) {
            open.extend(mentioned_by.get(name).into_iter().flatten());
        }
    }
    found
}
