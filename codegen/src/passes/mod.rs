//! What stands between a 3.1 document and progenitor: one file per oddity, each with an example at its top.
//!
//! A pass changes the document in place and notes what it changed. Later passes rely on earlier ones, so the order here
//! is part of what they mean.

mod call_types;
mod error_responses;
mod inner_references;
mod operation_ids;
mod operation_table;
mod parameters;
mod path_templates;
mod request_bodies;
pub(crate) mod runtime_types;
mod schema_names;
mod shared_parts;
mod success_responses;
mod type_names;
mod unused;
mod version;

use crate::{Error, document::Document};

type Pass = fn(&mut Document) -> Result<(), Error>;

/// Runs the passes that bring every schema to where the model finds it.
pub(crate) fn run(document: &mut Document) -> Result<(), Error> {
    const PASSES: [Pass; 12] = [
        unused::run,
        type_names::run,
        shared_parts::run,
        inner_references::run,
        path_templates::run,
        operation_ids::run,
        operation_table::run,
        error_responses::run,
        success_responses::run,
        request_bodies::run,
        parameters::run,
        schema_names::run,
    ];
    PASSES.iter().try_for_each(|pass| pass(document))
}

/// Runs the passes after the model: what is left for progenitor to see.
pub(crate) fn finish(document: &mut Document) -> Result<(), Error> {
    const PASSES: [Pass; 2] = [call_types::run, version::run];
    PASSES.iter().try_for_each(|pass| pass(document))
}
