//! Every rule's example gives the rule, with its verdicts.

use serde_json::{Value, json};

use self::merge_patch::merge;
use super::{Direction, Example, Position, Rule, all};
use crate::diff;

#[path = "../../../tests/support/merge_patch.rs"]
mod merge_patch;

fn contract() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {"/pets": {
            "get": {"operationId": "pets_list", "responses": {"200": {"description": "ok", "content": {"application/json": {
                "schema": {"type": "object", "properties": {"name": {"type": "string"}}}
            }}}}},
            "post": {
                "operationId": "pets_create",
                "requestBody": {"content": {"application/json": {
                    "schema": {"type": "object", "properties": {"name": {"type": "string"}}}
                }}},
                "responses": {"204": {"description": "ok"}}
            }
        }},
        "components": {"schemas": {
            "Cat": {"type": "object", "required": ["purrs"], "properties": {"purrs": {"type": "boolean"}}},
            "Feline": {"type": "object", "required": ["purrs"], "properties": {"purrs": {"type": "boolean"}}},
            "Dog": {"type": "object", "required": ["barks"], "properties": {"barks": {"type": "integer"}}}
        }}
    })
}

fn patched(at: &str, patch: &str) -> Value {
    let mut contract = contract();
    let patch: Value =
        serde_json::from_str(patch).unwrap_or_else(|error| panic!("{patch}: {error}"));
    merge(
        contract.pointer_mut(at).unwrap_or_else(|| panic!("{at}")),
        &patch,
    );
    contract
}

fn placed(position: Position, schema: &str) -> Value {
    let mut contract = contract();
    let schema: Value =
        serde_json::from_str(schema).unwrap_or_else(|error| panic!("{schema}: {error}"));
    let inside = || json!({"type": "object", "properties": {"v": schema}});
    let (get, post) = ("/paths/~1pets/get", "/paths/~1pets/post");
    let json = "content/application~1json/schema";
    let (at, value) = match position {
        Position::RequestBody => (format!("{post}/requestBody/{json}"), schema.clone()),
        Position::RequestProperty => (format!("{post}/requestBody/{json}"), inside()),
        Position::ResponseBody => (format!("{get}/responses/200/{json}"), schema.clone()),
        Position::ResponseProperty => (format!("{get}/responses/200/{json}"), inside()),
        Position::Parameter | Position::ParameterProperty => {
            let schema = if position == Position::Parameter {
                schema.clone()
            } else {
                inside()
            };
            contract["paths"]["/pets"]["get"]["parameters"] = json!([]);
            (
                format!("{get}/parameters"),
                json!([{"name": "q", "in": "query", "schema": schema}]),
            )
        }
        Position::Header => {
            contract["paths"]["/pets"]["get"]["responses"]["200"]["headers"] = json!({});
            (
                format!("{get}/responses/200/headers"),
                json!({"X-H": {"schema": schema}}),
            )
        }
    };
    *contract.pointer_mut(&at).unwrap() = value;
    contract
}

fn pair(rule: &Rule) -> Option<(Value, Value)> {
    match rule.example {
        Example::Schema {
            position,
            base,
            head,
        } => Some((placed(position, base), placed(position, head))),
        Example::Document { at, base, head } => Some((patched(at, base), patched(at, head))),
        Example::None => None,
    }
}

#[test]
fn every_example_gives_its_rule_with_its_verdicts() {
    let mut wrong = Vec::new();
    for rule in all() {
        let Some((base, head)) = pair(&rule) else {
            continue;
        };
        let found = diff::findings(&base, &head);
        let verdicts: Vec<_> = found
            .iter()
            .map(|one| (one.rule.as_str(), one.wire, one.level))
            .collect();
        if !verdicts.contains(&(rule.id, rule.wire, rule.level)) {
            wrong.push(format!(
                "{} ({:?} {:?}): {verdicts:?}",
                rule.id, rule.wire, rule.level
            ));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_an_example_and_a_sentence() {
    let without: Vec<_> = all()
        .filter(|rule| rule.example == Example::None)
        .map(|rule| rule.id)
        .collect();
    // The one comes of the generated interfaces, where nothing else explains them; the other takes a document made to
    // explode, which is a test of its own.
    assert_eq!(
        without,
        ["rust-surface-changed", "rust-schema-not-compared"]
    );
    assert!(all().all(|rule| rule.means.ends_with('.')));
}

#[test]
fn the_way_back_gives_the_mirror() {
    let mut wrong = Vec::new();
    for rule in all().filter(|rule| rule.direction != Direction::Neither) {
        let Some((base, head)) = pair(&rule) else {
            continue;
        };
        let found = diff::findings(&head, &base);
        if !found.iter().any(|one| one.rule == rule.mirror) {
            let rules: Vec<_> = found.iter().map(|one| one.rule.as_str()).collect();
            wrong.push(format!("{} and not {}: {rules:?}", rule.id, rule.mirror));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
