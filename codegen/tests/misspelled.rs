//! A key that resembles a keyword is noted as a loss, with a suggestion; any other unknown key is noted.

use neo_api_codegen::{NoteKind, Options, generate};
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
                "kind": { "enum": ["cat", "dog"], "uniqueItems": true },
                // Names, even if they resemble keywords.
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

fn lost(document: &Value) -> Vec<String> {
    let generated = generate(&document.to_string(), &Options::default()).expect("it generates");
    let notes = generated.notes.into_iter();
    notes
        .filter(|it| it.kind == NoteKind::Lost)
        .map(|it| it.to_string())
        .collect()
}

#[test]
fn a_misspelled_keyword_is_a_loss_at_its_pointer() {
    let of_pet = |rest: &str| format!("{PET}{rest}");
    let of_get = |rest: &str| format!("{OPERATION}{rest}");
    let json = "/responses/200/content/application~1json";
    for (object, right, wrong) in [
        (of_pet(""), "required", "requierd"),
        (of_pet("/properties/kind"), "uniqueItems", "unique_items"),
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
        let expected = format!(
            "{object}/{wrong} (grammar): `{wrong}` is not a keyword; it is ignored (did you mean `{right}`?)"
        );
        let lost = lost(&renamed(&object, right, wrong));
        assert!(lost.contains(&expected), "{expected}\n{lost:#?}");
    }
}

#[test]
fn a_misspelled_format_is_a_loss_and_an_unknown_one_is_not() {
    let location = "/components/schemas/Pet/properties/id/format";
    let with = |format: &str| {
        let mut document = document();
        *document.pointer_mut(location).expect("it is there") = json!(format);
        document
    };
    assert_eq!(
        lost(&with("uuuid")),
        [format!(
            "{location} (grammar): `uuuid` is not a known format; it is ignored (did you mean `uuid`?)"
        )]
    );
    for own in ["uuid", "uuid4", "uint64", "ulid", "phone", "cron"] {
        assert!(lost(&with(own)).is_empty(), "{own}");
    }
}

#[test]
fn unknown_and_missing_keywords_are_noted() {
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
                "{PET}/widget (grammar): `widget` is not a keyword of OpenAPI here; it is ignored"
            ),
            format!(
                "{OPERATION} (grammar): no `responses`, which OpenAPI 3.1 allows: a success is returned as bytes"
            ),
        ]
    );
}

#[test]
fn a_key_of_responses_is_a_status() {
    let responses = format!("{OPERATION}/responses");
    for wrong in [
        "2\u{1b}[2J00",
        "20",
        "2000",
        "6XX",
        "0XX",
        "2X0",
        "ok",
        "",
        "defualt",
    ] {
        let losses = lost(&renamed(&responses, "200", wrong));
        let [loss] = losses.as_slice() else {
            panic!("{wrong}: {losses:#?}");
        };
        assert!(
            loss.starts_with(&format!(
                "{responses}/{wrong} (grammar): `{wrong}` is not a status; the response is ignored"
            )),
            "{loss}"
        );
        assert_eq!(
            loss.ends_with("did you mean `default`?)"),
            wrong == "defualt",
            "{loss}"
        );
    }
    for right in ["201", "2XX", "default", "x-200"] {
        assert!(
            lost(&renamed(&responses, "200", right)).is_empty(),
            "{right}"
        );
    }
}

/// Hetzner writes its status classes this way.
#[test]
fn a_class_of_statuses_in_lower_case_is_that_class() {
    let responses = format!("{OPERATION}/responses");
    let lower = renamed(&responses, "200", "2xx");
    assert_eq!(
        lost(&lower),
        [format!(
            "{responses}/2xx (grammar): the status `2xx` is read as `2XX`"
        )]
    );
    let code = |document: &Value| {
        generate(&document.to_string(), &Options::default())
            .expect("it generates")
            .code
    };
    assert_eq!(code(&lower), code(&renamed(&responses, "200", "2XX")));
}

#[test]
fn a_value_that_a_keyword_cannot_have_is_a_loss() {
    for (location, value, expected) in [
        (
            format!("{PET}/required"),
            json!(true),
            "expected a list of names, not true; it is ignored",
        ),
        (
            format!("{PET}/properties"),
            json!([]),
            "expected an object, not a list; it is ignored",
        ),
        (
            format!("{PET}/properties/kind/enum"),
            json!("cat"),
            "expected a list of values, not \"cat\"; it is ignored",
        ),
        (
            format!("{PET}/properties/id/type"),
            json!("integr"),
            "\"integr\" is not a type; any JSON is accepted. JSON Schema has array, boolean, integer, null, number, object, string",
        ),
        (
            format!("{PET}/properties/id/type"),
            json!("file"),
            "`file` is a type of Swagger 2.0; read as a string of format `binary`",
        ),
    ] {
        let mut document = document();
        *document.pointer_mut(&location).expect("it is there") = value;
        let losses = lost(&document);
        let expected = format!("{location} (grammar): {expected}");
        assert!(losses.contains(&expected), "{expected}\n{losses:#?}");
    }
}
