//! Annotations: keywords that describe a schema and restrict nothing.

use std::collections::BTreeSet;

use super::{At, Compare, show, wording};
use crate::diff::model::keyword::is_documentation;
use crate::diff::model::{Node, Schema, canonical};
use crate::diff::rules::Change;

impl<'v> Compare<'v> {
    /// Annotations of a schema, whatever it is made of.
    pub(super) fn annotations(&mut self, base: &Schema<'v>, head: &Schema<'v>, at: At) {
        let holders = |name: &str| {
            let (left, right) = (base.keywords.get(name), head.keywords.get(name));
            (
                Self::holder(base, left, right.map(|keyword| (head, keyword))),
                Self::holder(head, right, left.map(|keyword| (base, keyword))),
            )
        };
        let (from, to) = holders("default");
        let sides = (Some(&from), Some(&to));
        let (left, right) = (base.keywords.get("default"), head.keywords.get("default"));
        let change = match (left, right) {
            (None, Some(to)) => Some((
                Change::DefaultValueAdded,
                format!("default {} added", show(to.value)),
            )),
            (Some(from), None) => Some((
                Change::DefaultValueRemoved,
                format!("default {} removed", show(from.value)),
            )),
            (Some(from), Some(to)) if !canonical::same(from.value, to.value) => Some((
                Change::DefaultValueChanged,
                format!(
                    "default changed from {} to {}",
                    show(from.value),
                    show(to.value)
                ),
            )),
            _ => None,
        };
        if let Some((change, what)) = change {
            let (from, to) = (wording::value(left), wording::value(right));
            self.schema_finding(at, change, sides, &[&from, &to], what);
        }
        let (from, to) = holders("deprecated");
        let sides = (Some(&from), Some(&to));
        match (base.flag("deprecated"), head.flag("deprecated")) {
            (false, true) => self.schema_finding(
                at,
                Change::Deprecated,
                sides,
                &[],
                "is now deprecated".into(),
            ),
            (true, false) => self.schema_finding(
                at,
                Change::Reactivated,
                sides,
                &[],
                "is no longer deprecated".into(),
            ),
            _ => {}
        }
        let mut names: BTreeSet<&str> = base
            .keywords
            .keys()
            .chain(head.keywords.keys())
            .copied()
            .collect();
        names.retain(|name| is_documentation(name) || name.starts_with("x-") || *name == "xml");
        for name in names {
            let (left, right) = (base.keywords.get(name), head.keywords.get(name));
            match (left, right) {
                (Some(left), Some(right)) if canonical::same(left.value, right.value) => continue,
                _ => {}
            }
            let (from, to) = holders(name);
            let sides = (Some(&from), Some(&to));
            if name == "x-extensible-enum" {
                self.extensible_enum(left, right, sides, at);
                continue;
            }
            let change = match name {
                "x-sunset" => Change::SunsetChanged,
                "x-stability-level" => {
                    let rank = |at: Option<&Node<'_>>| {
                        super::operation::stability(at.and_then(|at| at.value.as_str()))
                    };
                    if rank(right) < rank(left) {
                        Change::StabilityDecreased
                    } else {
                        Change::StabilityIncreased
                    }
                }
                name if is_documentation(name) => Change::DocumentationChanged,
                _ => Change::ExtensionChanged,
            };
            let what = wording::change(name, left, right);
            let (from, to) = (wording::member(name, left), wording::member(name, right));
            self.schema_finding(at, change, sides, &[name, &from, &to], what);
        }
    }

    fn extensible_enum(
        &mut self,
        left: Option<&Node<'v>>,
        right: Option<&Node<'v>>,
        sides: super::Sides<'_, 'v>,
        at: At,
    ) {
        let texts = |at: Option<&Node<'v>>| -> BTreeSet<String> {
            at.map(|at| {
                at.items()
                    .iter()
                    .map(|item| canonical::text(item.value))
                    .collect()
            })
            .unwrap_or_default()
        };
        let (left, right) = (texts(left), texts(right));
        for gone in left.difference(&right) {
            self.schema_finding(
                at,
                Change::XExtensibleEnumValueRemoved,
                sides,
                &[gone],
                format!("{gone} removed"),
            );
        }
        for new in right.difference(&left) {
            self.schema_finding(
                at,
                Change::XExtensibleEnumValueAdded,
                sides,
                &[new],
                format!("{new} added"),
            );
        }
    }
}
