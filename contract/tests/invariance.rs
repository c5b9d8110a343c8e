//! A contract in another spelling has no findings, every edit has one, and the reverse edit has its mirror.
//!
//! Uses a contract of Neo's, and the documents of the folder `NEO_CORPUS` or else of `codegen/tests/corpus`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use neo_contract::diff::{self, rules};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};

fn documents() -> Vec<(String, Value)> {
    let mut paths = vec![
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures/phone-numbers.json"),
    ];
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/corpus");
    let folder = std::env::var_os("NEO_CORPUS").map_or(own, PathBuf::from);
    let more = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let small = |path: &PathBuf| path.metadata().is_ok_and(|data| data.len() < 120_000);
    paths.extend(
        more.filter(|path| path.extension().is_some_and(|end| end == "json"))
            .filter(small),
    );
    paths
        .into_iter()
        .map(|path| {
            let root = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                root,
            )
        })
        .collect()
}

/// Random choices, reproducible by seed.
struct Choices(u64);

impl Choices {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % below.max(1)
    }
}

fn rules_found(base: &Value, head: &Value) -> Vec<String> {
    diff::findings(base, head)
        .into_iter()
        .map(|finding| finding.rule)
        .collect()
}

fn for_each(cases: u32, check: impl Fn(&str, &Value, &mut Choices)) {
    let documents = documents();
    for (name, root) in &documents {
        let mut runner = TestRunner::new(Config {
            failure_persistence: None,
            ..Config::with_cases(if documents.len() > 1 {
                cases / 3
            } else {
                cases
            })
        });
        let outcome = runner.run(&any::<u64>(), |seed| {
            check(name, root, &mut Choices(seed));
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn a_contract_does_not_differ_from_itself() {
    for (name, root) in documents() {
        assert_eq!(
            rules_found(&root, &root.clone()),
            Vec::<String>::new(),
            "{name}"
        );
    }
}

/// Lists that are sets: their order has no meaning.
fn shuffle(value: &mut Value, choices: &mut Choices) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map.iter_mut() {
                let data = matches!(key.as_str(), "example" | "examples" | "default" | "const")
                    || key.starts_with("x-");
                if let (false, Value::Array(items)) = (data, &mut *inner)
                    && matches!(
                        key.as_str(),
                        "enum" | "required" | "type" | "oneOf" | "anyOf" | "allOf" | "parameters"
                    )
                {
                    for index in (1..items.len()).rev() {
                        items.swap(index, choices.next(index + 1));
                    }
                }
                if !data && key != "enum" {
                    shuffle(inner, choices);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| shuffle(item, choices)),
        _ => {}
    }
}

#[test]
fn the_order_of_sets_is_not_a_difference() {
    for_each(12, |name, root, choices| {
        let mut head = root.clone();
        shuffle(&mut head, choices);
        assert_eq!(rules_found(root, &head), Vec::<String>::new(), "{name}");
    });
}

/// The pointers of every schema of a document.
fn schemas(value: &Value, pointer: &str, inside: bool, found: &mut Vec<String>) {
    let Value::Object(map) = value else {
        if let Value::Array(items) = value {
            for (index, item) in items.iter().enumerate() {
                schemas(item, &format!("{pointer}/{index}"), inside, found);
            }
        }
        return;
    };
    if inside {
        found.push(pointer.to_owned());
    }
    for (key, inner) in map {
        let location = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
        match (key.as_str(), inner) {
            ("properties" | "schemas", Value::Object(named)) => {
                for (name, schema) in named {
                    let location =
                        format!("{location}/{}", name.replace('~', "~0").replace('/', "~1"));
                    schemas(schema, &location, true, found);
                }
            }
            ("schema" | "items" | "oneOf" | "anyOf" | "allOf", inner) => {
                schemas(inner, &location, true, found)
            }
            ("example" | "examples" | "default" | "enum" | "const", _) => {}
            (key, _) if key.starts_with("x-") => {}
            (_, inner) => schemas(inner, &location, false, found),
        }
    }
}

fn all_schemas(root: &Value) -> Vec<String> {
    let mut found = Vec::new();
    schemas(root, "", false, &mut found);
    found
}

/// The equivalent spellings of a nullable type.
fn reencode_null(schema: &Map<String, Value>, choices: &mut Choices) -> Option<Value> {
    let (kind, rest) = match schema.get("type")? {
        Value::Array(kinds) if kinds.len() == 2 && kinds.contains(&json!("null")) => (
            kinds.iter().find(|kind| **kind != json!("null"))?.clone(),
            schema.clone(),
        ),
        _ => return None,
    };
    if rest.contains_key("enum") || rest.contains_key("const") {
        return None;
    }
    let mut plain = rest;
    plain.insert("type".into(), kind);
    Some(match choices.next(5) {
        0 => json!({"anyOf": [Value::Object(plain), {"type": "null"}]}),
        1 => json!({"oneOf": [{"type": "null"}, Value::Object(plain)]}),
        2 => json!({"anyOf": [Value::Object(plain), {"const": null}]}),
        3 => json!({"anyOf": [{"enum": [null]}, Value::Object(plain)]}),
        _ => {
            plain.insert("nullable".into(), json!(true));
            Value::Object(plain)
        }
    })
}

#[test]
fn the_spelling_of_null_is_not_a_difference() {
    for_each(12, |name, root, choices| {
        let mut head = root.clone();
        let mut reencoded = 0;
        for pointer in all_schemas(root).into_iter().rev() {
            let Some(location) = head.pointer_mut(&pointer) else {
                continue;
            };
            if let Some(other) = location
                .as_object()
                .and_then(|schema| reencode_null(schema, choices))
            {
                *location = other;
                reencoded += 1;
            }
        }
        assert_eq!(
            rules_found(root, &head),
            Vec::<String>::new(),
            "{name}: {reencoded} reencoded"
        );
    });
}

#[test]
fn an_inlined_reference_is_not_a_difference() {
    for_each(12, |name, root, choices| {
        let mut head = root.clone();
        // A tag of a discriminator may be the reference itself, whose spelling then matters.
        let tagged = root.to_string().contains("\"mapping\"");
        let references: Vec<String> = all_schemas(root)
            .into_iter()
            .filter(|pointer| {
                root.pointer(pointer).is_some_and(|schema| {
                    schema
                        .as_object()
                        .is_some_and(|map| map.len() == 1 && map.contains_key("$ref"))
                })
            })
            .collect();
        if references.is_empty() || tagged {
            return;
        }
        let pointer = &references[choices.next(references.len())];
        let target = root.pointer(pointer).unwrap()["$ref"]
            .as_str()
            .unwrap()
            .trim_start_matches('#')
            .to_owned();
        let Some(target) = root.pointer(&target) else {
            return;
        };
        *head.pointer_mut(pointer).unwrap() = target.clone();
        assert_eq!(
            rules_found(root, &head),
            Vec::<String>::new(),
            "{name}: {pointer}"
        );
    });
}

/// One edit that changes the meaning of a schema.
fn edit(schema: &mut Map<String, Value>, choices: &mut Choices) -> &'static str {
    let string = schema.get("type") == Some(&json!("string"));
    match choices.next(8) {
        0 if schema.get("maxLength").is_none() => {
            schema.insert("maxLength".into(), json!(77));
            "maxLength set"
        }
        1 if schema.get("pattern").is_none() => {
            schema.insert("pattern".into(), json!("^edited$"));
            "pattern set"
        }
        2 if schema.contains_key("properties") => {
            schema["properties"]
                .as_object_mut()
                .unwrap()
                .insert("edited_property".into(), json!({"type": "string"}));
            "property added"
        }
        3 if schema.get("enum").is_some_and(Value::is_array) => {
            schema["enum"]
                .as_array_mut()
                .unwrap()
                .push(json!("edited value"));
            "enum value added"
        }
        4 if schema.get("type").is_some_and(Value::is_string)
            && !schema.contains_key("enum")
            && !schema.contains_key("const") =>
        {
            schema.insert(
                "type".into(),
                if string {
                    json!("boolean")
                } else {
                    json!("string")
                },
            );
            "type changed"
        }
        5 => {
            schema.insert("unheardOfKeyword".into(), json!(1));
            "unknown keyword"
        }
        6 => {
            schema.insert("x-edited".into(), json!(true));
            "extension"
        }
        _ => {
            schema.insert("description".into(), json!("edited words"));
            "description"
        }
    }
}

#[test]
fn every_edit_of_a_schema_is_a_finding_and_its_reverse_mirrors_it() {
    for_each(60, |name, root, choices| {
        let pointers = all_schemas(root);
        let pointer = &pointers[choices.next(pointers.len())];
        let mut head = root.clone();
        let Some(schema) = head.pointer_mut(pointer).and_then(Value::as_object_mut) else {
            return;
        };
        let what = edit(schema, choices);
        let there = rules_found(root, &head);
        assert!(
            !there.is_empty(),
            "{name}: {what} at {pointer} goes without a finding"
        );

        let count = |rules: Vec<String>| {
            rules.into_iter().fold(BTreeMap::new(), |mut counts, rule| {
                *counts.entry(rule).or_insert(0usize) += 1;
                counts
            })
        };
        let mirrored: Vec<String> = there
            .iter()
            .map(|rule| rules::mirror(rule).unwrap_or_else(|| panic!("{rule} has no mirror")))
            .collect();
        assert_eq!(
            count(mirrored),
            count(rules_found(&head, root)),
            "{name}: {what} at {pointer}"
        );
    });
}
