//! What a schema says by itself.

use serde_json::Value;

use super::tree::Tree;

/// The items of an array that a schema may have.
pub fn array<'a>(schema: &'a Value, key: &str) -> &'a [Value] {
    match schema.get(key) {
        Some(Value::Array(items)) => items,
        _ => &[],
    }
}

/// The branches of a union.
pub fn branches(schema: &Value) -> impl Iterator<Item = &Value> {
    array(schema, "anyOf").iter().chain(array(schema, "oneOf"))
}

/// The values of `enum` and `const`.
pub fn listed(schema: &Value) -> impl Iterator<Item = &Value> {
    array(schema, "enum").iter().chain(schema.get("const"))
}

pub fn type_names(schema: &Value) -> impl Iterator<Item = &str> {
    let one = schema.get("type").filter(|it| it.is_string());
    let many = array(schema, "type");
    one.into_iter().chain(many).filter_map(Value::as_str)
}

pub fn has_type(schema: &Value, tree: &Tree) -> bool {
    if type_names(schema).next().is_none() {
        // An enum without a type has that of its values, here always strings.
        return listed(schema).next().is_none() || matches!(tree, Tree::String(_));
    }
    type_names(schema).any(|name| match tree {
        Tree::Unread => true,
        Tree::Null => name == "null",
        Tree::Bool(_) => name == "boolean",
        // Whether a Rust integer holds it is another question.
        Tree::Integer(_) | Tree::Number(_) => name == "integer" || name == "number",
        Tree::String(_) => name == "string",
        Tree::Array(_) => name == "array",
        Tree::Object(_) => name == "object",
    })
}

/// As the generated types read it.
pub fn has_format(schema: &Value, tree: &Tree) -> bool {
    let (Some(format), Tree::String(text)) = (schema.get("format").and_then(Value::as_str), tree)
    else {
        return true;
    };
    match format {
        "uuid" => text.parse::<uuid::Uuid>().is_ok(),
        "date-time" => text.parse::<crate::values::Timestamp>().is_ok(),
        "date" => text.parse::<chrono::NaiveDate>().is_ok(),
        "ip" => text.parse::<std::net::IpAddr>().is_ok(),
        "ipv4" => text.parse::<std::net::Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<std::net::Ipv6Addr>().is_ok(),
        _ => true,
    }
}
