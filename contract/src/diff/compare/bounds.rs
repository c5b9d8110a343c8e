//! Limits on values: numbers, lengths, counts, patterns.

use std::cmp::Ordering;

use super::{At, Compare, show, wording};
use crate::diff::model::{Schema, canonical};
use crate::diff::rules::Change;

/// Keywords that limit, with the changes of one that is set, unset, increased or decreased.
pub(super) const BOUNDS: [(&str, [Change; 4]); 12] = [
    (
        "maximum",
        [
            Change::MaxSet,
            Change::MaxUnset,
            Change::MaxIncreased,
            Change::MaxDecreased,
        ],
    ),
    (
        "minimum",
        [
            Change::MinSet,
            Change::MinUnset,
            Change::MinIncreased,
            Change::MinDecreased,
        ],
    ),
    (
        "exclusiveMaximum",
        [
            Change::ExclusiveMaxSet,
            Change::ExclusiveMaxUnset,
            Change::ExclusiveMaxIncreased,
            Change::ExclusiveMaxDecreased,
        ],
    ),
    (
        "exclusiveMinimum",
        [
            Change::ExclusiveMinSet,
            Change::ExclusiveMinUnset,
            Change::ExclusiveMinIncreased,
            Change::ExclusiveMinDecreased,
        ],
    ),
    (
        "maxLength",
        [
            Change::MaxLengthSet,
            Change::MaxLengthUnset,
            Change::MaxLengthIncreased,
            Change::MaxLengthDecreased,
        ],
    ),
    (
        "minLength",
        [
            Change::MinLengthSet,
            Change::MinLengthUnset,
            Change::MinLengthIncreased,
            Change::MinLengthDecreased,
        ],
    ),
    (
        "maxItems",
        [
            Change::MaxItemsSet,
            Change::MaxItemsUnset,
            Change::MaxItemsIncreased,
            Change::MaxItemsDecreased,
        ],
    ),
    (
        "minItems",
        [
            Change::MinItemsSet,
            Change::MinItemsUnset,
            Change::MinItemsIncreased,
            Change::MinItemsDecreased,
        ],
    ),
    (
        "maxProperties",
        [
            Change::MaxPropertiesSet,
            Change::MaxPropertiesUnset,
            Change::MaxPropertiesIncreased,
            Change::MaxPropertiesDecreased,
        ],
    ),
    (
        "minProperties",
        [
            Change::MinPropertiesSet,
            Change::MinPropertiesUnset,
            Change::MinPropertiesIncreased,
            Change::MinPropertiesDecreased,
        ],
    ),
    (
        "maxContains",
        [
            Change::MaxContainsSet,
            Change::MaxContainsUnset,
            Change::MaxContainsIncreased,
            Change::MaxContainsDecreased,
        ],
    ),
    (
        "minContains",
        [
            Change::MinContainsSet,
            Change::MinContainsUnset,
            Change::MinContainsIncreased,
            Change::MinContainsDecreased,
        ],
    ),
];

/// The changes of a keyword that is added, removed or changed.
const PATTERN: [Change; 3] = [
    Change::PatternAdded,
    Change::PatternRemoved,
    Change::PatternChanged,
];
const MULTIPLE_OF: [Change; 3] = [
    Change::MultipleOfAdded,
    Change::MultipleOfRemoved,
    Change::MultipleOfChanged,
];
/// It is there or not.
const UNIQUE_ITEMS: [Change; 3] = [
    Change::UniqueItemsAdded,
    Change::UniqueItemsRemoved,
    Change::UniqueItemsAdded,
];

/// Matches every string: replacing it narrows, and adopting it widens.
const ANYTHING: &str = ".*";

impl<'v> Compare<'v> {
    pub(super) fn bounds(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        for (keyword, [set, unset, increased, decreased]) in BOUNDS {
            let (left, right) = (base.keywords.get(keyword), head.keywords.get(keyword));
            let (change, what) = match (left, right) {
                (None, None) => continue,
                (None, Some(to)) => (set, format!("{keyword} set to {}", show(to.value))),
                (Some(from), None) => (
                    unset,
                    format!("{keyword} removed, was {}", show(from.value)),
                ),
                (Some(from), Some(to)) => {
                    let (change, word) = match from.value.as_f64().partial_cmp(&to.value.as_f64()) {
                        Some(Ordering::Less) => (increased, "increased"),
                        Some(Ordering::Greater) => (decreased, "decreased"),
                        _ if canonical::same(from.value, to.value) => continue,
                        _ => (increased, "increased"),
                    };
                    (
                        change,
                        format!(
                            "{keyword} {word} from {} to {}",
                            show(from.value),
                            show(to.value)
                        ),
                    )
                }
            };
            let arguments = [wording::value(left), wording::value(right)];
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            self.schema_finding(
                at,
                change,
                (Some(&base.at), Some(&head.at)),
                &arguments,
                what,
            );
        }
        self.simple(base, head, at, "pattern", PATTERN);
        self.simple(base, head, at, "multipleOf", MULTIPLE_OF);
        self.simple(base, head, at, "uniqueItems", UNIQUE_ITEMS);
    }

    fn simple(
        &mut self,
        base: &Schema<'v>,
        head: &Schema<'v>,
        at: At,
        keyword: &str,
        [added, removed, changed]: [Change; 3],
    ) {
        let (left, right) = (base.keywords.get(keyword), head.keywords.get(keyword));
        let sides = (Some(&base.at), Some(&head.at));
        let (change, what) = match (left, right) {
            (None, None) => return,
            (None, Some(to)) => (added, format!("{keyword} {} added", show(to.value))),
            (Some(from), None) => (removed, format!("{keyword} {} removed", show(from.value))),
            (Some(from), Some(to)) if canonical::same(from.value, to.value) => return,
            (Some(from), Some(to)) => {
                let change = match (from.value.as_str(), to.value.as_str()) {
                    (_, Some(ANYTHING)) => Change::PatternGeneralized,
                    (Some(ANYTHING), _) => Change::PatternSpecialized,
                    _ => changed,
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
        self.schema_finding(at, change, sides, &[&from, &to], what);
    }
}
