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
use operations::Api;
use reader::{Outermost, Reader};
#[allow(unused_imports)]
pub(crate) use type_ref::{Paths, TypeRef};

use crate::{
    ConventionUse, Error, LeftOut, Note, Options,
    document::Document,
    passes,
    read::{self, Reading, Version},
    walk,
};

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

/// All that is written, and what was noted on the way.
pub(crate) struct Model {
    pub(crate) types: Types,
    pub(crate) api: Api,
    pub(crate) notes: Vec<Note>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) convention_uses: Vec<ConventionUse>,
}

/// How many parts can be removed after errors. Each one costs a new reading; most faults cost none.
const MOST_FAULTS: usize = 50;

impl Model {
    /// The model of a document. `read` gives the document, each time it is called.
    pub(crate) fn of(
        read: impl Fn() -> Result<(Reading, Version), Error>,
        options: &Options,
    ) -> Result<Self, Error> {
        let mut faults: Vec<Error> = Vec::new();
        loop {
            // A fault discards the work so far: the document is read again without the faulty part.
            let (mut reading, version) = read()?;
            let mut repaired = true;
            for fault in &faults {
                repaired = read::without(&mut reading, fault);
            }
            match faults.pop() {
                Some(fault) if !repaired || faults.len() >= MOST_FAULTS => return Err(fault),
                fault => faults.extend(fault),
            }
            let converted = version != Version::V3_1;
            let converted = converted.then(|| reading.root.to_string());
            match Self::of_document(Document::new(reading), converted, options) {
                Ok(model) => return Ok(model),
                Err(fault) => faults.push(fault),
            }
        }
    }

    fn of_document(
        mut document: Document,
        converted: Option<String>,
        options: &Options,
    ) -> Result<Self, Error> {
        document.conventions = options.conventions.clone();
        document.names_before = options.names.clone();
        passes::run(&mut document)?;
        let types = types(&mut document)?;
        let mut api = operations::read(&mut document, &types)?;
        api.document = converted;
        Ok(Self {
            types,
            api,
            notes: document.notes,
            left_out: document.left_out,
            convention_uses: document.convention_uses,
        })
    }
}

/// Reads every schema of the document.
fn types(document: &mut Document) -> Result<Types, Error> {
    let mut found = Vec::new();
    walk::outermost(document, |_, schema, pointer| {
        found.push(Outermost::read(schema, pointer));
        Ok(())
    })?;
    let mut reader = Reader::new(document);
    reader.components();
    let mut uses: BTreeMap<String, TypeRef> = BTreeMap::new();
    for outermost in found {
        let pointer = outermost.schema.at.to_string();
        uses.insert(pointer, reader.outermost(outermost));
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
