//! The document as generated code needs it: typed, and the only input of `emit`.
//!
//! Every schema becomes the use of a type ([`TypeRef`]) and, if Rust has no type for it, a [`Definition`]. References
//! and compositions are resolved on the way (`flat`), enums recognised (`enums`), and unions discriminated (`unions`,
//! `tags`). Operations are in `operations`.

mod about;
mod boxes;
mod branch_names;
pub(crate) mod definition;
pub(crate) mod docs;
mod enums;
mod flat;
mod forms;
mod inline_names;
pub(crate) mod kinds;
mod make;
pub(crate) mod operations;
mod reader;
mod requests;
mod schema;
mod schema_reader;
mod schemas;
mod structs;
mod subtypes;
mod tags;
mod trivial_unions;
pub(crate) mod type_ref;
mod unions;

use std::collections::BTreeMap;

use definition::Definition;
use reader::Reader;
#[allow(unused_imports)]
pub(crate) use type_ref::{Paths, TypeRef};

use crate::{Error, document::Document, walk};

/// The types of a client.
#[derive(Debug, Default)]
pub(crate) struct Types {
    /// By Rust name.
    pub(crate) definitions: BTreeMap<String, Definition>,
    /// The types of the outermost schemas of operations, by pointer.
    pub(crate) uses: BTreeMap<String, TypeRef>,
}

impl Types {
    /// The type of an outermost schema.
    fn at(&self, pointer: &str) -> TypeRef {
        self.uses.get(pointer).cloned().unwrap_or(TypeRef::Any)
    }
}

/// Reads every schema of the document.
pub(crate) fn read(document: &mut Document) -> Result<Types, Error> {
    let mut found = Vec::new();
    walk::outermost(document, |_, schema, pointer| {
        found.push((pointer.to_owned(), schema.clone()));
        Ok(())
    })?;
    let mut reader = Reader::new(document);
    reader.components();
    let mut uses: BTreeMap<String, TypeRef> = BTreeMap::new();
    for (pointer, schema) in &found {
        uses.insert(pointer.clone(), reader.outermost(schema, pointer));
    }
    reader.define_forms();
    for pointer in reader.schemas.not_merged() {
        let what = "this document merges too many schemas from parts; any JSON is accepted here";
        reader.lost("composition", &pointer, what);
    }
    let mut definitions = reader.definitions;
    boxes::insert(&mut definitions);
    requests::mark(&mut definitions, &uses);
    Ok(Types { definitions, uses })
}
