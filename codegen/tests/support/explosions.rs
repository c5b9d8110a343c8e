//! Exploding documents: small as written, but huge, endless or very deep when expanded.

use serde_json::{Map, Value, json};

/// Each document with a name. Chains have `length` links: 400 are enough to explode, and 10,000 to measure.
pub fn all(length: usize) -> Vec<(&'static str, String)> {
    vec![
        ("a product of unions", of(product_of_unions())),
        ("branches of products", of(branches_of_products())),
        ("a chain of aliases", of(chain(length, |next| next))),
        ("a chain of lists", of(chain(length, list))),
        ("a chain of maps", of(chain(length, map))),
        ("a chain of nullable aliases", of(chain(length, nullable))),
        ("a chain of unions", of(chain(length, either))),
        ("a chain of structs", of(chain(length, member))),
        ("a chain of extensions", of(chain(length, extended))),
        ("aliases fanned out", of(fan(length, "oneOf"))),
        ("parts fanned out", of(fan(length, "allOf"))),
        ("parts of parts", of(chain(100, twice))),
        ("members of members", of(chain(100, two_members))),
        ("100 levels of allOf", of(chain(100, extended))),
        (
            "allOf in allOf",
            of(levels(50, |it| json!({ "allOf": [it] }))),
        ),
        (
            "unions in unions",
            of(levels(
                50,
                |it| json!({ "oneOf": [it, { "type": "integer" }] }),
            )),
        ),
        ("a recursive allOf", of(recursive("allOf"))),
        ("a oneOf of itself", of(recursive("oneOf"))),
        ("a oneOf of each other", of(each_other(20))),
        ("a wide enum", of(wide_enum(6_000.max(length * 10)))),
        ("an enum of one name", of(one_name(length * 2))),
        (
            "a wide union of constants",
            of(wide_constants(6_000.max(length * 2))),
        ),
        ("a wide union", of(wide_union(length))),
        ("a wide struct", of(wide_struct(length))),
        ("equal twins", of(twins())),
        ("a struct of itself, merged", of(merged(&member))),
        ("a list of itself, merged", of(merged(&list))),
        ("a base of many", of(base_of_many(1_100.max(length / 2)))),
        ("many parameters", parameters()),
        ("many responses", responses()),
        ("1,000 levels of lists", deep()),
    ]
}

fn of(schemas: Map<String, Value>) -> String {
    document(schemas).to_string()
}

/// An operation that responds with the schema `A0`.
pub fn document(schemas: Map<String, Value>) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/it": { "get": { "operationId": "it", "responses": {
            "200": { "description": "", "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/A0" }
            } } }
        } } } },
        "components": { "schemas": schemas }
    })
}

fn to(index: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/A{index}") })
}

fn only(schema: Value) -> Map<String, Value> {
    Map::from_iter([("A0".to_owned(), schema)])
}

/// `count` components, each made from a reference to the next.
fn chain(count: usize, made_of: impl Fn(Value) -> Value) -> Map<String, Value> {
    let mut schemas: Map<String, Value> = (0..count)
        .map(|index| (format!("A{index}"), made_of(to(index + 1))))
        .collect();
    schemas.insert(
        format!("A{count}"),
        json!({ "type": "object", "properties": { "end": { "type": "string" } } }),
    );
    schemas
}

fn list(next: Value) -> Value {
    json!({ "type": "array", "items": next })
}

fn map(next: Value) -> Value {
    json!({ "type": "object", "additionalProperties": next })
}

fn nullable(next: Value) -> Value {
    json!({ "anyOf": [next, { "type": "null" }] })
}

fn either(next: Value) -> Value {
    json!({ "oneOf": [next, { "type": "integer" }] })
}

fn member(next: Value) -> Value {
    json!({ "type": "object", "required": ["next"], "properties": { "next": next } })
}

fn extended(next: Value) -> Value {
    let name = next["$ref"]
        .as_str()
        .unwrap_or_default()
        .replace(['#', '/'], "");
    json!({ "allOf": [next, { "type": "object", "properties": { name: { "type": "string" } } }] })
}

fn twice(next: Value) -> Value {
    json!({ "allOf": [{ "allOf": [next] }, { "allOf": [next] }] })
}

fn two_members(next: Value) -> Value {
    let part = json!({ "type": "object", "properties": { "a": next, "b": next } });
    json!({ "allOf": [part, { "description": "The same.", "type": "object", "properties": { "a": { "allOf": [next] }, "b": { "allOf": [next] } } }] })
}

/// `count` components, each of the two after it.
fn fan(count: usize, keyword: &str) -> Map<String, Value> {
    let mut schemas: Map<String, Value> = (0..count)
        .map(|index| {
            let both = json!({ keyword: [to(index + 1), to((index + 2).min(count))] });
            (format!("A{index}"), both)
        })
        .collect();
    schemas.insert(
        format!("A{count}"),
        json!({ "type": "object", "properties": { "end": { "type": "string" } } }),
    );
    schemas
}

fn levels(count: usize, around: impl Fn(Value) -> Value) -> Map<String, Value> {
    only((0..count).fold(json!({ "type": "string" }), |inner, _| around(inner)))
}

fn objects(prefix: &str, count: usize) -> Vec<Value> {
    (0..count)
        .map(|index| json!({ "type": "object", "required": [format!("{prefix}{index}")], "properties": { format!("{prefix}{index}"): { "type": "string" } } }))
        .collect()
}

fn product_of_unions() -> Map<String, Value> {
    only(json!({ "allOf": [
        { "oneOf": objects("a", 40) },
        { "oneOf": objects("b", 20) },
        { "oneOf": objects("c", 20) }
    ] }))
}

/// 40 branches of 20 parts with 20 parts each.
fn branches_of_products() -> Map<String, Value> {
    let branch = |branch: usize| {
        let parts: Vec<Value> = (0..20)
            .map(|part| json!({ "oneOf": objects(&format!("b{branch}p{part}m"), 20) }))
            .collect();
        json!({ "allOf": parts })
    };
    only(json!({ "oneOf": (0..40).map(branch).collect::<Vec<_>>() }))
}

fn recursive(keyword: &str) -> Map<String, Value> {
    let mut schemas = only(
        json!({ keyword: [to(0), { "type": "object", "properties": { "a": { "type": "string" } } }] }),
    );
    schemas.insert("A1".to_owned(), json!({ keyword: [to(2)] }));
    schemas.insert("A2".to_owned(), json!({ keyword: [to(1)] }));
    schemas
}

/// Unions that contain each other in lists.
/// `count` unions, each of lists of the others.
pub fn each_other(count: usize) -> Map<String, Value> {
    let either = |index: usize| {
        let lists: Vec<Value> = (0..count)
            .filter(|it| *it != index)
            .map(|it| list(to(it)))
            .collect();
        (format!("A{index}"), json!({ "oneOf": lists }))
    };
    (0..count).map(either).collect()
}

fn wide_enum(count: usize) -> Map<String, Value> {
    let values: Vec<String> = (0..count).map(|it| format!("value-{it}")).collect();
    only(json!({ "type": "object", "properties": { "a": { "type": "string", "enum": values } } }))
}

/// Values that all convert to one name.
fn one_name(count: usize) -> Map<String, Value> {
    let values: Vec<String> = (0..count)
        .map(|it| format!("a{}", "-".repeat(it % 100) + &" ".repeat(it / 100)))
        .collect();
    only(json!({ "type": "string", "enum": values }))
}

fn wide_constants(count: usize) -> Map<String, Value> {
    let values: Vec<Value> = (0..count)
        .map(|it| json!({ "const": format!("v{it}"), "title": "One" }))
        .collect();
    only(json!({ "oneOf": values }))
}

fn wide_union(count: usize) -> Map<String, Value> {
    only(json!({ "oneOf": objects("member", count) }))
}

fn wide_struct(count: usize) -> Map<String, Value> {
    let members: Map<String, Value> = (0..count)
        .map(|it| {
            (
                format!("member-{it}"),
                json!({ "type": ["string", "null"] }),
            )
        })
        .collect();
    only(json!({ "type": "object", "properties": members }))
}

/// Two identical schemas, deep and wide, that both must hold.
fn twins() -> Map<String, Value> {
    let twin = |name: &str| {
        let members = |inner: Option<usize>| -> Map<String, Value> {
            (0..12)
                .map(|it| {
                    let inner = match inner {
                        Some(level) => {
                            json!({ "$ref": format!("#/components/schemas/{name}{}", level + 1) })
                        }
                        None => json!({ "type": "string" }),
                    };
                    (format!("m{it}"), inner)
                })
                .collect()
        };
        (0..12)
            .map(move |level| {
                let members = members((level < 11).then_some(level));
                (
                    format!("{name}{level}"),
                    json!({ "type": "object", "properties": members }),
                )
            })
            .collect::<Vec<_>>()
    };
    let mut schemas: Map<String, Value> = twin("Left").into_iter().chain(twin("Right")).collect();
    schemas.insert(
        "A0".to_owned(),
        json!({ "allOf": [{ "$ref": "#/components/schemas/Left0" }, { "$ref": "#/components/schemas/Right0" }] }),
    );
    schemas
}

/// Two recursive schemas that both must hold.
fn merged(made_of: &dyn Fn(Value) -> Value) -> Map<String, Value> {
    let mut other = made_of(to(2));
    other["minItems"] = json!(1);
    other["properties"]["only"] = json!({ "type": "integer" });
    Map::from_iter([
        ("A0".to_owned(), json!({ "allOf": [to(1), to(2)] })),
        ("A1".to_owned(), made_of(to(1))),
        ("A2".to_owned(), other),
    ])
}

fn base_of_many(count: usize) -> Map<String, Value> {
    let mut schemas: Map<String, Value> = (1..count)
        .map(|it| (format!("A{it}"), extended(to(0))))
        .collect();
    schemas.insert(
        "A0".to_owned(),
        json!({ "type": "object", "required": ["kind"], "discriminator": { "propertyName": "kind" }, "properties": { "kind": { "type": "string" } } }),
    );
    schemas
}

fn deep() -> String {
    let open = r#"{"type":"array","items":"#.repeat(1_000);
    format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"T","version":"1"}},"paths":{{}},"components":{{"schemas":{{"A0":{open}{{"type":"string"}}{}}}}}}}"#,
        "}".repeat(1_000)
    )
}

fn parameters() -> String {
    let parameters: Vec<Value> = (0..500)
        .map(|it| json!({ "in": "query", "name": format!("p-{it}"), "schema": { "type": "string" } }))
        .collect();
    operation(
        json!({ "operationId": "it", "parameters": parameters, "responses": { "204": { "description": "" } } }),
    )
}

fn responses() -> String {
    let statuses: Map<String, Value> = (100..600)
        .map(|status| {
            let schema = json!({ "type": "object", "properties": { format!("m{status}"): { "type": "string" } } });
            (status.to_string(), json!({ "description": "", "content": { "application/json": { "schema": schema } } }))
        })
        .collect();
    operation(json!({ "operationId": "it", "responses": statuses }))
}

fn operation(operation: Value) -> String {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/it": { "get": operation } }
    })
    .to_string()
}
