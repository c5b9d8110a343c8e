//! Unsatisfiable schemas and invalid paths: each costs only itself, and is noted at its pointer.

use neo_api_codegen::{Error, Generated, NoteKind, Options, generate};
use serde_json::{Value, json};

fn with(path: &str, schema: Value) -> Result<Generated, Error> {
    generate(&document(path, schema).to_string(), &Options::default())
}

fn lost(generated: &Generated) -> Vec<String> {
    let notes = generated.notes.iter();
    notes
        .filter(|it| it.kind == NoteKind::Lost)
        .map(ToString::to_string)
        .collect()
}

fn document(path: &str, schema: Value) -> Value {
    let mut document = json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": {},
        "components": { "schemas": { "Id": { "type": "string" }, "It": schema } }
    });
    document["paths"][path] = json!({ "get": { "operationId": "it", "responses": {
        "200": { "description": "", "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/It" }
        } } }
    } } });
    document
}

#[test]
fn a_component_that_is_false_is_any_json_with_a_note() {
    let generated = with("/it", json!(false)).expect("it generates");
    let lost: Vec<String> = lost(&generated);
    assert_eq!(
        lost,
        [
            "/components/schemas/It (grammar): the schema `false` allows no value; any JSON is accepted"
        ]
    );
    assert_eq!(generated.operations.len(), 1);
}

#[test]
fn an_unsatisfiable_schema_is_noted() {
    let id = json!({ "$ref": "#/components/schemas/Id" });
    for (schema, expected) in [
        (
            json!({ "allOf": [{ "type": "string" }, { "type": "integer" }] }),
            "`allOf` requires string and number at once: no value is valid",
        ),
        (
            json!({ "type": ["object", "null"], "allOf": [id] }),
            "`allOf` requires object or null and string at once: no value is valid",
        ),
        (
            json!({ "oneOf": [] }),
            "`oneOf` is empty: no value is valid",
        ),
    ] {
        let notes = with("/it", schema).expect("it generates").notes;
        let location = "/components/schemas/It";
        let noted = notes
            .iter()
            .any(|it| it.pointer == location && it.what == expected);
        assert!(noted, "{expected}\n{notes:#?}");
    }
    for schema in [
        json!({ "allOf": [{ "type": "number" }, { "type": "integer" }] }),
        json!({ "type": ["string", "null"], "allOf": [id] }),
    ] {
        let notes = with("/it", schema).expect("it generates").notes;
        assert!(
            !notes.iter().any(|it| it.what.contains("decode")),
            "{notes:#?}"
        );
    }
}

#[test]
fn an_operation_with_an_invalid_path_is_left_out_and_the_others_stay() {
    for (path, reason) in [
        ("/it?a=1", "starts a query"),
        ("/it#{a}", "fragments are never sent"),
        ("/it{", "`{` without `}`"),
    ] {
        let mut document = document(path, json!({ "type": "string" }));
        document["paths"]["/other"] = json!({ "get": { "operationId": "other", "responses": { "204": { "description": "" } } } });
        let generated = generate(&document.to_string(), &Options::default()).expect("it generates");
        let ids: Vec<&str> = generated
            .operations
            .iter()
            .map(|it| it.id.as_str())
            .collect();
        assert_eq!(ids, ["other"], "{path}");
        let [left_out] = generated.left_out.as_slice() else {
            panic!("{path}: {:#?}", generated.left_out);
        };
        assert_eq!(
            (
                left_out.path.as_str(),
                left_out.method.as_str(),
                left_out.id.as_deref()
            ),
            (path, "GET", Some("it"))
        );
        assert!(left_out.reason.contains(reason), "{left_out}");
        assert!(lost(&generated).iter().any(|it| it.contains(reason)));
    }
    let notes = with("/it#again", json!({ "type": "string" }))
        .expect("it generates")
        .notes;
    let noted =
        |note: &neo_api_codegen::Note| note.what == "the text after `#` in the path is never sent";
    assert!(notes.iter().any(noted), "{notes:#?}");
}
