use serde_json::json;

mod drift;

use super::*;

/// The location reported in `body`, validated against `schema` as the success response of the only operation.
fn location(schema: &Value, components: &Value, body: &Value, at: &str) -> (String, String) {
    let document = json!({
        "paths": {"/a/{id}": {"get": {"responses": {
            "200": {"content": {"application/json": {"schema": schema}}},
        }}}},
        "components": {"schemas": components},
    });
    let body = body.to_string();
    let location = locate_in(
        &document,
        "get",
        "/a/{id}",
        StatusCode::OK,
        body.as_bytes(),
        at,
    );
    (location.pointer, location.expected)
}

fn pointer(schema: &Value, components: &Value, body: &Value) -> String {
    location(schema, components, body, "").0
}

#[test]
fn a_path_item_that_is_a_reference_is_followed() {
    let document = json!({
        "paths": {"/a": {"$ref": "#/components/pathItems/A"}},
        "components": {"pathItems": {"A": {"get": {"responses": {
            "200": {"content": {"application/json": {"schema": {"type": "integer"}}}},
        }}}}},
    });
    let found = locate_in(&document, "get", "/a", StatusCode::OK, b"\"x\"", "");
    assert_eq!(found.expected, "expected an integer");
}

fn pets() -> Value {
    json!({
        "Cat": {"type": "object", "required": ["kind", "lives"], "properties": {
            "kind": {"const": "cat"},
            "lives": {"type": "integer"},
            "friend": {"anyOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "null"}]},
        }},
        "Dog": {"type": "object", "required": ["kind", "born"], "properties": {
            "kind": {"type": "string", "enum": ["dog"]},
            "born": {"type": "string", "format": "date"},
            "tags": {"type": "array", "items": {"type": "string"}},
        }},
        "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]},
    })
}

#[test]
fn unions_by_constant_member() {
    let schema = json!({"type": "array", "items": {"$ref": "#/components/schemas/Pet"}});
    let cat = json!({"kind": "cat", "lives": 9});
    let at = |pet: Value| pointer(&schema, &pets(), &json!([cat, pet]));
    assert_eq!(at(json!({"kind": "cat", "lives": "9"})), "/1/lives");
    assert_eq!(at(json!({"kind": "cat"})), "/1/lives");
    assert_eq!(at(json!({"kind": "dog", "lives": 9})), "/1/born");
    assert_eq!(at(json!({"kind": "dog", "born": "yesterday"})), "/1/born");
    assert_eq!(
        at(json!({"kind": "dog", "born": "2020-02-29", "tags": ["a", 1]})),
        "/1/tags/1"
    );
    assert_eq!(
        at(json!({"kind": "cat", "lives": 1, "friend": {"kind": "dog"}})),
        "/1/friend/born"
    );
    assert_eq!(at(json!({"kind": "cat", "lives": 1, "friend": null})), "");
    assert_eq!(at(json!({"kind": 7})), "/1/kind");
    assert_eq!(at(json!("cat")), "/1");
    let (pointer, expected) = location(&schema, &pets(), &json!([{"kind": "fish"}]), "/0");
    assert_eq!(pointer, "/0/kind");
    assert_eq!(expected, r#"expected one of "cat", "dog""#);
}

#[test]
fn unions_by_discriminator() {
    let mut components = pets();
    components["Pet"]["discriminator"] = json!({
        "propertyName": "kind",
        "mapping": {"cat": "#/components/schemas/Cat", "dog": "Dog"},
    });
    for kind in ["Cat", "Dog"] {
        // As documents do that let the mapping alone name the branches.
        components[kind]["properties"]["kind"] = json!({"type": "string"});
    }
    let schema = json!({"$ref": "#/components/schemas/Pet"});
    let at = |pet: Value| pointer(&schema, &components, &pet);
    assert_eq!(at(json!({"kind": "cat", "lives": []})), "/lives");
    assert_eq!(at(json!({"kind": "dog", "lives": 3})), "/born");
}

#[test]
fn unions_without_a_name_blame_the_branch_that_fits_furthest() {
    let schema = json!({"anyOf": [
        {"type": "string"},
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "object", "properties": {"b": {"type": "boolean"}}}}},
        {"type": "object", "required": ["c"], "properties": {"c": {"type": "string"}}},
    ]});
    let at = |body: Value| location(&schema, &json!({}), &body, "");
    assert_eq!(at(json!({"a": {"b": 1}})).0, "/a/b");
    assert_eq!(at(json!({"c": 1})).0, "/c");
    assert_eq!(
        at(json!(1)),
        (String::new(), "expected a string or an object".to_owned())
    );
}

#[test]
fn flattened_maps_and_combined_schemas() {
    let schema = json!({
        "allOf": [
            {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}}},
            {"type": "object", "properties": {"n": {"type": "integer"}}, "additionalProperties": {"type": "number"}},
        ],
    });
    let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    // An odd document: the map also covers `id`; the first part is what is named first.
    assert_eq!(
        pointer(&schema, &json!({}), &json!({"id": "x", "n": 1})),
        "/id"
    );
    let map = json!({"type": "object", "properties": {"n": {"type": "integer"}}, "additionalProperties": {"type": "array", "items": {"type": "number"}}});
    assert_eq!(
        pointer(&map, &json!({}), &json!({"n": 1, "other": [1, "x"]})),
        "/other/1"
    );
    assert_eq!(pointer(&map, &json!({}), &json!({"n": id})), "/n");
}

#[test]
fn tuples_nulls_and_leniency() {
    let tuple = json!({"type": "array", "prefixItems": [{"type": "string"}, {"type": ["integer", "null"]}]});
    let at = |schema: &Value, body: Value| pointer(schema, &json!({}), &body);
    assert_eq!(at(&tuple, json!(["a", "b"])), "/1");
    assert_eq!(location(&tuple, &json!({}), &json!([1]), "/0").0, "/0");
    let short = location(&tuple, &json!({}), &json!(["a"]), "");
    assert_eq!(
        short,
        (String::new(), "expected an array of 2 items".to_owned())
    );
    let lenient = json!({"type": "object", "additionalProperties": false, "properties": {
        "e": {"enum": ["a"]}, "t": {"enum": [["x", 1]]}, "n": {"type": "string", "nullable": true},
    }});
    // Nothing departs: what serde named is all there is.
    let body = json!({"e": "z", "t": 3, "n": null, "new": 1});
    assert_eq!(location(&lenient, &json!({}), &body, "/t").0, "/t");
    assert_eq!(at(&lenient, json!({"new": 1, "e": 5})), "/e");
}

#[test]
fn the_first_in_the_order_of_the_body_at_or_below_the_location() {
    let schema = json!({"type": "object", "properties": {
        "a": {"type": "object", "required": ["x"], "properties": {"x": {"type": "integer"}, "y": {"type": "integer"}}},
        "b": {"type": "integer"},
    }});
    let document = json!({"paths": {"/": {"get": {"responses": {"2XX": {"content": {"application/json": {"schema": schema}}}}}}}});
    let body = br#"{"b": "1", "a": {"y": "2", "x": "3"}, "a~/": 0}"#;
    let at = |at| locate_in(&document, "get", "/", StatusCode::CREATED, body, at).pointer;
    assert_eq!(at(""), "/b");
    assert_eq!(at("/a"), "/a/y");
    assert_eq!(at("/a/x"), "/a/x");
    assert_eq!(at("/a~0~1"), "/a~0~1");
    assert_eq!(at("/nowhere"), "/nowhere");
}

#[test]
fn schemas_without_end_come_to_one() {
    let components = json!({
        "Loop": {"$ref": "#/components/schemas/Loop"},
        "Wide": {"anyOf": [{"$ref": "#/components/schemas/Wide"}, {"$ref": "#/components/schemas/Wide"}]},
        "All": {"allOf": [{"$ref": "#/components/schemas/All"}, {"$ref": "#/components/schemas/Nowhere"}]},
        "List": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/List"}, "n": {"type": "integer"}}},
    });
    for name in ["Loop", "Wide", "All"] {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        assert_eq!(pointer(&schema, &components, &json!({"a": [1]})), "");
    }
    let schema = json!({"$ref": "#/components/schemas/List"});
    let body = json!({"next": {"next": {"n": "x"}}});
    assert_eq!(pointer(&schema, &components, &body), "/next/next/n");
}

#[test]
fn what_is_not_described_keeps_the_location_that_serde_named() {
    let document = json!({"paths": {}});
    let found = locate_in(&document, "get", "/a", StatusCode::OK, b"{}", "/x");
    assert_eq!(found.pointer, "/x");
    let schema = json!({"type": "object"});
    assert_eq!(
        location(&schema, &json!({}), &json!({"x": 1}), "/x").0,
        "/x"
    );
}

#[test]
fn a_number_that_the_type_does_not_hold_is_named_in_a_union_too() {
    let union = json!({"oneOf": [
        {"type": "object", "required": ["kind", "n"],
         "properties": {"kind": {"const": 1}, "n": {"type": "integer", "format": "int32"}}},
        {"type": "object", "required": ["kind", "n"],
         "properties": {"kind": {"const": 2}, "n": {"type": "integer"}}},
    ]});
    for (body, expected) in [
        (
            json!({"kind": 1, "n": 99_999_999_999_u64}),
            "expected an integer from -2147483648 to 2147483647",
        ),
        (
            json!({"kind": 2, "n": 1.5}),
            "expected an integer without a fraction or exponent",
        ),
        (
            json!({"kind": 2, "n": u64::MAX}),
            "expected an integer from -9223372036854775808 to 9223372036854775807",
        ),
        (json!({"kind": 2, "n": "1"}), "expected an integer"),
    ] {
        let found = location(&union, &json!({}), &body, "");
        assert_eq!(found, ("/n".to_owned(), expected.to_owned()), "{body}");
    }
}

#[test]
fn what_is_too_large_to_search_names_no_member_that_may_be_there() {
    let schema = json!({"type": "object", "required": ["last"], "properties": {"last": {"type": "integer"}}});
    let body = json!({"all": vec![0; 300_000], "last": "1"});
    let found = location(&schema, &json!({}), &body, "");
    assert_eq!(found.0, "");
    let found = location(&schema, &json!({}), &body, "/last");
    assert_eq!(
        found,
        ("/last".to_owned(), "expected an integer".to_owned())
    );
}
