//! The same contract gives the same bytes in any order, and additions rename nothing.

use std::collections::BTreeSet;
use std::fmt::Write;

use neo_api_codegen::{Generated, Options, generate};
use serde_json::{Value, json};

const TEXT: &str = include_str!("fixtures/neo-like.json");

fn generated(text: &str) -> Generated {
    generate(text, &Options::default()).expect("it generates")
}

/// The text of a document with the members of each object in random order.
fn shuffled(value: &Value, seed: &mut u64, text: &mut String) {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            for end in (1..members.len()).rev() {
                *seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                members.swap(end, (*seed >> 33) as usize % (end + 1));
            }
            text.push('{');
            for (index, (key, value)) in members.into_iter().enumerate() {
                let comma = if index > 0 { "," } else { "" };
                let _ = write!(text, "{comma}{}:", Value::from(key.as_str()));
                shuffled(value, seed, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                shuffled(item, seed, text);
            }
            text.push(']');
        }
        other => text.push_str(&other.to_string()),
    }
}

#[test]
fn the_order_of_keys_paths_and_schemas_changes_no_byte() {
    let before = generated(TEXT);
    let document: Value = serde_json::from_str(TEXT).expect("it is JSON");
    for mut seed in [1, 77, 4711] {
        let mut text = String::new();
        shuffled(&document, &mut seed, &mut text);
        assert_ne!(text, document.to_string());
        let after = generated(&text);
        assert!(before.code == after.code, "other code");
        assert_eq!(before.surface, after.surface);
        let notes = |it: &Generated| format!("{:?}", it.notes);
        assert!(notes(&before) == notes(&after), "other notes");
    }
}

/// Fails if a line of the public interface is gone.
#[track_caller]
fn assert_only_added(what: &str, change: impl FnOnce(&mut Value)) {
    let mut document: Value = serde_json::from_str(TEXT).expect("it is JSON");
    let before = generated(TEXT).surface;
    change(&mut document);
    let after = generated(&document.to_string()).surface;
    let after: BTreeSet<&str> = after.lines().collect();
    let gone: Vec<&str> = before.lines().filter(|it| !after.contains(it)).collect();
    assert!(gone.is_empty(), "{what} took away:\n{}", gone.join("\n"));
    assert!(after.len() > before.lines().count(), "{what} added nothing");
}

fn operation(id: &str) -> Value {
    let mood = json!({"type": "string", "enum": ["good", "bad"]});
    json!({
        "operationId": id,
        "parameters": [{"name": "status", "in": "query", "schema": mood}],
        "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"mood": mood}}}}},
        "responses": {"200": {"description": "", "content": {"application/json": {
            "schema": {"type": "object", "properties": {"data": {"type": "object", "properties": {"mood": mood}}}}
        }}}}
    })
}

#[test]
fn an_added_operation_renames_nothing() {
    assert_only_added("a path before all others", |document| {
        document["paths"]["/public-api/aaa"] = json!({"post": operation("public_api.aaa_create")});
    });
    assert_only_added("a path after all others", |document| {
        document["paths"]["/public-api/zzz/{id}"] = json!({
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}],
            "put": operation("public_api.zzz_replace")
        });
    });
    assert_only_added("a method on a path", |document| {
        document["paths"]["/public-api/agents"]["put"] = operation("public_api.agents_replace");
    });
    assert_only_added("an id of another kind", |document| {
        document["paths"]["/internal/aaa"] = json!({"get": operation("internal.aaa_list")});
    });
    assert_only_added("an operation without an id", |document| {
        let mut nameless = operation("");
        nameless
            .as_object_mut()
            .expect("an object")
            .remove("operationId");
        document["paths"]["/public-api/aaa"] = json!({"get": nameless});
    });
    assert_only_added("a name like that of another", |document| {
        document["paths"]["/public-api/v2/agents"] =
            json!({"get": operation("public_api.agentsList")});
    });
}

#[test]
fn an_added_schema_renames_nothing() {
    let mood = json!({"type": "string", "enum": ["good", "bad"]});
    let schema = json!({"type": "object", "properties": {"mood": mood, "agent": {"$ref": "#/components/schemas/Agent"}}});
    for name in ["Aaa", "Zzz", "agent", "end-company", "AgentStatu", "X"] {
        assert_only_added(name, |document| {
            document["components"]["schemas"][name] = schema.clone();
            let mut using = operation("public_api.moods_list");
            using["responses"]["200"]["content"]["application/json"]["schema"] =
                json!({"$ref": format!("#/components/schemas/{name}")});
            document["paths"]["/public-api/moods"] = json!({"post": using});
        });
    }
}

#[test]
fn an_added_property_or_parameter_renames_nothing() {
    let mood = json!({"type": "string", "enum": ["good", "bad"]});
    assert_only_added("a property", |document| {
        document["components"]["schemas"]["Agent"]["properties"]["aaa"] = mood.clone();
    });
    assert_only_added("a parameter", |document| {
        let parameters = &mut document["paths"]["/public-api/agents"]["get"]["parameters"];
        let list = parameters.as_array_mut().expect("a list");
        list.insert(0, json!({"name": "mood", "in": "query", "schema": mood}));
    });
}
