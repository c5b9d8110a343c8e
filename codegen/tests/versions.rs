//! Documents of OpenAPI 3.0 and 3.2 give the same client as the equivalent 3.1 contract.

use neo_api_codegen::{Generated, NoteKind, Options, generate, read};
use serde_json::{Value, json};

fn document(version: &str, schemas: Value) -> Value {
    json!({
        "openapi": version,
        "info": { "title": "T", "version": "1" },
        "paths": { "/t": { "get": { "operationId": "get_t", "responses": {
            "200": { "description": "ok", "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/T" }
            } } }
        } } } },
        "components": { "schemas": schemas }
    })
}

fn generated(document: &Value) -> Generated {
    generate(&document.to_string(), &Options::default()).expect("it generates")
}

/// The same types in 3.0 and in 3.1.
fn pairs() -> Vec<(Value, Value)> {
    vec![
        (
            json!({ "type": "string", "nullable": true }),
            json!({ "type": ["string", "null"] }),
        ),
        (
            json!({ "type": "string", "nullable": false }),
            json!({ "type": "string" }),
        ),
        (
            json!({ "type": "string", "enum": ["a", "b"], "nullable": true }),
            json!({ "type": ["string", "null"], "enum": ["a", "b", null] }),
        ),
        (
            json!({ "enum": ["a", null], "nullable": true }),
            json!({ "enum": ["a", null] }),
        ),
        (
            json!({ "$ref": "#/components/schemas/U", "nullable": true }),
            json!({ "anyOf": [{ "$ref": "#/components/schemas/U" }, { "type": "null" }] }),
        ),
        (
            json!({ "allOf": [{ "$ref": "#/components/schemas/U" }], "nullable": true, "description": "d" }),
            json!({ "anyOf": [{ "allOf": [{ "$ref": "#/components/schemas/U" }] }, { "type": "null" }], "description": "d" }),
        ),
        (
            json!({ "oneOf": [{ "type": "string" }, { "type": "integer" }], "nullable": true }),
            json!({ "oneOf": [{ "type": "string" }, { "type": "integer" }, { "type": "null" }] }),
        ),
        (
            json!({ "properties": { "b": { "type": "string" } }, "nullable": true }),
            json!({ "type": ["object", "null"], "properties": { "b": { "type": "string" } } }),
        ),
        (
            json!({ "items": { "type": "string" }, "nullable": true }),
            json!({ "type": ["array", "null"], "items": { "type": "string" } }),
        ),
        (json!({ "nullable": true }), json!({})),
        (
            json!({ "type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 5, "exclusiveMaximum": false }),
            json!({ "type": "integer", "exclusiveMinimum": 1, "maximum": 5 }),
        ),
        (
            json!({ "type": "string", "example": "a" }),
            json!({ "type": "string", "examples": ["a"] }),
        ),
        (
            json!({ "type": "string", "format": "byte" }),
            json!({ "type": "string", "contentEncoding": "base64" }),
        ),
        (
            json!({ "type": "string", "format": "binary" }),
            json!({ "type": "string", "contentMediaType": "application/octet-stream" }),
        ),
        (
            json!({ "$ref": "#/components/schemas/U", "type": "string", "minLength": 3, "description": "d" }),
            json!({ "$ref": "#/components/schemas/U", "description": "d" }),
        ),
    ]
}

#[test]
fn a_3_0_document_is_converted() {
    let u = json!({ "type": "object", "properties": { "c": { "type": "string" } } });
    for (old, new) in pairs() {
        let with = |version: &str, schema: &Value| {
            let t = json!({ "type": "object", "properties": { "a": schema } });
            document(version, json!({ "T": t, "U": u }))
        };
        let (old, new) = (with("3.0.3", &old), with("3.1.0", &new));
        let a = "/components/schemas/T/properties/a";
        let converted = read(&old.to_string()).expect("it reads");
        let there = read(&new.to_string()).expect("it reads");
        assert_eq!(
            converted.document.pointer(a),
            there.document.pointer(a),
            "{old}"
        );
        assert!(
            converted
                .notes
                .iter()
                .all(|it| it.kind == NoteKind::Rewritten),
            "{:#?}",
            converted.notes
        );
        // Each conversion is noted at its pointer.
        let changed = old.pointer(a) != converted.document.pointer(a);
        let quiet = old.pointer(&format!("{a}/nullable")) == Some(&json!(false));
        let noted = converted.notes.iter().any(|it| it.pointer == a);
        assert!(noted || quiet || !changed, "{old}: {:#?}", converted.notes);
        assert_eq!(types(&old), types(&new), "{old}");
    }
}

#[test]
fn notes_of_later_passes_have_published_pointers() {
    let schema = json!({ "allOf": [{ "$ref": "#/components/schemas/U" }, { "type": "object", "properties": {
        "b": { "$ref": "#/components/schemas/Nope", "nullable": true }
    } }], "nullable": true });
    let old = document(
        "3.0.0",
        json!({ "T": { "type": "object", "properties": { "a": schema } }, "U": { "type": "object" } }),
    );
    let notes = read(&old.to_string()).expect("it reads").notes;
    let lost: Vec<&str> = notes
        .iter()
        .filter(|it| it.kind == NoteKind::Lost)
        .map(|it| it.pointer.as_str())
        .collect();
    assert_eq!(
        lost,
        ["/components/schemas/T/properties/a/allOf/1/properties/b/$ref"]
    );
}

#[test]
fn a_document_of_3_2_is_read_with_notes_on_what_is_new() {
    let mut new = document(
        "3.2.0",
        json!({
            "T": { "type": "object", "properties": { "u": { "$ref": "https://example.com/openapi.json#/components/schemas/U" } } },
            "U": { "type": "string" },
            "Search": { "type": "object", "required": ["a"], "properties": { "a": { "type": "string" }, "b": { "type": "integer", "description": "B" } } }
        }),
    );
    new["$self"] = json!("https://example.com/openapi.json");
    new["tags"] =
        json!([{ "name": "t", "summary": "T" }, { "name": "u", "parent": "t", "kind": "nav" }]);
    new["components"]["mediaTypes"] =
        json!({ "Shared": { "schema": { "$ref": "#/components/schemas/T" } } });
    let item = json!({ "type": "object", "properties": { "data": { "type": "string", "contentSchema": { "$ref": "#/components/schemas/T" } } } });
    new["paths"]["/t"]["post"] = json!({
        "operationId": "search",
        "parameters": [{ "in": "querystring", "name": "q", "required": true, "content": {
            "application/x-www-form-urlencoded": { "schema": { "$ref": "#/components/schemas/Search" } }
        } }],
        "responses": { "200": { "content": { "application/json": { "$ref": "#/components/mediaTypes/Shared" } } } }
    });
    new["paths"]["/e"] = json!({ "get": { "operationId": "events", "responses": {
        "200": { "description": "", "content": { "text/event-stream": { "itemSchema": item } } }
    } } });
    let read = read(&new.to_string()).expect("it reads");
    let lost: Vec<_> = read
        .notes
        .iter()
        .filter(|it| it.kind == NoteKind::Lost)
        .collect();
    assert!(lost.is_empty(), "{lost:#?}");
    let at = |pointer: &str| read.document.pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(
        at("/components/schemas/T/properties/u"),
        json!({ "$ref": "#/components/schemas/U" })
    );
    assert_eq!(
        at("/paths/~1t/post/parameters"),
        json!([
            { "in": "query", "name": "a", "required": true, "schema": { "type": "string" } },
            { "in": "query", "name": "b", "required": false, "description": "B", "schema": { "type": "integer", "description": "B" } }
        ])
    );
    let t = json!({ "schema": { "$ref": "#/components/schemas/T" } });
    assert_eq!(
        at("/paths/~1t/post/responses/200/content/application~1json"),
        t
    );
    assert_eq!(
        at("/paths/~1e/get/responses/200/content/text~1event-stream"),
        t
    );
    for location in [
        "/openapi",
        "/$self",
        "/tags/1/parent",
        "/tags/1/kind",
        "/components/mediaTypes/Shared",
        "/paths/~1t/post/parameters/0",
        "/paths/~1e/get/responses/200/content/text~1event-stream/itemSchema/properties/data/contentSchema",
    ] {
        assert!(
            read.notes
                .iter()
                .any(|it| it.pointer == location && it.pass == "openapi_3_2"),
            "{location}: {:#?}",
            read.notes
        );
    }
    assert_eq!(generated(&new).operations.len(), 3);
}

#[test]
fn methods_that_3_2_allows_are_generated_or_listed() {
    let mut new = document("3.2.0", json!({ "T": { "type": "string" } }));
    let operation =
        |id: &str| json!({ "operationId": id, "responses": { "204": { "description": "" } } });
    new["paths"]["/t"]["query"] = operation("ask");
    new["paths"]["/t"]["additionalOperations"] =
        json!({ "COPY": operation("copy"), "GET": operation("get_again") });
    let generated = generated(&new);
    let mut all: Vec<(String, String)> = generated
        .operations
        .iter()
        .map(|it| (it.method.clone(), it.path.clone()))
        .chain(
            generated
                .left_out
                .iter()
                .map(|it| (it.method.clone(), it.path.clone())),
        )
        .collect();
    all.sort();
    let expected = ["COPY", "GET", "QUERY"].map(|method| (method.to_owned(), "/t".to_owned()));
    assert_eq!(all, expected);
    // The second GET is not another method.
    assert!(
        generated
            .notes
            .iter()
            .any(|it| it.kind == NoteKind::Lost
                && it.pointer == "/paths/~1t/additionalOperations/GET")
    );
}

#[test]
fn a_method_in_upper_case_is_that_method() {
    let lower = document("3.1.0", json!({ "T": { "type": "string" } }));
    let mut upper = lower.clone();
    let item = upper["paths"]["/t"].as_object_mut().expect("an object");
    let get = item.remove("get").expect("it is there");
    item.insert("GET".to_owned(), get);
    let generated = generated(&upper);
    let noted =
        |it: &neo_api_codegen::Note| it.pointer == "/paths/~1t/GET" && it.kind == NoteKind::Lost;
    assert!(generated.notes.iter().any(noted), "{:#?}", generated.notes);
    assert_eq!(generated.code, self::generated(&lower).code);
}

#[test]
fn a_query_string_of_another_form_costs_its_operation_where_it_is_required() {
    for required in [true, false] {
        let mut new = document("3.2.0", json!({ "T": { "type": "string" } }));
        new["paths"]["/t"]["get"]["parameters"] = json!([{ "in": "querystring", "name": "q", "required": required, "content": {
            "application/json": { "schema": { "type": "object" } }
        } }]);
        let generated = generated(&new);
        assert_eq!(generated.operations.len(), usize::from(!required));
        assert_eq!(generated.left_out.len(), usize::from(required));
        assert!(generated.notes.iter().any(|it| it.kind == NoteKind::Lost));
    }
}

#[test]
fn a_document_without_paths_gives_its_types() {
    let types = json!({ "P": { "type": "object", "properties": { "id": { "type": "integer" } } } });
    let webhooks = json!({ "n": { "post": {
        "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/P" } } } },
        "responses": { "200": { "description": "ok" } }
    } } });
    for (key, value) in [("webhooks", webhooks), ("x-none", json!({}))] {
        let mut document = document("3.1.0", types.clone());
        document.as_object_mut().expect("an object").remove("paths");
        document[key] = value;
        let generated = generated(&document);
        assert!(
            generated.surface.contains("types::P.id"),
            "{}",
            generated.surface
        );
        assert!(generated.operations.is_empty());
    }
}

#[test]
fn code_of_another_version_carries_the_document_in_3_1() {
    let schemas = json!({ "T": { "type": "string", "nullable": true, "description": "\"quoted\" \\ \u{e9}" } });
    for version in ["3.0.3", "3.2.0"] {
        let published = document(version, schemas.clone());
        let code = generated(&published).code;
        let file = syn::parse_file(&code).expect("it is Rust");
        let carried = carried(&file).expect("the document");
        let carried: Value = serde_json::from_str(&carried).expect("it is JSON");
        let read = read(&published.to_string()).expect("it reads").document;
        assert_eq!(carried, read);
        assert_eq!(carried["openapi"].as_str().map(|it| &it[..3]), Some("3.1"));
    }
    // A document published in 3.1 needs no converted copy beside the code.
    let code = generated(&document("3.1.0", schemas)).code;
    assert_eq!(carried(&syn::parse_file(&code).expect("it is Rust")), None);
}

/// The argument of `document_3_1` in the constant `SERVICE`.
fn carried(file: &syn::File) -> Option<String> {
    let service = file.items.iter().find_map(|item| match item {
        syn::Item::Const(it) if it.ident == "SERVICE" => Some(&it.expr),
        _ => None,
    });
    let mut expression = service?.as_ref();
    while let syn::Expr::MethodCall(call) = expression {
        if call.method == "document_3_1"
            && let Some(syn::Expr::Lit(literal)) = call.args.first()
            && let syn::Lit::Str(text) = &literal.lit
        {
            return Some(text.value());
        }
        expression = &call.receiver;
    }
    None
}

/// The code without the constant that may contain the document.
fn types(document: &Value) -> String {
    let mut file = syn::parse_file(&generated(document).code).expect("it is Rust");
    let is_service =
        |item: &syn::Item| matches!(item, syn::Item::Const(it) if it.ident == "SERVICE");
    file.items.retain(|item| !is_service(item));
    prettyplease::unparse(&file)
}
