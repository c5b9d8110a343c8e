//! What a request is held to beyond the types: listed values, bounds and lengths. Patterns are not compared.

use std::cmp::Ordering;

use serde_json::Value;

use super::number;
use super::schema::{branches, listed, type_names};
use super::tree::Tree;
use super::walk::Walker;

/// Longer lists of values are cut.
const MOST: usize = 12;

/// What the schema expects instead of this value; None where nothing is wrong with it but perhaps its type.
pub fn expected(walker: &Walker<'_>, schema: &Value, tree: &Tree) -> Option<String> {
    if matches!(tree, Tree::Unread) {
        return None;
    }
    if let Some(values) = values(walker, schema)
        && !values.iter().any(|value| tree.equals(value))
    {
        return Some(format!("expected {}", one_of(&values)));
    }
    match tree {
        Tree::Integer(_) | Tree::Number(_) => number_bounds(schema, tree),
        Tree::String(text) => size(schema, "Length", text.chars().count(), "character"),
        Tree::Array(array) => size(schema, "Items", array.length, "item"),
        Tree::Object(members) => size(schema, "Properties", members.len(), "member"),
        _ => None,
    }
}

/// The only values that the schema allows: its own, or those of a union that has nothing else.
fn values<'s>(walker: &Walker<'s>, schema: &'s Value) -> Option<Vec<&'s Value>> {
    let own: Vec<&Value> = listed(schema).collect();
    if !own.is_empty() {
        return Some(own);
    }
    let mut all = Vec::new();
    for branch in branches(schema) {
        let branch = walker.resolve(branch);
        match type_names(branch).eq(["null"]) {
            true => all.push(&Value::Null),
            false => {
                let before = all.len();
                all.extend(listed(branch));
                if all.len() == before {
                    return None;
                }
            }
        }
    }
    (!all.is_empty()).then_some(all)
}

fn one_of(values: &[&Value]) -> String {
    let texts: Vec<String> = values.iter().take(MOST).map(|it| it.to_string()).collect();
    match values {
        [_] => texts.join(""),
        _ if values.len() > MOST => format!("one of {} and others", texts.join(", ")),
        _ => format!("one of {}", texts.join(", ")),
    }
}

fn number_bounds(schema: &Value, tree: &Tree) -> Option<String> {
    let has = |name: &str| type_names(schema).any(|it| it == name);
    let integral = has("integer") && !has("number");
    match tree {
        Tree::Number(value) if integral && value.fract() != 0.0 => {
            return Some("expected an integer".to_owned());
        }
        Tree::Integer(value) if integral => {
            let format = schema.get("format").and_then(Value::as_str);
            if let Some((least, most)) = number::stated(format)
                && !value.is_some_and(|value| (least..=most).contains(&value))
            {
                return Some(format!("expected an integer from {least} to {most}"));
            }
        }
        _ => {}
    }
    let breaks: [(&str, &str, &[Ordering]); 4] = [
        ("minimum", "at least", &[Ordering::Less]),
        (
            "exclusiveMinimum",
            "more than",
            &[Ordering::Less, Ordering::Equal],
        ),
        ("maximum", "at most", &[Ordering::Greater]),
        (
            "exclusiveMaximum",
            "less than",
            &[Ordering::Greater, Ordering::Equal],
        ),
    ];
    for (key, words, broken) in breaks {
        if let Some(bound) = schema.get(key).filter(|it| it.is_number())
            && compare(tree, bound).is_some_and(|order| broken.contains(&order))
        {
            return Some(format!("expected {words} {bound}"));
        }
    }
    let step = schema.get("multipleOf")?;
    (!is_multiple(tree, step)).then(|| format!("expected a multiple of {step}"))
}

/// Exact where both are integers.
fn compare(tree: &Tree, bound: &Value) -> Option<Ordering> {
    match (tree, integer(bound)) {
        (Tree::Integer(Some(value)), Some(bound)) => Some(value.cmp(&bound)),
        _ => float(tree)?.partial_cmp(&bound.as_f64()?),
    }
}

fn is_multiple(tree: &Tree, step: &Value) -> bool {
    match (tree, integer(step)) {
        (Tree::Integer(Some(value)), Some(step)) => {
            value.checked_rem(step).is_none_or(|rest| rest == 0)
        }
        _ => match (float(tree), step.as_f64()) {
            (Some(value), Some(step)) if step > 0.0 => {
                let times = value / step;
                (times - times.round()).abs() <= 1e-9 * times.abs().max(1.0)
            }
            _ => true,
        },
    }
}

fn integer(value: &Value) -> Option<i128> {
    let signed = value.as_i64().map(i128::from);
    signed.or_else(|| value.as_u64().map(i128::from))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "such large numbers are compared with bounds that have a fraction"
)]
fn float(tree: &Tree) -> Option<f64> {
    match tree {
        Tree::Integer(value) => value.map(|value| value as f64),
        Tree::Number(value) => Some(*value),
        _ => None,
    }
}

/// `minLength` and `maxLength`, and their like.
fn size(schema: &Value, of: &str, count: usize, noun: &str) -> Option<String> {
    let bound = |start: &str| {
        let bound = schema.get(format!("{start}{of}"))?.as_u64()?;
        Some((usize::try_from(bound).unwrap_or(usize::MAX), bound))
    };
    let words = |how: &str, bound: u64| {
        let plural = if bound == 1 { "" } else { "s" };
        format!("expected {how} {bound} {noun}{plural}")
    };
    match (bound("min"), bound("max")) {
        (Some((least, stated)), _) if count < least => Some(words("at least", stated)),
        (_, Some((most, stated))) if count > most => Some(words("at most", stated)),
        _ => None,
    }
}

impl Tree {
    /// Whether it is this very JSON value.
    fn equals(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Unread, _) => true,
            (Self::Array(array), Value::Array(values)) => {
                array.length == values.len()
                    && array
                        .items
                        .iter()
                        .all(|(index, item)| values.get(*index).is_some_and(|it| item.equals(it)))
            }
            (Self::Object(members), Value::Object(values)) => {
                members.len() == values.len()
                    && members
                        .iter()
                        .all(|(name, member)| values.get(name).is_some_and(|it| member.equals(it)))
            }
            (Self::Integer(_) | Self::Number(_), value) if value.is_number() => {
                compare(self, value) == Some(Ordering::Equal)
            }
            _ => self.is(value),
        }
    }
}

#[cfg(test)]
mod tests;
