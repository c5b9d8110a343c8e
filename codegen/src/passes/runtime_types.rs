//! Types of the runtime, and the components that stand for them while progenitor works.

use serde_json::{Value, json};

use crate::document::{Document, Replacement, reference};

/// A reference to a type of the runtime by its path there.
pub(crate) fn reference_to(document: &mut Document, path: &'static str) -> Value {
    let wanted = format!("Runtime{path}");
    let ours = |document: &Document, name: &str| matches!(document.replacements.get(name), Some(Replacement::Runtime(it)) if *it == path);
    let mut name = wanted.clone();
    let mut number = 2;
    while document.schemas.contains_key(&name) && !ours(document, &name) {
        name = format!("{wanted}{number}");
        number += 1;
    }
    document
        .schemas
        .insert(name.clone(), json!({ "type": "string" }));
    document
        .replacements
        .insert(name.clone(), Replacement::Runtime(path));
    reference(&name)
}
