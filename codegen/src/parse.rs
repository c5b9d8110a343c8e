//! From text to a document that is worth working on.

use serde_json::Value;

use crate::{Error, document::Document};

/// Reads the text and checks what every pass relies on: an OpenAPI 3.1 object with `info` and `paths`.
pub(crate) fn parse(text: &str) -> Result<Document, Error> {
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let mut root: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|source| Error::NotJson { source })?;
    root.sort_all_objects();
    version(&root)?;
    for (key, required) in [("info", true), ("paths", true), ("components", false)] {
        match root.get(key) {
            Some(Value::Object(_)) => {}
            None if !required => {}
            None => return Err(Error::invalid("", format!("the document has no `{key}`"))),
            Some(_) => return Err(Error::invalid(format!("/{key}"), "expected an object")),
        }
    }
    for key in ["title", "version"] {
        if !root
            .pointer(&format!("/info/{key}"))
            .is_some_and(Value::is_string)
        {
            return Err(Error::invalid(
                "/info",
                format!("expected a string `{key}`"),
            ));
        }
    }
    if root
        .pointer("/components/schemas")
        .is_some_and(|schemas| !schemas.is_object())
    {
        return Err(Error::invalid("/components/schemas", "expected an object"));
    }
    Ok(Document::new(root))
}

fn version(root: &Value) -> Result<(), Error> {
    let found = match (root.get("openapi"), root.get("swagger")) {
        _ if !root.is_object() => "it is no object".to_owned(),
        (Some(Value::String(version)), _) if version == "3.1" || version.starts_with("3.1.") => {
            return Ok(());
        }
        (Some(version), _) => format!("its `openapi` is {version}"),
        (None, Some(version)) => {
            format!("its `swagger` is {version} (convert it to OpenAPI 3.1 first)")
        }
        (None, None) => "it has no `openapi`".to_owned(),
    };
    Err(Error::Version { found })
}
