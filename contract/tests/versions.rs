//! The same contract in OpenAPI 3.0, 3.1 and 3.2: no findings, and the same rules for changes.

use neo_contract::diff::{Diff, diff};
use serde_json::{Value, json};

fn compared(base: &Value, head: &Value) -> Diff {
    diff(&base.to_string(), &head.to_string()).unwrap()
}

fn document(version: &str, properties: Value) -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/T" } } });
    json!({
        "openapi": version,
        "info": { "title": "T", "version": "1" },
        "paths": { "/t": { "post": {
            "operationId": "t_post",
            "parameters": [{ "in": "query", "name": "q", "schema": properties["name"] }],
            "requestBody": { "content": content },
            "responses": { "200": { "description": "ok", "content": content } }
        } } },
        "components": { "schemas": {
            "T": { "type": "object", "properties": properties },
            "U": { "type": "object", "properties": { "a": { "type": "string" } } }
        } }
    })
}

fn old() -> Value {
    json!({
        "name": { "type": "string", "nullable": true, "example": "a" },
        "kind": { "type": "string", "enum": ["a", "b"], "nullable": true },
        "count": { "type": "integer", "minimum": 0, "exclusiveMinimum": true },
        "u": { "nullable": true, "allOf": [{ "$ref": "#/components/schemas/U" }] },
        "either": { "nullable": true, "oneOf": [{ "type": "string" }, { "type": "integer" }] },
        "data": { "type": "string", "format": "byte" },
        "file": { "type": "string", "format": "binary" }
    })
}

fn new() -> Value {
    json!({
        "name": { "type": ["string", "null"], "examples": ["a"] },
        "kind": { "type": ["string", "null"], "enum": ["a", "b", null] },
        "count": { "type": "integer", "exclusiveMinimum": 0 },
        "u": { "anyOf": [{ "$ref": "#/components/schemas/U" }, { "type": "null" }] },
        "either": { "oneOf": [{ "type": "string" }, { "type": "integer" }, { "type": "null" }] },
        "data": { "type": "string", "contentEncoding": "base64" },
        "file": { "type": "string", "contentMediaType": "application/octet-stream" }
    })
}

#[test]
fn a_contract_that_moves_to_another_version_changes_nothing() {
    let documents = [
        document("3.0.3", old()),
        document("3.1.0", new()),
        document("3.2.0", new()),
    ];
    for base in &documents {
        for head in &documents {
            let diff = compared(base, head);
            assert!(
                diff.findings.is_empty(),
                "{} {}: {:#?}",
                base["openapi"],
                head["openapi"],
                diff.findings
            );
            let change = diff.surface.expect("both generate");
            assert!(
                change.removed.is_empty() && change.added.is_empty(),
                "{change:#?}"
            );
        }
    }
}

#[test]
fn real_changes_between_versions_are_found() {
    let base = document("3.0.3", old());
    let mut properties = new();
    properties["name"] = json!({ "type": "string" });
    let head = document("3.1.0", properties);
    let there: Vec<String> = compared(&base, &head)
        .findings
        .iter()
        .map(|it| it.location.clone())
        .collect();
    let mut same = old();
    same["name"] = json!({ "type": "string" });
    let expected: Vec<String> = compared(&base, &document("3.0.3", same))
        .findings
        .iter()
        .map(|it| it.location.clone())
        .collect();
    assert!(!expected.is_empty());
    assert_eq!(there, expected);
}
