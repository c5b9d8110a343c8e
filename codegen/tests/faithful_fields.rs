//! Fields and unions that preserve their values.

use neo_api_codegen::{Options, generate};
use serde_json::{Value, json};

fn generated(schemas: Value) -> neo_api_codegen::Generated {
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": {"description": "", "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/A"}}
        }}}}}},
        "components": {"schemas": schemas}
    });
    generate(&document.to_string(), &Options::default()).expect("it generates")
}

#[track_caller]
fn assert_lines(schemas: Value, lines: &[&str]) {
    let surface = generated(schemas).surface;
    for line in lines {
        let there = surface.lines().any(|it| it == *line);
        assert!(there, "{line} is not in\n{surface}");
    }
}

#[test]
fn null_and_absence_differ_in_inherited_members() {
    let note = json!({"type": ["string", "null"]});
    assert_lines(
        json!({
            "Base": {"type": "object", "properties": {"note": note, "name": note}},
            "A": {"allOf": [
                {"$ref": "#/components/schemas/Base"},
                {"type": "object", "properties": {"more": note}, "required": ["name"]}
            ]}
        }),
        &[
            "field types::A.note: Option<Option<String>>",
            "field types::A.more: Option<Option<String>>",
            "field types::A.name: Option<String>",
        ],
    );
}

#[test]
fn an_absent_field_of_the_own_type_is_absent() {
    let schemas = json!({"A": {"type": "object", "properties": {
        "next": {"$ref": "#/components/schemas/A"},
        "last": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}]}
    }}});
    assert_lines(
        schemas,
        &[
            "field types::A.next: Option<Box<A>>",
            "field types::A.last: Option<Option<Box<A>>>",
        ],
    );
}

#[test]
fn a_union_of_several_kinds_of_values_is_an_enum() {
    assert_lines(
        json!({"A": {"anyOf": [
            {"type": "string"}, {"type": "integer"}, {"type": "number"}, {"type": "array", "items": {"$ref": "#/components/schemas/A"}}
        ]}}),
        &[
            "variant types::A::Text(String)",
            "variant types::A::Number(runtime::Number)",
            "variant types::A::List(Vec<A>)",
        ],
    );
}

#[test]
fn a_union_is_decoded_by_its_branches() {
    let branch = |tag: Value| json!({"type": "object", "properties": {"kind": tag, "text": {"type": "string"}}});
    let one = |key: &str, discriminator: Value, tags: [Value; 2]| {
        let mut schema = json!({ key: [{"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"}] });
        if !discriminator.is_null() {
            schema["discriminator"] = discriminator;
        }
        let [b, c] = tags;
        generated(json!({"A": schema, "B": branch(b), "C": branch(c)})).code
    };
    let text = || json!({"type": "string"});
    let mapped = json!({"propertyName": "kind", "mapping": {"x": "B", "y": "#/components/schemas/C", "z": "C"}});
    for (code, tags) in [
        (
            one("oneOf", mapped.clone(), [text(), text()]),
            [vec!["x"], vec!["y", "z"]],
        ),
        (
            one("anyOf", mapped, [text(), text()]),
            [vec!["x"], vec!["y", "z"]],
        ),
        (
            one("oneOf", json!({"propertyName": "kind"}), [text(), text()]),
            [vec!["B"], vec!["C"]],
        ),
        (
            one(
                "oneOf",
                Value::Null,
                [json!({"const": "b"}), json!({"enum": ["c", "d"]})],
            ),
            [vec!["b"], vec!["c", "d"]],
        ),
    ] {
        assert!(code.contains("read_union("), "{code}");
        let code: String = code.split_whitespace().collect();
        for tags in tags {
            let tags: Vec<String> = tags
                .iter()
                .map(|it| format!("runtime::Tag::Text(\"{it}\")"))
                .collect();
            let list = format!("&[{}", tags.join(","));
            assert!(code.contains(&list), "{list} is not in {code}");
        }
    }
    // No member discriminates these; the value does.
    let code = one("oneOf", Value::Null, [text(), text()]);
    assert!(code.contains("tag: None") || code.contains("tag: ::std::option::Option::None"));
}

#[test]
fn a_union_of_unions_has_the_tags_of_both() {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let leaf = || json!({"type": "object", "properties": {"text": {"type": "string"}}});
    let union = |names: [&str; 2], mapping: Value| {
        json!({
            "oneOf": names.map(reference),
            "discriminator": {"propertyName": "kind", "mapping": mapping}
        })
    };
    let code = generated(json!({
        "A": {"oneOf": [reference("B"), reference("C")]},
        "B": union(["D", "E"], json!({"d": "D", "e": "#/components/schemas/E"})),
        "C": union(["F", "G"], json!({"f": "F"})),
        "D": leaf(), "E": leaf(), "F": leaf(), "G": leaf()
    }))
    .code;
    let code: String = code.split_whitespace().collect();
    for tags in [["d", "e"], ["f", "G"]] {
        let [one, other] = tags.map(|it| format!("runtime::Tag::Text(\"{it}\")"));
        let list = format!("&[{one},{other}");
        assert!(code.contains(&list), "{list} is not in {code}");
    }
}

#[test]
fn setters_of_a_member_called_like_a_keyword_are_in_snake_case() {
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/t": { "post": {
            "operationId": "create",
            "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/T" } } } },
            "responses": { "204": { "description": "ok" } }
        } } },
        "components": { "schemas": { "T": {
            "type": "object", "properties": { "type": { "type": ["string", "null"] } }
        } } }
    });
    let options = neo_api_codegen::Options::default();
    let generated =
        neo_api_codegen::generate(&document.to_string(), &options).expect("it generates");
    for setter in ["fn type_(", "fn maybe_type(", "fn type_null("] {
        assert!(
            generated.code.contains(setter),
            "{setter}: {}",
            generated.code
        );
    }
}
