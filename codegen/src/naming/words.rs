//! The words of paths and ids.

use crate::names;

/// The words of a name: `listJobs` → `list`, `jobs`.
pub(super) fn of(text: &str) -> Vec<String> {
    if !text.chars().any(char::is_alphanumeric) {
        return Vec::new();
    }
    names::words(text)
}

/// A part of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A word of a segment's literal text.
    Word(String),
    /// The words of a parameter's name.
    Parameter(Vec<String>),
}

/// The parts of a path template.
#[derive(Clone, Debug)]
pub(super) struct Path {
    pub(super) tokens: Vec<Token>,
    /// Whether its last segment is a parameter and nothing else.
    pub(super) ends_in_parameter: bool,
}

impl Path {
    pub(super) fn of(template: &str) -> Self {
        let mut tokens = Vec::new();
        let mut ends_in_parameter = false;
        for segment in template.split('/').filter(|it| !it.is_empty()) {
            let mut has_words = false;
            for (index, part) in segment.split(['{', '}']).enumerate() {
                if index % 2 == 1 {
                    tokens.push(Token::Parameter(of(part)));
                } else {
                    let words = of(part);
                    has_words |= !words.is_empty();
                    tokens.extend(words.into_iter().map(Token::Word));
                }
            }
            ends_in_parameter = !has_words;
        }
        Self {
            tokens,
            ends_in_parameter,
        }
    }

    /// The words of its literal text.
    pub(super) fn words(&self) -> Vec<String> {
        let words = self.tokens.iter().filter_map(|token| match token {
            Token::Word(word) => Some(word.clone()),
            Token::Parameter(_) => None,
        });
        words.collect()
    }

    /// All its words, including those of parameters.
    pub(super) fn all_words(&self) -> Vec<String> {
        let words = self.tokens.iter().flat_map(|token| match token {
            Token::Word(word) => vec![word.clone()],
            Token::Parameter(words) => words.clone(),
        });
        words.collect()
    }

    /// The words without an API prefix and its first version: `/api/v1/agents` → `agents`. A later version stays, so
    /// two versions of an operation have different names.
    pub(super) fn own_words(&self) -> Vec<String> {
        let words = self.words();
        let mut rest = words.as_slice();
        loop {
            rest = match rest {
                [first, after @ ..] if first == "api" || first == "rest" || first == "v1" => after,
                [public, api, after @ ..] if public == "public" && api == "api" => after,
                _ => break,
            };
        }
        match rest.is_empty() {
            true => words,
            false => rest.to_vec(),
        }
    }

    /// The literal words at the end of the path that `words` spells; `None` if they spell something else. A parameter
    /// may be spelled by its name, as `id`, with `by` before it, or omitted.
    pub(super) fn spelled(&self, words: &[String]) -> Option<Vec<String>> {
        (0..self.tokens.len()).rev().find_map(|start| {
            let tokens = self.tokens.get(start..)?;
            let fixed = fixed(tokens);
            (!fixed.is_empty() && spells(tokens, words)).then_some(fixed)
        })
    }
}

fn fixed(tokens: &[Token]) -> Vec<String> {
    let words = tokens.iter().filter_map(|token| match token {
        Token::Word(word) => Some(word.clone()),
        Token::Parameter(_) => None,
    });
    words.collect()
}

/// Whether the words are the tokens, one after the other.
fn spells(tokens: &[Token], words: &[String]) -> bool {
    match tokens {
        [] => words.is_empty(),
        [Token::Word(word), rest @ ..] => {
            words.first() == Some(word) && words.get(1..).is_some_and(|words| spells(rest, words))
        }
        [Token::Parameter(name), rest @ ..] => {
            let id = ["id".to_owned()];
            let after_by = match words {
                [by, after @ ..] if by == "by" => after,
                _ => words,
            };
            spells(rest, words)
                || [name.as_slice(), &id].into_iter().any(|name| {
                    after_by
                        .strip_prefix(name)
                        .is_some_and(|words| spells(rest, words))
                })
        }
    }
}
