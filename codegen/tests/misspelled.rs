//! A keyword that is nearly one is an error at its place, and names the one that was meant; any other is noted.

use neo_api_codegen::{Options, generate};
use serde_json::{Value, json};

fn document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Pets", "version": "1" },
        "paths": { "/pets/{id}": { "get": {
            "operationId": "pet_get",
            "parameters": [{ "in": "path", "name": "id", "required": true, "schema": { "type": "string" } }],
            "responses": { "200": { "description": "ok", "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Pet" }
            } } } }
        } } },
        "components": { "schemas": { "Pet": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": { "type": "string", "format": "uuid" },
                "kind": { "enum": ["cat", "dog"] },
                // Names, whatever they resemble.
                "tpye": { "type": "string" },
                "requierd": { "type": "string" }
            },
            "example": { "tpye": 1, "enmu": 2 }
        } } }
    })
}

const OPERATION: &str = "/paths/~1pets~1{id}/get";
const PET: &str = "/components/schemas/Pet";

/// The document with a member of an object under another name.
fn renamed(object: &str, from: &str, to: &str) -> Value {
    let mut document = document();
    let members = document
        .pointer_mut(object)
        .and_then(Value::as_object_mut)
        .unwrap_or_else(|| panic!("{object}"));
    let member = members.remove(from).unwrap_or_else(|| panic!("{from}"));
    members.insert(to.to_owned(), member);
    document
}

fn error(document: &Value) -> String {
    generate(&document.to_string(), &Options::default())
        .expect_err("it is refused")
        .to_string()
}

#[test]
fn a_keyword_that_is_nearly_one_is_an_error_at_its_place() {
    let of_pet = |rest: &str| format!("{PET}{rest}");
    let of_get = |rest: &str| format!("{OPERATION}{rest}");
    let json = "/responses/200/content/application~1json";
    for (object, right, wrong) in [
        (of_pet(""), "required", "requierd"),
        (of_pet(""), "properties", "propertis"),
        (of_pet(""), "type", "tpye"),
        (of_pet("/properties/kind"), "enum", "enmu"),
        (of_get(&format!("{json}/schema")), "$ref", "$reff"),
        (of_get(json), "schema", "shcema"),
        (of_get("/responses/200"), "content", "contnet"),
        (of_get(""), "responses", "repsonses"),
        (of_get(""), "operationId", "operationID"),
        (of_get("/parameters/0"), "required", "requried"),
        ("/paths/~1pets~1{id}".into(), "get", "gte"),
        ("/components".into(), "schemas", "shemas"),
        ("".into(), "components", "componets"),
    ] {
        let expected =
            format!("at {object}/{wrong}: `{wrong}` is no keyword; did you mean `{right}`?");
        assert_eq!(error(&renamed(&object, right, wrong)), expected);
    }
}

#[test]
fn a_format_that_is_nearly_one_is_an_error_and_others_are_not() {
    let place = "/components/schemas/Pet/properties/id/format";
    let with = |format: &str| {
        let mut document = document();
        *document.pointer_mut(place).expect("it is there") = json!(format);
        document
    };
    assert_eq!(
        error(&with("uuuid")),
        format!("at {place}: `uuuid` is no format that is known; did you mean `uuid`?")
    );
    for own in ["uuid", "uuid4", "uint64", "ulid", "phone", "cron"] {
        generate(&with(own).to_string(), &Options::default()).expect(own);
    }
}

#[test]
fn what_resembles_no_keyword_and_what_is_missing_is_noted() {
    let mut document = document();
    document["components"]["schemas"]["Pet"]["widget"] = json!("slider");
    document["components"]["schemas"]["Pet"]["x-tpye"] = json!("slider");
    document["paths"]["/pets/{id}"]["get"]
        .as_object_mut()
        .expect("an operation")
        .remove("responses");
    let notes = generate(&document.to_string(), &Options::default())
        .expect("it generates")
        .notes;
    let of = |pass: &str| -> Vec<String> {
        let of_pass = notes.iter().filter(|note| note.pass == pass);
        of_pass.map(ToString::to_string).collect()
    };
    assert_eq!(
        of("grammar"),
        [
            format!(
                "{PET}/widget (grammar): `widget` is no keyword of OpenAPI 3.1 here; it is ignored"
            ),
            format!(
                "{OPERATION} (grammar): no `responses`, which OpenAPI 3.1 allows: any success is given as bytes"
            ),
        ]
    );
}

#[test]
fn an_answer_stands_under_a_status() {
    let responses = format!("{OPERATION}/responses");
    for wrong in [
        "2\u{1b}[2J00",
        "20",
        "2000",
        "2xx",
        "6XX",
        "0XX",
        "2X0",
        "ok",
        "",
    ] {
        let told = error(&renamed(&responses, "200", wrong));
        assert!(
            told.starts_with(&format!("at {responses}/{wrong}: "))
                && told.ends_with(
                    "is no status; expected three digits, `4XX` or the like, or `default`"
                ),
            "{told}"
        );
    }
    let told = error(&renamed(&responses, "200", "defualt"));
    assert!(told.ends_with("did you mean `default`?"), "{told}");
    for right in ["201", "2XX", "default", "x-200"] {
        let document = renamed(&responses, "200", right);
        if let Err(error) = generate(&document.to_string(), &Options::default()) {
            panic!("{right}: {error}");
        }
    }
}
