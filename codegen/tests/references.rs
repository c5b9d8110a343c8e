//! References other than pointers from the document's root.

use neo_api_codegen::{NoteKind, Options, generate, read};
use serde_json::{Value, json};

fn document(schemas: Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/t": { "get": { "operationId": "get_t", "responses": {
            "200": { "description": "ok", "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/T" }
            } } }
        } } } },
        "components": { "schemas": schemas }
    })
}

/// The property `a` of `T` as read, and whether there were losses.
fn read_as(schemas: Value) -> (Value, bool) {
    let text = document(schemas).to_string();
    generate(&text, &Options::default()).expect("it generates");
    let read = read(&text).expect("it reads");
    let lost = read.notes.iter().any(|it| it.kind == NoteKind::Lost);
    let location = "/components/schemas/T/properties/a";
    (
        read.document
            .pointer(location)
            .cloned()
            .expect("it is there"),
        lost,
    )
}

fn t(a: Value) -> Value {
    json!({ "type": "object", "properties": { "a": a } })
}

#[test]
fn an_anchor_names_its_schema() {
    let mut schema = t(json!({ "$ref": "#main" }));
    schema["$defs"] = json!({ "it": { "$anchor": "main", "type": "object", "properties": { "v": { "type": "string" } } } });
    let expected = json!({ "$ref": "#/components/schemas/T/$defs/it" });
    assert_eq!(read_as(json!({ "T": schema })), (expected, false));
    assert_eq!(
        read_as(json!({ "T": t(json!({ "$ref": "#nobody" })) })),
        (json!({}), true)
    );
}

#[test]
fn a_dynamic_reference_with_one_target_is_a_reference_to_it() {
    let mut tree = t(json!({ "type": "array", "items": { "$dynamicRef": "#node" } }));
    tree["$dynamicAnchor"] = json!("node");
    let expected = json!({ "type": "array", "items": { "$ref": "#/components/schemas/T" } });
    assert_eq!(read_as(json!({ "T": tree })), (expected, false));
    // The target depends on the path of references.
    let other = json!({ "$dynamicAnchor": "node", "type": "object" });
    let expected = json!({ "type": "array", "items": {} });
    assert_eq!(read_as(json!({ "T": tree, "U": other })), (expected, true));
}

#[test]
fn an_id_names_its_schema() {
    let u = json!({ "$id": "https://example.com/u", "type": "object", "$defs": { "V": { "type": "string" } } });
    let reference = |to: &str| t(json!({ "$ref": to }));
    for (to, expected) in [
        ("https://example.com/u", "#/components/schemas/U"),
        (
            "https://example.com/u#/$defs/V",
            "#/components/schemas/U/$defs/V",
        ),
    ] {
        let schemas = json!({ "T": reference(to), "U": u });
        assert_eq!(read_as(schemas), (json!({ "$ref": expected }), false));
    }
    let schemas = json!({ "T": reference("https://example.com/other"), "U": u });
    assert_eq!(read_as(schemas), (json!({}), true));
}

/// Tools that embed a JSON Schema leave its references unchanged.
#[test]
fn a_pointer_that_does_not_resolve_from_the_root_may_resolve_from_the_schema() {
    let mut schema = t(json!({ "$ref": "#/$defs/V" }));
    schema["$defs"] = json!({ "V": { "type": "string" } });
    let expected = json!({ "$ref": "#/components/schemas/T/$defs/V" });
    assert_eq!(read_as(json!({ "T": schema })), (expected, false));
    let schemas =
        json!({ "T": t(json!({ "$ref": "#/definitions/V" })), "V": { "type": "string" } });
    assert_eq!(
        read_as(schemas),
        (json!({ "$ref": "#/components/schemas/V" }), false)
    );
}

#[test]
fn an_unresolved_mapping_is_ignored() {
    let branch = |tag: &str| json!({ "type": "object", "required": ["k"], "properties": { "k": { "const": tag } } });
    let schemas = json!({
        "T": t(json!({
            "oneOf": [{ "$ref": "#/components/schemas/U" }, { "$ref": "#/components/schemas/V" }],
            "discriminator": { "propertyName": "k", "mapping": { "u": "#/components/schemas/U", "w": "#/components/schemas/W" } }
        })),
        "U": branch("u"),
        "V": branch("v"),
    });
    let (a, lost) = read_as(schemas);
    assert_eq!(
        a["discriminator"]["mapping"],
        json!({ "u": "#/components/schemas/U" })
    );
    assert!(lost);
}
