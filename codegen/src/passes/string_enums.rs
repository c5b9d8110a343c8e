//! String enums, which the service may add to.
//!
//! ```yaml
//! PhoneNumberStatus: {type: string, enum: [ACTIVE, INACTIVE]}
//! ```
//! becomes the open enum `PhoneNumberStatus { Active, Inactive, Unknown(..) }`: any other string decodes as `Unknown` and
//! encodes as it came.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    Error,
    document::{Document, EnumOf, Replacement, component},
    names,
};

const PASS: &str = "string_enums";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    let mut found = Vec::new();
    for (name, schema) in &document.schemas {
        if let Some(values) = schema.get("enum").and_then(Value::as_array)
            && values.iter().all(Value::is_string)
        {
            let values: Vec<String> = values
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect();
            let description = schema
                .get("description")
                .and_then(Value::as_str)
                .map(str::to_owned);
            found.push((name.clone(), values, description));
        }
    }
    for (name, values, description) in found {
        let at = component(&name);
        let mut taken = BTreeSet::from(["Unknown".to_owned()]);
        // A value that reads like a Rust name gets it before one that merely sounds like it.
        let mut order: Vec<&String> = values.iter().collect::<BTreeSet<_>>().into_iter().collect();
        order.sort_by_key(|value| names::pascal(value) != **value);
        if order.len() < values.len() {
            document.note(PASS, &at, "a value is listed twice; it is one variant");
        }
        let mut variants = Vec::new();
        for value in order {
            let wanted = names::pascal(value);
            let variant = names::unique(&wanted, &mut taken);
            if variant != wanted {
                document.note(
                    PASS,
                    &at,
                    format!("the variant name `{wanted}` is taken; `{value}` is `{variant}`"),
                );
            }
            variants.push((variant, value.clone()));
        }
        variants.sort_by_key(|(_, value)| values.iter().position(|it| it == value));
        document.note(
            PASS,
            &at,
            format!("an open enum of {} known values", variants.len()),
        );
        document.replacements.insert(
            name.clone(),
            Replacement::OpenEnum(EnumOf {
                description,
                variants,
            }),
        );
        document.schemas.insert(name, json!({ "type": "string" }));
    }
    Ok(())
}
