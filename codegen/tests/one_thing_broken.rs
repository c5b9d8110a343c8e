//! A contract with one fault at a time: each costs only itself and is noted at its pointer, or is an error if the
//! document is invalid as a whole. Never a panic, and never a silent loss.

use neo_api_codegen::{Error, Generated, Interface, Note, NoteKind, Options, generate};
use serde_json::{Value, json};

const OPERATION: &str = "/paths/~1public-api~1phone~1numbers/get";

fn contract() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/phone-numbers.json"
    );
    let text = std::fs::read_to_string(path).expect("the fixture is there");
    serde_json::from_str(&text).expect("and is JSON")
}

fn broken(change: impl FnOnce(&mut Value)) -> Result<Generated, Error> {
    let mut document = contract();
    change(&mut document);
    generate(&document.to_string(), &Options::default())
}

fn set(pointer: &str, value: Value) -> impl FnOnce(&mut Value) {
    move |document| *document.pointer_mut(pointer).expect("it is there") = value
}

/// The contract with other values in `CountryCode`.
fn countries(rows: Value) -> Generated {
    broken(set("/components/schemas/CountryCode/enum", rows)).expect("it generates")
}

#[track_caller]
fn assert_line(generated: &Generated, line: &str) {
    let there = generated.surface.lines().any(|it| it == line);
    assert!(there, "no line `{line}` in\n{}", generated.surface);
}

#[track_caller]
fn assert_error(result: Result<Generated, Error>, text: &str) {
    match result {
        Err(error) => assert_eq!(error.to_string(), text),
        Ok(_) => panic!("it generated, without the error `{text}`"),
    }
}

#[test]
fn text_that_is_not_a_document() {
    let run = |text: &str| generate(text, &Options::default());
    let empty = "the document is empty; expected an OpenAPI document as JSON";
    let other = "expected an OpenAPI document of version 3.0, 3.1 or 3.2, but";
    assert_error(run(""), empty);
    assert_error(run(" \n"), empty);
    assert_error(
        run("openapi: 3.1.0"),
        "the document is not JSON: expected value at line 1 column 1",
    );
    assert_error(run("[]"), &format!("{other} it is not a JSON object"));
    assert_error(run("{}"), &format!("{other} it has no `openapi`"));
    assert_error(
        broken(set("/openapi", json!("2.0"))),
        &format!("{other} its `openapi` is \"2.0\""),
    );
    assert_error(
        broken(set("/openapi", json!("3.10.0"))),
        &format!("{other} its `openapi` is \"3.10.0\""),
    );
    assert_error(
        run(r#"{"swagger": "2.0", "info": {}, "paths": {}}"#),
        &format!(
            "{other} its `swagger` is \"2.0\"; convert it first: npx swagger2openapi --outfile openapi.json swagger.json"
        ),
    );
}

#[test]
fn required_parts_of_a_document() {
    let result = broken(|document| {
        document.as_object_mut().expect("an object").remove("info");
    });
    assert_error(result, "at the document's root: the document has no `info`");
    let result = broken(|document| {
        let members = document.as_object_mut().expect("an object");
        members.retain(|key, _| key == "openapi" || key == "info");
    });
    assert_error(
        result,
        "at the document's root: the document has none of `paths`, `webhooks` and `components`",
    );
    for pointer in ["/paths", "/components", "/components/schemas"] {
        assert_error(
            broken(set(pointer, json!([]))),
            &format!("at {pointer}: expected an object"),
        );
    }
    assert_error(
        broken(set("/info/version", json!([]))),
        "at /info: expected a string `version`",
    );
}

#[test]
fn an_operation_that_cannot_be_read_is_left_out() {
    let at = |suffix: &str| format!("{OPERATION}{suffix}");
    for (pointer, value, reason) in [
        (at(""), json!(7), "expected an operation object"),
        (
            at("/operationId"),
            json!(7),
            "expected a string with letters",
        ),
        (
            at("/responses"),
            json!([]),
            "expected an object of responses",
        ),
        (
            at("/security"),
            json!("bearerAuth"),
            "expected a list of security requirements",
        ),
    ] {
        let generated = broken(set(&pointer, value)).expect("the rest is generated");
        assert!(generated.operations.is_empty());
        let [left_out] = generated.left_out.as_slice() else {
            panic!("{:#?}", generated.left_out);
        };
        assert_eq!(left_out.reason, format!("at {pointer}: {reason}"));
        assert_eq!(
            (left_out.method.as_str(), left_out.path.as_str()),
            ("GET", "/public-api/phone/numbers")
        );
        let is_noted = |note: &Note| note.pointer == OPERATION && note.kind == NoteKind::Lost;
        assert!(generated.notes.iter().any(is_noted));
    }
}

#[test]
fn a_version_that_is_a_number_is_its_text() {
    let generated = broken(set("/info/version", json!(1.5))).expect("it generates");
    let is_noted = |note: &Note| note.pointer == "/info/version" && note.kind == NoteKind::Lost;
    assert!(generated.notes.iter().any(is_noted));
}

/// The losses, as text.
fn lost(generated: &Generated) -> Vec<String> {
    let notes = generated.notes.iter();
    notes
        .filter(|it| it.kind == NoteKind::Lost)
        .map(ToString::to_string)
        .collect()
}

#[test]
fn every_unresolved_reference_is_noted() {
    let country = "/components/schemas/PublicPhoneNumber/properties/country";
    let status = "/components/schemas/PublicPhoneNumber/properties/status";
    let generated = broken(|document| {
        set(country, json!({ "$ref": "#/components/schemas/Nope" }))(document);
        set(status, json!({ "$ref": "other.json#/Status" }))(document);
    })
    .expect("it generates");
    let lost = lost(&generated);
    assert_eq!(
        lost,
        [
            format!(
                "{country}/$ref (references): the reference `#/components/schemas/Nope` does not resolve; any JSON is accepted"
            ),
            format!(
                "{status}/$ref (references): the reference `other.json#/Status` points to another file; `neo-contract vendor` bundles several files into one document; any JSON is accepted"
            ),
        ]
    );
    assert_eq!(generated.operations.len(), 1);
}

#[test]
fn an_operation_with_unresolved_parts_is_left_out() {
    let nope = json!({ "$ref": "#/components/parts/Nope" });
    for (part, value) in [
        ("parameters", json!([nope])),
        ("requestBody", nope.clone()),
        ("responses", json!({ "200": nope })),
    ] {
        let generated = broken(|document| {
            document["paths"]["/public-api/phone/numbers"]["get"][part] = value.clone();
            document["paths"]["/other"] = json!({ "get": { "operationId": "other", "responses": {
                "204": { "description": "" },
                // An error response without a type costs nothing.
                "404": nope,
            } } });
        })
        .expect("it generates");
        let ids: Vec<&str> = generated
            .operations
            .iter()
            .map(|it| it.id.as_str())
            .collect();
        assert_eq!(ids, ["other"], "{part}");
        assert_eq!(generated.left_out.len(), 1, "{part}");
        assert!(
            generated.left_out[0]
                .reason
                .starts_with(&format!("at {OPERATION}/{part}")),
            "{}",
            generated.left_out[0]
        );
    }
}

#[test]
fn tuples_of_several_forms_are_still_an_enum() {
    let lengths = countries(json!([["US", "+1", null, null], ["CA", "+1"]]));
    let types = countries(json!([["US", 1], ["CA", "+1"]]));
    for generated in [&lengths, &types] {
        assert_line(generated, "variant types::CountryCode::Us");
        assert_line(generated, "variant types::CountryCode::Ca");
        assert_line(generated, "fn types::CountryCode::as_json(&self) -> &str");
        assert!(
            !generated.surface.contains("CountryCode::as_tuple"),
            "there is no single form"
        );
    }
    assert!(types.code.contains(r#"[\"US\",1]"#));
}

#[test]
fn each_element_of_a_tuple_has_its_type() {
    let generated = countries(json!([["US", 1, true], ["CA", 2, null]]));
    assert_line(
        &generated,
        "fn types::CountryCode::as_tuple(&self) -> Option<(&str, i64, Option<bool>)>",
    );
}

#[test]
fn equal_tuples_are_one_variant_and_a_shared_first_element_is_not_a_name() {
    let generated = countries(json!([["US", "+1", null], ["US", "+1", null]]));
    assert_eq!(
        generated
            .surface
            .matches("variant types::CountryCode::Us")
            .count(),
        1
    );

    let note = generated
        .notes
        .iter()
        .find(|note| note.what.contains("listed twice"));
    let pointer = &note.expect("it is noted").pointer;
    assert!(
        pointer.starts_with("/components/schemas/CountryCode"),
        "{pointer}"
    );

    let generated = countries(json!([["US", "+1"], ["US", "+2"]]));
    let variants: Vec<&str> = generated
        .surface
        .lines()
        .filter(|it| it.starts_with("variant types::CountryCode::Us"))
        .collect();
    assert_eq!(
        variants,
        [
            "variant types::CountryCode::Us1",
            "variant types::CountryCode::Us2"
        ]
    );
}

#[test]
fn names_that_are_not_identifiers() {
    let generated = broken(|document| {
        let schemas = document["components"]["schemas"]
            .as_object_mut()
            .expect("schemas");
        let mut status = schemas.remove("PhoneNumberStatus").expect("it is there");
        status["enum"] = json!(["$", "end-user", "self", ""]);
        schemas.insert("2 phone-statuses!".into(), status);
        let properties = &mut schemas["PublicPhoneNumber"]["properties"];
        properties["status"] = json!({ "$ref": "#/components/schemas/2 phone-statuses!" });
        properties["type"] = json!({ "type": "string" });
        properties["end-user"] = json!({ "type": "string" });
        document["paths"]["/public-api/phone/numbers"]["get"]["operationId"] =
            json!("list phone/numbers!");
    })
    .expect("it generates");
    for line in [
        "field types::PublicPhoneNumber.status: Type2PhoneStatuses",
        "field types::PublicPhoneNumber.type_: Option<String>",
        "field types::PublicPhoneNumber.end_user: Option<String>",
        "variant types::Type2PhoneStatuses::Dollar",
        "variant types::Type2PhoneStatuses::EndUser",
        "variant types::Type2PhoneStatuses::Self_",
        "variant types::Type2PhoneStatuses::Empty",
        "fn Client::list_phone_numbers(&self) -> operations::ListPhoneNumbers",
    ] {
        assert_line(&generated, line);
    }
    assert!(
        generated.code.contains(r#"rename = "end-user""#),
        "the wire name stays"
    );
}

#[test]
fn schemas_with_the_same_rust_name_are_both_generated() {
    let generated = broken(|document| {
        document["components"]["schemas"]["phone_number-status"] =
            json!({ "type": "string", "enum": ["A", "a"] });
    })
    .expect("it generates");
    assert_line(&generated, "variant types::PhoneNumberStatus::Active");
    assert_line(&generated, "variant types::PhoneNumberStatus2::A");
    assert_line(&generated, "variant types::PhoneNumberStatus2::A2");
    assert!(
        generated
            .notes
            .iter()
            .any(|note| note.pointer == "/components/schemas/phone_number-status")
    );
}

#[test]
fn the_same_document_in_another_order_gives_the_same_bytes() {
    fn reversed(value: &Value) -> String {
        match value {
            Value::Object(members) => {
                let member =
                    |(key, value): (&String, &Value)| format!("{}:{}", json!(key), reversed(value));
                format!(
                    "{{{}}}",
                    members
                        .iter()
                        .rev()
                        .map(member)
                        .collect::<Vec<_>>()
                        .join(",")
                )
            }
            Value::Array(items) => format!(
                "[{}]",
                items.iter().map(reversed).collect::<Vec<_>>().join(",")
            ),
            other => other.to_string(),
        }
    }
    let document = contract();
    assert_ne!(document.to_string(), reversed(&document));
    let one = generate(&document.to_string(), &Options::default()).expect("it generates");
    let other = generate(&reversed(&document), &Options::default()).expect("it generates");
    assert_eq!(one.code, other.code);
    assert_eq!(one.surface, other.surface);
}

#[test]
fn any_value_at_any_pointer_gives_code_or_an_error() {
    fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    pointers(
                        value,
                        format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                        found,
                    );
                }
            }
            Value::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(index, item)| pointers(item, format!("{at}/{index}"), found));
            }
            _ => {}
        }
        found.push(at);
    }
    let mut all_pointers = Vec::new();
    pointers(&contract(), String::new(), &mut all_pointers);
    assert!(all_pointers.len() > 200);
    // Two halves at once: each case is a separate document.
    std::thread::scope(|scope| {
        for half in all_pointers.chunks(all_pointers.len().div_ceil(2)) {
            scope.spawn(move || {
                for location in half {
                    for value in [json!(null), json!(7), json!([{}, null]), json!({})] {
                        let mut document = contract();
                        set(location, value.clone())(&mut document);
                        let text = document.to_string();
                        let result = std::panic::catch_unwind(|| {
                            let read = neo_api_codegen::read(&text)?;
                            Interface::of(&read, &Options::default())?.lines()
                        });
                        assert!(result.is_ok(), "a panic with {value} at {location}");
                    }
                }
            });
        }
    });
}

/// Would overflow the stack and end the process.
#[test]
fn reference_cycles_cost_only_their_components() {
    let numbers = "/public-api/phone/numbers";
    for (kind, use_it) in [
        (
            "parameters",
            json!({ "parameters": [{ "$ref": "#/components/parameters/P" }] }),
        ),
        (
            "requestBodies",
            json!({ "requestBody": { "$ref": "#/components/requestBodies/P" } }),
        ),
        (
            "responses",
            json!({ "responses": { "200": { "$ref": "#/components/responses/P" } } }),
        ),
    ] {
        for next in ["P", "Q"] {
            let result = broken(|document| {
                let link = |name: &str| json!({ "$ref": format!("#/components/{kind}/{name}") });
                document["components"][kind] = json!({ "P": link(next), "Q": link("P") });
                let get = &mut document["paths"][numbers]["get"];
                for (key, value) in use_it.as_object().expect("an object") {
                    get[key] = value.clone();
                }
            });
            let generated = result.expect("the rest is generated");
            assert!(generated.operations.is_empty() && generated.left_out.len() == 1);
            let lost = lost(&generated);
            assert!(
                lost.iter()
                    .any(|it| it.starts_with(&format!("/components/{kind}/P/$ref"))
                        && it.contains("is part of a cycle")),
                "{lost:#?}"
            );
        }
    }
    let object =
        |name: &str| json!({ "type": "object", "properties": { name: { "type": "string" } } });
    let link = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    for (a, b) in [
        (
            json!({ "allOf": [link("B"), object("q")] }),
            json!({ "allOf": [link("A"), object("z")] }),
        ),
        (json!({ "allOf": [link("A")] }), object("z")),
        (json!({ "oneOf": [link("A")] }), object("z")),
        (
            json!({ "anyOf": [link("B"), object("q")] }),
            json!({ "oneOf": [link("A"), object("z")] }),
        ),
    ] {
        let generated = broken(|document| {
            document["components"]["schemas"]["A"] = a.clone();
            document["components"]["schemas"]["B"] = b.clone();
        })
        .expect("the rest is generated");
        let lost = lost(&generated);
        assert!(
            lost.iter()
                .any(|it| it.starts_with("/components/schemas/A/")
                    && it.ends_with("is part of a cycle; any JSON is accepted")),
            "{lost:#?}"
        );
    }
    let tree = json!({ "type": "object", "properties": { "children": { "type": "array", "items": link("A") } } });
    let recursive = broken(|document| document["components"]["schemas"]["A"] = tree);
    assert!(
        recursive.is_ok(),
        "a schema may hold itself inside: {:?}",
        recursive.err().map(|it| it.to_string())
    );
}
