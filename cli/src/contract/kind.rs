//! What a schema allows an argument to be.

use neo_api_document::reference;
use serde_json::Value;

/// What one argument may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Any text.
    Text,
    /// One of these.
    Values(Vec<String>),
    Boolean,
    Integer(Bounds),
    Number(Bounds),
    Uuid,
    Date,
    DateTime,
}

/// As the contract spells them, for messages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    pub least: Option<Value>,
    pub most: Option<Value>,
}

impl Kind {
    /// What a schema allows, but for null.
    pub fn of(document: &Value, schema: &Value) -> Self {
        let mut kinds = Vec::new();
        collect(document, schema, &mut kinds, 0);
        kinds.dedup();
        match kinds.len() {
            1 => kinds.pop().unwrap_or(Self::Text),
            _ => Self::Text,
        }
    }

    /// Whether a comma is never part of an argument.
    pub fn has_no_commas(&self) -> bool {
        match self {
            Self::Text => false,
            Self::Values(values) => values.iter().all(|it| !it.contains(',')),
            _ => true,
        }
    }

    /// Whether `text` is one, or what was expected.
    pub fn check(&self, text: &str) -> Result<(), String> {
        let fits = match self {
            Self::Text => true,
            // clap compares these, and says what is near.
            Self::Values(values) => values.iter().any(|it| it == text),
            Self::Boolean => matches!(text, "true" | "false"),
            // JSON's numbers, which have no `+1`, no `inf` and no `1.`.
            Self::Integer(bounds) => {
                let value = text.parse::<i128>();
                is_number(text) && value.is_ok_and(|value| bounds.contain_integer(value))
            }
            Self::Number(bounds) => {
                let value = text.parse::<f64>();
                is_number(text) && value.is_ok_and(|value| bounds.contain(value))
            }
            Self::Uuid => is_uuid(text),
            Self::Date => is_date(text),
            Self::DateTime => text.parse::<neo_api::Timestamp>().is_ok(),
        };
        match fits {
            true => Ok(()),
            false => Err(format!("expected {}", self.describe())),
        }
    }

    /// `an integer from 1 to 200`.
    pub fn describe(&self) -> String {
        match self {
            Self::Text => "a string".to_owned(),
            Self::Values(values) => values.join(", "),
            Self::Boolean => "true or false".to_owned(),
            Self::Integer(bounds) => format!("an integer{}", bounds.words()),
            Self::Number(bounds) => format!("a number{}", bounds.words()),
            Self::Uuid => "a UUID".to_owned(),
            Self::Date => "a date such as 2026-01-31".to_owned(),
            Self::DateTime => "a time such as 2026-01-31T09:00:00Z".to_owned(),
        }
    }
}

impl Bounds {
    fn of(schema: &Value) -> Self {
        let bound = |key: &str| schema.get(key).filter(|it| it.is_number()).cloned();
        Self {
            least: bound("minimum"),
            most: bound("maximum"),
        }
    }

    fn contain_integer(&self, value: i128) -> bool {
        let integer = |bound: &Option<Value>| {
            let bound = bound.as_ref()?;
            let signed = bound.as_i64().map(i128::from);
            signed.or_else(|| bound.as_u64().map(i128::from))
        };
        integer(&self.least).is_none_or(|least| value >= least)
            && integer(&self.most).is_none_or(|most| value <= most)
    }

    fn contain(&self, value: f64) -> bool {
        let float = |bound: &Option<Value>| bound.as_ref().and_then(Value::as_f64);
        float(&self.least).is_none_or(|least| value >= least)
            && float(&self.most).is_none_or(|most| value <= most)
    }

    fn words(&self) -> String {
        match (&self.least, &self.most) {
            (Some(least), Some(most)) => format!(" from {least} to {most}"),
            (Some(least), None) => format!(", at least {least}"),
            (None, Some(most)) => format!(", at most {most}"),
            (None, None) => String::new(),
        }
    }
}

/// The kinds of a schema and of the branches of its unions.
fn collect(document: &Value, schema: &Value, kinds: &mut Vec<Kind>, depth: usize) {
    let schema = reference::resolve(document, schema);
    let branches: Vec<&Value> = ["anyOf", "oneOf", "allOf"]
        .into_iter()
        .filter_map(|key| schema.get(key)?.as_array())
        .flatten()
        .collect();
    if !branches.is_empty() && depth < 8 {
        let constants = branches.iter().map(|it| Some(it.get("const")?.clone()));
        if let Some(values) = constants.collect::<Option<Vec<_>>>() {
            kinds.push(of_values(&values));
            return;
        }
        for branch in branches {
            collect(document, branch, kinds, depth + 1);
        }
        return;
    }
    let values = schema.get("enum").and_then(Value::as_array);
    if let Some(values) = values {
        kinds.push(of_values(values));
        return;
    }
    if let Some(value) = schema.get("const") {
        kinds.push(of_values(std::slice::from_ref(value)));
        return;
    }
    let names: Vec<&str> = match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let format = schema.get("format").and_then(Value::as_str);
    for name in names {
        kinds.push(match (name, format) {
            ("null", _) => continue,
            ("boolean", _) => Kind::Boolean,
            ("integer", _) => Kind::Integer(Bounds::of(schema)),
            ("number", _) => Kind::Number(Bounds::of(schema)),
            ("string", Some("uuid")) => Kind::Uuid,
            ("string", Some("date")) => Kind::Date,
            ("string", Some("date-time")) => Kind::DateTime,
            _ => Kind::Text,
        });
    }
}

fn of_values(values: &[Value]) -> Kind {
    let texts = values.iter().filter(|it| !it.is_null()).map(|it| match it {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(it.to_string()),
        _ => None,
    });
    texts
        .collect::<Option<Vec<_>>>()
        .map_or(Kind::Text, Kind::Values)
}

fn is_number(text: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(text).is_ok() && text.trim() == text
}

fn is_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|it| it.len()).collect();
    let hex = |it: &&str| it.bytes().all(|byte| byte.is_ascii_hexdigit());
    matches!(lengths[..], [8, 4, 4, 4, 12] | [32]) && parts.iter().all(hex)
}

fn is_date(text: &str) -> bool {
    let midnight = format!("{text}T00:00:00Z");
    text.len() == 10 && midnight.parse::<neo_api::Timestamp>().is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_schema_decides_what_is_refused() {
        let document = json!({ "components": { "schemas": { "Kind": { "enum": ["a", "b"] } } } });
        let kind = json!({ "$ref": "#/components/schemas/Kind" });
        let page = json!({ "type": "integer", "minimum": 1, "maximum": 200 });
        for (schema, good, bad) in [
            (
                page.clone(),
                &["1", "200"][..],
                &[
                    "0",
                    "201",
                    "abc",
                    "1.5",
                    "",
                    "+1",
                    "01",
                    " 1",
                    "9999999999999999999999999999999999999999999",
                ][..],
            ),
            (
                json!({ "anyOf": [page, { "type": "null" }] }),
                &["7"],
                &["null"],
            ),
            (
                json!({ "type": "number", "minimum": 0 }),
                &["0", "1.5", "1e3"],
                &["-1", "inf", "NaN", "1."],
            ),
            (
                json!({ "type": ["boolean", "null"] }),
                &["true", "false"],
                &["yes", "1"],
            ),
            (kind.clone(), &["a", "b"], &["c", "A"]),
            (
                json!({ "oneOf": [{ "const": 1 }, { "const": 2 }] }),
                &["1"],
                &["3"],
            ),
            // Open: the contract takes any text.
            (
                json!({ "anyOf": [kind, { "type": "string" }] }),
                &["a", "c"],
                &[],
            ),
            (json!({ "type": ["integer", "string"] }), &["1", "x"], &[]),
            (json!({}), &["anything"], &[]),
            (
                json!({ "type": "string", "format": "uuid" }),
                &["00000000-0000-4000-8000-00000000000A"],
                &["1", "00000000-0000-4000-8000-00000000000g"],
            ),
            (
                json!({ "type": "string", "format": "date" }),
                &["2024-02-29"],
                &["2023-02-29", "today"],
            ),
            (
                json!({ "type": "string", "format": "date-time" }),
                &["2026-01-31T09:00:00Z"],
                &["2026-01-31"],
            ),
        ] {
            let kind = Kind::of(&document, &schema);
            for text in good {
                assert_eq!(kind.check(text), Ok(()), "{schema} {text}");
            }
            for text in bad {
                assert!(kind.check(text).is_err(), "{schema} {text}");
            }
        }
    }
}
