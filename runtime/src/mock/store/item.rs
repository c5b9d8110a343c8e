//! Items: made from what a request states, and shown as a response's schema says.

use neo_api_document::{pointer, reference};
use serde_json::{Map, Value};

use super::super::pattern;
use super::super::sample::Sampler;
use crate::diagnostics::{Tree, Walker, branches};

type Members = Map<String, Value>;

/// Deeper unions are shown as the sample has them.
const DEEPEST: usize = 8;

/// A valid value of the schema with as much of `stored` as it has a place for.
pub(super) fn shown(document: &Value, schema: &Value, stored: &Members) -> Value {
    at_depth(document, schema, stored, 0).0
}

/// The value, and how many members of `stored` it has.
fn at_depth(document: &Value, schema: &Value, stored: &Members, depth: usize) -> (Value, usize) {
    let schema = reference::resolve(document, schema);
    let walker = Walker::new(document);
    let variants = branches(schema).filter(|branch| {
        let branch = walker.resolve(branch);
        branch.get("properties").is_some() || branch.get("allOf").is_some()
    });
    let best = variants
        .filter(|_| depth < DEEPEST)
        .map(|branch| at_depth(document, branch, stored, depth + 1))
        // The first of the best.
        .reduce(|best, next| if next.1 > best.1 { next } else { best });
    if let Some(best) = best {
        return best;
    }
    let mut value = Sampler { document }.required(schema);
    let Value::Object(members) = &mut value else {
        return (value, 0);
    };
    let open = schema.get("properties").is_none() && schema.get("allOf").is_none();
    let mut kept = 0;
    for (name, member) in stored {
        let listed = walker.at(schema, &pointer::join("", name));
        let fits = match listed {
            Some(listed) => fits(document, listed, member),
            None => open,
        };
        if fits {
            members.insert(name.clone(), member.clone());
            kept += 1;
        }
    }
    (value, kept)
}

/// As the generated types see it.
fn fits(document: &Value, schema: &Value, value: &Value) -> bool {
    let tree = Tree::read(&value.to_string(), "");
    Walker::new(document).first(schema, &tree, "").is_none()
}

/// A merge patch (RFC 7396), but that a null of an item's own member is kept: the contract decides whether it is shown.
pub(super) fn merge(stored: &mut Members, patch: &Members) {
    for (name, value) in patch {
        match (stored.get_mut(name), value) {
            (Some(Value::Object(below)), Value::Object(patch)) => merge_below(below, patch),
            _ => {
                stored.insert(name.clone(), value.clone());
            }
        }
    }
}

fn merge_below(stored: &mut Members, patch: &Members) {
    for (name, value) in patch {
        match (stored.get_mut(name), value) {
            (_, Value::Null) => {
                stored.remove(name);
            }
            (Some(Value::Object(below)), Value::Object(patch)) => merge_below(below, patch),
            _ => {
                stored.insert(name.clone(), value.clone());
            }
        }
    }
}

/// The `number`th key of a collection.
pub(super) fn key(document: &Value, schema: &Value, number: usize) -> Value {
    let walker = Walker::new(document);
    let schema = walker.resolve(schema);
    let all = std::iter::once(schema).chain(branches(schema).map(|it| walker.resolve(it)));
    for schema in all {
        let text = |key: &str| schema.get(key).and_then(Value::as_str);
        let length = |key: &str| {
            let stated = schema.get(key).and_then(Value::as_u64);
            stated.and_then(|stated| usize::try_from(stated).ok())
        };
        let least = length("minLength").unwrap_or(0);
        match (text("type"), text("format"), text("pattern")) {
            (Some("integer" | "number"), ..) => return Value::from(number),
            (Some("string"), Some("uuid"), _) => {
                return Value::from(format!("00000000-0000-4000-8000-{number:012x}"));
            }
            (Some("string"), _, Some(pattern)) => {
                let sample = pattern::sample(pattern, least.max(1) + number - 1);
                return Value::from(sample.unwrap_or_else(|| number.to_string()));
            }
            (Some("string"), ..) => {
                return Value::from(format!("{number:0>width$}", width = least.min(100)));
            }
            _ => {}
        }
    }
    Value::from(number)
}

/// A key as a step of a path spells it.
pub(super) fn text(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        key => key.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn members(value: Value) -> Members {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn an_item_is_shown_as_the_schema_says() {
        let document = json!({});
        let cat = json!({ "type": "object", "required": ["kind", "lives"], "properties": {
            "kind": { "const": "cat" }, "lives": { "type": "integer" } } });
        let dog = json!({ "type": "object", "required": ["kind"], "properties": {
            "kind": { "const": "dog" }, "name": { "type": "string" }, "secret": { "type": "string" } } });
        let stored = members(json!({ "name": "Rex", "lives": "many", "other": 1 }));
        assert_eq!(
            shown(&document, &cat, &stored),
            json!({ "kind": "cat", "lives": 1 })
        );
        let pet = json!({ "oneOf": [cat, dog] });
        assert_eq!(
            shown(&document, &pet, &stored),
            json!({ "kind": "dog", "name": "Rex" })
        );
        let open = json!({ "type": "object", "additionalProperties": true });
        assert_eq!(shown(&document, &open, &stored), Value::Object(stored));
    }

    #[test]
    fn a_patch_is_merged() {
        let mut stored = members(json!({ "a": { "b": 1, "c": 2 }, "d": [1], "e": 1 }));
        merge(
            &mut stored,
            &members(json!({ "a": { "b": null, "f": 3 }, "d": [2], "e": null })),
        );
        assert_eq!(
            Value::Object(stored),
            json!({ "a": { "c": 2, "f": 3 }, "d": [2], "e": null })
        );
    }

    #[test]
    fn keys_are_of_their_schema() {
        let document = json!({});
        for (schema, first, third) in [
            (json!({ "type": "integer" }), json!(1), json!(3)),
            (
                json!({ "type": "string", "format": "uuid" }),
                json!("00000000-0000-4000-8000-000000000001"),
                json!("00000000-0000-4000-8000-000000000003"),
            ),
            (json!({ "type": "string" }), json!("1"), json!("3")),
            (
                json!({ "type": "string", "minLength": 4 }),
                json!("0001"),
                json!("0003"),
            ),
            (
                json!({ "type": "string", "pattern": "^k_[a-z]+$" }),
                json!("k_a"),
                json!("k_aaa"),
            ),
            (
                json!({ "anyOf": [{ "type": "null" }, { "type": "integer" }] }),
                json!(1),
                json!(3),
            ),
        ] {
            assert_eq!(key(&document, &schema, 1), first, "{schema}");
            if !schema.to_string().contains("k_") {
                assert_eq!(key(&document, &schema, 3), third, "{schema}");
            }
        }
    }
}
