//! Reads the operations of a document after the passes.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Api, Operation, Response, bodies, parameters, responses, security, servers};
use crate::{
    Error,
    document::Document,
    model::{TypeRef, Types},
    names,
    passes::operation_ids::CONTRACT_ID,
    pointer::join,
    walk,
};

pub(crate) fn read(document: &mut Document, types: &Types) -> Result<Api, Error> {
    let text = |pointer: &str| {
        let text = document.root.pointer(pointer).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let (title, version) = (text("/info/title"), text("/info/version"));
    let description = text("/info/description");
    let base_url = servers::base_url(document);
    let schemes = security::schemes(document);
    let root_security = document.root.get("security").cloned();
    let paths = document
        .root
        .get("paths")
        .and_then(Value::as_object)
        .cloned();
    let mut taken = BTreeSet::new();
    let mut operations = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        let at = join("/paths", &path);
        servers::note_other(document, &item, &at);
        for method in walk::METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let at = join(&at, method);
            servers::note_other(document, operation, &at);
            let security =
                security::requirements(document, operation, root_security.as_ref(), &at)?;
            let mut read = one(document, types, operation, &path, method, &at)?;
            read.security = security;
            taken.insert(read.builder.clone());
            operations.push(read);
        }
    }
    for operation in &mut operations {
        let path = join("/paths", &operation.path);
        let at = join(&path, &operation.method.to_ascii_lowercase());
        let is = "the builder of this operation";
        note_namesake(document, types, &operation.builder, is, &at);
        if let Response::ByStatus(name, _) = &mut operation.success {
            *name = names::unique(name, &mut taken);
            note_namesake(document, types, name, "the data of this operation", &at);
        }
    }
    Ok(Api {
        title,
        version,
        description,
        document: None,
        base_url,
        schemes,
        operations,
    })
}

/// Notes a name of the module `operations` that is also one of the module `types`.
fn note_namesake(document: &mut Document, types: &Types, name: &str, is: &str, pointer: &str) {
    if types.definitions.contains_key(name) {
        let what = format!(
            "`operations::{name}` is {is}, and `types::{name}` the type of a schema: after glob imports of both modules, write the module's name"
        );
        document.note("namesakes", pointer, what);
    }
}

fn one(
    document: &mut Document,
    types: &Types,
    operation: &Value,
    path: &str,
    method: &str,
    pointer: &str,
) -> Result<Operation, Error> {
    let text = |key: &str| {
        let text = operation.get(key).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let id = text("operationId");
    let mut parameters = parameters::read(document, types, operation, path, pointer)?;
    let body = bodies::read(document, types, operation, pointer)?;
    let read = responses::read(types, operation, pointer, &id);
    let item = item(document, operation, &parameters, &read.success);
    if item.is_some() {
        // Pages supply the cursor.
        for parameter in &mut parameters {
            parameter.required &= !is_cursor(document, &parameter.wire);
        }
    }
    parameters::name_setters(
        document,
        &mut parameters,
        body.as_ref(),
        item.is_some(),
        pointer,
    );
    let deprecated = operation.get("deprecated") == Some(&Value::Bool(true));
    Ok(Operation {
        builder: match names::pascal(&id).as_str() {
            // `C` is the builder's own type parameter.
            "C" => "COperation".to_owned(),
            name => name.to_owned(),
        },
        contract_id: text(CONTRACT_ID),
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        summary: text("summary"),
        description: text("description"),
        deprecated,
        security: Vec::new(),
        parameters,
        body,
        success: read.success,
        stream: read.stream,
        errors: read.errors,
        accept: read.accept,
        item,
        id,
    })
}

fn is_cursor(document: &Document, wire: &str) -> bool {
    let cursor = document.conventions.cursor.as_ref();
    cursor.is_some_and(|cursor| cursor.parameter == wire)
}

/// The items of a list with a cursor: a parameter takes the cursor, and the response has the next one.
fn item(
    document: &Document,
    operation: &Value,
    parameters: &[super::Parameter],
    success: &Response,
) -> Option<TypeRef> {
    let cursor = document.conventions.cursor.as_ref()?;
    let takes = |it: &super::Parameter| {
        it.location == super::Location::Query
            && it.wire == cursor.parameter
            && it.ty == TypeRef::Text
    };
    if !parameters.iter().any(takes) {
        return None;
    }
    let has = |pointer: &str| responses::has(document, operation, pointer);
    if !has(&cursor.has_more) && !has(&cursor.next) {
        return None;
    }
    let data = match success {
        Response::Json(data) | Response::Envelope { data, .. } => data,
        _ => return None,
    };
    match data {
        TypeRef::List(item) => Some((**item).clone()),
        _ => None,
    }
}
