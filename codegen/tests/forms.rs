//! Multipart forms whose schema is a component.

use neo_api_codegen::{Generated, Options, generate};
use serde_json::{Value, json};

fn generated(operations: &[(&str, &str, Value)]) -> Generated {
    let upload = json!({ "$ref": "#/components/schemas/Upload" });
    let mut paths = json!({});
    for (path, media_type, encoding) in operations {
        let mut content = json!({ "schema": upload });
        if !encoding.is_null() {
            content["encoding"] = encoding.clone();
        }
        paths[path] = json!({ "post": {
            "operationId": path.trim_start_matches('/'),
            "requestBody": { "content": { *media_type: content } },
            "responses": { "204": { "description": "" } }
        } });
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "t", "version": "1" },
        "paths": paths,
        "components": { "schemas": { "Upload": {
            "type": "object",
            "properties": {
                "file": { "type": "string", "format": "binary" },
                "lines": { "type": "array", "items": { "type": "string" } }
            },
            "required": ["file"]
        } } }
    });
    generate(&document.to_string(), &Options::default()).expect("it generates")
}

fn has(generated: &Generated, line: &str) -> bool {
    generated.surface.lines().any(|it| it == line)
}

#[test]
fn a_component_keeps_its_type_beside_its_form() {
    let multipart = ("/upload", "multipart/form-data", Value::Null);
    let alone = generated(std::slice::from_ref(&multipart));
    let both = generated(&[multipart, ("/json", "application/json", Value::Null)]);
    for generated in [alone, both] {
        assert!(has(&generated, "field types::Upload.file: String"));
        assert!(has(
            &generated,
            "field types::UploadForm.file: runtime::FilePart"
        ));
    }
}

#[test]
fn operations_share_a_form_unless_they_send_other_parts() {
    let multipart = |path, encoding| (path, "multipart/form-data", encoding);
    let same = generated(&[multipart("/a", Value::Null), multipart("/b", Value::Null)]);
    assert!(!same.surface.contains("types::UploadForm2"));
    let json = json!({ "lines": { "contentType": "application/json" } });
    let other = generated(&[multipart("/a", Value::Null), multipart("/b", json)]);
    assert!(has(
        &other,
        "field types::UploadForm2.file: runtime::FilePart"
    ));
}
