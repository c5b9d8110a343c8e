//! What no value fits, and paths that are none: told at their place, in the document's own words.

use neo_api_codegen::{Error, Generated, Options, generate};
use serde_json::{Value, json};

fn with(path: &str, schema: Value) -> Result<Generated, Error> {
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
    generate(&document.to_string(), &Options::default())
}

#[test]
fn a_component_that_is_false_is_an_error_at_its_place() {
    assert_eq!(
        with("/it", json!(false))
            .expect_err("it is refused")
            .to_string(),
        "at /components/schemas/It: the schema `false` allows no value at all; no type can be made of it"
    );
}

#[test]
fn a_schema_that_nothing_fits_is_noted() {
    let id = json!({ "$ref": "#/components/schemas/Id" });
    for (schema, expected) in [
        (
            json!({ "allOf": [{ "type": "string" }, { "type": "integer" }] }),
            "`allOf` asks for string and number at once, so that nothing can decode as it",
        ),
        (
            json!({ "type": ["object", "null"], "allOf": [id] }),
            "`allOf` asks for object or null and string at once, so that nothing can decode as it",
        ),
        (
            json!({ "oneOf": [] }),
            "`oneOf` lists nothing, so that nothing can decode as it",
        ),
    ] {
        let notes = with("/it", schema).expect("it generates").notes;
        let place = "/components/schemas/It";
        let told = notes
            .iter()
            .any(|it| it.pointer == place && it.what == expected);
        assert!(told, "{expected}\n{notes:#?}");
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
fn a_path_with_a_query_is_an_error_and_one_with_a_fragment_is_noted() {
    for (path, place) in [
        ("/it?a=1", "/paths/~1it?a=1/get"),
        ("/it#{a}", "/paths/~1it#{a}/get"),
    ] {
        let error = with(path, json!({ "type": "string" })).expect_err("it is refused");
        assert_eq!(error.pointer(), Some(place), "{error}");
    }
    let notes = with("/it#again", json!({ "type": "string" }))
        .expect("it generates")
        .notes;
    let told =
        |note: &neo_api_codegen::Note| note.what == "what follows `#` in the path is never sent";
    assert!(notes.iter().any(told), "{notes:#?}");
}
