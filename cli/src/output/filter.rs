//! `--jq`: filters over JSON, by jaq.

use std::fmt;
use std::io::IsTerminal;
use std::rc::Rc;

use jaq_core::data::JustLut;
use jaq_core::load::{self, Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars};
use jaq_json::{Val, read};

use super::sanitize;
use crate::failure::Failure;

/// Values that are nested deeper are not read: the parser would need as much of the stack.
const DEEPEST: usize = 1_000;

/// A filter that was compiled.
#[derive(Clone)]
pub struct Filter(Rc<jaq_core::Filter<JustLut<Val>>>);

impl Filter {
    pub fn compile(code: &str) -> Result<Self, Failure> {
        let wrong = |what: String| Failure::Usage(format!("--jq: {what}"));
        let defs = jaq_core::defs().chain(jaq_std::defs());
        // The environment has the key.
        let std = jaq_std::funs().filter(|(name, ..)| *name != "env");
        let funs = jaq_core::funs().chain(std).chain(jaq_json::funs());
        let arena = Arena::default();
        let loader = Loader::new(defs.chain(jaq_json::defs()));
        let modules = loader
            .load(&arena, File { code, path: () })
            .map_err(|errors| {
                let error = errors.into_iter().map(|(_, error)| error).next();
                wrong(error.map_or_else(|| INVALID.to_owned(), |it| invalid(code, it)))
            })?;
        let compiled = Compiler::default().with_funs(funs).compile(modules);
        let filter = compiled.map_err(|errors| {
            let unknown = errors.iter().flat_map(|(_, errors)| errors);
            let unknown: Vec<String> = unknown
                .map(|(name, what)| format!("{} {name}{}", what.as_str(), position(code, name)))
                .collect();
            wrong(format!("unknown {}", unknown.join(", ")))
        })?;
        Ok(Self(Rc::new(filter)))
    }

    /// What the filter makes of a value, a line for each result; texts without their quotes.
    pub fn apply(&self, json: &[u8]) -> Result<String, Failure> {
        let failed = |what: String| Failure::Io(format!("--jq: {what}"));
        if depth(json) > DEEPEST {
            return Err(failed(format!(
                "the response is nested deeper than {DEEPEST} values"
            )));
        }
        let input = read::parse_single(json).map_err(|error| failed(error.to_string()))?;
        let context = Ctx::<JustLut<Val>>::new(&self.0.lut, Vars::new([]));
        let on_terminal = std::io::stdout().is_terminal();
        let mut text = String::new();
        for result in self.0.id.run((context, input)) {
            match result {
                Ok(Val::TStr(bytes)) => {
                    let line = String::from_utf8_lossy(&bytes);
                    text += &match on_terminal {
                        true => line
                            .split('\n')
                            .map(sanitize)
                            .collect::<Vec<_>>()
                            .join("\n"),
                        false => line.into_owned(),
                    };
                }
                Ok(value) => text += &value.to_string(),
                Err(thrown) => match thrown.get_err() {
                    Ok(error) => return Err(failed(error.to_string())),
                    // `halt`
                    Err(_) => return Ok(text),
                },
            }
            text.push('\n');
        }
        Ok(text)
    }
}

impl fmt::Debug for Filter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Filter").finish_non_exhaustive()
    }
}

const INVALID: &str = "the filter is not valid jq";

/// What is wrong with a filter, and where.
fn invalid(code: &str, error: load::Error<&str>) -> String {
    let first = match &error {
        load::Error::Io(_) => None,
        load::Error::Lex(errors) => errors.first().map(|(it, at)| (it.as_str(), *at)),
        load::Error::Parse(errors) => errors.first().map(|(it, at)| (it.as_str(), *at)),
    };
    match first {
        None => INVALID.to_owned(),
        Some((expected, "")) => format!("{INVALID}: it ends where a {expected} is expected"),
        Some((expected, at)) => {
            let text: String = at.chars().take(20).collect();
            let position = position(code, at);
            format!("{INVALID}: a {expected} is expected{position}, where it has `{text}`")
        }
    }
}

/// Where a part of the filter begins, counted in characters from 1.
fn position(code: &str, part: &str) -> String {
    let start = (part.as_ptr() as usize).checked_sub(code.as_ptr() as usize);
    let before = start.and_then(|start| code.get(..start));
    before.map_or_else(String::new, |it| {
        format!(" at character {}", it.chars().count() + 1)
    })
}

/// How deep JSON is nested.
fn depth(json: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_string, mut escaped) = (false, false);
    for byte in json {
        match (in_string, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_string = !in_string,
            (false, b'[' | b'{') => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
