//! Enums: recognised before their schemas are read in any other way, in every form that contracts use.
//!
//! ```yaml
//! {type: string, enum: [a, b]}
//! {oneOf: [{const: a, title: A, description: The first.}, {const: b}]}
//! {anyOf: [{type: string}, {const: a}]}
//! ```

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    about::About,
    definition::{Body, Enum, EnumVariant},
    flat::Flat,
    kinds::{Kinds, is_integer},
    schema_reader::MOST_VALUES,
    schemas::Schemas,
};
use crate::names;

/// The constants of a schema, and the types whose values it allows without limit.
#[derive(Debug, Default)]
pub(crate) struct Constants {
    pub(crate) values: Vec<(Value, About)>,
    /// The types that allow any value beside the constants.
    pub(crate) open: Option<Kinds>,
    /// Values that are listed more than once.
    repeated: Vec<String>,
}

impl Constants {
    /// The constants of a schema that consists only of constants and simple scalars; `None` for any other.
    pub(crate) fn of(flat: &Flat, schemas: &Schemas) -> Option<Self> {
        let mut constants = Self::default();
        constants.collect(flat, schemas, 0)?;
        Some(constants)
    }

    fn collect(&mut self, flat: &Flat, schemas: &Schemas, depth: usize) -> Option<()> {
        if let Some(values) = &flat.values {
            self.add(values, &flat.about);
            return Some(());
        }
        let kinds = flat.kinds.without(Kinds::NULL);
        if let [union] = flat.unions.as_slice() {
            if depth > 8 || !flat.only_kinds() {
                return None;
            }
            for branch in &union.branches {
                let mut branch = Flat::of(branch, schemas);
                branch.kinds = branch.kinds.and(flat.kinds.or(Kinds::NULL));
                self.collect(&branch, schemas, depth + 1)?;
                if self.values.len() > MOST_VALUES {
                    return None;
                }
            }
            return Some(());
        }
        if !flat.unions.is_empty() {
            return None;
        }
        if kinds.is_none() {
            return flat.kinds.has(Kinds::NULL).then_some(());
        }
        let scalar = Kinds::STRING.or(Kinds::NUMBER).or(Kinds::BOOLEAN);
        if !scalar.has(kinds) {
            return None;
        }
        self.open = Some(self.open.map_or(kinds, |open| open.or(kinds)));
        Some(())
    }

    fn add(&mut self, values: &[Value], about: &About) {
        let single = values.iter().filter(|it| !it.is_null()).count() == 1;
        for (index, value) in values.iter().enumerate() {
            if value.is_null() {
                continue;
            }
            if self.values.iter().any(|(known, _)| known == value) {
                self.repeated.push(value.to_string());
                continue;
            }
            // The title of a schema of tuples belongs to the schema, even if it lists one tuple.
            let about = match single && !value.is_array() {
                true => about.clone(),
                false => About {
                    title: about.names.get(index).cloned(),
                    description: about.descriptions.get(index).cloned(),
                    ..About::default()
                },
            };
            self.values.push((value.clone(), about));
        }
    }

    /// The one type of all constants.
    pub(crate) fn kind(&self) -> Option<Kinds> {
        let mut kinds = self.values.iter().map(|(value, _)| Kinds::of_value(value));
        let first = kinds.next()?;
        kinds.all(|it| it == first).then_some(first)
    }

    /// Whether they are the values of one open enum.
    pub(crate) fn is_enum(&self) -> bool {
        match (self.kind(), self.open) {
            (Some(_), None) => true,
            (Some(kind), Some(open)) => open == kind,
            (None, open) => !self.values.is_empty() && open.is_none(),
        }
    }

    /// The enum. Calls `note` for names that had to change.
    pub(crate) fn body(&self, note: &mut dyn FnMut(String)) -> Body {
        for value in &self.repeated {
            note(format!("{value} is listed twice; it is one variant"));
        }
        let open = self.open.is_some();
        let body = Enum {
            open,
            variants: variants(&self.values, open, note),
        };
        let fits = |value: &Value| value.as_i64().is_some();
        match self.kind() {
            Some(Kinds::STRING | Kinds::BOOLEAN) => Body::Enum(body),
            Some(Kinds::INTEGER) if self.values.iter().all(|(value, _)| fits(value)) => {
                Body::Enum(body)
            }
            _ => Body::Values(body),
        }
    }
}

fn variants(
    values: &[(Value, About)],
    open: bool,
    note: &mut dyn FnMut(String),
) -> Vec<EnumVariant> {
    let short = |value: &Value| value.get(0).and_then(Value::as_str).map(names::pascal);
    let shorts: BTreeSet<String> = values
        .iter()
        .filter_map(|(value, _)| short(value))
        .collect();
    let by_first = shorts.len() == values.len();
    // A title of a few words is a name; a sentence is a description.
    let titles: BTreeSet<String> = values
        .iter()
        .filter_map(|(_, about)| about.title.as_deref())
        .filter(|title| title.split_whitespace().count() <= 6)
        .map(names::pascal)
        .collect();
    let by_title = titles.len() == values.len();
    let preferred = |value: &Value, about: &About| match (value, short(value), &about.title) {
        (Value::String(text), ..) => names::pascal(text),
        (_, _, Some(title)) if by_title => names::pascal(title),
        (_, Some(short), _) if by_first => short,
        (Value::Number(number), ..) => number_name(number),
        _ => names::pascal(&words(value)),
    };
    // A value that is already a Rust name gets it before one that only converts to it. Later values change neither.
    let mut order: Vec<usize> = (0..values.len()).collect();
    let exact = |index: &usize| {
        values.get(*index).is_some_and(|(value, about)| {
            value
                .as_str()
                .is_some_and(|text| preferred(value, about) == text)
        })
    };
    order.sort_by_key(|index| {
        let text = values.get(*index).and_then(|(value, _)| value.as_str());
        (!exact(index), text.map(str::to_owned))
    });
    let mut taken = BTreeSet::from([if open { "Other" } else { "Unknown" }.to_owned()]);
    let mut named = vec![String::new(); values.len()];
    for index in order {
        let Some((value, about)) = values.get(index) else {
            continue;
        };
        let preferred = preferred(value, about);
        let name = names::unique(&preferred, &mut taken);
        if name != preferred {
            note(format!(
                "the variant name `{preferred}` is taken; {value} is `{name}`"
            ));
        }
        if let Some(current) = named.get_mut(index) {
            *current = name;
        }
    }
    values
        .iter()
        .zip(named)
        .map(|((value, about), name)| EnumVariant {
            name,
            value: value.clone(),
            doc: described(about),
            deprecated: about.deprecated,
        })
        .collect()
}

/// The documentation of a constant: its description, and its title if that differs.
fn described(about: &About) -> Option<String> {
    match (&about.title, &about.description) {
        (Some(title), Some(description)) if title != description => {
            Some(format!("{title}: {description}"))
        }
        (title, description) => description.clone().or_else(|| title.clone()),
    }
}

/// `3` → `Value3`, `-1` → `Minus1`, `1.5` → `Value1Point5`.
fn number_name(number: &serde_json::Number) -> String {
    let text = match number.as_f64() {
        Some(float) if is_integer(number) && !number.is_i64() && !number.is_u64() => {
            format!("{float:.0}")
        }
        _ => number.to_string(),
    };
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("minus ", digits),
        None => ("value ", text.as_str()),
    };
    names::pascal(&format!("{sign}{}", digits.replace('.', " point ")))
}

/// The content of a value, as words.
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
