//! The types of parameters.
//!
//! ```yaml
//! {in: query, name: filter, schema: {allOf: [{$ref: '#/components/schemas/Filter'}], nullable: true}}
//! ```
//! becomes
//! ```yaml
//! {in: query, name: filter, required: false, schema: {$ref: '#/components/schemas/FilterArgument'}}
//! ```
//! A request has no way to say null but to leave a parameter out. progenitor takes no struct as a parameter; under
//! another name it does not know that it is one.

use serde_json::{Map, Value, json};

use crate::{
    Error,
    call::{Place, Style},
    document::{Document, Replacement, component, reference, referenced},
    names,
    pointer::join,
    walk,
};

const PASS: &str = "call_types";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let mut calls = std::mem::take(&mut document.calls);
    let mut taken = document.schemas.keys().cloned().collect();
    let result = walk::operations(document, |document, operation, _, _, pointer| {
        let id = operation["operationId"].as_str().unwrap_or_default();
        let Some(call) = calls.get_mut(id) else {
            return Ok(());
        };
        if let Some(body) = call.body.as_mut().filter(|body| body.optional) {
            let schema = operation.pointer("/requestBody/content/application~1json/schema");
            // JSON text holds null itself.
            if schema.is_some_and(|it| it.get("nullable") != Some(&Value::Bool(true))) {
                body.optional = false;
                let place = join(pointer, "requestBody");
                let what = "may be left out by the contract; this client always sends one";
                document.note(PASS, &place, what);
            }
        }
        let list = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut);
        for (index, parameter) in list.into_iter().flatten().enumerate() {
            let Some(known) = call.parameters.get_mut(index) else {
                continue;
            };
            let place = join(&join(pointer, "parameters"), &index.to_string());
            let Some(schema) = parameter.get_mut("schema") else {
                continue;
            };
            let nullable = not_null(schema);
            known.plain = match (known.place, known.style) {
                (Place::Path | Place::Header, Style::Simple { .. }) => is_plain(document, schema),
                (Place::Query, Style::Form) => {
                    is_plain(document, schema)
                        || schema["type"] == "array" && is_plain(document, &schema["items"])
                }
                _ => false,
            };
            if let Some(name) = referenced(schema)
                && !document.replacements.contains_key(&name)
            {
                let alias = alias(document, &name, &mut taken);
                *schema = reference(&alias);
            }
            if nullable && known.place != Place::Path && parameter["required"] == true {
                parameter["required"] = Value::Bool(false);
                document.note(
                    PASS,
                    &place,
                    "may be null: left out of the request where it is not set",
                );
            }
        }
        Ok(())
    });
    document.calls = calls;
    result
}

/// Takes null out of what a schema allows; says whether it was there.
fn not_null(schema: &mut Value) -> bool {
    let Some(members) = schema.as_object_mut() else {
        return false;
    };
    let nullable = members.remove("nullable") == Some(Value::Bool(true));
    if let Some(Value::Array(all)) = members.get("allOf")
        && let [only] = all.as_slice()
        && only.get("$ref").is_some()
    {
        *schema = only.clone();
    }
    nullable
}

/// Whether `Display` writes it as a request needs it.
fn is_plain(document: &Document, schema: &Value) -> bool {
    if let Some(name) = referenced(schema) {
        return matches!(
            document.replacements.get(&name),
            Some(
                Replacement::Ours { display: true } | Replacement::Runtime("Timestamp" | "Number")
            )
        );
    }
    let is_scalar = matches!(
        schema["type"].as_str(),
        Some("string" | "integer" | "boolean" | "number")
    );
    let members = schema.as_object().map(Map::keys).into_iter().flatten();
    is_scalar
        && members.into_iter().all(|key| {
            matches!(
                key.as_str(),
                "type" | "format" | "description" | "default" | "minimum" | "maximum"
            )
        })
}

fn alias(
    document: &mut Document,
    name: &str,
    taken: &mut std::collections::BTreeSet<String>,
) -> String {
    let wanted = names::pascal(&format!("{name}Argument"));
    let ours = |document: &Document, candidate: &str| matches!(document.replacements.get(candidate), Some(Replacement::Alias(it)) if it == name);
    if ours(document, &wanted) {
        return wanted;
    }
    let alias = names::unique(&wanted, taken);
    document
        .schemas
        .insert(alias.clone(), json!({ "type": "string" }));
    document.moved(&component(&alias), &component(name));
    document
        .replacements
        .insert(alias.clone(), Replacement::Alias(name.to_owned()));
    alias
}
