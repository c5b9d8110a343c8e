//! What stands between a 3.1 document and progenitor: one file per oddity, each with an example at its top.
//!
//! A pass changes the document in place and notes what it changed. Later passes rely on earlier ones, so the order here
//! is part of what they mean.

mod absent_or_null;
mod additional_properties;
mod assertions;
mod bounds;
mod call_types;
mod constant;
mod defaults;
mod describe;
mod error_responses;
mod inline_schemas;
mod inner_references;
mod json_enums;
mod keywords;
mod methods;
mod null;
mod nullable_components;
mod number_enums;
mod numbers;
mod opaque_objects;
mod operation_ids;
mod operation_table;
mod parameters;
mod path_templates;
mod request_bodies;
pub(crate) mod runtime_types;
mod schema_names;
mod shared_parts;
mod string_enums;
mod success_responses;
mod timestamps;
pub(crate) mod unions;
mod unused;
mod version;

use crate::{Error, document::Document};

type Pass = fn(&mut Document) -> Result<(), Error>;

/// Runs every pass.
pub(crate) fn run(document: &mut Document) -> Result<(), Error> {
    const PASSES: [Pass; 31] = [
        unused::run,
        methods::run,
        shared_parts::run,
        inner_references::run,
        path_templates::run,
        operation_ids::run,
        operation_table::run,
        error_responses::run,
        success_responses::run,
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
        call_types::run,
        version::run,
    ];
    PASSES.iter().try_for_each(|pass| pass(document))
}
