//! Pairs that are easy to misjudge, each in its own document.

use neo_contract::diff::bump::Part;
use neo_contract::diff::{self, Diff, Finding, Surface, Wire};
use serde_json::{Value, json};

/// A contract with these schemas: `Pet` is in the response of `GET /pets`, `NewPet` in the request of `POST /pets`.
fn contract(schemas: Value) -> Value {
    let body = |name: &str| json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{name}")}}});
    let mut paths = json!({});
    if schemas.get("Pet").is_some() {
        paths["/pets"]["get"] = json!({
            "operationId": "pets_list",
            "responses": {"200": {"description": "ok", "content": body("Pet")}}
        });
    }
    if schemas.get("NewPet").is_some() {
        paths["/pets"]["post"] = json!({
            "operationId": "pets_create",
            "requestBody": {"required": true, "content": body("NewPet")},
            "responses": {"204": {"description": "ok"}}
        });
    }
    json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths, "components": {"schemas": schemas}})
}

fn object(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn diff(base: &Value, head: &Value) -> Diff {
    diff::diff(&base.to_string(), &head.to_string()).unwrap()
}

fn by_schema(base: Value, head: Value) -> Diff {
    diff(&contract(base), &contract(head))
}

/// Findings that affect more than documentation.
fn beyond_documentation(diff: &Diff) -> Vec<&Finding> {
    diff.findings
        .iter()
        .filter(|one| !one.informational)
        .collect()
}

fn worst(diff: &Diff) -> Wire {
    diff.findings
        .iter()
        .map(|one| one.wire)
        .max()
        .unwrap_or(Wire::Safe)
}

fn only(diff: &Diff) -> &Finding {
    let found = beyond_documentation(diff);
    assert_eq!(found.len(), 1, "{found:#?}");
    found[0]
}

fn locations_of(diff: &Diff, rule: &str) -> Vec<String> {
    let found = diff.findings.iter().filter(|one| one.rule == rule);
    found.map(|one| one.location.clone()).collect()
}

#[test]
fn two_uses_that_become_nullable_are_two_findings() {
    let nullable = |name: &str| json!({"anyOf": [reference(name), {"type": "null"}]});
    let key = object(json!({"k": {"type": "string"}}));
    let pet = |p: Value, q: Value| json!({"Key": key, "Pet": object(json!({"p": p, "q": q}))});
    let (plain, null) = (reference("Key"), nullable("Key"));
    let both = by_schema(
        pet(plain.clone(), plain.clone()),
        pet(null.clone(), null.clone()),
    );
    let rule = "response-property-became-nullable";
    let location = |name: &str| format!("response 200 application/json.{name}");
    assert_eq!(locations_of(&both, rule), [location("p"), location("q")]);
    let prints: std::collections::BTreeSet<_> =
        both.findings.iter().map(|one| &one.fingerprint).collect();
    assert_eq!(prints.len(), 2);
    // A single use has the same fingerprint as beside the other one.
    for (head, name) in [
        (pet(null.clone(), plain.clone()), "p"),
        (pet(plain.clone(), null.clone()), "q"),
    ] {
        let one = by_schema(pet(plain.clone(), plain.clone()), head);
        let found = only(&one);
        assert_eq!(found.location, location(name));
        assert_eq!(found.wire, Wire::Breaking);
        assert!(prints.contains(&found.fingerprint));
    }
}

#[test]
fn items_and_parameters_are_reported_at_their_use() {
    let list = |name: &str| json!({"type": "array", "items": reference(name)});
    let pet = |p: &str, q: &str| json!({"E": {"type": "string"}, "F": {"type": "integer"}, "Pet": object(json!({"p": list(p), "q": list(q)}))});
    let found = by_schema(pet("E", "E"), pet("F", "F"));
    let locations = locations_of(&found, "response-property-type-changed");
    assert_eq!(locations.len(), 2, "{:#?}", found.findings);
    assert_ne!(found.findings[0].fingerprint, found.findings[1].fingerprint);

    let with = |name: &str| {
        let mut contract = contract(json!({
            "E": {"type": "string", "enum": ["a", "b"]},
            "F": {"type": "string", "enum": ["a"]},
            "Pet": object(json!({}))
        }));
        contract["paths"]["/pets"]["get"]["parameters"] = json!([
            {"name": "p", "in": "query", "schema": reference(name)},
            {"name": "q", "in": "query", "schema": reference(name)}
        ]);
        contract
    };
    let found = diff(&with("E"), &with("F"));
    let prints: Vec<_> = beyond_documentation(&found)
        .iter()
        .map(|one| one.fingerprint.clone())
        .collect();
    assert_eq!(prints.len(), 2, "{:#?}", found.findings);
    assert_ne!(prints[0], prints[1]);
}

#[test]
fn a_changed_shared_schema_is_one_change_at_every_use() {
    let pets = |kind: &str| {
        let mut contract = contract(json!({
            "Key": object(json!({"k": {"type": kind}})),
            "Pet": object(json!({"p": reference("Key"), "q": reference("Key")}))
        }));
        contract["paths"]["/more"] = contract["paths"]["/pets"].clone();
        contract["paths"]["/more"]["get"]["operationId"] = json!("more_list");
        contract
    };
    let found = diff(&pets("string"), &pets("integer"));
    let locations: Vec<_> = found
        .findings
        .iter()
        .map(|one| (one.path.as_deref().unwrap(), one.location.as_str()))
        .collect();
    let (p, q) = (
        "response 200 application/json.p.k",
        "response 200 application/json.q.k",
    );
    assert_eq!(
        locations,
        [("/more", p), ("/more", q), ("/pets", p), ("/pets", q)]
    );
    assert!(
        found
            .findings
            .iter()
            .all(|one| one.fingerprint == found.findings[0].fingerprint)
    );
    assert!(
        found
            .findings
            .iter()
            .all(|one| one.schema.as_deref() == Some("Key"))
    );
}

#[test]
fn a_query_text_that_becomes_a_list_of_integers_breaks() {
    let with = |schema: Value| {
        let mut contract = contract(json!({"Pet": object(json!({}))}));
        contract["paths"]["/pets"]["get"]["parameters"] =
            json!([{"name": "q", "in": "query", "schema": schema}]);
        contract
    };
    let text = with(json!({"type": "string"}));
    let of = |items: &str| with(json!({"type": "array", "items": {"type": items}}));
    let (integers, strings) = (diff(&text, &of("integer")), diff(&text, &of("string")));
    assert_eq!(only(&integers).wire, Wire::Breaking);
    assert_eq!(only(&strings).wire, Wire::Safe);
    assert_ne!(only(&integers).fingerprint, only(&strings).fingerprint);
}

#[test]
fn a_removed_enum_value_breaks_and_an_added_one_is_minor() {
    let new_pet = |values: &[&str]| {
        json!({
            "Kind": {"type": "string", "enum": values},
            "Owner": object(json!({"kind": reference("Kind")})),
            "NewPet": object(json!({"list": {"type": "array", "items": {"allOf": [reference("Owner")]}}}))
        })
    };
    let found = by_schema(new_pet(&["X", "Y"]), new_pet(&["X", "Z"]));
    let verdict = |rule: &str| {
        let one = found.findings.iter().find(|one| one.rule == rule).unwrap();
        (one.wire, one.surface)
    };
    assert_eq!(
        verdict("request-property-enum-value-removed"),
        (Wire::Breaking, Surface::Major)
    );
    assert_eq!(
        verdict("request-property-enum-value-added"),
        (Wire::Safe, Surface::Minor)
    );
}

#[test]
fn documentation_within_a_union_is_a_patch() {
    let union = |text: &str| {
        let branch = |name: &str, text: &str| json!({"type": "object", "required": ["p", name], "properties": {"p": {"type": "string"}, name: {"type": "string", "description": text}}});
        json!({"U": {"oneOf": [branch("email", text), branch("phone", "A number.")]}, "NewPet": object(json!({"u": reference("U")}))})
    };
    let found = by_schema(union("The address."), union("The email address."));
    assert!(
        beyond_documentation(&found).is_empty(),
        "{:#?}",
        found.findings
    );
    assert_eq!(found.bump.part, Part::Patch);
}

#[test]
fn one_contract_in_two_spellings_is_one() {
    for (base, head) in [
        (
            json!({"type": "string", "format": "binary"}),
            json!({"type": "string", "contentMediaType": "application/octet-stream"}),
        ),
        (
            json!({"type": "string", "format": "byte"}),
            json!({"type": "string", "contentEncoding": "base64"}),
        ),
        (
            json!({"oneOf": [{"const": "a", "title": "A"}, {"const": "b", "title": "B"}]}),
            json!({"type": "string", "enum": ["a", "b"]}),
        ),
        (
            json!({"anyOf": [{"const": 1}, {"enum": [2, 3]}]}),
            json!({"enum": [3, 2, 1]}),
        ),
        (
            json!({"type": "object", "properties": {"kind": {"enum": ["a", "b"]}, "x": {"type": "string"}, "y": {"type": "integer"}}}),
            json!({"oneOf": [
                {"type": "object", "properties": {"kind": {"const": "a"}, "x": {"type": "string"}}},
                {"type": "object", "properties": {"kind": {"const": "b"}, "x": {"type": "string"}, "y": {"type": "integer"}}}
            ]}),
        ),
        (
            json!({"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["a", "b"]}, "x": {"type": "string"}}}),
            json!({"oneOf": [
                {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "a"}, "x": {"type": "string"}}},
                {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "b"}, "x": {"type": "string"}}}
            ]}),
        ),
    ] {
        for (from, to) in [(&base, &head), (&head, &base)] {
            let with = |value: &Value| {
                contract(
                    json!({"Pet": object(json!({"v": value})), "NewPet": object(json!({"v": value}))}),
                )
            };
            let found = diff::findings(&with(from), &with(to));
            assert!(
                found.iter().all(|one| one.informational),
                "{from} to {to}: {found:#?}"
            );
        }
    }
}

#[test]
fn a_new_constant_of_a_union_is_a_new_enum_value() {
    let kinds = |values: &[&str]| {
        let branches: Vec<Value> = values
            .iter()
            .map(|one| json!({"const": one, "title": one}))
            .collect();
        json!({"Kind": {"oneOf": branches, "type": "string"}, "Pet": object(json!({"kind": reference("Kind")}))})
    };
    let found = by_schema(kinds(&["a", "b"]), kinds(&["a", "b", "c"]));
    let one = only(&found);
    assert_eq!(
        (one.wire, one.surface),
        (Wire::Safe, Surface::Minor),
        "{one:#?}"
    );
    assert!(one.what.contains("\"c\""));
}

#[test]
fn bytes_of_a_body_have_two_spellings() {
    let with = |media: Value| {
        let mut contract = contract(json!({"Pet": object(json!({}))}));
        contract["paths"]["/pets"]["put"] = json!({
            "operationId": "pets_photo",
            "requestBody": {"content": {"application/octet-stream": media}},
            "responses": {"204": {"description": "ok"}}
        });
        contract
    };
    let old = with(json!({"schema": {"type": "string", "format": "binary"}}));
    for new in [json!({}), json!({"schema": {}})] {
        assert!(diff::findings(&old, &with(new.clone())).is_empty(), "{new}");
        assert!(diff::findings(&with(new), &old).is_empty());
    }
}

#[test]
fn moving_a_prefix_into_the_server_is_not_a_change() {
    let with = |server: &str, path: &str| {
        let mut contract = contract(json!({"Pet": object(json!({}))}));
        let item = contract["paths"]["/pets"].take();
        contract["paths"] = json!({path: item});
        contract["servers"] = json!([{"url": server}]);
        contract
    };
    let (one, other) = (
        with("https://a.example/", "/v1/pets"),
        with("https://a.example/v1", "/pets"),
    );
    assert!(
        diff::findings(&one, &other).is_empty(),
        "{:#?}",
        diff::findings(&one, &other)
    );
    assert!(diff::findings(&other, &one).is_empty());
    let elsewhere = with("https://a.example/v2", "/pets");
    assert!(
        diff::findings(&one, &elsewhere)
            .iter()
            .any(|one| one.wire == Wire::Breaking)
    );
}

#[test]
fn digits_are_kept_and_words_about_texts_are_words() {
    for (base, head, wire) in [
        (
            json!({"type": "number", "format": "float"}),
            json!({"type": "number", "format": "double"}),
            Wire::Safe,
        ),
        (
            json!({"type": "string", "format": "uri"}),
            json!({"type": "string"}),
            Wire::Safe,
        ),
        (
            json!({"type": "string", "format": "date-time"}),
            json!({"type": "string"}),
            Wire::Breaking,
        ),
    ] {
        let with = |value: &Value| json!({"Pet": object(json!({"v": value}))});
        assert_eq!(
            worst(&by_schema(with(&base), with(&head))),
            wire,
            "{base} to {head}"
        );
    }
}

#[test]
fn below_not_the_direction_turns() {
    let forbids = |names: &[&str]| {
        let branches: Vec<Value> = names
            .iter()
            .map(|name| json!({"required": [name]}))
            .collect();
        json!({"NewPet": {"type": "object", "properties": {"a": {"type": "string"}}, "not": {"anyOf": branches}}})
    };
    let (few, many) = (forbids(&["a"]), forbids(&["a", "b"]));
    assert_eq!(worst(&by_schema(few.clone(), many.clone())), Wire::Risky);
    assert_eq!(worst(&by_schema(many, few)), Wire::Safe);
    let twice = |length: u32| json!({"NewPet": object(json!({"a": {"not": {"not": {"type": "string", "maxLength": length}}}}))});
    assert_eq!(worst(&by_schema(twice(9), twice(5))), Wire::Risky);
    assert_eq!(worst(&by_schema(twice(5), twice(9))), Wire::Safe);
}

#[test]
fn responses_may_gain_members_and_not_lose_them() {
    let event = |required: &[&str]| {
        let names = required
            .iter()
            .map(|name| ((*name).to_owned(), json!({"type": "string"})));
        json!({"type": "object", "required": required, "properties": Value::Object(names.collect())})
    };
    let operation = || {
        json!({"post": {
            "operationId": "on_event",
            "requestBody": {"required": true, "content": {"application/json": {"schema": reference("Event")}}},
            "responses": {"200": {"description": "ok"}}
        }})
    };
    let webhook = |names: &[&str]| {
        let mut contract = contract(json!({"Pet": object(json!({})), "Event": event(names)}));
        contract["webhooks"] = json!({"w": operation()});
        contract
    };
    let callback = |names: &[&str]| {
        let mut contract = contract(json!({"NewPet": object(json!({})), "Event": event(names)}));
        contract["paths"]["/pets"]["post"]["callbacks"] =
            json!({"cb": {"{$request.body#/u}": operation()}});
        contract
    };
    for with in [&webhook as &dyn Fn(&[&str]) -> Value, &callback] {
        let (few, many) = (with(&["a"]), with(&["a", "b"]));
        let gained = diff(&few, &many);
        assert_eq!(worst(&gained), Wire::Safe, "{:#?}", gained.findings);
        assert!(gained.bump.part <= Part::Minor, "{}", gained.bump);
        let lost = diff(&many, &few);
        assert_eq!(worst(&lost), Wire::Breaking, "{:#?}", lost.findings);
    }
    let location = &diff(&callback(&["a", "b"]), &callback(&["a"])).findings[0].location;
    assert_eq!(
        location,
        "callback cb {$request.body#/u} POST request body application/json.b"
    );
}

#[test]
fn a_request_with_an_added_branch_accepts_the_old_values() {
    let branch = |tag: &str| json!({"type": "object", "required": ["type"], "properties": {"type": {"const": tag}}});
    let with = |target: Value| json!({"A": branch("a"), "B": branch("b"), "NewPet": object(json!({"t": target}))});
    let union = json!({
        "oneOf": [reference("A"), reference("B")],
        "discriminator": {"propertyName": "type", "mapping": {"a": "#/components/schemas/A", "b": "#/components/schemas/B"}}
    });
    let wider = by_schema(with(reference("A")), with(union.clone()));
    assert_eq!(
        (worst(&wider), wider.bump.part),
        (Wire::Safe, Part::Major),
        "{:#?}",
        wider.findings
    );
    assert_eq!(
        worst(&by_schema(with(union), with(reference("A")))),
        Wire::Breaking
    );
}

#[test]
fn a_changed_tuple_breaks_shipped_clients() {
    let code = |code: &str| json!({"Code": {"enum": [["US", "+1"], ["GB", code]]}, "Pet": object(json!({"c": reference("Code")}))});
    let found = by_schema(code("+44"), code("+044"));
    assert_eq!(only(&found).wire, Wire::Risky);
}

#[test]
fn an_unused_security_scheme_is_safe() {
    let with = |scheme: &str| {
        let mut contract = contract(json!({"Pet": object(json!({}))}));
        contract["components"]["securitySchemes"] = json!({
            "k": {"type": "apiKey", "in": "header", "name": "X-A"},
            "unused": {"type": "http", "scheme": scheme}
        });
        contract["security"] = json!([{"k": []}]);
        contract
    };
    assert_eq!(worst(&diff(&with("basic"), &with("bearer"))), Wire::Safe);
}

#[test]
fn another_json_media_type_is_risky() {
    let with = |media: &str| {
        let mut contract = contract(json!({"Pet": object(json!({}))}));
        contract["paths"]["/pets"]["get"]["responses"]["200"]["content"] =
            json!({media: {"schema": reference("Pet")}});
        contract
    };
    let json = with("application/json");
    assert_eq!(
        worst(&diff(&json, &with("application/vnd.api+json"))),
        Wire::Risky
    );
    assert_eq!(
        worst(&diff(
            &with("application/a+json"),
            &with("application/b+json")
        )),
        Wire::Risky
    );
    assert_eq!(worst(&diff(&json, &with("text/csv"))), Wire::Breaking);
}

#[test]
fn a_change_beside_a_major_change_keeps_its_verdict() {
    let with = |kind: &str, change: bool| {
        let mut contract = contract(json!({"Pet": object(json!({"a": {"type": kind}}))}));
        let status = if change { "202" } else { "200" };
        let location = if change { "header" } else { "query" };
        contract["paths"]["/run"] = json!({"post": {
            "operationId": "run",
            "parameters": [{"name": "q", "in": location, "schema": {"type": "string"}}],
            "responses": {status: {"description": "ok", "content": {"application/json": {"schema": {"type": "object", "properties": {"id": {"type": "integer"}}}}}}}
        }});
        let path = if change { "/move/b" } else { "/move/a" };
        contract["paths"][path] =
            json!({"get": {"operationId": "moved", "responses": {"204": {"description": "ok"}}}});
        contract
    };
    let found = diff(&with("string", false), &with("integer", true));
    for one in beyond_documentation(&found) {
        let expected = if one.location.ends_with(".a") {
            Surface::Major
        } else {
            Surface::None
        };
        assert_eq!(one.surface, expected, "{one:#?}");
    }
    assert_eq!(
        locations_of(&found, "rust-response-success-status-changed").len(),
        1
    );
}

#[test]
fn an_opaque_object_that_gains_a_member_changes_its_type_and_no_other() {
    let with = |members: Option<Value>, more: bool| {
        let mut opaque = json!({"type": "object"});
        if let Some(members) = members {
            opaque["properties"] = members;
        }
        let mut pet = object(json!({"m": reference("M")}));
        if more {
            pet["properties"]["z"] = json!({"type": "string"});
        }
        json!({"M": opaque, "Pet": pet})
    };
    let found = by_schema(
        with(None, false),
        with(Some(json!({"t": {"type": "string"}})), true),
    );
    let verdicts: Vec<_> = beyond_documentation(&found)
        .iter()
        .map(|one| {
            (
                one.location.rsplit('.').next().unwrap().to_owned(),
                one.surface,
            )
        })
        .collect();
    assert_eq!(
        verdicts,
        [
            ("t".to_owned(), Surface::Major),
            ("z".to_owned(), Surface::Minor)
        ],
        "{:#?}",
        found.findings
    );
}
