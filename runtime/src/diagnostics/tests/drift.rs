use serde_json::json;

use super::super::drift;
use super::*;
use crate::drift::DriftKind::{self, Mismatch, UnknownMember, UnknownStatus, UnknownValue};

static OPERATION: Operation = Operation {
    id: "a_get",
    contract_id: "",
    method: "GET",
    path: "/a",
    summary: "",
    security: &[],
    idempotent: true,
    paginated: false,
    accept: "",
};

fn found(schema: &Value, body: &Value) -> Vec<(String, DriftKind)> {
    let document = json!({
        "paths": {"/a": {"get": {"responses": {
            "200": {"content": {"application/json": {"schema": schema}}},
        }}}},
        "components": {"schemas": pets()},
    });
    drift(
        &document,
        &OPERATION,
        StatusCode::OK,
        body.to_string().as_bytes(),
    )
}

fn is(schema: &Value, body: &Value, expected: &[(&str, DriftKind)]) {
    let found = found(schema, body);
    let mut found: Vec<_> = found
        .iter()
        .map(|(at, kind)| (at.as_str(), *kind))
        .collect();
    found.sort_by_key(|(at, _)| *at);
    let mut expected = expected.to_vec();
    expected.sort_by_key(|(at, _)| *at);
    assert_eq!(found, expected, "{body}");
}

#[test]
fn a_body_of_the_contract_has_none() {
    let pet = json!({"$ref": "#/components/schemas/Pet"});
    for (schema, body) in [
        (&pet, json!({"kind": "cat", "lives": 9, "friend": null})),
        (
            &pet,
            json!({"kind": "dog", "born": "2020-02-02", "tags": ["any"]}),
        ),
        (
            &pet,
            json!({"kind": "cat", "lives": 9, "friend": {"kind": "dog", "born": "2020-02-02"}}),
        ),
        (&json!({"type": "object"}), json!({"any": {"thing": 1}})),
        (
            &json!({"properties": {"a": {}}, "additionalProperties": true}),
            json!({"b": 1}),
        ),
        (
            &json!({"anyOf": [{"type": "string"}, {"enum": ["a"]}]}),
            json!("b"),
        ),
        (&json!({"enum": [1, 2.5, null, "a"]}), json!(2.5)),
        (
            &json!({"enum": [["NL", "+31", null]]}),
            json!(["NL", "+31", null]),
        ),
        (
            &json!({"type": "object", "additionalProperties": {"enum": ["a"]}}),
            json!({"any": "a"}),
        ),
    ] {
        is(schema, &body, &[]);
    }
}

#[test]
fn members_and_values_that_the_contract_does_not_know() {
    let pet = json!({"type": "array", "items": {"$ref": "#/components/schemas/Pet"}});
    is(
        &pet,
        &json!([{"kind": "cat", "lives": 9, "colour": "red"}, {"kind": "cat", "lives": 8, "colour": 1}]),
        &[("/*/colour", UnknownMember)],
    );
    is(
        &pet,
        &json!([{"kind": "fish", "fins": 2}]),
        &[("/*/kind", UnknownValue), ("/*/fins", UnknownMember)],
    );
    is(
        &json!({"enum": [["NL", "+31"], ["GB", "+44"]]}),
        &json!(["DE", "+49"]),
        &[("", UnknownValue)],
    );
    is(
        &json!({"allOf": [{"type": "string"}, {"enum": ["a"]}]}),
        &json!("b"),
        &[("", UnknownValue)],
    );
    is(
        &json!({"anyOf": [{"type": "null"}, {"type": "string", "enum": ["a"]}]}),
        &json!("b"),
        &[("", UnknownValue)],
    );
    // Keys of maps are data, and so is what does not look like a name.
    is(
        &json!({"type": "object", "additionalProperties": {"type": "object", "properties": {"a": {"type": "integer"}}}}),
        &json!({"someone@example.com": {"a": "x", "b c": 1, "b": 1}}),
        &[
            ("/*/*", UnknownMember),
            ("/*/b", UnknownMember),
            ("/*/a", Mismatch),
        ],
    );
}

#[test]
fn mismatches_and_statuses() {
    let pet = json!({"$ref": "#/components/schemas/Cat"});
    is(&pet, &json!({"kind": "cat"}), &[("/lives", Mismatch)]);
    is(&pet, &json!([]), &[("", Mismatch)]);
    let document = json!({"paths": {"/a": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {}}}}}}}}});
    let with = |status: u16, body: &[u8]| {
        drift(
            &document,
            &OPERATION,
            StatusCode::from_u16(status).unwrap(),
            body,
        )
    };
    assert_eq!(with(201, b"{}"), [(String::new(), UnknownStatus)]);
    assert_eq!(with(502, b"<html>"), []);
    assert_eq!(with(200, b"<html>"), [(String::new(), Mismatch)]);
}

#[test]
fn schemas_that_refer_to_themselves_end() {
    let mut document = json!({
        "paths": {"/a": {"get": {"responses": {
            "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
        }}}},
        "components": {"schemas": {
            "A": {"allOf": [{"$ref": "#/components/schemas/A"}, {"properties": {"a": {"$ref": "#/components/schemas/A"}, "n": {"enum": [1]}}}]},
        }},
    });
    let mut body = json!({"n": 2});
    for _ in 0..60 {
        body = json!({ "a": body });
    }
    let run = |document: &Value| {
        drift(
            document,
            &OPERATION,
            StatusCode::OK,
            body.to_string().as_bytes(),
        )
    };
    assert!(!run(&document).is_empty());
    document["components"]["schemas"]["A"] = json!({"oneOf": [{"$ref": "#/components/schemas/A"}]});
    run(&document);
}
