//! An edit is found at its location: at one use of a shared schema, at another, at both, and in operations.
//!
//! Uses the vendored contract, and six documents of the folder `NEO_CORPUS` or else two of `codegen/tests/corpus`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use neo_contract::diff::{self, Finding};
use serde_json::{Value, json};

/// Small ones, because every edit compares the whole document.
const CORPUS: [&str; 6] = [
    "ossa_main",
    "chroma_sync",
    "flashnotes",
    "ollog",
    "model_gateway",
    "airbyte_jobs",
];

fn documents() -> Vec<(String, Value)> {
    let mut paths = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/openapi.json")];
    match std::env::var_os("NEO_CORPUS").map(PathBuf::from) {
        None => {
            let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/corpus");
            paths.extend(["bookings", "tickets"].map(|name| own.join(format!("{name}.json"))));
        }
        Some(folder) => paths.extend(CORPUS.map(|name| folder.join(format!("{name}.json")))),
    }
    let read =
        |path: &PathBuf| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    paths
        .iter()
        .map(|path| (path.display().to_string(), read(path)))
        .collect()
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Properties and items that refer to a schema, by the schema.
fn uses(value: &Value, pointer: &str, found: &mut BTreeMap<String, Vec<String>>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                let location = format!("{pointer}/{}", escaped(key));
                let is_use = key == "items" || pointer.ends_with("/properties");
                let reference = inner.get("$ref").and_then(Value::as_str);
                let alone = inner.as_object().is_some_and(|map| map.len() == 1);
                if let (true, true, Some(target)) = (is_use, alone, reference)
                    && !pointer.contains("/example")
                    && !pointer.contains("/default")
                {
                    found
                        .entry(target.to_owned())
                        .or_default()
                        .push(location.clone());
                }
                uses(inner, &location, found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                uses(item, &format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn is_at(finding: &Finding, location: &str) -> bool {
    let within = |pointer: &Option<String>| {
        pointer
            .as_deref()
            .is_some_and(|pointer| pointer.starts_with(location))
    };
    within(&finding.head_pointer) || within(&finding.base_pointer)
}

/// Replacements for a reference.
fn edits(reference: &Value) -> [Value; 3] {
    let mut unknown = reference.clone();
    unknown["unheardOfKeyword"] = json!(1);
    [
        unknown,
        json!({"type": "object", "properties": {"edited": {"type": "string"}}, "required": ["edited"], "maxProperties": 1}),
        json!({"allOf": [reference, {"x-own": 1, "unheardOfKeyword": 2}]}),
    ]
}

#[test]
fn an_edit_at_a_use_is_found_at_that_use() {
    for (name, root) in documents() {
        let mut found = BTreeMap::new();
        uses(&root, "", &mut found);
        let shared: Vec<_> = found
            .values()
            .filter(|locations| locations.len() > 1)
            .collect();
        for (round, locations) in shared.iter().enumerate().step_by(1 + shared.len() / 3) {
            let (first, second) = (&locations[0], &locations[1 + round % (locations.len() - 1)]);
            let reference = root.pointer(first).unwrap();
            for edit in edits(reference) {
                let mut fingerprints = Vec::new();
                for edited in [vec![first], vec![second], vec![first, second]] {
                    let mut head = root.clone();
                    for location in &edited {
                        *head.pointer_mut(location).unwrap() = edit.clone();
                    }
                    let findings = diff::findings(&root, &head);
                    for location in [first, second] {
                        let at: Vec<_> =
                            findings.iter().filter(|one| is_at(one, location)).collect();
                        assert_eq!(
                            !at.is_empty(),
                            edited.contains(&location),
                            "{name}: {edit} at {edited:?}, looking at {location}: {at:#?}"
                        );
                        if let ([only], [one]) = (edited.as_slice(), at.as_slice())
                            && *only == location
                        {
                            fingerprints.push(one.fingerprint.clone());
                        }
                    }
                }
                if let [one, other] = fingerprints.as_slice() {
                    assert_ne!(one, other, "{name}: {first} and {second}");
                }
            }
        }
    }
}

#[test]
fn an_edit_of_an_operation_is_found_in_that_operation() {
    for (name, root) in documents() {
        let paths = root["paths"].as_object().unwrap();
        let operations: Vec<(&String, &String)> = paths
            .iter()
            .flat_map(|(path, item)| {
                item.as_object()
                    .into_iter()
                    .flat_map(move |item| item.keys().map(move |method| (path, method)))
            })
            .filter(|(_, method)| {
                ["get", "post", "put", "delete", "patch"].contains(&method.as_str())
            })
            .collect();
        for (path, method) in operations.iter().step_by(1 + operations.len() / 3) {
            let location = format!("/paths/{}/{method}", escaped(path));
            let edits: [fn(&mut Value); 5] = [
                |operation| operation["security"] = json!([{"edited": []}]),
                |operation| operation["responses"]["299"] = json!({"description": "edited"}),
                |operation| {
                    if !operation["parameters"].is_array() {
                        operation["parameters"] = json!([]);
                    }
                    let parameter =
                        json!({"name": "edited", "in": "query", "schema": {"type": "string"}});
                    operation["parameters"]
                        .as_array_mut()
                        .unwrap()
                        .push(parameter);
                },
                |operation| operation["unheardOf"] = json!(1),
                |operation| operation["callbacks"] = json!({"edited": {"{$request.body#/u}": {}}}),
            ];
            for edit in edits {
                let mut head = root.clone();
                edit(head.pointer_mut(&location).unwrap());
                let findings = diff::findings(&root, &head);
                let own = |one: &&Finding| {
                    one.path.as_deref() == Some(path)
                        && one.method.as_deref() == Some(&method.to_uppercase())
                };
                assert!(findings.iter().any(|one| own(&one)), "{name}: {location}");
                let back = diff::findings(&head, &root);
                assert!(back.iter().any(|one| own(&one)), "{name}: {location}, back");
            }
        }
    }
}
