//! Limits on values: numbers, lengths, counts, patterns.

use std::cmp::Ordering;

use super::{At, Compare, show, wording};
use crate::diff::model::{Schema, canonical};

pub(super) const BOUNDS: [(&str, &str); 12] = [
    ("maximum", "max"),
    ("minimum", "min"),
    ("exclusiveMaximum", "exclusive-max"),
    ("exclusiveMinimum", "exclusive-min"),
    ("maxLength", "max-length"),
    ("minLength", "min-length"),
    ("maxItems", "max-items"),
    ("minItems", "min-items"),
    ("maxProperties", "max-properties"),
    ("minProperties", "min-properties"),
    ("maxContains", "max-contains"),
    ("minContains", "min-contains"),
];

/// Takes every string, so that leaving it for another narrows and taking it up widens.
const ANYTHING: &str = ".*";

impl<'v> Compare<'v> {
    pub(super) fn bounds(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        for (keyword, name) in BOUNDS {
            let (left, right) = (base.keywords.get(keyword), head.keywords.get(keyword));
            let (change, what) = match (left, right) {
                (None, None) => continue,
                (None, Some(to)) => ("set", format!("{keyword} set to {}", show(to.value))),
                (Some(from), None) => (
                    "unset",
                    format!("{keyword} removed, was {}", show(from.value)),
                ),
                (Some(from), Some(to)) => {
                    let change = match from.value.as_f64().partial_cmp(&to.value.as_f64()) {
                        Some(Ordering::Less) => "increased",
                        Some(Ordering::Greater) => "decreased",
                        _ if canonical::same(from.value, to.value) => continue,
                        _ => "increased",
                    };
                    (
                        change,
                        format!(
                            "{keyword} {change} from {} to {}",
                            show(from.value),
                            show(to.value)
                        ),
                    )
                }
            };
            let arguments = [wording::value(left), wording::value(right)];
            let suffix = format!("{name}-{change}");
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            self.schema_finding(
                at,
                &suffix,
                (Some(&base.at), Some(&head.at)),
                &arguments,
                what,
            );
        }
        self.simple(base, head, at, "pattern", "pattern");
        self.simple(base, head, at, "multipleOf", "multiple-of");
        self.simple(base, head, at, "uniqueItems", "unique-items");
    }

    fn simple(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At, keyword: &str, name: &str) {
        let (left, right) = (base.keywords.get(keyword), head.keywords.get(keyword));
        let sides = (Some(&base.at), Some(&head.at));
        let (change, what) = match (left, right) {
            (None, None) => return,
            (None, Some(to)) => ("added", format!("{keyword} {} added", show(to.value))),
            (Some(from), None) => ("removed", format!("{keyword} {} removed", show(from.value))),
            (Some(from), Some(to)) if canonical::same(from.value, to.value) => return,
            (Some(from), Some(to)) => {
                let change = match (from.value.as_str(), to.value.as_str()) {
                    (_, Some(ANYTHING)) => "generalized",
                    (Some(ANYTHING), _) => "specialized",
                    _ => "changed",
                };
                (
                    change,
                    format!(
                        "{keyword} changed from {} to {}",
                        show(from.value),
                        show(to.value)
                    ),
                )
            }
        };
        let (from, to) = (wording::value(left), wording::value(right));
        self.schema_finding(at, &format!("{name}-{change}"), sides, &[&from, &to], what);
    }
}
