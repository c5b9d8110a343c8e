//! OpenAPI 3.1 document to Rust client source.
//!
//! [`generate`] is a pure function: the same text gives the same bytes. It mends the document for progenitor with the
//! passes in `passes/`, lets progenitor and typify write the client and the types, and adds what they do not write
//! (`emit/`). Whatever it rewrites is told in a [`Note`]; what it cannot generate is an [`Error`] that names the place.
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
mod call;
mod circles;
mod document;
mod emit;
mod error;
mod grammar;
mod media_type;
mod model;
mod names;
mod note;
mod operation;
mod options;
mod parse;
mod passes;
mod pointer;
mod progenitor;
mod references;
mod stamp;
mod surface;
mod walk;

use emit::Part;
pub use error::Error;
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

/// Generates a client from the text of an OpenAPI 3.1 document in JSON.
///
/// # Errors
/// When the text is no such document, when it refers to what is not there, or when something in it has no faithful form
/// in Rust. The error names the place as a JSON pointer.
pub fn generate(document: &str, options: &Options) -> Result<Generated, Error> {
    let (file, document) = generated(document, options, Part::Whole)?;
    Ok(Generated {
        code: prettyplease::unparse(&file),
        surface: surface::of(&file),
        operations: document.operations,
        notes: document.notes,
    })
}

/// The [`surface`](Generated::surface) alone, in about half the time.
///
/// # Errors
/// As [`generate`].
pub fn surface(document: &str, options: &Options) -> Result<String, Error> {
    let (file, _) = generated(document, options, Part::Interface)?;
    Ok(surface::of(&file))
}

fn generated(
    document: &str,
    options: &Options,
    part: Part,
) -> Result<(syn::File, document::Document), Error> {
    let mut document = parse::parse(document)?;
    grammar::check(&mut document)?;
    anchors::resolve(&mut document)?;
    references::check(&document)?;
    passes::run(&mut document)?;
    let types = model::read(&mut document)?;
    passes::finish(&mut document)?;
    let tokens = progenitor::tokens(&document, options)?;
    let file = emit::file(tokens, &mut document, &types, options, part)?;
    Ok((file, document))
}
