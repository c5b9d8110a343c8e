//! From text to one OpenAPI 3.1 document in which every reference resolves.
//!
//! One invalid part costs only that part: it is noted and removed, and an operation that depends on it is left out.
//! Only documents that are invalid as a whole are errors.

mod bundle;
mod composition;
mod grammar;
mod node_path;
mod objects;
mod published;
mod reading;
pub(crate) mod reference_cycles;
mod references;
mod spelling;
mod text;
mod unsatisfiable;
mod v3_0;
mod v3_2;
mod version;
mod walk;

use serde_json::{Value, json};

pub use bundle::{Bundled, Files, Unread, bundle};
pub(crate) use published::PublishedPointers;
pub(crate) use reading::{Reading, is_method, operation_at};
pub(crate) use references::decoded;
pub(crate) use version::Version;

use crate::pointer::{join, unescape};
use crate::{Error, LeftOut, Note};

const PASS: &str = "left_out";

/// The result of [`read`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Read {
    /// OpenAPI 3.1. Every reference in it resolves within it.
    pub document: Value,
    /// What was rewritten or removed.
    pub notes: Vec<Note>,
    /// The operations that were removed.
    pub left_out: Vec<LeftOut>,
    published: PublishedPointers,
    version: Version,
}

impl Read {
    /// The document for the passes, and its OpenAPI version.
    pub(crate) fn reading(&self) -> (Reading, Version) {
        let reading = Reading {
            root: self.document.clone(),
            notes: self.notes.clone(),
            published: self.published.clone(),
            left_out: self.left_out.clone(),
        };
        (reading, self.version)
    }
}

/// Reads a document of OpenAPI 3.0, 3.1 or 3.2 in JSON as [`generate`](crate::generate) does: as 3.1, with each invalid
/// part repaired or removed.
///
/// # Errors
/// When the document is invalid as a whole.
pub fn read(text: &str) -> Result<Read, Error> {
    let (reading, version) = text::parse(text)?;
    Ok(given(reading, version))
}

/// As [`read`], from a value.
///
/// # Errors
/// As [`read`].
pub fn read_value(document: Value) -> Result<Read, Error> {
    let (reading, version) = text::check(document)?;
    Ok(given(reading, version))
}

fn given(mut reading: Reading, version: Version) -> Read {
    repair(&mut reading, version);
    Read {
        document: reading.root,
        notes: reading.notes,
        left_out: reading.left_out,
        published: reading.published,
        version,
    }
}

/// The document for the passes, and its OpenAPI version.
pub(crate) fn document(text: &str) -> Result<(Reading, Version), Error> {
    let (mut reading, version) = text::parse(text)?;
    repair(&mut reading, version);
    Ok((reading, version))
}

fn repair(reading: &mut Reading, version: Version) {
    v3_0::lift(reading, version);
    v3_2::lower(reading, version);
    grammar::check(reading);
    references::check(reading);
    composition::check(reading);
}

/// Removes the part that an error of a later step names, to generate the rest. Returns whether it could.
pub(crate) fn without(reading: &mut Reading, error: &Error) -> bool {
    let Some(pointer) = error.pointer() else {
        return false;
    };
    if let Some((path, Some(method))) = operation_at(pointer) {
        let pointer = join(&join("/paths", &path), &method);
        return reading.leave_out(&pointer, &error.to_string());
    }
    let mut tokens = pointer.split('/').skip(1);
    let (Some("components"), Some(kind), Some(name)) =
        (tokens.next(), tokens.next(), tokens.next())
    else {
        return false;
    };
    let at = format!("/components/{kind}");
    let Some(Value::Object(named)) = reading.root.pointer_mut(&at) else {
        return false;
    };
    let name = unescape(name);
    let Some(component) = named.get_mut(&name) else {
        return false;
    };
    if kind == "schemas" {
        *component = json!({});
        let what = format!("any JSON is accepted, because the schema cannot be read: {error}");
        reading.lost(PASS, pointer, what);
    } else {
        named.remove(&name);
        reading.lost(PASS, pointer, format!("it cannot be read: {error}"));
        references::check(reading);
    }
    true
}
