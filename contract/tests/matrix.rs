//! The verdict of a change is independent of other changes: every pair beside every other, in one revision.

use std::collections::BTreeSet;

use neo_contract::diff;
use serde_json::{Map, Value, json};

/// A contract of one operation, with `@` as a placeholder for its own name.
struct Pair {
    name: &'static str,
    base: Value,
    head: Value,
}

fn body(schema: Value) -> Value {
    json!({"content": {"application/json": {"schema": schema}}, "description": "ok"})
}

fn get(schema: Value) -> Value {
    json!({"get": {"operationId": "@_get", "responses": {"200": body(schema)}}})
}

fn post(schema: Value) -> Value {
    json!({"post": {"operationId": "@_post", "requestBody": body(schema), "responses": {"204": {"description": "ok"}}}})
}

fn pet(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

fn of(item: Value, schemas: Value) -> Value {
    json!({"path": item, "schemas": schemas})
}

fn reference() -> Value {
    json!({"$ref": "#/components/schemas/@Pet"})
}

fn pairs() -> Vec<Pair> {
    let schema = |name, from: Value, to: Value| Pair {
        name,
        base: of(get(reference()), json!({"@Pet": from})),
        head: of(get(reference()), json!({"@Pet": to})),
    };
    let sent = |name, from: Value, to: Value| Pair {
        name,
        base: of(post(reference()), json!({"@Pet": from})),
        head: of(post(reference()), json!({"@Pet": to})),
    };
    let string = || json!({"type": "string"});
    let id = |kind: &str| pet(json!({"id": {"type": kind}}));
    let kinds =
        |values: &[&str]| pet(json!({"id": string(), "kind": {"type": "string", "enum": values}}));
    let inline = |change: &dyn Fn(&mut Value)| {
        let mut item = get(id("string"));
        change(&mut item["get"]);
        of(item, json!({}))
    };
    let parameter = |required: bool, location: &str| json!([{"name": "id", "in": location, "required": required, "schema": {"type": "string"}}]);
    let optional = |location| parameter(false, location);
    let required = |location| parameter(true, location);
    vec![
        schema("type", id("string"), id("integer")),
        schema(
            "nullable",
            id("string"),
            pet(json!({"id": {"type": ["string", "null"]}})),
        ),
        schema(
            "added",
            id("string"),
            pet(json!({"id": string(), "more": string()})),
        ),
        schema(
            "removed",
            pet(json!({"id": string(), "more": string()})),
            id("string"),
        ),
        schema(
            "words",
            id("string"),
            pet(json!({"id": {"type": "string", "description": "words"}})),
        ),
        schema("enum-added", kinds(&["a"]), kinds(&["a", "b"])),
        schema("enum-removed", kinds(&["a", "b"]), kinds(&["a"])),
        sent(
            "sent-added",
            id("string"),
            pet(json!({"id": string(), "more": string()})),
        ),
        sent(
            "sent-required",
            id("string"),
            json!({"type": "object", "required": ["id"], "properties": {"id": string()}}),
        ),
        sent(
            "limit",
            id("string"),
            pet(json!({"id": {"type": "string", "maxLength": 5}})),
        ),
        Pair {
            name: "status",
            base: inline(&|_| {}),
            head: inline(&|get| {
                let ok = get["responses"]
                    .as_object_mut()
                    .unwrap()
                    .remove("200")
                    .unwrap();
                get["responses"]["202"] = ok;
            }),
        },
        Pair {
            name: "moved-parameter",
            base: inline(&|get| get["parameters"] = optional("query")),
            head: inline(&|get| get["parameters"] = optional("header")),
        },
        Pair {
            name: "required-parameter",
            base: inline(&|get| get["parameters"] = optional("query")),
            head: inline(&|get| get["parameters"] = required("query")),
        },
        Pair {
            name: "deprecated",
            base: inline(&|_| {}),
            head: inline(&|get| get["deprecated"] = json!(true)),
        },
    ]
}

/// One contract made of several, each with its prefix.
fn together(parts: &[(&str, &Value)]) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for (prefix, part) in parts {
        let text = part.to_string().replace('@', prefix);
        let mut part: Value = serde_json::from_str(&text).unwrap();
        paths.insert(format!("/{prefix}"), part["path"].take());
        schemas.append(part["schemas"].as_object_mut().unwrap());
    }
    json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths, "components": {"schemas": schemas}})
}

/// The complete verdict for the findings of one part.
fn judged(base: &Value, head: &Value, prefix: &str) -> BTreeSet<String> {
    let diff = diff::diff(&base.to_string(), &head.to_string()).unwrap();
    let path = format!("/{prefix}");
    for finding in &diff.findings {
        assert_ne!(finding.rule, "rust-surface-changed", "{finding:#?}");
        assert!(finding.path.is_some(), "{finding:#?}");
    }
    let own = diff
        .findings
        .iter()
        .filter(|one| one.path.as_deref() == Some(&path));
    own.map(|one| {
        format!(
            "{} {} {:?} {:?} {:?} {}",
            one.rule, one.location, one.level, one.wire, one.surface, one.fingerprint
        )
    })
    .collect()
}

#[test]
fn a_finding_is_independent_of_other_findings() {
    let pairs = pairs();
    // Names that are a prefix of each other.
    for (own, other) in [("cat", "catfish"), ("catfish", "cat")] {
        for pair in &pairs {
            let alone = judged(
                &together(&[(own, &pair.base)]),
                &together(&[(own, &pair.head)]),
                own,
            );
            assert!(!alone.is_empty(), "{}", pair.name);
            for company in &pairs {
                let base = together(&[(own, &pair.base), (other, &company.base)]);
                let head = together(&[(own, &pair.head), (other, &company.head)]);
                assert_eq!(
                    judged(&base, &head, own),
                    alone,
                    "{} beside {}",
                    pair.name,
                    company.name
                );
            }
        }
    }
}
