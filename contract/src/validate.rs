//! Checks before a document is vendored: the generator must be able to read it.

use neo_api_codegen::{Generated, LeftOut, Note, NoteKind, Options};
use serde_json::Value;

use crate::sanitize;

/// The metadata of a valid contract, and the code generated from it.
pub struct Contract {
    /// `info.version`.
    pub version: String,
    /// `openapi`, as published.
    pub openapi: String,
    /// The generator's output.
    pub generated: Generated,
}

/// Why a document cannot be vendored.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not JSON.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Its structure is invalid.
    #[error("not an OpenAPI document: {0}")]
    Structure(String),
    /// The generator cannot read it.
    #[error("{}", sanitize::line(&.0.to_string()))]
    Generate(#[from] neo_api_codegen::Error),
    /// The generator reads it with losses, and `--strict` is set.
    #[error("{} parts of the document are invalid or cannot be generated, which --strict forbids:{}", .0.len(), list(.0))]
    Strict(Vec<Note>),
}

fn list(lost: &[Note]) -> String {
    lost.iter()
        .map(|note| format!("\n  {}", sanitize::line(&note.to_string())))
        .collect()
}

/// Generates from a document.
pub fn validate(json: &str, options: &Options) -> Result<Contract, Error> {
    let root = parse(json)?;
    let generated = neo_api_codegen::generate(json, options)?;
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Ok(Contract {
        version: text(&root["info"]["version"]),
        openapi: text(&root["openapi"]),
        generated,
    })
}

/// Fails if there are losses.
pub fn strict(notes: &[Note]) -> Result<(), Error> {
    let lost: Vec<Note> = notes
        .iter()
        .filter(|it| it.kind == NoteKind::Lost)
        .cloned()
        .collect();
    if lost.is_empty() {
        Ok(())
    } else {
        Err(Error::Strict(lost))
    }
}

fn parse(json: &str) -> Result<Value, Error> {
    if json.starts_with('\u{feff}') {
        let what =
            "it starts with a byte order mark (BOM), which JSON forbids; save it without one";
        return Err(Error::Structure(what.to_owned()));
    }
    Ok(serde_json::from_str(json)?)
}

/// The parts of a document that a comparison sees otherwise than published.
pub struct Readable {
    /// The operations that cannot be compared.
    pub left_out: Vec<LeftOut>,
    /// The references that do not resolve. Any JSON is accepted in their place.
    pub dangling: Vec<Note>,
}

/// Checks that a document can be compared.
pub fn readable(json: &str) -> Result<Readable, Error> {
    let read = neo_api_codegen::read_value(parse(json)?)?;
    let mut dangling = read.notes;
    dangling.retain(|it| it.kind == NoteKind::Lost && it.pass == "references");
    Ok(Readable {
        left_out: read.left_out,
        dangling,
    })
}
