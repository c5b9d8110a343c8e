//! Puts references to types of the runtime module in the place of schemas.

use serde_json::{Map, Value, json};

use crate::{
    Error,
    document::{Document, Replacement, component, reference},
    walk,
};

/// A type of the runtime module, and the component name that stands for it while progenitor works.
#[derive(Clone, Copy)]
pub(crate) struct RuntimeType {
    component: &'static str,
    path: &'static str,
    /// Whether null is one of its values.
    has_null: bool,
}

pub(super) const JSON: RuntimeType = RuntimeType {
    component: "RuntimeJson",
    path: "Json",
    has_null: false,
};
pub(super) const JSON_VALUE: RuntimeType = RuntimeType {
    component: "RuntimeJsonValue",
    path: "JsonValue",
    has_null: true,
};
pub(super) const TIMESTAMP: RuntimeType = RuntimeType {
    component: "RuntimeTimestamp",
    path: "Timestamp",
    has_null: false,
};

pub(super) const NUMBER: RuntimeType = RuntimeType {
    component: "RuntimeNumber",
    path: "Number",
    has_null: false,
};

/// Substitutes every schema for which `choose` names a runtime type, and says why.
pub(super) fn substitute(
    document: &mut Document,
    pass: &'static str,
    choose: impl Fn(&Value) -> Option<(RuntimeType, &'static str)>,
) -> Result<(), Error> {
    let mut used = Vec::new();
    walk::schemas(document, |document, schema, pointer| {
        let Some((runtime, what)) = choose(schema) else {
            return Ok(());
        };
        document.note(pass, pointer, what);
        used.push(runtime);
        let is_component = pointer
            .strip_prefix("/components/schemas/")
            .is_some_and(|name| !name.contains('/'));
        let nullable = !runtime.has_null && schema.get("nullable") == Some(&Value::Bool(true));
        let description = schema.get("description").cloned();
        let target = reference(runtime.component);
        // Beside a reference nothing else may stand. A component keeps what it says of itself where it is declared.
        *schema = if nullable || (description.is_some() && !is_component) {
            let mut wrapped = Map::new();
            wrapped.insert("allOf".into(), json!([target]));
            wrapped.extend(description.map(|it| ("description".to_owned(), it)));
            if nullable {
                wrapped.insert("nullable".into(), Value::Bool(true));
            }
            Value::Object(wrapped)
        } else {
            target
        };
        Ok(())
    })?;
    for runtime in used {
        add(document, runtime)?;
    }
    Ok(())
}

fn add(document: &mut Document, runtime: RuntimeType) -> Result<(), Error> {
    let ours = matches!(
        document.replacements.get(runtime.component),
        Some(Replacement::Runtime(_))
    );
    if !ours && document.schemas.contains_key(runtime.component) {
        return Err(document.invalid(
            &component(runtime.component),
            "this name is kept for the generator; rename the schema",
        ));
    }
    document
        .schemas
        .insert(runtime.component.into(), json!({ "type": "string" }));
    document
        .replacements
        .insert(runtime.component.into(), Replacement::Runtime(runtime.path));
    Ok(())
}
