//! YAML 1.2 (core schema) to JSON, without the losses of a detour over typed values.
//!
//! Dates and `yes` are strings, quoted scalars are strings whatever they look like, and a number keeps its spelling where
//! JSON has it. What JSON cannot say, or what YAML readers disagree on, is an error with a place.

use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::scalar::scalar;
use super::tree::Tree;
use crate::{plain, pointer};

/// Deeper than any contract, and within what JSON readers follow.
const DEPTH_LIMIT: usize = 100;
/// Aliases can make a small text huge; this many values are enough for any contract.
const VALUE_LIMIT: usize = 4_000_000;
/// And this much text: as much as a document may have without aliases.
const TEXT_LIMIT: usize = super::SIZE_LIMIT;

/// Why a text is not sound YAML.
#[derive(Debug, thiserror::Error)]
#[error("not sound YAML: line {line}, column {column}: {what}")]
pub struct YamlError {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong, with a JSON pointer where there is one.
    pub what: String,
}

pub(super) fn error(span: &Span, what: impl Into<String>) -> YamlError {
    YamlError {
        line: span.start.line(),
        column: span.start.col() + 1,
        what: what.into(),
    }
}

/// A list or map whose end has not come yet.
struct Open {
    anchor: usize,
    /// A key that waits for its value.
    key: Option<String>,
    seen: BTreeSet<String>,
    value: Tree,
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    anchors: BTreeMap<usize, (Tree, Size)>,
    size: Size,
    root: Option<Tree>,
}

/// Reads one YAML document.
pub(super) fn parse(text: &str) -> Result<Tree, YamlError> {
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
        what: "there is no document in it".to_owned(),
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
                    return Err(error(span, "this alias stands inside of what it names"));
                };
                // Before anything is copied.
                self.count(*size, span)?;
                let Some((value, _)) = self.anchors.get(&anchor).cloned() else {
                    return Ok(());
                };
                if self.wants_key() {
                    let Tree::Text(key) = value else {
                        return Err(error(span, "an alias that is no string cannot be a key"));
                    };
                    return self.key(key, span);
                }
                self.put(value, span)
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.count(Size::scalar(&text), span)?;
                let value = scalar(&text, style, tag.as_deref(), span)?;
                self.remember(anchor, &value, span)?;
                if self.wants_key() {
                    return self.scalar_key(value, &text, style, span);
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
                let Some(done) = self.open.pop() else {
                    return Err(error(span, "a list or map ends that did not begin"));
                };
                self.remember(done.anchor, &done.value, span)?;
                self.put(done.value, span)
            }
        }
    }

    /// Keeps a value for the aliases to come. The copy counts: anchors inside of anchors are copied again and again.
    fn remember(&mut self, anchor: usize, value: &Tree, span: &Span) -> Result<(), YamlError> {
        if anchor > 0 {
            let size = Size::of(value);
            self.count(size, span)?;
            self.anchors.insert(anchor, (value.clone(), size));
        }
        Ok(())
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

    /// The place of the innermost open list or map. Made for errors alone: kept for every value, long keys would be
    /// copied once for each value inside.
    fn place(&self) -> String {
        let outer = self.open.len().saturating_sub(1);
        self.open
            .iter()
            .take(outer)
            .fold(String::new(), |place, open| match &open.value {
                Tree::List(items) => pointer::push(&place, &items.len().to_string()),
                _ => pointer::push(&place, open.key.as_deref().unwrap_or_default()),
            })
    }

    fn begin(&mut self, anchor: usize, value: Tree, span: &Span) -> Result<(), YamlError> {
        self.count(Size::scalar(""), span)?;
        if self.wants_key() {
            let place = self.place();
            return Err(error(
                span,
                format!("a key of {place:?} is a list or map; keys are strings"),
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
            value,
        });
        Ok(())
    }

    fn scalar_key(
        &mut self,
        value: Tree,
        text: &str,
        style: ScalarStyle,
        span: &Span,
    ) -> Result<(), YamlError> {
        match value {
            Tree::Text(key) if key == "<<" && style == ScalarStyle::Plain => Err(error(
                span,
                "merge keys (<<) are not part of YAML 1.2; write the entries out",
            )),
            Tree::Text(key) => self.key(key, span),
            // Status codes are often written bare.
            Tree::Number(_) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.key(text.to_owned(), span)
            }
            _ => {
                let place = self.place();
                Err(error(
                    span,
                    format!("the key {text:?} in {place:?} is no string; quote it"),
                ))
            }
        }
    }

    fn key(&mut self, key: String, span: &Span) -> Result<(), YamlError> {
        if let Some(open) = self.open.last_mut() {
            if !open.seen.insert(key.clone()) {
                let place = plain::line(&pointer::push(&self.place(), &key));
                return Err(error(span, format!("{place} stands there twice")));
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
            Some(Open {
                value: Tree::Map(entries),
                key,
                ..
            }) => match key.take() {
                Some(key) => entries.push((key, value)),
                None => return Err(error(span, "a key is a list or map; keys are strings")),
            },
            Some(_) => return Err(error(span, "a value stands inside of a scalar")),
        }
        Ok(())
    }
}

/// How much a value is: how many values it has, itself one of them, and how many bytes of text.
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
        Some(tag) if !(tag.is_yaml_core_schema() && tag.suffix == expected) => {
            Err(error(span, format!("the tag {tag} has no JSON form")))
        }
        _ => Ok(()),
    }
}
