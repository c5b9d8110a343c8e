//! Generates Rust client source from an OpenAPI document (3.0, 3.1 or 3.2).
//!
//! [`generate`] is a pure function: the same text gives the same bytes. `read/` resolves and repairs the document,
//! `passes/` reduces it to what `model/` reads, and `emit/` writes every item from the model. A [`Note`] reports each rewrite; an
//! [`Error`] names the part that cannot be generated.
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

mod convention_use;
mod conventions;
mod document;
mod emit;
mod error;
mod interface;
mod model;
mod names;
mod naming;
mod note;
mod operation;
mod options;
mod passes;
mod read;
mod service;
mod stamp;
mod surface;
mod walk;

pub use convention_use::ConventionUse;
pub use conventions::{Conventions, Cursor, Envelope, ErrorBody};
use emit::OutputScope;
pub use error::Error;
pub use interface::Interface;
use model::Model;
use neo_api_document::{media_type, pointer};
pub use note::{LeftOut, Note, NoteKind};
pub use operation::Operation;
pub use options::Options;
pub use read::{Bundled, Files, Read, Unread, bundle, read, read_value};
pub use service::{CredentialSetter, Service};

/// The output of [`generate`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The Rust source, formatted.
    pub code: String,
    /// One sorted line for each public item of the code, with its types.
    pub surface: String,
    /// Every operation, ordered by path template and method.
    pub operations: Vec<Operation>,
    /// What was rewritten, in the order of the passes, and what the code omits.
    pub notes: Vec<Note>,
    /// The operations of the document that the code omits.
    pub left_out: Vec<LeftOut>,
    /// The service that the client is for.
    pub service: Service,
    /// How the document fits the conventions, one row for each member of them.
    pub conventions: Vec<ConventionUse>,
}

impl Generated {
    /// The code as it is checked in beside its source `document`: with a first line by which a build without this crate
    /// detects whether the two still match.
    pub fn checked_in(&self, document: &str) -> String {
        stamp::stamped(document, &self.code)
    }
}

impl Generated {
    /// Checks that hand-written code still has the items it names. `wrapped` has a line `file: item` for each, where
    /// the item is the start of a line of the [`surface`](Self::surface).
    ///
    /// # Errors
    /// If an item was removed or changed. The error names the item, the file, and what to adapt.
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

/// Generates a client from the text of an OpenAPI document in JSON.
///
/// An invalid part does not fail the whole document: a [`Note`] reports it, and operations that depend on it are left
/// out.
///
/// # Errors
/// If the text is not such a document, or is invalid as a whole. [`Error::pointer`] names the part.
pub fn generate(document: &str, options: &Options) -> Result<Generated, Error> {
    let model = Model::of(|| read::document(document), options)?;
    let (types, api) = (&model.types, &model.api);
    let (code, interface) = emit::write(types, api, options, OutputScope::Full)?.finish();
    Ok(Generated {
        code,
        surface: surface::of(interface, api),
        operations: api.operations.iter().map(Operation::of).collect(),
        service: Service::of(api),
        conventions: convention_use::with_effects(model.convention_uses, &api.operations),
        notes: model.notes,
        left_out: model.left_out,
    })
}
