//! Enums whose values are not strings: tuples, or a mixture.
//!
//! ```yaml
//! CountryCode: {type: array, enum: [[US, '+1', null, null], [GB, '+44', BU1, AD1]]}
//! ```
//! becomes the Rust enum `CountryCode { Us, Gb, Unknown(..) }`. Its JSON stays the array, and where all tuples have the
//! same form, `as_tuple()` gives their elements with their types.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    Error,
    document::{Document, EnumOf, Replacement, component},
    names,
    pointer::join,
};

const PASS: &str = "json_enums";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let mut found = Vec::new();
    for (name, schema) in &document.schemas {
        if let Some(values) = schema.get("enum").and_then(Value::as_array)
            && !values.iter().all(Value::is_string)
        {
            let description = schema
                .get("description")
                .and_then(Value::as_str)
                .map(str::to_owned);
            found.push((name.clone(), values.clone(), description));
        }
    }
    for (name, values, description) in found {
        let at = join(&component(&name), "enum");
        let mut distinct: Vec<&Value> = Vec::new();
        for (index, value) in values.iter().enumerate() {
            if distinct.contains(&value) {
                document.note(
                    PASS,
                    &join(&at, &index.to_string()),
                    format!("{value} is listed twice; it is one variant"),
                );
            } else {
                distinct.push(value);
            }
        }
        let variants = variants(&distinct);
        document.note(
            PASS,
            &at,
            format!(
                "an open enum of {} known values, each kept as JSON",
                variants.len()
            ),
        );
        document.replacements.insert(
            name.clone(),
            Replacement::JsonEnum(EnumOf {
                description,
                variants,
            }),
        );
        document.schemas.insert(name, json!({}));
    }
    Ok(())
}

/// Variant names: the first element where it is a text and tells the values apart, else all that a value says.
fn variants(values: &[&Value]) -> Vec<(String, Value)> {
    let short = |value: &Value| value.get(0).and_then(Value::as_str).map(names::pascal);
    let shorts: BTreeSet<String> = values.iter().filter_map(|value| short(value)).collect();
    let by_first = shorts.len() == values.len();
    let mut taken = BTreeSet::from(["Unknown".to_owned()]);
    values
        .iter()
        .map(|value| {
            let wanted = match short(value) {
                Some(short) if by_first => short,
                _ => names::pascal(&words(value)),
            };
            (names::unique(&wanted, &mut taken), (*value).clone())
        })
        .collect()
}

fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(" "),
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| format!("{key} {}", words(value)))
            .collect::<Vec<_>>()
            .join(" "),
        Value::Number(number) => number
            .to_string()
            .replace('-', "minus ")
            .replace('.', " point "),
        other => other.to_string(),
    }
}
