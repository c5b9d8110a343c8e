//! `securitySchemes`, and the requirements of operations.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Location;
use crate::{Error, document::Document, names, pointer::join};

const PASS: &str = "security";

/// One of the document's `securitySchemes`.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) description: Option<String>,
}

/// The setter for the credential of a scheme.
pub(crate) struct Setter<'a> {
    pub(crate) scheme: &'a Scheme,
    pub(crate) method: String,
    /// The names of its arguments, which are strings.
    pub(crate) arguments: &'static [&'static str],
}

/// The setters for the schemes that a client supports.
pub(crate) fn setters(schemes: &[Scheme]) -> impl Iterator<Item = Setter<'_>> {
    let mut taken = BTreeSet::new();
    schemes.iter().filter_map(move |scheme| {
        let arguments: &[&str] = match scheme.kind {
            Kind::Bearer => &["token"],
            Kind::Basic => &["user", "password"],
            Kind::ApiKey { .. } => &["key"],
            Kind::Other(_) => return None,
        };
        let name = format!("with_{}", names::snake(&scheme.name));
        Some(Setter {
            scheme,
            method: names::unique(&name, &mut taken),
            arguments,
        })
    })
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Bearer,
    Basic,
    ApiKey {
        location: Location,
        name: String,
    },
    /// A scheme that the client does not support, by its name.
    Other(String),
}

pub(super) fn schemes(document: &mut Document) -> Vec<Scheme> {
    let declared = document
        .root
        .pointer("/components/securitySchemes")
        .cloned();
    let mut schemes = Vec::new();
    for (name, scheme) in declared
        .as_ref()
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let target = scheme
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|it| declared.as_ref()?.get(crate::pointer::last(it)));
        let scheme = target.unwrap_or(scheme);
        let kind = kind(scheme);
        if let Kind::Other(what) = &kind {
            let pointer = join("/components/securitySchemes", name);
            let what =
                format!("`{what}` is not supported: callers send this credential themselves");
            document.note(PASS, &pointer, what);
        }
        let description = scheme.get("description").and_then(Value::as_str);
        schemes.push(Scheme {
            name: name.clone(),
            kind,
            description: description.map(str::to_owned),
        });
    }
    schemes
}

fn kind(scheme: &Value) -> Kind {
    let text = |key: &str| scheme.get(key).and_then(Value::as_str).unwrap_or_default();
    match (
        text("type"),
        text("scheme").to_ascii_lowercase().as_str(),
        text("in"),
    ) {
        ("http", "bearer", _) | ("oauth2" | "openIdConnect", ..) => Kind::Bearer,
        ("http", "basic", _) => Kind::Basic,
        ("http", other, _) => Kind::Other(other.to_owned()),
        ("apiKey", _, location @ ("query" | "header" | "cookie")) => Kind::ApiKey {
            location: match location {
                "query" => Location::Query,
                "header" => Location::Header,
                _ => Location::Cookie,
            },
            name: text("name").to_owned(),
        },
        (other, ..) => Kind::Other(other.to_owned()),
    }
}

/// The alternatives of an operation: its own, or those of the document.
pub(super) fn requirements(
    document: &mut Document,
    operation: &Value,
    root: Option<&Value>,
    pointer: &str,
) -> Result<Vec<Vec<String>>, Error> {
    let (security, at) = match operation.get("security") {
        Some(security) => (Some(security), join(pointer, "security")),
        None => (root, "/security".to_owned()),
    };
    let Some(security) = security else {
        return Ok(Vec::new());
    };
    let expected = "expected a list of security requirements";
    let Some(list) = security.as_array() else {
        return Err(document.invalid(&at, expected));
    };
    let mut alternatives = Vec::new();
    for requirement in list {
        let Some(schemes) = requirement.as_object() else {
            return Err(document.invalid(&at, expected));
        };
        for name in schemes.keys() {
            let pointer = join("/components/securitySchemes", name);
            if document.root.pointer(&pointer).is_none() {
                let what = format!(
                    "the security scheme `{name}` is not declared; no credential matches it"
                );
                document.note(PASS, &at, what);
            }
        }
        alternatives.push(schemes.keys().cloned().collect());
    }
    Ok(alternatives)
}
