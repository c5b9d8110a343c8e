//! Two schemas at one location.

use std::collections::BTreeSet;

use super::{At, Compare, Position, Wire};
use crate::diff::model::{Document, Null, Schema};
use crate::diff::rules::Change;

/// Text on the wire: a string takes any value.
const SCALARS: [&str; 4] = ["boolean", "integer", "number", "string"];

impl<'v> Compare<'v> {
    pub(super) fn schemas(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        self.annotations(base, head, at);
        if self.wrapped(base, head, at) {
            return;
        }
        self.null(base, head, at);
        self.types(base, head, at);
        self.values(base, head, at);
        self.bounds(base, head, at);
        self.properties(base, head, at);
        self.composition(base, head, at);
        self.keywords(base, head, at);
    }

    pub(super) fn null(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        let (change, what) = match (base.null, head.null) {
            (Null::No, Null::Yes) => (Change::BecameNullable, "became nullable"),
            (Null::Yes, Null::No) => (Change::BecameNotNullable, "became not nullable"),
            _ => return,
        };
        let sides = (Some(&base.at), Some(&head.at));
        self.schema_finding(at, change, sides, &[], what.to_owned());
    }

    fn types(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        // A union says what the types are; its branches are compared.
        let by_union = |schema: &Schema<'_>| {
            schema.types.is_empty() && (schema.has_union() || !schema.all_of.is_empty())
        };
        let sides = (Some(&base.at), Some(&head.at));
        let (left, right) = (name(&base.types), name(&head.types));
        if base.types == head.types {
            let (left, right) = (base.text("format"), head.text("format"));
            if left != right && !respelled(base, head) {
                let change = format_change(left, right);
                let mut rule = Self::schema_rule(at, change);
                let texts = base.types.iter().all(|it| *it == "string") && !at.absent;
                if texts && is_response(at) {
                    rule.wire = match decoded(left) {
                        None if right.is_none() && left.is_some_and(is_hint) => Wire::Safe,
                        // Plain text to shipped clients, whatever it is called; not so to who reads it.
                        None => rule.wire.min(Wire::Risky),
                        Some(_) => Wire::Breaking,
                    };
                } else if is_response(at) && (left, right) == (Some("float"), Some("double")) {
                    // Clients keep the digits of a number.
                    rule.wire = Wire::Safe;
                } else if texts && right == Some("date-time") {
                    // Who sends days sends no times, however much wider that is.
                    rule.wire = Wire::Breaking;
                }
                let (left, right) = (left.unwrap_or("none"), right.unwrap_or("none"));
                let what = format!("format changed from {left} to {right}");
                self.found(rule, sides, &["format", left, right], what);
            }
            return;
        }
        if by_union(base) || by_union(head) {
            return;
        }
        let items = list_items(base, (head, self.head), at);
        let right = match &items {
            Some(items) => format!("{right} of {items}"),
            None => right,
        };
        let widens = items.is_none() && covers(&head.types, &base.types, at);
        let narrows = list_items(head, (base, self.base), at).is_none()
            && covers(&base.types, &head.types, at);
        let several = base.types.len() > 1 || head.types.len() > 1;
        // The types one way and the format the other: values go and values come.
        let crossed = match (base.text("format"), head.text("format")) {
            (Some(left), Some(right)) if left != right => {
                match format_change(Some(left), Some(right)) {
                    Change::TypeGeneralized => narrows && !widens,
                    Change::TypeSpecialized => widens && !narrows,
                    _ => false,
                }
            }
            _ => false,
        };
        let change = match (widens, narrows) {
            _ if crossed => Change::TypeChanged,
            (true, true) => Change::TypeCompatible,
            (true, false) if several => Change::ListOfTypesWidened,
            (false, true) if several => Change::ListOfTypesNarrowed,
            (true, false) => Change::TypeGeneralized,
            (false, true) => Change::TypeSpecialized,
            (false, false) => Change::TypeChanged,
        };
        let what = format!("type changed from {left} to {right}");
        self.schema_finding(at, change, sides, &[&left, &right], what);
    }
}

/// One text is a list of one: the items of the list (of the document beside it), where they do not take every text that
/// the scalar takes.
fn list_items<'v>(
    scalar: &Schema<'v>,
    (list, document): (&Schema<'v>, Document<'v>),
    at: At,
) -> Option<String> {
    if !at.listed || scalar.types.contains("array") || !list.types.contains("array") {
        return None;
    }
    let items = Schema::read(document, list.keywords.get("items")?);
    let takes_all = covers(
        &items.types,
        &scalar.types,
        At {
            listed: false,
            ..at
        },
    ) && (items.values.is_none() || items.values == scalar.values);
    (!takes_all).then(|| match items.values {
        Some(_) => "enum values".to_owned(),
        None => name(&items.types),
    })
}

/// Two spellings of one encoding: OpenAPI 3.0's formats `binary` and `byte`, and the keywords of JSON Schema.
pub(super) fn respelled(base: &Schema<'_>, head: &Schema<'_>) -> bool {
    let pairs = [
        ("binary", "contentMediaType", "application/octet-stream"),
        ("byte", "contentEncoding", "base64"),
    ];
    let spelled = |old: &Schema<'_>, new: &Schema<'_>| {
        pairs.iter().any(|(format, keyword, value)| {
            old.text("format") == Some(format)
                && new.text("format").is_none()
                && new.text(keyword) == Some(value)
                && !old.keywords.contains_key(keyword)
        })
    };
    spelled(base, head) || spelled(head, base)
}

/// Addresses: texts to every client, with the format or without.
fn is_hint(format: &str) -> bool {
    ["uri", "uri-reference", "iri", "iri-reference", "url"].contains(&format)
}

fn name(types: &BTreeSet<&str>) -> String {
    if types.is_empty() {
        return "any".to_owned();
    }
    types.iter().copied().collect::<Vec<_>>().join("|")
}

/// Every value of `narrow` is one of `wide`.
fn covers(wide: &BTreeSet<&str>, narrow: &BTreeSet<&str>, at: At) -> bool {
    let At {
        textual, listed, ..
    } = at;
    if wide.is_empty() {
        return true;
    }
    if narrow.is_empty() {
        return false;
    }
    narrow.iter().all(|one| {
        wide.contains(one)
            || (*one == "integer" && wide.contains("number"))
            || (textual && wide.contains("string") && (SCALARS.contains(one) || *one == "object"))
            || (listed && wide.contains("array") && SCALARS.contains(one))
    })
}

/// Whether the schema is of something that the service sends.
fn is_response(at: At) -> bool {
    matches!(
        at.position,
        Position::ResponseBody | Position::ResponseProperty | Position::Header
    )
}

/// The format of texts that are decoded into a type of their own, which no other text fits.
fn decoded(format: Option<&str>) -> Option<&str> {
    format.filter(|it| ["date-time", "date", "uuid", "ip", "ipv4", "ipv6"].contains(it))
}

fn format_change(base: Option<&str>, head: Option<&str>) -> Change {
    match (base, head) {
        (None, _) => Change::TypeSpecialized,
        (_, None) => Change::TypeGeneralized,
        (Some("int32"), Some("int64")) | (Some("float"), Some("double")) => Change::TypeGeneralized,
        (Some("date"), Some("date-time")) => Change::TypeGeneralized,
        (Some("int64"), Some("int32")) | (Some("double"), Some("float")) => Change::TypeSpecialized,
        (Some("date-time"), Some("date")) => Change::TypeSpecialized,
        _ => Change::TypeChanged,
    }
}
