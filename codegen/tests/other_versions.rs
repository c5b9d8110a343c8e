//! Real contracts, written in OpenAPI 3.2 and, as far as possible, in 3.0: each reads as the same document and gives
//! the same client.

use std::path::PathBuf;

use neo_api_codegen::{Options, generate, read};
use serde_json::{Map, Value, json};

/// Every schema below a value, by the keys that hold schemas; data is skipped.
fn schemas(value: &mut Value, visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                match (key.as_str(), &mut *member) {
                    ("example" | "examples" | "default" | "const" | "enum", _) => {}
                    ("schema" | "items" | "additionalProperties" | "not", Value::Object(_)) => {
                        schema(member, visit)
                    }
                    ("properties" | "schemas", Value::Object(named)) => {
                        named.values_mut().for_each(|it| schema(it, visit));
                    }
                    ("allOf" | "anyOf" | "oneOf", Value::Array(list)) => {
                        list.iter_mut().for_each(|it| schema(it, visit));
                    }
                    (key, _) if key.starts_with("x-") => {}
                    _ => schemas(member, visit),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| schemas(item, visit)),
        _ => {}
    }
}

fn schema(value: &mut Value, visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    schemas(value, visit);
    if let Value::Object(members) = value {
        visit(members);
    }
}

/// Whether reading 3.0 keeps a keyword beside `$ref`.
fn is_kept(key: &str) -> bool {
    let kept = [
        "title",
        "description",
        "deprecated",
        "readOnly",
        "writeOnly",
        "default",
        "example",
        "examples",
        "externalDocs",
        "xml",
    ];
    key.starts_with("x-") || kept.contains(&key)
}

/// A schema as in 3.0, if possible.
fn lower(members: &mut Map<String, Value>) {
    let null = json!({ "type": "null" });
    let others = ["$ref", "allOf", "const", "not", "oneOf", "anyOf"];
    let two = match members
        .get("type")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        Some([one, last]) if last == "null" => Some(one.clone()),
        _ => None,
    };
    if let Some(one) = two
        && !others.iter().any(|key| members.contains_key(*key))
    {
        let values = members.get_mut("enum").and_then(Value::as_array_mut);
        // `nullable` adds null at the end.
        if values
            .as_ref()
            .is_none_or(|it| it.last() == Some(&Value::Null))
        {
            if let Some(values) = values {
                values.pop();
            }
            members.insert("type".into(), one);
            members.insert("nullable".into(), json!(true));
        }
    }
    let alone = |members: &Map<String, Value>, key: &str| {
        ![
            "type",
            "enum",
            "const",
            "not",
            "allOf",
            "$ref",
            "properties",
            "items",
            "required",
            "additionalProperties",
            "oneOf",
            "anyOf",
            "format",
            "discriminator",
            "nullable",
            "pattern",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
        ]
        .iter()
        .any(|it| *it != key && members.contains_key(*it))
    };
    if alone(members, "anyOf")
        && let Some(Value::Array(branches)) = members.get("anyOf")
        && let [Value::Object(only), last] = branches.as_slice()
        && *last == null
        && only.len() == 1
        && members.keys().all(|key| key == "anyOf" || is_kept(key))
        && let Some(reference) = only.get("$ref")
    {
        let reference = reference.clone();
        members.remove("anyOf");
        members.insert("$ref".into(), reference);
        members.insert("nullable".into(), json!(true));
    }
    for key in ["oneOf", "anyOf"] {
        if alone(members, key)
            && let Some(Value::Array(branches)) = members.get_mut(key)
            && branches.len() > 2
            && branches.last() == Some(&null)
            && branches.iter().filter(|it| **it == null).count() == 1
        {
            branches.pop();
            members.insert("nullable".into(), json!(true));
        }
    }
    for (bound, flag) in [
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ] {
        if members.contains_key(bound) {
            continue;
        }
        if let Some(limit) = members.get(flag).filter(|it| it.is_number()).cloned() {
            members.insert(bound.into(), limit);
            members.insert(flag.into(), json!(true));
        }
    }
}

/// What 3.0 cannot express: it ignores keywords beside `$ref`, and has a single `example`.
fn as_read_from_3_0(document: &mut Value) {
    schemas(document, &mut |members| {
        if members.contains_key("$ref") {
            members.retain(|key, _| key == "$ref" || is_kept(key));
        }
        if !members.contains_key("examples")
            && let Some(example) = members.remove("example")
        {
            members.insert("examples".into(), json!([example]));
        }
    });
}

fn other_versions(name: &str, text: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(text).expect("JSON");
    let mut wrong = Vec::new();
    let there = read(text).expect("it reads").document;

    let mut newer = document.clone();
    newer["openapi"] = json!("3.2.0");
    newer["$self"] = json!("https://example.com/openapi.json");
    let mut newer = read(&newer.to_string()).expect("it reads").document;
    newer["openapi"] = there["openapi"].clone();
    if newer != there {
        wrong.push(format!("{name}: 3.2 reads as something else"));
    }

    let mut older = document;
    older["openapi"] = json!("3.0.4");
    let mut changed = 0;
    schemas(&mut older, &mut |members| {
        let before = members.clone();
        lower(members);
        changed += usize::from(*members != before);
    });
    let mut older = read(&older.to_string()).expect("it reads").document;
    let mut expected = there;
    as_read_from_3_0(&mut expected);
    as_read_from_3_0(&mut older);
    older["openapi"] = expected["openapi"].clone();
    if let Some(difference) = difference(&expected, &older, "") {
        wrong.push(format!(
            "{name}: 3.0 reads as something else at {difference}"
        ));
    }
    eprintln!("{name}: {changed} schemas said as 3.0 does");
    wrong
}

/// The first pointer where two documents differ.
fn difference(a: &Value, b: &Value, at: &str) -> Option<String> {
    if a == b {
        return None;
    }
    match (a, b) {
        (Value::Object(left), Value::Object(right)) => left
            .keys()
            .chain(right.keys().filter(|key| !left.contains_key(*key)))
            .find_map(|key| match (left.get(key), right.get(key)) {
                (Some(a), Some(b)) => difference(a, b, &format!("{at}/{key}")),
                (a, b) => Some(format!("{at}/{key}: {a:?} {b:?}")),
            }),
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => left
            .iter()
            .zip(right)
            .enumerate()
            .find_map(|(index, (a, b))| difference(a, b, &format!("{at}/{index}"))),
        _ => Some(format!("{at}: {a} {b}")),
    }
}

#[test]
fn real_documents_read_the_same_in_every_version() {
    let Some(folder) = std::env::var_os("NEO_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: NEO_CORPUS is not set to a folder of documents");
        return;
    };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    let wrong: Vec<String> = paths
        .iter()
        .flat_map(|path| {
            let text = std::fs::read_to_string(path).expect("a file");
            other_versions(
                &path.file_stem().unwrap_or_default().to_string_lossy(),
                &text,
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_vendored_contract_gives_the_same_client_in_every_version() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/openapi.json");
    let text = std::fs::read_to_string(path).expect("the vendored contract is there");
    assert_eq!(other_versions("openapi", &text), Vec::<String>::new());
    let mut older: Value = serde_json::from_str(&text).expect("JSON");
    older["openapi"] = json!("3.0.4");
    let mut changed = 0;
    schemas(&mut older, &mut |members| {
        let before = members.clone();
        lower(members);
        changed += usize::from(*members != before);
    });
    assert!(changed > 0, "it has something that 3.0 says differently");
    // The constant that may contain the document is excluded.
    let code = |text: &str| {
        let generated = generate(text, &Options::default()).expect("it generates");
        let mut file = syn::parse_file(&generated.code).expect("it is Rust");
        let is_service =
            |item: &syn::Item| matches!(item, syn::Item::Const(it) if it.ident == "SERVICE");
        file.items.retain(|item| !is_service(item));
        prettyplease::unparse(&file)
    };
    assert_eq!(code(&older.to_string()), code(&text));
}
