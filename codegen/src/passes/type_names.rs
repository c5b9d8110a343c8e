//! Types that JSON Schema does not have.
//!
//! ```yaml
//! {type: integr}
//! ```
//! is an error: whatever was meant, guessing it would give a type that nobody asked for.

use serde_json::Value;

use crate::{Error, document::Document, pointer::join, walk};

const TYPES: [&str; 7] = [
    "array", "boolean", "integer", "null", "number", "object", "string",
];

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    walk::schemas(document, |document, schema, pointer| {
        // As Swagger 2.0 writes a part of a form that is a file.
        if schema.get("type").is_some_and(|it| it == "file")
            && let Some(members) = schema.as_object_mut()
        {
            members.insert("type".into(), "string".into());
            members.insert("format".into(), "binary".into());
            let what = "`file` is not a type of JSON Schema; read as a string of bytes";
            document.note("type_names", &join(pointer, "type"), what);
        }
        let names = match schema.get("type") {
            None => return Ok(()),
            Some(Value::Array(names)) => names.as_slice(),
            Some(name) => std::slice::from_ref(name),
        };
        match names
            .iter()
            .find(|name| !name.as_str().is_some_and(|it| TYPES.contains(&it)))
        {
            None => Ok(()),
            Some(name) => Err(document.invalid(
                &join(pointer, "type"),
                format!("{name} is no type; JSON Schema has {}", TYPES.join(", ")),
            )),
        }
    })
}
