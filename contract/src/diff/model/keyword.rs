//! Kinds of keywords of a schema.

use serde_json::Value;

/// Keywords that only tell people something.
pub(crate) fn is_documentation(keyword: &str) -> bool {
    matches!(
        keyword,
        "description" | "title" | "example" | "examples" | "$comment" | "externalDocs" | "summary"
    )
}

/// Keywords that apply to the location rather than to the value: an outer one goes before an inner one.
pub(crate) fn is_annotation(keyword: &str) -> bool {
    is_documentation(keyword)
        || matches!(
            keyword,
            "default" | "deprecated" | "readOnly" | "writeOnly" | "discriminator"
        )
        || keyword.starts_with("x-")
}

/// Keywords whose value is one schema.
pub(crate) fn is_one_schema(keyword: &str) -> bool {
    matches!(
        keyword,
        "items"
            | "additionalProperties"
            | "contains"
            | "if"
            | "then"
            | "else"
            | "not"
            | "propertyNames"
            | "unevaluatedItems"
            | "unevaluatedProperties"
            | "contentSchema"
    )
}

/// Keywords whose value is a schema for each name, `properties` apart.
pub(crate) fn is_named_schemas(keyword: &str) -> bool {
    matches!(keyword, "patternProperties" | "dependentSchemas")
}

/// Whether a keyword has its default value, and so no effect.
pub(super) fn is_default(keyword: &str, value: &Value) -> bool {
    match keyword {
        "deprecated" | "readOnly" | "writeOnly" | "uniqueItems" | "nullable" => {
            value == &Value::Bool(false)
        }
        "minLength" | "minItems" | "minProperties" => value.as_f64() == Some(0.0),
        "additionalProperties"
        | "items"
        | "unevaluatedProperties"
        | "unevaluatedItems"
        | "contentSchema"
        | "propertyNames" => {
            value == &Value::Bool(true) || value.as_object().is_some_and(serde_json::Map::is_empty)
        }
        "required" | "oneOf" | "anyOf" | "allOf" | "prefixItems" => {
            value.as_array().is_some_and(Vec::is_empty)
        }
        "properties" | "patternProperties" | "dependentSchemas" | "dependentRequired" => {
            value.as_object().is_some_and(serde_json::Map::is_empty)
        }
        // Where a definition stands is spelling; what refers to it is compared.
        "$defs" | "definitions" | "$schema" | "$id" | "$anchor" | "$dynamicAnchor" => true,
        _ => false,
    }
}
