//! The contract that responses are validated against.

use serde_json::{Value, json};

pub fn contract() -> String {
    let agent = json!({
        "type": "object",
        "required": ["id", "status"],
        "properties": {
            "id": { "type": "integer" },
            "status": { "enum": ["ACTIVE", "PAUSED"] },
            "note": { "type": ["string", "null"] },
            "settings": { "type": "object" },
            "limits": { "type": "object", "additionalProperties": { "type": "object", "properties": { "top": { "type": "integer" } } } }
        }
    });
    let path_argument = json!({ "name": "agent id", "in": "path", "required": true, "schema": { "type": "string" } });
    let responses = |schema: Value| json!({ "200": { "description": "ok", "content": { "application/json": { "schema": schema } } } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "t", "version": "1" },
        "components": { "schemas": { "Agent": agent } },
        "paths": {
            "/agents": { "get": {
                "operationId": "agents",
                "security": [],
                "responses": responses(json!({ "type": "array", "items": { "$ref": "#/components/schemas/Agent" } }))
            } },
            "/agents/{agent id}": { "parameters": [path_argument], "get": {
                "operationId": "agent",
                "security": [],
                "responses": responses(json!({ "$ref": "#/components/schemas/Agent" }))
            } }
        }
    })
    .to_string()
}
