//! What must hold before a document is vendored: OpenAPI 3.1, whole in itself, and readable by the generator.

use neo_api_codegen::{Generated, Options};
use serde_json::{Map, Value};

use crate::{plain, pointer};

/// What a sound contract says of itself, and what is generated from it.
pub struct Contract {
    /// `info.version`.
    pub version: String,
    /// `openapi`.
    pub openapi: String,
    /// What the generator makes of it.
    pub generated: Generated,
}

/// Why a document cannot be vendored.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not JSON.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Something of the form is missing or wrong.
    #[error("not an OpenAPI 3.1 document: {0}")]
    Form(String),
    /// References lead nowhere.
    #[error("{} of its references cannot be followed: {}", .0.len(), list(.0))]
    References(Vec<BrokenReference>),
    /// The generator cannot read it.
    #[error("the generator cannot read it: {}", plain::line(&.0.to_string()))]
    Generate(#[from] neo_api_codegen::Error),
}

/// A reference that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenReference {
    /// Where it stands.
    pub pointer: String,
    /// What it names.
    pub target: String,
    /// Why it cannot be followed.
    pub reason: &'static str,
}

fn list(broken: &[BrokenReference]) -> String {
    const SHOWN: usize = 10;
    let mut lines: Vec<String> = broken
        .iter()
        .take(SHOWN)
        .map(|one| {
            let pointer = plain::line(&one.pointer);
            let target = plain::line(&one.target);
            format!("\n  {pointer}: {target} {}", one.reason)
        })
        .collect();
    if broken.len() > SHOWN {
        lines.push(format!("\n  and {} more", broken.len() - SHOWN));
    }
    lines.concat()
}

/// Checks a whole document, and generates from it.
pub fn validate(json: &str, options: &Options) -> Result<Contract, Error> {
    let root = parse(json)?;
    let (openapi, version) = form(&root)?;
    let broken = broken_references(&root);
    if !broken.is_empty() {
        return Err(Error::References(broken));
    }
    let generated = neo_api_codegen::generate(json, options)?;
    Ok(Contract {
        version,
        openapi,
        generated,
    })
}

fn parse(json: &str) -> Result<Value, Error> {
    if json.starts_with('\u{feff}') {
        let what =
            "it begins with a byte order mark (BOM), which JSON has none of; save it without";
        return Err(Error::Form(what.to_owned()));
    }
    Ok(serde_json::from_str(json)?)
}

/// Checks that a document can be compared: it has the form of a contract, and its references lead somewhere.
pub fn readable(json: &str) -> Result<(), Error> {
    let root = parse(json)?;
    form(&root)?;
    let broken = broken_references(&root);
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Error::References(broken))
    }
}

/// `openapi` and `info.version` of a document that has the form of a contract.
pub(crate) fn form(root: &Value) -> Result<(String, String), Error> {
    let wrong = |what: &str| Err(Error::Form(what.to_owned()));
    let Value::Object(top) = root else {
        return wrong("it is no JSON object");
    };
    if let Some(version) = top.get("swagger") {
        return wrong(&format!(
            "/swagger is {version}: it is a Swagger 2.0 document; convert it to OpenAPI 3.1 first"
        ));
    }
    let openapi = match top.get("openapi") {
        Some(Value::String(version)) if version == "3.1" || version.starts_with("3.1.") => {
            version.clone()
        }
        Some(other) => return wrong(&format!("/openapi is {other}, and this tool reads 3.1")),
        None => return wrong("/openapi is missing"),
    };
    let Some(Value::Object(info)) = top.get("info") else {
        return wrong("/info is missing or no object");
    };
    let Some(Value::String(version)) = info.get("version") else {
        return wrong("/info/version is missing or no string");
    };
    if !matches!(info.get("title"), Some(Value::String(_))) {
        return wrong("/info/title is missing or no string");
    }
    match top.get("paths") {
        Some(Value::Object(_)) => Ok((openapi, version.clone())),
        Some(_) => wrong("/paths is no object"),
        None => wrong("/paths is missing"),
    }
}

/// Every reference that leads nowhere, in the document's order of keys.
pub fn broken_references(root: &Value) -> Vec<BrokenReference> {
    let mut anchors = Vec::new();
    collect_anchors(root, &mut anchors);
    let mut walk = Walk {
        root,
        anchors,
        broken: Vec::new(),
    };
    walk.object_or_list(root, "");
    walk.broken
}

fn collect_anchors<'v>(value: &'v Value, anchors: &mut Vec<&'v str>) {
    match value {
        Value::Object(map) => {
            for key in ["$anchor", "$dynamicAnchor"] {
                anchors.extend(map.get(key).and_then(Value::as_str));
            }
            map.values()
                .for_each(|inner| collect_anchors(inner, anchors));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|inner| collect_anchors(inner, anchors)),
        _ => {}
    }
}

struct Walk<'v> {
    root: &'v Value,
    anchors: Vec<&'v str>,
    broken: Vec<BrokenReference>,
}

impl Walk<'_> {
    fn object_or_list(&mut self, value: &Value, place: &str) {
        match value {
            Value::Object(map) => self.object(map, place),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.object_or_list(item, &pointer::push(place, &index.to_string()));
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, map: &Map<String, Value>, place: &str) {
        if let Some(Value::String(target)) = map.get("$ref") {
            self.reference(target, pointer::push(place, "$ref"));
        }
        for (key, value) in map {
            let place = pointer::push(place, key);
            match (key.as_str(), value) {
                // Data, not description: what looks like a reference there is none.
                ("example" | "default" | "const" | "enum" | "value", _)
                | ("examples", Value::Array(_)) => {}
                (key, _) if key.starts_with("x-") => {}
                ("mapping", Value::Object(targets)) => {
                    for (name, target) in targets {
                        // A bare name is allowed there too, and names a component.
                        if let Some(target) = target.as_str().filter(|target| target.contains('#'))
                        {
                            self.reference(target, pointer::push(&place, name));
                        }
                    }
                }
                (
                    "properties" | "patternProperties" | "$defs" | "definitions"
                    | "dependentSchemas" | "schemas" | "responses" | "parameters" | "requestBodies"
                    | "headers" | "securitySchemes" | "links" | "callbacks" | "pathItems"
                    | "examples" | "paths" | "webhooks" | "content" | "encoding",
                    Value::Object(named),
                ) => {
                    // The keys in there are names, whatever they look like.
                    for (name, value) in named {
                        self.object_or_list(value, &pointer::push(&place, name));
                    }
                }
                (_, value) => self.object_or_list(value, &place),
            }
        }
    }

    fn reference(&mut self, target: &str, pointer: String) {
        let reason = match target.strip_prefix('#') {
            None => "leads out of the document; bundle it into one first",
            Some("") => return,
            Some(fragment) if fragment.starts_with('/') => {
                match pointer::follow_fragment(self.root, fragment) {
                    Some(_) => return,
                    None => "is not in the document",
                }
            }
            Some(anchor) if self.anchors.contains(&anchor) => return,
            Some(_) => "names no anchor of the document",
        };
        self.broken.push(BrokenReference {
            pointer,
            target: target.to_owned(),
            reason,
        });
    }
}
