use serde_json::{Value, json};

use super::super::tree::Tree;
use super::super::walk::Walker;

/// Where `value` does not fit `schema`, and what was expected.
fn found(schema: &Value, value: &Value) -> Option<(String, String)> {
    let document = json!({ "components": { "schemas": {
        "Kind": { "enum": ["a", "b"] },
        "Cat": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } } },
    } } });
    let tree = Tree::read(&value.to_string(), "");
    let location = Walker::strict(&document).first(schema, &tree, "")?;
    Some((location.pointer, location.expected))
}

#[test]
fn what_a_schema_forbids_is_found() {
    let kind = json!({ "$ref": "#/components/schemas/Kind" });
    let union = json!({
        "oneOf": [{ "$ref": "#/components/schemas/Cat" }],
        "discriminator": { "propertyName": "kind", "mapping": { "cat": "#/components/schemas/Cat" } },
    });
    let read_only = json!({ "required": ["id", "name"], "properties": { "id": { "type": "integer", "readOnly": true } } });
    let closed = json!({ "properties": { "a": {} }, "additionalProperties": false });
    for (schema, value, at, expected) in [
        (
            json!({ "type": "integer", "maximum": 200 }),
            json!(9999),
            "",
            "expected at most 200",
        ),
        (
            json!({ "type": "integer", "minimum": 1 }),
            json!(0),
            "",
            "expected at least 1",
        ),
        (
            json!({ "type": "number", "exclusiveMinimum": 0 }),
            json!(0),
            "",
            "expected more than 0",
        ),
        (
            json!({ "type": "number", "exclusiveMaximum": 1.5 }),
            json!(1.5),
            "",
            "expected less than 1.5",
        ),
        (
            json!({ "type": "integer" }),
            json!(1.5),
            "",
            "expected an integer",
        ),
        (
            json!({ "type": "integer", "format": "int8" }),
            json!(128),
            "",
            "expected an integer from -128 to 127",
        ),
        (
            json!({ "type": "number", "multipleOf": 0.01 }),
            json!(0.125),
            "",
            "expected a multiple of 0.01",
        ),
        (
            json!({ "type": "integer", "multipleOf": 5 }),
            json!(7),
            "",
            "expected a multiple of 5",
        ),
        (
            json!({ "type": "string", "minLength": 1 }),
            json!(""),
            "",
            "expected at least 1 character",
        ),
        (
            json!({ "type": "string", "maxLength": 2 }),
            json!("äöü"),
            "",
            "expected at most 2 characters",
        ),
        (
            json!({ "type": "array", "minItems": 1 }),
            json!([]),
            "",
            "expected at least 1 item",
        ),
        (
            json!({ "type": "object", "minProperties": 1 }),
            json!({}),
            "",
            "expected at least 1 member",
        ),
        (kind.clone(), json!("c"), "", r#"expected one of "a", "b""#),
        (kind.clone(), json!(1), "", r#"expected one of "a", "b""#),
        (
            json!({ "enum": [["US", 1], ["GB", 44]] }),
            json!(["US", 2]),
            "",
            r#"expected one of ["US",1], ["GB",44]"#,
        ),
        (json!({ "const": 2 }), json!(3), "", "expected 2"),
        (
            json!({ "oneOf": [{ "const": "a" }, { "const": "b" }] }),
            json!("c"),
            "",
            r#"expected one of "a", "b""#,
        ),
        (
            json!({ "anyOf": [kind, { "type": "null" }] }),
            json!("c"),
            "",
            r#"expected one of "a", "b", null"#,
        ),
        (
            json!({ "anyOf": [{ "type": "integer", "maximum": 9 }, { "type": "null" }] }),
            json!(10),
            "",
            "expected at most 9",
        ),
        (
            json!({ "anyOf": [{ "type": "integer" }, { "type": "null" }] }),
            json!("x"),
            "",
            "expected an integer or null",
        ),
        (
            union,
            json!({ "kind": "dog" }),
            "/kind",
            r#"expected one of "cat""#,
        ),
        (
            closed,
            json!({ "a": 1, "b": 2 }),
            "/b",
            "expected no member of this name",
        ),
        (
            read_only,
            json!({}),
            "/name",
            "expected this member, which is required: any value",
        ),
    ] {
        assert_eq!(
            found(&schema, &value),
            Some((at.to_owned(), expected.to_owned())),
            "{schema} {value}"
        );
    }
}

#[test]
fn what_a_schema_allows_is_left_alone() {
    let part = |name: &str| json!({ "type": "object", "properties": { name: { "type": "integer" } }, "additionalProperties": false });
    for (schema, value) in [
        (
            json!({ "type": "integer", "minimum": 1, "maximum": 200 }),
            json!(200),
        ),
        (
            json!({ "type": "integer", "maximum": u64::MAX }),
            json!(u64::MAX),
        ),
        (json!({ "type": "integer" }), json!(2.0)),
        (json!({ "type": "number", "multipleOf": 0.01 }), json!(0.07)),
        (json!({ "enum": [1, "a", null, true] }), json!(true)),
        (json!({ "enum": [1, "a", null, true] }), json!(null)),
        (
            json!({ "anyOf": [{ "enum": ["a"] }, { "type": "string" }] }),
            json!("anything"),
        ),
        (json!({ "type": "object" }), json!({ "any": 1 })),
        (
            json!({ "allOf": [part("a"), part("b")] }),
            json!({ "a": 1, "b": 2 }),
        ),
        (json!({}), json!([1, { "a": null }])),
    ] {
        assert_eq!(found(&schema, &value), None, "{schema} {value}");
    }
}

/// What is left out of a value for one branch is not replaced by what another branch lacks.
#[test]
fn all_mismatches_in_a_union_are_those_of_one_branch() {
    let document = json!({});
    let integers = json!({"type": "object", "properties": {
        "y": {"type": "integer"}, "z": {"type": "integer", "maximum": 3},
    }});
    let a = json!({"type": "object", "required": ["a", "c"], "properties": {
        "a": {"type": "string"}, "x": integers, "c": {"type": "string"},
    }});
    let b = json!({"type": "object", "required": ["b", "x"], "properties": {
        "b": {"type": "integer"}, "x": {"type": "integer"},
    }});
    let schema = json!({"anyOf": [b, a]});
    let all = |value: serde_json::Value, most: usize| -> Vec<String> {
        let tree = Tree::read(&value.to_string(), "");
        let found = Walker::strict(&document).all(&schema, &tree, most);
        found.into_iter().map(|it| it.pointer).collect()
    };
    let value = json!({"a": "s", "x": {"y": "no", "z": 4}});
    assert_eq!(all(value.clone(), 9), ["/x/y", "/x/z", "/c"]);
    assert_eq!(all(value, 2), ["/x/y", "/x/z"]);
    assert_eq!(all(json!({"a": "s", "c": "t"}), 9), Vec::<String>::new());
    // A walker can be used again.
    let walker = Walker::strict(&document);
    let tree = Tree::read(r#"{"a":1}"#, "");
    assert_eq!(
        walker.all(&schema, &tree, 9).len(),
        walker.all(&schema, &tree, 9).len()
    );
    assert!(walker.first(&schema, &tree, "").is_some());
}
