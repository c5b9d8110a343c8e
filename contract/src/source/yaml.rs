//! YAML 1.2 (core schema) to JSON, without the losses of typed values in between.
//!
//! Accepts what PyYAML, go-yaml and js-yaml accept: merge keys, keys that are not strings, and lines of flow
//! collections that the specification wants deeper. Dates and `yes` are strings, and quoted scalars are always strings.
//! A number keeps its spelling if JSON has it, and is text otherwise. `openapi` and the texts of `info` are text,
//! quoted or not.

use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::flow;
use super::scalar::scalar;
use super::tree::Tree;
use crate::sanitize;
use neo_api_document::pointer;

/// Deeper than any contract, and within the limits of JSON readers.
const DEPTH_LIMIT: usize = 100;
/// The key whose value is a map, or a list of maps, to merge into the map around it.
const MERGE: &str = "<<";
/// Aliases can make a small text huge; this many values are enough for any contract.
const VALUE_LIMIT: usize = 4_000_000;
/// The maximum number of values that aliases copy.
const COPY_LIMIT: usize = 500_000;
/// The maximum text with aliases: as much as a document without aliases.
const TEXT_LIMIT: usize = super::SIZE_LIMIT;

/// Why a text is not valid YAML.
#[derive(Debug, thiserror::Error)]
#[error("invalid YAML: line {line}, column {column}: {what}")]
pub struct YamlError {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// The error, with a JSON pointer if there is one.
    pub what: String,
}

pub(super) fn error(span: &Span, what: impl Into<String>) -> YamlError {
    YamlError {
        line: span.start.line(),
        column: span.start.col() + 1,
        what: what.into(),
    }
}

/// A list or map that has not ended yet.
struct Open {
    anchor: usize,
    /// A key without its value.
    key: Option<String>,
    seen: BTreeSet<String>,
    /// Whether that key is a merge key.
    merges: bool,
    /// Entries of merge keys. The map's own entries take precedence.
    merged: Vec<(String, Tree)>,
    value: Tree,
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    anchors: BTreeMap<usize, (Tree, Size)>,
    size: Size,
    copied: usize,
    root: Option<Tree>,
}

/// Reads one YAML document.
pub(super) fn parse(text: &str) -> Result<Tree, YamlError> {
    let error = match read(text) {
        Ok(tree) => return Ok(tree),
        Err(error) => error,
    };
    // An error after indenting would refer to a different text.
    let helps = error.what.contains("indentation");
    let again = helps.then(|| flow::indented(text)).flatten();
    again.and_then(|text| read(&text).ok()).ok_or(error)
}

fn read(text: &str) -> Result<Tree, YamlError> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|scan| YamlError {
            line: scan.marker().line(),
            column: scan.marker().col() + 1,
            what: scan.info().to_owned(),
        })?;
        builder.take(event, &span)?;
    }
    builder.root.ok_or(YamlError {
        line: 1,
        column: 1,
        what: "the file contains no document".to_owned(),
    })
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), YamlError> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => Err(error(
                span,
                "a second document begins here; a contract is one document",
            )),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
            Event::Alias(anchor) => {
                let Some((_, size)) = self.anchors.get(&anchor) else {
                    return Err(error(span, "this alias is inside its own anchor"));
                };
                // Before any copy is made.
                let size = *size;
                self.copy(size, span)?;
                let Some((value, _)) = self.anchors.get(&anchor).cloned() else {
                    return Ok(());
                };
                if self.wants_key() {
                    let Tree::Text(key) = value else {
                        return Err(error(span, "an alias that is not a string cannot be a key"));
                    };
                    return self.key(key, span);
                }
                self.put(value, span)
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.count(Size::scalar(&text), span)?;
                let value = if self.is_text() {
                    Tree::Text(text.to_string())
                } else {
                    scalar(&text, style, tag.as_deref(), span)?
                };
                self.remember(anchor, &value, span)?;
                if self.wants_key() {
                    return self.scalar_key(&text, style, span);
                }
                self.put(value, span)
            }
            Event::SequenceStart(anchor, tag) => {
                check_collection_tag(tag.as_deref(), "seq", span)?;
                self.begin(anchor, Tree::List(Vec::new()), span)
            }
            Event::MappingStart(anchor, tag) => {
                check_collection_tag(tag.as_deref(), "map", span)?;
                self.begin(anchor, Tree::Map(Vec::new()), span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(mut done) = self.open.pop() else {
                    return Err(error(span, "a list or map ends here but never started"));
                };
                if let Tree::Map(entries) = &mut done.value
                    && !done.merged.is_empty()
                {
                    let mut merged = std::mem::take(&mut done.merged);
                    // The first of several takes precedence, and the map's own over all.
                    merged.retain(|(key, _)| done.seen.insert(key.clone()));
                    entries.splice(..0, merged);
                }
                self.remember(done.anchor, &done.value, span)?;
                self.put(done.value, span)
            }
        }
    }

    /// Keeps a value for later aliases. The copy counts: nested anchors are copied repeatedly.
    fn remember(&mut self, anchor: usize, value: &Tree, span: &Span) -> Result<(), YamlError> {
        if anchor > 0 {
            let size = Size::of(value);
            self.copy(size, span)?;
            self.anchors.insert(anchor, (value.clone(), size));
        }
        Ok(())
    }

    /// Counts the values that an anchor or alias copies.
    fn copy(&mut self, size: Size, span: &Span) -> Result<(), YamlError> {
        self.copied = self.copied.saturating_add(size.values);
        if self.copied > COPY_LIMIT {
            let what = format!("its anchors and aliases copy more than {COPY_LIMIT} values");
            return Err(error(span, what));
        }
        self.count(size, span)
    }

    /// Whether the next value is always text in a document: a version, for example, is not a number.
    fn is_text(&self) -> bool {
        let key = |open: &Open| open.key.clone().unwrap_or_default();
        match self.open.as_slice() {
            [root] => matches!(key(root).as_str(), "openapi" | "swagger"),
            [root, info] => {
                key(root) == "info" && matches!(key(info).as_str(), "title" | "version")
            }
            _ => false,
        }
    }

    fn count(&mut self, more: Size, span: &Span) -> Result<(), YamlError> {
        self.size = self.size.and(more);
        if self.size.values > VALUE_LIMIT {
            return Err(error(
                span,
                format!("more than {VALUE_LIMIT} values with its anchors and aliases copied"),
            ));
        }
        if self.size.text > TEXT_LIMIT {
            return Err(error(
                span,
                format!(
                    "more than {} MiB of text with its anchors and aliases copied",
                    TEXT_LIMIT / 1024 / 1024
                ),
            ));
        }
        Ok(())
    }

    fn wants_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                key: None,
                value: Tree::Map(_),
                ..
            })
        )
    }

    /// The pointer of the innermost open list or map. Built only for errors: kept for every value, long keys would be
    /// copied for each value inside.
    fn pointer(&self) -> String {
        let outer = self.open.len().saturating_sub(1);
        self.open
            .iter()
            .take(outer)
            .fold(String::new(), |pointer, open| match &open.value {
                Tree::List(items) => pointer::join(&pointer, &items.len().to_string()),
                _ => pointer::join(&pointer, open.key.as_deref().unwrap_or_default()),
            })
    }

    fn begin(&mut self, anchor: usize, value: Tree, span: &Span) -> Result<(), YamlError> {
        self.count(Size::scalar(""), span)?;
        if self.wants_key() {
            let pointer = self.pointer();
            return Err(error(
                span,
                format!("a key of {pointer:?} is a list or map; keys must be strings"),
            ));
        }
        if self.open.len() >= DEPTH_LIMIT {
            return Err(error(
                span,
                format!("nested deeper than {DEPTH_LIMIT} levels"),
            ));
        }
        self.open.push(Open {
            anchor,
            key: None,
            seen: BTreeSet::new(),
            merges: false,
            merged: Vec::new(),
            value,
        });
        Ok(())
    }

    /// Keys are strings in JSON: status codes are often unquoted, and `on` or `null` can be names.
    fn scalar_key(&mut self, text: &str, style: ScalarStyle, span: &Span) -> Result<(), YamlError> {
        if text == MERGE && style == ScalarStyle::Plain {
            if let Some(open) = self.open.last_mut() {
                open.key = Some(MERGE.to_owned());
                open.merges = true;
            }
            return Ok(());
        }
        self.key(text.to_owned(), span)
    }

    fn key(&mut self, key: String, span: &Span) -> Result<(), YamlError> {
        if let Some(open) = self.open.last_mut() {
            if !open.seen.insert(key.clone()) {
                let pointer = sanitize::line(&pointer::join(&self.pointer(), &key));
                return Err(error(span, format!("{pointer} is a duplicate key")));
            }
            open.key = Some(key);
        }
        Ok(())
    }

    fn put(&mut self, value: Tree, span: &Span) -> Result<(), YamlError> {
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Open {
                value: Tree::List(items),
                ..
            }) => items.push(value),
            Some(open) if open.merges => {
                open.merges = false;
                open.key = None;
                let maps = match value {
                    Tree::List(maps) => maps,
                    map => vec![map],
                };
                for map in maps {
                    let Tree::Map(entries) = map else {
                        return Err(error(
                            span,
                            "the value of a merge key (<<) must be a map or a list of maps",
                        ));
                    };
                    open.merged.extend(entries);
                }
            }
            Some(Open {
                value: Tree::Map(entries),
                key,
                ..
            }) => match key.take() {
                Some(key) => entries.push((key, value)),
                None => return Err(error(span, "a key is a list or map; keys must be strings")),
            },
            Some(_) => return Err(error(span, "a value inside a scalar")),
        }
        Ok(())
    }
}

/// The size of a value: the number of values in it, including itself, and the bytes of text.
#[derive(Clone, Copy, Default)]
struct Size {
    values: usize,
    text: usize,
}

impl Size {
    fn scalar(text: &str) -> Size {
        Size {
            values: 1,
            text: text.len(),
        }
    }

    fn and(self, other: Size) -> Size {
        Size {
            values: self.values.saturating_add(other.values),
            text: self.text.saturating_add(other.text),
        }
    }

    fn of(tree: &Tree) -> Size {
        match tree {
            Tree::Text(text) | Tree::Number(text) => Size::scalar(text),
            Tree::List(items) => items
                .iter()
                .fold(Size::scalar(""), |size, item| size.and(Size::of(item))),
            Tree::Map(entries) => entries.iter().fold(Size::scalar(""), |size, (key, value)| {
                size.and(Size::scalar(key)).and(Size::of(value))
            }),
            Tree::Null | Tree::Bool(_) => Size::scalar(""),
        }
    }
}

fn check_collection_tag(tag: Option<&Tag>, expected: &str, span: &Span) -> Result<(), YamlError> {
    match tag {
        Some(tag) if !(tag.is_yaml_core_schema() && tag.suffix == expected) => Err(error(
            span,
            format!("the tag {tag} cannot be represented in JSON"),
        )),
        _ => Ok(()),
    }
}
