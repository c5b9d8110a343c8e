//! `allOf` with the same payload in a different composition, and statuses under a different key.

use neo_contract::diff::{self, Wire};
use serde_json::{Value, json};

fn contract(thing: Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "t", "version": "1" },
        "paths": { "/things": { "post": {
            "operationId": "things",
            "requestBody": { "required": true, "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Thing" }
            } } },
            "responses": { "200": { "description": "", "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Thing" }
            } } } }
        } } },
        "components": { "schemas": {
            "Thing": thing,
            "Base": base(),
            "Status": status(),
        } }
    })
}

fn base() -> Value {
    json!({ "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" } } })
}

fn status() -> Value {
    json!({ "type": "string", "enum": ["ON", "OFF"] })
}

fn rest() -> Value {
    json!({
        "type": "object",
        "required": ["name"],
        "properties": { "name": { "type": "string" }, "note": { "type": ["string", "null"] } }
    })
}

fn whole() -> Value {
    json!({
        "type": "object",
        "required": ["id", "name"],
        "properties": {
            "id": { "type": "integer" },
            "name": { "type": "string" },
            "note": { "type": ["string", "null"] }
        }
    })
}

fn named() -> Value {
    json!({ "$ref": "#/components/schemas/Base" })
}

fn wires(base: &Value, head: &Value) -> Vec<(Wire, String)> {
    let findings = diff::findings(base, head);
    findings
        .into_iter()
        .map(|finding| (finding.wire, format!("{}: {}", finding.rule, finding.what)))
        .collect()
}

fn worst(base: &Value, head: &Value) -> Wire {
    let found = wires(base, head).into_iter().map(|(wire, _)| wire);
    found.max().unwrap_or(Wire::Safe)
}

#[test]
fn another_composition_of_a_payload_changes_nothing_on_the_wire() {
    let status_ref = || json!({ "$ref": "#/components/schemas/Status" });
    let spellings = [
        whole(),
        json!({ "allOf": [base(), rest()] }),
        json!({ "allOf": [named(), rest()] }),
        json!({ "allOf": [rest(), named(), { "description": "words" }] }),
        json!({ "allOf": [named(), { "allOf": [named(), rest()] }], "description": "more words" }),
        json!({ "type": "object", "allOf": [named()], "required": ["name"], "properties": rest()["properties"] }),
    ];
    for from in &spellings {
        for to in &spellings {
            let found = wires(&contract(from.clone()), &contract(to.clone()));
            let words = |sentence: &str| {
                sentence.contains("documentation") || sentence.contains("extension")
            };
            assert!(
                found.iter().all(|one| words(&one.1)),
                "{from} to {to}: {found:#?}"
            );
            assert!(found.iter().all(|one| one.0 == Wire::Safe), "{found:#?}");
        }
    }
    let with = |status: Value| contract(json!({ "type": "object", "properties": { "s": status } }));
    let plain = with(status_ref());
    let noted = with(json!({ "allOf": [status_ref(), { "description": "words" }] }));
    for (from, to) in [(&plain, &noted), (&noted, &plain)] {
        let found = wires(from, to);
        assert!(!found.is_empty());
        assert!(
            found
                .iter()
                .all(|one| one.0 == Wire::Safe && one.1.contains("documentation")),
            "{found:#?}"
        );
    }
}

#[test]
fn a_change_within_a_refactoring_is_reported() {
    let split = |rest: Value| contract(json!({ "allOf": [named(), rest] }));
    let mut lacking = rest();
    lacking["properties"]
        .as_object_mut()
        .unwrap()
        .remove("name");
    lacking["required"] = json!([]);
    let found = wires(&contract(whole()), &split(lacking));
    let gone = "response-required-property-removed";
    let breaking: Vec<_> = found.iter().filter(|one| one.0 == Wire::Breaking).collect();
    assert!(
        !breaking.is_empty() && breaking.iter().all(|one| one.1.starts_with(gone)),
        "{found:#?}"
    );

    let mut renamed = rest();
    renamed["properties"]["name"] = json!({ "type": "integer" });
    assert_eq!(worst(&contract(whole()), &split(renamed)), Wire::Breaking);
    // Two definitions of one property cannot be merged: branches are compared unchanged.
    let mut twice = rest();
    twice["properties"]["id"] = json!({ "type": "string" });
    assert!(!wires(&contract(whole()), &split(twice)).is_empty());
    // Closed to the properties of the other branch: no value is valid.
    let mut closed = rest();
    closed["additionalProperties"] = json!(false);
    assert!(!wires(&contract(whole()), &split(closed)).is_empty());
}

#[test]
fn endless_branches_become_one() {
    let mut head = contract(whole());
    let schemas = head["components"]["schemas"].as_object_mut().unwrap();
    for level in 0..40 {
        let next = json!({ "$ref": format!("#/components/schemas/L{}", level + 1) });
        schemas.insert(
            format!("L{level}"),
            json!({ "allOf": [next, next, { "title": "t" }] }),
        );
    }
    schemas.insert(
        "L40".into(),
        json!({ "allOf": [{ "$ref": "#/components/schemas/L0" }, rest()] }),
    );
    schemas.insert(
        "Thing".into(),
        json!({ "allOf": [named(), { "$ref": "#/components/schemas/L0" }] }),
    );
    assert!(!diff::findings(&contract(whole()), &head).is_empty());
}

/// The contract with these responses, each `(status, type of its id)`.
fn with_responses(responses: &[(&str, &str)]) -> Value {
    let mut contract = contract(whole());
    let objects = responses.iter().map(|(status, id)| {
        let mut thing = whole();
        thing["properties"]["id"]["type"] = json!(id);
        let content = json!({ "application/json": { "schema": thing } });
        (
            (*status).to_owned(),
            json!({ "description": "", "content": content }),
        )
    });
    contract["paths"]["/things"]["post"]["responses"] = Value::Object(objects.collect());
    contract
}

#[test]
fn a_status_may_move_to_its_range() {
    let same = "integer";
    for (from, to, wire) in [
        (vec![("200", same)], vec![("2XX", same)], Wire::Risky),
        (vec![("200", same)], vec![("2xx", same)], Wire::Risky),
        (
            vec![("200", same), ("2XX", same)],
            vec![("2XX", same)],
            Wire::Risky,
        ),
        (
            vec![("200", same), ("201", same)],
            vec![("2XX", same)],
            Wire::Risky,
        ),
        // The response under the range is different.
        (vec![("200", same)], vec![("2XX", "string")], Wire::Breaking),
        (
            vec![("200", same)],
            vec![("200", same), ("2XX", same)],
            Wire::Risky,
        ),
    ] {
        let (from, to) = (with_responses(&from), with_responses(&to));
        assert_eq!(worst(&from, &to), wire, "{:#?}", wires(&from, &to));
        assert!(worst(&to, &from) >= Wire::Risky, "{:#?}", wires(&to, &from));
    }
    let (one, range) = (
        with_responses(&[("200", same)]),
        with_responses(&[("2XX", same)]),
    );
    assert_eq!(worst(&range, &one), Wire::Risky);
    let other = with_responses(&[("2XX", "string")]);
    assert_eq!(worst(&other, &one), Wire::Breaking);
    // A range that remains without one of its statuses, and a status without its range.
    let both = with_responses(&[("200", same), ("2XX", same)]);
    assert_eq!(worst(&both, &one), Wire::Breaking);
    assert_eq!(
        worst(&one, &with_responses(&[("201", same)])),
        Wire::Breaking
    );
    assert_eq!(
        worst(&one, &with_responses(&[("4XX", same)])),
        Wire::Breaking
    );
}

/// The contract with a union of two branches, and the tags of one.
fn tagged(tags: &[&str], kind: &str) -> Value {
    let branch = |kind: &str| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "const": kind } } });
    let mut mapping = json!({ "dog": "#/components/schemas/Dog" });
    for tag in tags {
        mapping[*tag] = json!("#/components/schemas/Cat");
    }
    let mut contract = contract(json!({
        "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }],
        "discriminator": { "propertyName": "kind", "mapping": mapping }
    }));
    contract["components"]["schemas"]["Cat"] = branch(kind);
    contract["components"]["schemas"]["Dog"] = branch("dog");
    contract["paths"]["/things"]["post"]["requestBody"]["content"] = json!({});
    contract
}

#[test]
fn shipped_clients_do_not_know_a_renamed_tag() {
    let (cat, kitty) = (tagged(&["cat"], "cat"), tagged(&["kitty"], "kitty"));
    assert_eq!(worst(&cat, &kitty), Wire::Risky);
    assert_eq!(worst(&kitty, &cat), Wire::Risky);
    let renamed = |(wire, sentence): &(Wire, String)| {
        *wire == Wire::Risky && sentence.ends_with("tag cat removed, replaced by kitty")
    };
    let found = wires(&cat, &kitty);
    assert_eq!(
        found.iter().filter(|one| renamed(one)).count(),
        1,
        "{found:#?}"
    );
    // One of two tags of a branch is added or removed: the other is known.
    let both = tagged(&["cat", "kitty"], "cat");
    assert_eq!(worst(&cat, &both), Wire::Risky);
    assert_eq!(worst(&both, &cat), Wire::Risky);
}

#[test]
fn a_tag_that_its_branch_contradicts_is_not_a_rename() {
    let (cat, kitty) = (tagged(&["cat"], "cat"), tagged(&["kitty"], "cat"));
    assert_eq!(worst(&cat, &kitty), Wire::Risky);
    assert_eq!(worst(&kitty, &cat), Wire::Risky);
}
