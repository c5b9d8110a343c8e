//! Extensions for dropshot's generator have no effect, and are noted.

use neo_api_codegen::{Options, generate};
use serde_json::json;

#[test]
fn an_instruction_to_another_generator_is_ignored() {
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/t": { "get": {
            "operationId": "list_t",
            "parameters": [
                { "in": "query", "name": "limit", "schema": { "type": "integer" } },
                { "in": "query", "name": "page_token", "schema": { "type": "string" } }
            ],
            "responses": { "200": { "description": "ok", "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/T" }
            } } } }
        } } },
        "components": { "schemas": { "T": { "type": "object", "required": ["items"], "properties": {
            "items": { "type": "array", "items": { "type": "string" } },
            "next_page": { "type": ["string", "null"] }
        } } } }
    });
    let mut marked = document.clone();
    marked["paths"]["/t"]["get"]["x-dropshot-pagination"] = json!({ "required": [] });
    marked["components"]["schemas"]["T"]["x-rust-type"] =
        json!({ "crate": "nobody", "version": "1.0.0", "path": "nobody::T" });
    let generate = |document: &serde_json::Value| {
        generate(&document.to_string(), &Options::default()).expect("it generates")
    };
    let (plain, extended) = (generate(&document), generate(&marked));
    assert_eq!(extended.code, plain.code);
    for location in [
        "/paths/~1t/get/x-dropshot-pagination",
        "/components/schemas/T/x-rust-type",
    ] {
        assert!(
            extended.notes.iter().any(|it| it.pointer == location),
            "{location}"
        );
    }
}
