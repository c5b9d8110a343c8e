//! OpenAPI 3.1 document to Rust client source.
//!
//! [`generate`] is a pure function: the same text gives the same bytes. The passes in `passes/` reduce the document to what
//! the model in `model/` reads, and `emit/` writes every item from the model.
//! Whatever is rewritten is told in a [`Note`]; what cannot be generated is an [`Error`] that names the place.
//!
//! ```
//! let document = r##"{
//!     "openapi": "3.1.0",
//!     "info": { "title": "Greeter", "version": "1" },
//!     "paths": { "/hello": { "get": {
//!         "operationId": "hello",
//!         "responses": { "200": { "description": "ok", "content": { "application/json": {
//!             "schema": { "type": ["string", "null"] }
//!         } } } }
//!     } } }
//! }"##;
//! let generated = neo_api_codegen::generate(document, &neo_api_codegen::Options::default())?;
//! assert_eq!(generated.operations[0].id, "hello");
//! assert!(generated.surface.contains("fn Client::hello"));
//! # Ok::<(), neo_api_codegen::Error>(())
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod anchors;
mod circles;
mod conventions;
mod document;
mod emit;
mod error;
mod grammar;
mod media_type;
mod model;
mod names;
mod naming;
mod note;
mod operation;
mod options;
mod parse;
mod passes;
mod pointer;
mod references;
mod stamp;
mod surface;
mod walk;

pub use conventions::{Conventions, Cursor, Envelope, ErrorBody};
use emit::Part;
pub use error::Error;
use model::operations::Api;
pub use note::Note;
pub use operation::Operation;
pub use options::Options;

/// What [`generate`] makes of a document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The Rust source, formatted.
    pub code: String,
    /// One sorted line for each public item of the code, with its types.
    pub surface: String,
    /// Every operation, ordered by path template and method.
    pub operations: Vec<Operation>,
    /// What the passes rewrote, in their order.
    pub notes: Vec<Note>,
}

impl Generated {
    /// The code as it is checked in beside the `document` that it was generated from: under a line that says so, by
    /// which a build without this crate sees whether the two still belong together.
    pub fn checked_in(&self, document: &str) -> String {
        stamp::stamped(document, &self.code)
    }
}

impl Generated {
    /// Checks that hand-written code still has what it names: `wrapped` has a line `file: item` for each item, where the
    /// item is the beginning of a line of the [`surface`](Self::surface).
    ///
    /// # Errors
    /// When an item is gone or has another form. The error names it, the file, and what to adapt.
    pub fn require(&self, wrapped: &str) -> Result<(), Error> {
        for (file, item) in wrapped.lines().filter_map(|line| line.split_once(": ")) {
            let is_item = |line: &str| {
                line.strip_prefix(item)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            };
            if !self.surface.lines().any(is_item) {
                return Err(Error::Wrapped {
                    file: file.to_owned(),
                    item: item.to_owned(),
                });
            }
        }
        Ok(())
    }
}

/// Generates a client from the text of an OpenAPI 3.1 document in JSON.
///
/// # Errors
/// When the text is no such document, when it refers to what is not there, or when something in it has no faithful form
/// in Rust. The error names the place as a JSON pointer.
pub fn generate(document: &str, options: &Options) -> Result<Generated, Error> {
    let (file, document, api) = generated(document, options, Part::Whole)?;
    Ok(Generated {
        code: prettyplease::unparse(&file),
        surface: surface::of(&file, &api),
        operations: api.operations.iter().map(Operation::of).collect(),
        notes: document.notes,
    })
}

/// The [`surface`](Generated::surface) alone, in about half the time.
///
/// # Errors
/// As [`generate`].
pub fn surface(document: &str, options: &Options) -> Result<String, Error> {
    let (file, _, api) = generated(document, options, Part::Interface)?;
    Ok(surface::of(&file, &api))
}

fn generated(
    document: &str,
    options: &Options,
    part: Part,
) -> Result<(syn::File, document::Document, Api), Error> {
    let mut document = read(document, options)?;
    let types = model::read(&mut document)?;
    let api = model::operations::read(&mut document, &types)?;
    let file = emit::file(&types, &api, options, part)?;
    Ok((file, document, api))
}

/// The document after the passes.
fn read(document: &str, options: &Options) -> Result<document::Document, Error> {
    let mut document = parse::parse(document)?;
    document.conventions = options.conventions.clone();
    document.names_before = options.names.clone();
    grammar::check(&mut document)?;
    anchors::resolve(&mut document)?;
    references::check(&document)?;
    passes::run(&mut document)?;
    Ok(document)
}
