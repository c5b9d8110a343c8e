//! Keywords that OpenAPI does not have.
//!
//! ```yaml
//! {type: object, requierd: [id]}
//! ```
//! is an error: the reader of a document ignores what it does not know, and so does this generator, but a slip of the pen
//! then changes types, or takes a check away, without a word. What resembles no keyword is noted.

mod impossible;
mod objects;
mod spelling;

use std::collections::HashMap;

use serde_json::{Map, Value};

use self::objects::{Inside, Object, keywords};
use crate::{
    Error,
    document::{Document, component},
    pointer::join,
    walk,
};

const PASS: &str = "grammar";

/// Formats with a meaning here or in the registry of OpenAPI.
const FORMATS: [&str; 21] = [
    "binary",
    "byte",
    "date",
    "date-time",
    "decimal",
    "double",
    "duration",
    "email",
    "float",
    "hostname",
    "int32",
    "int64",
    "ipv4",
    "ipv6",
    "password",
    "regex",
    "time",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// Fails at the first keyword that is spelled wrong, and notes those that are no keywords.
pub(crate) fn check(document: &mut Document) -> Result<(), Error> {
    let whole = document.whole();
    let mut check = Check {
        document,
        unknown: HashMap::new(),
    };
    check.object(&whole, Object::Document, "")?;
    let schemas = whole.pointer("/components/schemas");
    for (name, schema) in schemas.and_then(Value::as_object).into_iter().flatten() {
        if schema == &Value::Bool(false) {
            return Err(Error::invalid(
                component(name),
                "the schema `false` allows no value at all; no type can be made of it",
            ));
        }
    }
    impossible(document, &whole)
}

fn impossible(document: &mut Document, whole: &Value) -> Result<(), Error> {
    walk::schemas(document, |document, schema, pointer| {
        let why = schema
            .as_object()
            .and_then(|members| impossible::why(whole, members));
        if let Some(why) = why {
            document.note(PASS, pointer, why);
        }
        Ok(())
    })
}

/// The walk over a document.
struct Check<'a, 'd> {
    document: &'d mut Document,
    /// What was meant by each unknown key, which is likely to be in a document a thousand times.
    unknown: HashMap<(Object, &'a str), Option<&'static str>>,
}

impl<'a> Check<'a, '_> {
    fn object(&mut self, value: &'a Value, of: Object, pointer: &str) -> Result<(), Error> {
        let Value::Object(members) = value else {
            return Ok(());
        };
        let known = keywords(of);
        for (key, member) in members {
            if key.starts_with("x-") {
                continue;
            }
            let at = join(pointer, key);
            match known.iter().find(|(keyword, _)| keyword == key) {
                Some((_, inside)) => self.step(member, *inside, &at)?,
                None if of == Object::Responses && is_status(key) => {
                    self.object(member, Object::Response, &at)?;
                }
                None => self.unknown(key, of, &at)?,
            }
        }
        match of {
            Object::Schema => format(members, pointer),
            Object::Operation if !members.contains_key("responses") => {
                let what =
                    "no `responses`, which OpenAPI 3.1 allows: any success is given as bytes";
                self.document.note(PASS, pointer, what);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn step(&mut self, value: &'a Value, inside: Inside, at: &str) -> Result<(), Error> {
        match (inside, value) {
            (Inside::One(of), value) => self.object(value, of, at),
            (Inside::List(of), Value::Array(items)) => items
                .iter()
                .enumerate()
                .try_for_each(|(index, item)| self.object(item, of, &join(at, &index.to_string()))),
            (Inside::Map(of), Value::Object(named)) => named
                .iter()
                .filter(|(name, _)| of != Object::PathItem || !name.starts_with("x-"))
                .try_for_each(|(name, item)| self.object(item, of, &join(at, name))),
            (Inside::Maps(of), Value::Object(named)) => named
                .iter()
                .try_for_each(|(name, item)| self.step(item, Inside::Map(of), &join(at, name))),
            _ => Ok(()),
        }
    }

    fn unknown(&mut self, key: &'a str, of: Object, at: &str) -> Result<(), Error> {
        let meant = match self.unknown.get(&(of, key)) {
            Some(meant) => *meant,
            None => {
                let known = keywords(of).iter().map(|(keyword, _)| *keyword);
                let meant = spelling::meant(key, known);
                self.unknown.insert((of, key), meant);
                meant
            }
        };
        match meant {
            Some(meant) => Err(Error::invalid(
                at,
                format!("`{key}` is no keyword; did you mean `{meant}`?"),
            )),
            // An answer that is left out without a word is drift nobody sees.
            None if of == Object::Responses => Err(Error::invalid(
                at,
                format!(
                    "`{key}` is no status; expected three digits, `4XX` or the like, or `default`"
                ),
            )),
            None => {
                let what = format!("`{key}` is no keyword of OpenAPI 3.1 here; it is ignored");
                self.document.note(PASS, at, what);
                Ok(())
            }
        }
    }
}

/// Three digits, or a class of statuses.
fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [b'1'..=b'5', b'X', b'X'] => true,
        code => code.len() == 3 && code.iter().all(u8::is_ascii_digit),
    }
}

/// Any format is allowed; a word that nearly is a known one is that one misspelled.
fn format(schema: &Map<String, Value>, pointer: &str) -> Result<(), Error> {
    let Some(Value::String(format)) = schema.get("format") else {
        return Ok(());
    };
    // `uint32` and `uuid4` are formats of their own.
    let only_letters = |word: &str| word.len() > 4 && !word.contains(|c: char| c.is_ascii_digit());
    if FORMATS.contains(&format.as_str()) || !only_letters(format) {
        return Ok(());
    }
    let known = FORMATS.into_iter().filter(|it| it.len() >= 4);
    match spelling::meant(format, known) {
        Some(meant) => Err(Error::invalid(
            join(pointer, "format"),
            format!("`{format}` is no format that is known; did you mean `{meant}`?"),
        )),
        None => Ok(()),
    }
}
