//! Documents of each version with random parts replaced: an error, or a 3.1 document that reads as itself. A part left
//! out once is not found again, because every remaining reference resolves.

use neo_api_codegen::read_value;
use serde_json::{Map, Value, json};

/// Random numbers (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).expect("a small number"))
            .expect("a small number")
    }
}

/// A random replacement.
fn part(random: &mut Random) -> Value {
    let keys = [
        "type",
        "nullable",
        "$ref",
        "allOf",
        "anyOf",
        "enum",
        "items",
        "properties",
        "required",
        "format",
        "example",
        "exclusiveMinimum",
        "minimum",
        "$anchor",
        "$dynamicRef",
        "discriminator",
        "schema",
        "content",
        "parameters",
        "responses",
        "2xx",
        "query",
        "additionalOperations",
        "itemSchema",
        "requestBody",
        "callbacks",
        "contentEncoding",
    ];
    let value = match random.below(14) {
        0 => json!(null),
        1 => json!(true),
        2 => json!(7),
        3 => json!("string"),
        4 => json!({ "$ref": "#/components/schemas/A" }),
        5 => json!({ "$ref": "#/components/responses/Nope" }),
        6 => json!({ "$ref": "#here" }),
        7 => json!({ "$dynamicRef": "#here" }),
        8 => json!({ "$anchor": "here", "nullable": true, "type": "object" }),
        9 => json!([{ "$ref": "#/components/schemas/B" }, { "type": "null" }]),
        10 => json!({ "type": "string", "enum": ["a"], "nullable": true }),
        11 => {
            json!({ "in": "querystring", "name": "q", "content": { "application/x-www-form-urlencoded": { "schema": { "$ref": "#/components/schemas/A" } } } })
        }
        12 => {
            json!({ "propertyName": "k", "defaultMapping": "A", "mapping": { "a": "#/components/schemas/Nope" } })
        }
        _ => {
            json!({ "type": ["integer", "null"], "minimum": 1, "exclusiveMinimum": true, "contentEncoding": "base64" })
        }
    };
    if random.below(3) == 0 {
        return value;
    }
    let key = keys
        .get(random.below(keys.len()))
        .copied()
        .unwrap_or_default();
    Value::Object(Map::from_iter([(key.to_owned(), value)]))
}

fn pointers_of(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers_of(value, &format!("{at}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers_of(item, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn document() -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/A" } } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/a/{id}": {
            "parameters": [{ "$ref": "#/components/parameters/Id" }],
            "get": {
                "operationId": "a",
                "responses": { "200": { "$ref": "#/components/responses/A" }, "4XX": { "description": "", "content": content } }
            },
            "post": { "operationId": "b", "requestBody": { "content": content }, "responses": { "204": { "description": "" } } }
        } },
        "webhooks": { "w": { "post": { "requestBody": { "content": content } } } },
        "components": {
            "parameters": { "Id": { "in": "path", "name": "id", "required": true, "schema": { "type": "string" } } },
            "responses": { "A": { "description": "", "content": content } },
            "schemas": {
                "A": { "type": "object", "required": ["b"], "properties": { "b": { "$ref": "#/components/schemas/B" }, "c": { "type": "array", "items": { "type": "integer" } } } },
                "B": { "allOf": [{ "$ref": "#/components/schemas/C" }, { "type": "object", "properties": { "d": { "oneOf": [{ "type": "string" }, { "type": "number" }] } } }] },
                "C": { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/A" } }
            }
        }
    })
}

#[test]
fn a_read_document_reads_as_itself() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut read_at_all = 0;
    for _ in 0..3_000 {
        let mut document = document();
        document["openapi"] = json!(["3.0.4", "3.1.1", "3.2.0"][random.below(3)]);
        for _ in 0..=random.below(4) {
            let mut found = Vec::new();
            pointers_of(&document, "", &mut found);
            let location = found
                .get(random.below(found.len()))
                .cloned()
                .unwrap_or_default();
            let new = part(&mut random);
            match document.pointer_mut(&location) {
                Some(Value::Object(members)) if random.below(2) == 0 => {
                    members.extend(new.as_object().cloned().unwrap_or_default());
                }
                Some(value) if !location.is_empty() => *value = new,
                _ => {}
            }
        }
        let Ok(read) = read_value(document.clone()) else {
            continue;
        };
        read_at_all += 1;
        let again = read_value(read.document.clone()).expect("what was read is a document");
        assert_eq!(again.document, read.document, "{document}");
        let dangling = again
            .notes
            .iter()
            .find(|it| it.pass == "references" && it.what.contains("nowhere"));
        assert!(dangling.is_none(), "{dangling:?}: {document}");
    }
    assert!(read_at_all > 2_000, "{read_at_all}");
}
