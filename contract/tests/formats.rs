//! Which changes of formats and of errors affect a shipped client.

use neo_contract::diff::{self, Wire};
use serde_json::{Value, json};

const FORMATS: [Option<&str>; 9] = [
    None,
    Some("date-time"),
    Some("date"),
    Some("uuid"),
    Some("ipv4"),
    Some("time"),
    Some("email"),
    Some("byte"),
    Some("phone"),
];

/// Formats with their own Rust type.
const DECODED: [&str; 4] = ["date-time", "date", "uuid", "ipv4"];

fn contract(schema: Value, error: Value) -> Value {
    let response = |schema: Value| json!({ "description": "", "content": { "application/json": { "schema": schema } } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "t", "version": "1" },
        "paths": { "/things": { "get": { "operationId": "things", "responses": {
            "200": response(json!({ "type": "object", "properties": { "text": schema } })),
            "404": response(error)
        } } } }
    })
}

fn worst(base: &Value, head: &Value) -> Wire {
    let findings = diff::findings(base, head);
    assert!(!findings.is_empty(), "{base} {head}");
    findings.iter().map(|finding| finding.wire).max().unwrap()
}

#[test]
fn a_format_breaks_if_the_old_type_rejects_the_new_text() {
    let with = |format: Option<&str>| {
        let mut schema = json!({ "type": "string" });
        if let Some(format) = format {
            schema["format"] = format.into();
        }
        contract(schema, json!({}))
    };
    for base in FORMATS {
        for head in FORMATS.into_iter().filter(|head| *head != base) {
            let breaks = base.is_some_and(|base| DECODED.contains(&base));
            let worst = worst(&with(base), &with(head));
            assert_eq!(worst == Wire::Breaking, breaks, "{base:?} {head:?}");
        }
    }
}

#[test]
fn a_changed_error_body_breaks_no_successful_call() {
    let envelope = json!({
        "type": "object",
        "required": ["error", "meta"],
        "properties": {
            "error": { "type": "object", "required": ["code"], "properties": { "code": { "type": "string" } } },
            "meta": { "type": "object" }
        }
    });
    let base = contract(json!({ "type": "string" }), envelope);
    let schema = "/paths/~1things/get/responses/404/content/application~1json/schema";
    let changes: [&dyn Fn(&mut Value); 6] = [
        &|head| head.pointer_mut(schema).unwrap()["required"] = json!(["error"]),
        &|head| head.pointer_mut(schema).unwrap()["properties"]["error"]["required"] = json!([]),
        &|head| {
            head.pointer_mut(schema).unwrap()["properties"]["error"] = json!({ "type": "string" })
        },
        &|head| *head.pointer_mut(schema).unwrap() = json!({ "type": "array" }),
        &|head| {
            drop(
                head["paths"]["/things"]["get"]["responses"]["404"]
                    .as_object_mut()
                    .unwrap()
                    .remove("content"),
            )
        },
        &|head| {
            let content = &mut head["paths"]["/things"]["get"]["responses"]["404"]["content"];
            *content = json!({ "text/plain": { "schema": { "type": "string" } } });
        },
    ];
    for (index, change) in changes.iter().enumerate() {
        let mut head = base.clone();
        change(&mut head);
        assert!(worst(&base, &head) < Wire::Breaking, "change {index}");
        assert!(worst(&head, &base) < Wire::Breaking, "change {index} back");
    }
}

#[test]
fn a_service_with_another_format_may_refuse_requests() {
    let with = |format: Option<&str>| {
        let mut schema = json!({ "type": "string" });
        if let Some(format) = format {
            schema["format"] = format.into();
        }
        let mut contract = contract(json!({}), json!({}));
        let operation = &mut contract["paths"]["/things"]["get"];
        operation["parameters"] = json!([{ "name": "since", "in": "query", "schema": schema }]);
        operation["requestBody"] = json!({ "content": { "application/json": {
            "schema": { "type": "object", "properties": { "text": schema } }
        } } });
        contract
    };
    for base in FORMATS {
        for head in FORMATS.into_iter().filter(|head| *head != base) {
            let findings = diff::findings(&with(base), &with(head));
            // The parameter and the property.
            assert_eq!(findings.len(), 2, "{base:?} {head:?}: {findings:#?}");
            for finding in findings {
                // Without a format, any string is valid.
                let breaks = head.is_some();
                assert_eq!(
                    finding.wire == Wire::Breaking,
                    breaks,
                    "{base:?} {head:?}: {finding:#?}"
                );
            }
        }
    }
}
