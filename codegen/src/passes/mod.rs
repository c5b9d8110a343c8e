//! What stands between a 3.1 document and progenitor: one file per oddity, each with an example at its top.
//!
//! A pass changes the document in place and notes what it changed. Later passes rely on earlier ones, so the order here
//! is part of what they mean.

mod absent_or_null;
mod additional_properties;
mod assertions;
mod bounds;
mod constant;
mod defaults;
mod describe;
mod inline_schemas;
mod inner_references;
mod json_enums;
mod keywords;
mod null;
mod nullable_components;
mod number_enums;
mod numbers;
mod opaque_objects;
pub(crate) mod operation_ids;
pub(crate) mod parameters;
mod path_templates;
pub(crate) mod request_bodies;
pub(crate) mod responses;
pub(crate) mod runtime_types;
mod schema_names;
mod shared_parts;
mod string_enums;
mod timestamps;
mod type_names;
pub(crate) mod unions;
mod unused;

use crate::{Error, document::Document};

type Pass = fn(&mut Document) -> Result<(), Error>;

/// What the names of a document's operations depend on.
#[cfg(test)]
pub(crate) fn operations(document: &mut Document) -> Result<Vec<operation_ids::Found>, Error> {
    let before: [Pass; 4] = [
        unused::run,
        shared_parts::run,
        inner_references::run,
        path_templates::run,
    ];
    before.iter().try_for_each(|pass| pass(document))?;
    operation_ids::found(document)
}

/// Runs every pass.
pub(crate) fn run(document: &mut Document) -> Result<(), Error> {
    const PASSES: [Pass; 27] = [
        unused::run,
        type_names::run,
        shared_parts::run,
        inner_references::run,
        path_templates::run,
        operation_ids::run,
        responses::run,
        request_bodies::run,
        parameters::run,
        assertions::run,
        constant::run,
        null::run,
        defaults::run,
        bounds::run,
        keywords::run,
        unions::run,
        additional_properties::run,
        opaque_objects::run,
        timestamps::run,
        number_enums::run,
        numbers::run,
        schema_names::run,
        inline_schemas::run,
        nullable_components::run,
        absent_or_null::run,
        json_enums::run,
        string_enums::run,
    ];
    PASSES.iter().try_for_each(|pass| pass(document))
}
