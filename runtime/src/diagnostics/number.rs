//! Numbers that JSON Schema calls integers and the generated types do not hold.

use serde_json::Value;

use super::schema::type_names;
use super::tree::Tree;

/// What was expected instead of a number, where an integer is required and the generated type refuses this one.
pub fn mismatch(schema: &Value, tree: &Tree) -> Option<String> {
    if !type_names(schema).any(|name| name == "integer")
        || type_names(schema).any(|name| name == "number")
    {
        return None;
    }
    match tree {
        Tree::Number(_) => Some("expected an integer without a fraction or exponent".to_owned()),
        Tree::Integer(value) => {
            let (least, most) = range(schema.get("format").and_then(Value::as_str));
            let holds = value.is_some_and(|value| (least..=most).contains(&value));
            (!holds).then(|| format!("expected an integer from {least} to {most}"))
        }
        _ => None,
    }
}

/// Of the Rust type that the generator takes for a format.
fn range(format: Option<&str>) -> (i128, i128) {
    stated(format).unwrap_or((i64::MIN.into(), i64::MAX.into()))
}

/// What a format says of an integer's size.
pub fn stated(format: Option<&str>) -> Option<(i128, i128)> {
    Some(match format? {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int" | "int32" => (i32::MIN.into(), i32::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint" | "uint32" => (0, u32::MAX.into()),
        "uint64" => (0, u64::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        _ => return None,
    })
}
