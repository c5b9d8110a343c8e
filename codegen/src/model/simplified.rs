//! What progenitor gets to see: objects, lists, maps, scalars and references.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    Types,
    definition::Body,
    type_ref::{TypeRef, Width},
};
use crate::{
    Error,
    document::{Document, Replacement, reference},
    passes::runtime_types,
    walk,
};

/// Puts a placeholder in the place of each component, and the simplest schema of its type in each place of an operation.
pub(super) fn write(
    document: &mut Document,
    types: &mut Types,
    uses: &BTreeMap<String, TypeRef>,
) -> Result<(), Error> {
    document.schemas.clear();
    for (name, definition) in &types.definitions {
        let display = match &definition.body {
            Body::Alias(_) => continue,
            Body::Enum(_) => true,
            _ => false,
        };
        document
            .schemas
            .insert(name.clone(), json!({ "type": "string" }));
        document
            .replacements
            .insert(name.clone(), Replacement::Ours { display });
    }
    walk::outermost(document, |document, schema, pointer| {
        if let Some(ty) = uses.get(pointer) {
            *schema = simple(ty, document);
        }
        Ok(())
    })
}

fn simple(ty: &TypeRef, document: &mut Document) -> Value {
    match ty {
        TypeRef::Boolean => json!({ "type": "boolean" }),
        TypeRef::Integer(width) => json!({ "type": "integer", "format": match width {
            Width::I32 => "int32",
            Width::U32 => "uint32",
            Width::I64 => "int64",
            Width::U64 => "uint64",
        } }),
        TypeRef::Text => json!({ "type": "string" }),
        TypeRef::Uuid => json!({ "type": "string", "format": "uuid" }),
        TypeRef::Date => json!({ "type": "string", "format": "date" }),
        TypeRef::Number => runtime_types::reference_to(document, "Number"),
        TypeRef::Timestamp => runtime_types::reference_to(document, "Timestamp"),
        TypeRef::Object => runtime_types::reference_to(document, "Json"),
        TypeRef::Any => runtime_types::reference_to(document, "JsonValue"),
        TypeRef::Runtime(path) => runtime_types::reference_to(document, path),
        TypeRef::Named(name) => reference(name),
        TypeRef::List(inner) => json!({ "type": "array", "items": simple(inner, document) }),
        TypeRef::Map(inner) => {
            json!({ "type": "object", "additionalProperties": simple(inner, document) })
        }
        TypeRef::Boxed(inner) => simple(inner, document),
        TypeRef::Nullable(inner) => {
            let mut simple = simple(inner, document);
            if simple.get("$ref").is_some() {
                simple = json!({ "allOf": [simple] });
            }
            simple["nullable"] = Value::Bool(true);
            simple
        }
    }
}
