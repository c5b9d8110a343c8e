//! Components that extend a base by `allOf`: the base is a union of them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{
    flat::Flat,
    reader::{Made, Reader},
    schema::{Additional, Schema},
    schemas::Schemas,
    type_ref::TypeRef,
    unions::Branch,
};
use crate::document::component;

/// A base with more subtypes is raw JSON at its use.
const MOST_SUBTYPES: usize = 1_000;

impl Reader<'_> {
    /// A component with a discriminator and no union, and the components that extend it: a union at its use.
    pub(super) fn base_of_subtypes(&mut self, name: &str, subtypes: &[String]) -> Made {
        let Some(schema) = self.schemas.get(name).cloned() else {
            return Made::Use(TypeRef::Any);
        };
        if subtypes.len() > MOST_SUBTYPES {
            let what = format!("more than {MOST_SUBTYPES} schemas extend it; kept as JSON text");
            self.document.lost("composition", &schema.at, what);
            return Made::Use(TypeRef::Any);
        }
        let own = self.flat(&schema);
        let mut branches: Vec<Branch> = subtypes
            .iter()
            .filter_map(|it| {
                let at = format!("{}/subtypes/{it}", schema.at);
                let reference = Rc::new(Schema {
                    at: at.into(),
                    reference: Some(it.clone()),
                    ..Schema::default()
                });
                Some(Branch {
                    flat: Flat::of(self.schemas.get(it)?, &self.schemas),
                    schema: reference,
                    component: Some(it.clone()),
                })
            })
            .collect();
        // The base keeps the members of a subtype that the contract does not list.
        let mut base = Schema::clone(&own.base());
        base.at = format!("{}/base", component(name)).into();
        if matches!(base.additional, Additional::Undeclared | Additional::Closed) {
            base.additional = Additional::Any;
        }
        base.about = Rc::clone(&schema.about);
        let base = Rc::new(base);
        self.hint(&base.at, format!("{name}Other"));
        branches.push(Branch {
            flat: self.flat(&base),
            schema: base,
            component: None,
        });
        let index = branches.len() - 1;
        self.union_of(
            &schema.at,
            branches,
            schema.discriminator.clone(),
            Some(index),
        )
    }
}

/// The components that extend one with a discriminator and no union.
pub(super) fn of(schemas: &Schemas) -> BTreeMap<String, Vec<String>> {
    let is_base = |name: &str| {
        schemas.get(name).is_some_and(|it| {
            it.discriminator.is_some() && it.unions.is_empty() && it.reference.is_none()
        })
    };
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, schema) in schemas.iter() {
        let mut bases = BTreeSet::new();
        extended(schema, schemas, 0, &mut bases);
        for base in bases.into_iter().filter(|it| it != name && is_base(it)) {
            found.entry(base).or_default().push(name.clone());
        }
    }
    found
}

fn extended(schema: &Schema, schemas: &Schemas, depth: usize, found: &mut BTreeSet<String>) {
    for part in schema.all.iter().filter(|_| depth < 32) {
        if let Some(name) = &part.reference
            && found.insert(name.clone())
            && let Some(target) = schemas.get(name)
        {
            extended(target, schemas, depth + 1, found);
        }
        extended(part, schemas, depth + 1, found);
    }
}
