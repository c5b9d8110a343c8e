//! Names of component schemas as Rust type names.
//!
//! ```yaml
//! components: {schemas: {end-user: {...}, EndUser: {...}, 'page[Number]': {...}}}
//! ```
//! becomes
//! ```yaml
//! components: {schemas: {EndUser: {...}, EndUser2: {...}, PageNumber: {...}}}
//! ```
//! A name that is already a Rust name keeps it; of several with the same Rust name the others get a number, in the
//! order of their published names.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::{
    Error,
    document::{Document, component, referenced},
    names, walk,
};

const PASS: &str = "schema_names";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let mut taken: BTreeSet<String> = document
        .schemas
        .keys()
        .filter(|it| names::pascal(it) == **it)
        .cloned()
        .collect();
    let mut renamed = BTreeMap::new();
    for name in document
        .schemas
        .keys()
        .filter(|it| names::pascal(it) != **it)
    {
        let preferred = names::pascal(name);
        renamed.insert(
            name.clone(),
            (names::unique(&preferred, &mut taken), preferred),
        );
    }
    for (name, (new, preferred)) in &renamed {
        if let Some(schema) = document.schemas.remove(name) {
            document.schemas.insert(new.clone(), schema);
        }
        document.moved(&component(new), &component(name));
        let what = if new == preferred {
            format!("the Rust type of `{name}` is `{new}`")
        } else {
            format!("the Rust name `{preferred}` is taken; the type of `{name}` is `{new}`")
        };
        document.note(PASS, &component(new), what);
    }
    walk::schemas(document, |_, schema, _| {
        if let Some((new, _)) = referenced(schema).and_then(|name| renamed.get(&name)) {
            schema["$ref"] = json!(format!("#{}", component(new)));
        }
        if let Some(Value::Object(mapping)) = schema
            .get_mut("discriminator")
            .and_then(|it| it.get_mut("mapping"))
        {
            for target in mapping.values_mut() {
                let name = target.as_str().map(|it| {
                    it.strip_prefix("#/components/schemas/")
                        .unwrap_or(it)
                        .to_owned()
                });
                if let Some((new, _)) = name.and_then(|name| renamed.get(&name)) {
                    *target = json!(format!("#{}", component(new)));
                }
            }
        }
        Ok(())
    })
}
