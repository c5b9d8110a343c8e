//! From a 3.1 document to what the model reads: one file per oddity, each with an example at its top.
//!
//! A pass changes the document in place and notes its changes. Later passes rely on earlier ones, so the order here
//! matters.

mod conventions;
mod inline_references;
mod methods;
mod nested_references;
pub(crate) mod operation_ids;
pub(crate) mod parameters;
mod path_templates;
pub(crate) mod request_bodies;
pub(crate) mod responses;
mod schema_names;
mod unused;

use crate::{Error, document::Document};

type Pass = fn(&mut Document) -> Result<(), Error>;

/// The inputs for the names of a document's operations.
#[cfg(test)]
pub(crate) fn operations(document: &mut Document) -> Result<Vec<operation_ids::Found>, Error> {
    let before: [Pass; 5] = [
        unused::run,
        methods::run,
        inline_references::run,
        nested_references::run,
        path_templates::run,
    ];
    before.iter().try_for_each(|pass| pass(document))?;
    operation_ids::found(document)
}

/// Runs the passes that move every schema to where the model expects it.
pub(crate) fn run(document: &mut Document) -> Result<(), Error> {
    const PASSES: [Pass; 11] = [
        unused::run,
        methods::run,
        inline_references::run,
        nested_references::run,
        path_templates::run,
        operation_ids::run,
        conventions::run,
        responses::run,
        request_bodies::run,
        parameters::run,
        schema_names::run,
    ];
    PASSES.iter().try_for_each(|pass| pass(document))
}
