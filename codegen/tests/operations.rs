//! Builders, methods and tables of operations.

use neo_api_codegen::{Conventions, Generated, Options, generate};
use serde_json::{Value, json};

const CONVENTIONS: &str = include_str!("../../openapi/conventions.json");

fn options() -> Options {
    let mut options = Options::default();
    options.conventions = Conventions::parse(CONVENTIONS).expect("conventions");
    options
}

fn with(document: &Value, options: &Options) -> Generated {
    generate(&document.to_string(), options).expect("it generates")
}

/// A document of one operation.
fn document(path: &str, method: &str, operation: Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {path: {method: operation}},
        "components": {"schemas": {
            "Pet": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
            "Fault": {"type": "object", "required": ["why"], "properties": {"why": {"type": "string"}}},
            "Own": {"type": "object", "required": ["error"], "properties": {"error": {"$ref": "#/components/schemas/OwnError"}}},
            "OwnError": {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}},
            "Meta": {"type": "object", "properties": {"pagination": {"type": "object", "properties": {
                "has_more": {"type": "boolean"}, "next_cursor": {"type": ["string", "null"]}
            }}}},
        }},
    })
}

fn json_of(schema: Value) -> Value {
    json!({"description": "", "content": {"application/json": {"schema": schema}}})
}

fn pet() -> Value {
    json!({"$ref": "#/components/schemas/Pet"})
}

/// The code without white space.
fn dense(generated: &Generated) -> String {
    generated.code.split_whitespace().collect()
}

#[track_caller]
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        let part: String = part.split_whitespace().collect();
        assert!(text.contains(&part), "no `{part}`");
    }
}

#[test]
fn required_parameters_are_arguments_and_optional_ones_are_setters() {
    let parameter = |required: bool, location: &str, name: &str| json!({"in": location, "name": name, "required": required, "schema": {"type": "string"}});
    let required = |location, name| parameter(true, location, name);
    let optional = |location, name| parameter(false, location, name);
    let operation = json!({
        "operationId": "move_pet",
        "parameters": [
            optional("query", "status"),
            required("header", "X-Reason"),
            required("query", "to"),
            required("path", "pet-id"),
            optional("query", "send"),
            optional("header", "status"),
            optional("header", "Accept-Encoding"),
            optional("query", "url"),
        ],
        "requestBody": {"required": true, "content": {"application/json": {"schema": pet()}}},
        "responses": {"204": {"description": ""}},
    });
    let generated = with(
        &document("/pets/{pet-id}/move", "post", operation),
        &Options::default(),
    );
    let methods: Vec<&str> = generated
        .surface
        .lines()
        .filter(|it| it.contains("fn "))
        .collect();
    let arguments: Vec<&str> = methods
        .iter()
        .find_map(|it| it.strip_prefix("fn Client::move_pet(&self, "))
        .expect("the method")
        .split(": impl")
        .filter_map(|it| it.rsplit(", ").next())
        .collect();
    assert_eq!(arguments[..4], ["pet_id", "x_reason", "to", "body"]);
    for setter in [
        "status",
        "status_header",
        "send_query",
        "url",
        "maybe_url",
        "with",
    ] {
        let line = format!("fn operations::MovePet<C>::{setter}(");
        assert!(
            methods.iter().any(|it| it.starts_with(&line)),
            "{setter}: {methods:#?}"
        );
    }
    assert!(
        !generated.code.contains("accept_encoding"),
        "the client's own"
    );
}

#[test]
fn envelopes_are_unwrapped_and_lists_with_a_cursor_have_pages() {
    let list = json!({
        "operationId": "pets_get",
        "parameters": [{"in": "query", "name": "cursor", "schema": {"type": "string"}}],
        "responses": {"200": json_of(json!({
            "type": "object", "required": ["data", "meta"],
            "properties": {
                "data": {"type": "array", "items": pet()},
                "meta": {"$ref": "#/components/schemas/Meta"},
            }
        }))},
    });
    let document = document("/pets", "get", list);
    let generated = with(&document, &options());
    assert_eq!(generated.operations[0].id, "pets_list");
    assert!(generated.operations[0].paginated);
    assert_has(
        &dense(&generated),
        &[
            "pub fn send(self) -> runtime::Sending<Vec<types::Pet>, types::Meta>",
            "pub fn pages(self) -> runtime::Pages<types::Pet, types::Meta>",
            "impl runtime::ListRequest for PetsList",
            "impl crate::Neo { ",
            "#[cfg(feature = \"blocking\")] impl crate::blocking::Neo {",
        ],
    );
    assert!(
        !generated.code.contains("PetsListResponse"),
        "{}",
        generated.code
    );

    let without = with(&document, &Options::default());
    assert!(!without.operations[0].paginated);
    assert_has(
        &dense(&without),
        &["Json<types::PetsListResponse>", "pub struct Client {"],
    );
}

/// An envelope with an additional member would lose it.
#[test]
fn an_object_with_more_than_an_envelope_is_not_unwrapped() {
    let get = json!({
        "operationId": "pet",
        "responses": {"200": json_of(json!({
            "type": "object", "required": ["data", "meta"],
            "properties": {"data": pet(), "meta": {"$ref": "#/components/schemas/Meta"}, "links": {"type": "string"}}
        }))},
    });
    let generated = with(&document("/pet", "get", get), &options());
    assert_has(&dense(&generated), &["body::Json<types::PetResponse>"]);
}

#[test]
fn responses_that_differ_by_status_are_an_enum() {
    let post = json!({
        "operationId": "export",
        "responses": {
            "200": json_of(pet()),
            "202": {"description": "", "content": {"text/plain": {}}},
            "204": {"description": ""},
            "2XX": {"description": "", "content": {"application/pdf": {}}},
        },
    });
    let generated = with(&document("/export", "post", post), &Options::default());
    assert_has(
        &dense(&generated),
        &[
            "Ok(types::Pet),",
            "Accepted(String),",
            "NoContent,",
            "Success(runtime::Bytes),",
            "200u16 =>",
            "200u16..=299u16 =>",
            "accept: \"application/json, text/plain, application/pdf\"",
        ],
    );
    let order = |text: &str| generated.code.find(text).expect(text);
    assert!(order("204u16 =>") < order("200u16..=299u16 =>"));
}

#[test]
fn json_and_an_event_stream_of_one_operation_are_both_generated() {
    let post = json!({
        "operationId": "chat",
        "responses": {"200": {"description": "", "content": {
            "application/json": {"schema": pet()},
            "text/event-stream": {"schema": {"$ref": "#/components/schemas/Fault"}},
        }}},
    });
    let generated = with(&document("/chat", "post", post), &Options::default());
    assert_has(
        &dense(&generated),
        &[
            "pub fn send(self) -> runtime::Sending<types::Pet, ()>",
            "pub fn send_stream(",
            "runtime::EventStream<types::Fault>",
            "runtime::blocking::EventStream<types::Fault>",
            "self.request.send_streaming::<runtime::body::Events<types::Fault>>()",
            "self.request.accept(\"text/event-stream\")",
            "accept: \"application/json\"",
        ],
    );
}

#[test]
fn documented_errors_have_a_type_for_each_operation_but_those_of_the_service_s_own_format() {
    let get = json!({
        "operationId": "pet",
        "responses": {
            "200": json_of(pet()),
            "404": json_of(json!({"$ref": "#/components/schemas/Fault"})),
            "4XX": json_of(json!({"$ref": "#/components/schemas/Own"})),
            "default": json_of(pet()),
        },
    });
    let document = document("/pet", "get", get);
    let own = "ClientError(types::Own)";
    let typed = [
        "pub enum PetError",
        "NotFound(types::Fault)",
        "Default(types::Pet)",
    ];
    let generated = dense(&with(&document, &Options::default()));
    assert_has(&generated, &typed);
    assert_has(
        &generated,
        &[own, "_=>::serde_json::from_str(body).map(Self::Default)"],
    );
    let generated = dense(&with(&document, &options()));
    assert_has(&generated, &typed);
    assert!(!generated.contains(own));
}

#[test]
fn security_and_servers_are_in_the_tables() {
    let get = json!({
        "operationId": "pet",
        "security": [{"q": []}, {"h": [], "c": []}],
        "responses": {"204": {"description": ""}},
    });
    let mut document = document("/pet", "get", get);
    document["servers"] = json!([{
        "url": "https://{region}.example.com/v1",
        "variables": {"region": {"default": "eu"}}
    }]);
    document["security"] = json!([{"b": []}]);
    document["paths"]["/open"] = json!({"get": {
        "operationId": "open", "security": [], "responses": {"204": {"description": ""}}
    }});
    document["paths"]["/root"] = json!({"get": {
        "operationId": "root", "responses": {"204": {"description": ""}}
    }});
    document["components"]["securitySchemes"] = json!({
        "q": {"type": "apiKey", "in": "query", "name": "api_key"},
        "h": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "c": {"type": "apiKey", "in": "cookie", "name": "session"},
        "b": {"type": "http", "scheme": "Bearer"},
        "u": {"type": "http", "scheme": "basic"},
        "o": {"type": "oauth2", "flows": {}},
        "m": {"type": "mutualTLS"},
    });
    let generated = with(&document, &Options::default());
    assert_has(
        &dense(&generated),
        &[
            "security: &[&[\"q\"], &[\"c\", \"h\"]],",
            "security: &[],",
            "security: &[&[\"b\"]],",
            ".base_url(\"https://eu.example.com/v1\")",
            "ParameterLocation::Cookie, name: \"session\",",
            "SecurityKind::Basic",
            "SecurityKind::Other(\"mutualTLS\")",
            "fn with_q(self, key: &str) -> Self",
            "fn with_u(self, user: &str, password: &str) -> Self",
            "fn with_o(self, token: &str) -> Self",
        ],
    );
    assert!(!generated.code.contains("fn with_m("));
    for (id, needs_credential) in [("pet", true), ("open", false), ("root", true)] {
        let found = generated.operations.iter().find(|it| it.id == id);
        let operation = found.expect("the operation");
        assert_eq!(operation.credential, needs_credential, "{id}");
    }
}

#[test]
fn bodies_follow_the_media_type_and_encoding() {
    let post = json!({
        "operationId": "send",
        "requestBody": {"content": {"application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": {
                "csv": {"type": "array", "items": {"type": "integer"}},
                "deep": {"type": "object", "properties": {"a": {"type": "string"}}},
                "json": {"type": "object", "properties": {"a": {"type": "string"}}},
            }},
            "encoding": {
                "csv": {"style": "form", "explode": false},
                "deep": {"style": "deepObject", "explode": true},
                "json": {"contentType": "application/json"},
            },
        }}},
        "responses": {"204": {"description": ""}},
    });
    let generated = with(&document("/send", "post", post), &Options::default());
    assert_has(
        &dense(&generated),
        &[
            "pub fn body(mut self,",
            "pub fn maybe_body(self,",
            "(\"csv\", runtime::Style::Joined(',')),",
            "(\"deep\", runtime::Style::DeepObject),",
            "(\"json\", runtime::Style::Json),",
        ],
    );
}

#[test]
fn a_regenerated_crate_keeps_its_names() {
    let list = json!({"responses": {"200": json_of(json!({"type": "array", "items": pet()}))}});
    let mut document = document("/pets/{id}/tags", "get", list.clone());
    let first = with(&document, &Options::default());
    assert_eq!(first.operations[0].id, "pets_tags_list");
    document["paths"]["/pets/tags"] = json!({"get": list});
    let mut options = Options::default();
    options.keep_names(&first.surface);
    let ids = |options: &Options| -> Vec<String> {
        let operations = with(&document, options).operations;
        operations.into_iter().map(|it| it.id).collect()
    };
    assert_eq!(
        ids(&Options::default()),
        ["pets_tags_list", "pets_id_tags_get"]
    );
    assert_eq!(ids(&options), ["pets_tags_get", "pets_tags_list"]);
}

#[test]
fn a_name_in_both_modules_is_noted() {
    let get = json!({
        "operationId": "status",
        "responses": {"200": json_of(json!({"$ref": "#/components/schemas/Status"}))},
    });
    let mut document = document("/status", "get", get);
    document["components"]["schemas"]["Status"] =
        json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let generated = with(&document, &Options::default());
    let notes: Vec<String> = generated
        .notes
        .iter()
        .filter(|it| it.pass == "namesakes")
        .map(ToString::to_string)
        .collect();
    let [note] = notes.as_slice() else {
        panic!("{notes:#?}");
    };
    for text in [
        "/paths/~1status/get",
        "`operations::Status`",
        "`types::Status`",
    ] {
        assert!(note.contains(text), "{note}");
    }
}
