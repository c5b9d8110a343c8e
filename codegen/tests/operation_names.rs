//! Every operation says its name before it looks at its arguments.

use neo_api_codegen::{Options, generate};
use serde_json::{Value, json};

#[test]
fn each_builder_names_its_operation_first() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/phone-numbers.json"
    );
    let text = std::fs::read_to_string(path).expect("the fixture is there");
    let mut document: Value = serde_json::from_str(&text).expect("and is JSON");
    let ok = json!({"200": {"description": "ok", "content": {"application/json": {"schema": {"type": "object"}}}}});
    document["paths"]["/public-api/runs/{run}"] = json!({
        "parameters": [{"name": "run", "in": "path", "required": true, "schema": {"type": "integer"}}],
        "get": {"operationId": "public_api.runs_get", "responses": ok},
        "post": {
            "operationId": "public_api.runs_start",
            "parameters": [{"name": "limit", "in": "query", "required": true, "schema": {"type": "integer"}}],
            "responses": ok,
        },
    });
    let code = generate(&document.to_string(), &Options::default())
        .expect("it generates")
        .code;
    let sends: Vec<&str> = code.split("pub async fn send(").skip(1).collect();
    assert_eq!(sends.len(), 3);
    for send in sends {
        let name = |before: &str, after: &str| {
            let rest = send.split_once(before).expect(before).1;
            rest.split_once(after).expect(after).0.to_owned()
        };
        let begins = send.find("CallContext::begins").expect("it begins");
        assert!(
            send.find("map_err")
                .is_none_or(|argument| begins < argument)
        );
        let named = name("CallContext::begins(&client.inner, \"", "\")");
        assert_eq!(named, name("operation_id: \"", "\""));
    }
}

/// progenitor sends `api-version` of its own accord.
#[test]
fn a_header_is_sent_where_the_contract_declares_it_and_nowhere_else() {
    let code = |parameters: Value| {
        let document = json!({
            "openapi": "3.1.0",
            "info": {"title": "t", "version": "1"},
            "paths": {"/a": {"get": {
                "operationId": "a",
                "parameters": parameters,
                "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": {"type": "string"}}}}},
            }}}
        });
        let options = Options::default();
        generate(&document.to_string(), &options)
            .expect("it generates")
            .code
    };
    let header = |name: &str| json!([{"name": name, "in": "header", "required": true, "schema": {"type": "string"}}]);
    let none = code(json!([]));
    assert!(!none.contains("\"api-version\"") && !none.contains("header_map"));
    let other = code(header("x-own"));
    assert!(!other.contains("\"api-version\"") && other.contains("\"x-own\""));
    assert!(other.contains(".headers(header_map)"));
    let declared = code(header("api-version"));
    assert_eq!(declared.matches("\"api-version\"").count(), 1, "{declared}");
}
