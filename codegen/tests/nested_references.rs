//! References into a schema become types of their own.

use neo_api_codegen::{Options, generate};
use serde_json::{Value, json};

fn surface(schemas: Value) -> String {
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": {"description": "", "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Report"}}
        }}}}}},
        "components": {"schemas": schemas}
    });
    let generated = generate(&document.to_string(), &Options::default()).expect("it generates");
    generated.surface
}

#[test]
fn a_definition_inside_a_schema_may_hold_itself() {
    let surface = surface(json!({
        "Report": {
            "type": "object",
            "properties": {"first": {"$ref": "#/components/schemas/Report/$defs/Row"}},
            "$defs": {"Row": {
                "type": "object",
                "properties": {"next": {"$ref": "#/components/schemas/Report/$defs/Row"}}
            }}
        }
    }));
    for line in [
        "field types::Report.first: Option<ReportRow>",
        "field types::ReportRow.next: Option<Box<ReportRow>>",
    ] {
        assert!(surface.contains(line), "{line} is not in\n{surface}");
    }
}

#[test]
fn a_property_may_be_another_ones_property() {
    let surface = surface(json!({
        "Report": {"type": "object", "properties": {
            "row": {"type": "object", "properties": {"mood": {"type": "string", "enum": ["good", "bad"]}}},
            "mood": {"$ref": "#/components/schemas/Report/properties/row/properties/mood"},
            "last": {"$ref": "#/components/schemas/Report/properties/row"}
        }}
    }));
    for line in [
        "field types::Report.last: Option<ReportRow>",
        "field types::Report.row: Option<ReportRow>",
        "field types::Report.mood: Option<ReportRowMood>",
        "field types::ReportRow.mood: Option<ReportRowMood>",
    ] {
        assert!(surface.contains(line), "{line} is not in\n{surface}");
    }
}
