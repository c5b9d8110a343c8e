//! Which finding accounts for which change of the generated interface. What a finding does to callers depends on the
//! items of its own schema or operation, whatever else changed in the same revision.

use std::collections::{BTreeMap, HashSet};

use super::SurfaceChange;
use super::line::{self, Line};
use super::owners::{Owners, Place, bare};
use crate::diff::finding::Finding;
use crate::diff::rules::Surface;

/// What the generated code would call the place of a finding.
struct Named {
    owners: HashSet<String>,
    /// The members that lead to it, put together, and the last of them.
    way: String,
    member: Option<String>,
}

impl Named {
    fn of(finding: &Finding, owners: &Owners) -> Named {
        let mut named = Named {
            owners: HashSet::new(),
            way: String::new(),
            member: None,
        };
        let mut longest: Vec<String> = Vec::new();
        for pointer in [&finding.head_pointer, &finding.base_pointer]
            .into_iter()
            .flatten()
        {
            let tokens: Vec<String> = neo_api_document::pointer::tokens(pointer).collect();
            match tokens.as_slice() {
                [first, kind, name, ..] if first == "components" && kind == "schemas" => {
                    named.owners.insert(bare(name));
                }
                _ => {
                    let (method, path) = (finding.method.as_deref(), finding.path.as_deref());
                    if let (Some(method), Some(path)) = (method, path) {
                        named.owners.extend(owners.operation(method, path).cloned());
                    }
                }
            }
            let members = members(&tokens);
            if members.len() > longest.len() {
                longest = members;
            }
        }
        let members = finding.parameter.iter().cloned().chain(longest);
        for member in members {
            let member = bare(&member);
            named.way.push_str(&member);
            named.member = Some(member);
        }
        named
    }

    fn has(&self, place: &Place) -> bool {
        if !self.owners.contains(&place.owner) {
            return false;
        }
        match &self.member {
            None => true,
            Some(member) => {
                place.member.as_ref() == Some(member)
                    || (!self.way.is_empty() && place.way.contains(&self.way))
            }
        }
    }
}

/// The names of properties in a pointer.
fn members(tokens: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let mut tokens = tokens.iter();
    while let Some(token) = tokens.next() {
        match token.as_str() {
            // A schema or property may itself be called `properties`.
            "schemas" => drop(tokens.next()),
            "properties" => found.extend(tokens.next().cloned()),
            _ => {}
        }
    }
    found
}

/// An item that changed.
struct Item<'a> {
    lines: Vec<Line<'a>>,
    weight: Surface,
}

fn items(change: &SurfaceChange) -> Vec<Item<'_>> {
    let mut items: BTreeMap<&str, Item<'_>> = BTreeMap::new();
    for (lines, weight) in [
        (&change.removed, Surface::Major),
        (&change.added, Surface::Minor),
    ] {
        for text in lines {
            let parsed = line::parse(text);
            let item = items.entry(parsed.path).or_insert(Item {
                lines: Vec::new(),
                weight,
            });
            item.weight = item.weight.max(weight);
            item.lines.push(parsed);
        }
    }
    items.into_values().collect()
}

/// Gives each finding its part in what changed, and returns the lines that no finding accounts for.
pub(super) fn attribute(
    findings: &mut [Finding],
    change: &SurfaceChange,
    owners: &Owners,
) -> SurfaceChange {
    let named: Vec<Named> = findings
        .iter()
        .map(|finding| Named::of(finding, owners))
        .collect();
    let expected: Vec<Surface> = findings.iter().map(|finding| finding.surface).collect();
    let mut verdicts = vec![Surface::None; findings.len()];
    let mut rest = SurfaceChange::default();
    for item in items(change) {
        let places: Vec<Place> = item
            .lines
            .iter()
            .filter_map(|line| owners.place(line))
            .collect();
        let mentioned: HashSet<String> = item
            .lines
            .iter()
            .flat_map(|line| owners.mentioned(line))
            .collect();
        let at = |index: &usize, precise: bool| {
            named.get(*index).is_some_and(|named| {
                named.member.is_some() == precise && places.iter().any(|place| named.has(place))
            })
        };
        let owns = |index: &usize| {
            named.get(*index).is_some_and(|named| {
                places
                    .iter()
                    .any(|place| named.owners.contains(&place.owner))
            })
        };
        let mentions = |index: &usize| {
            named
                .get(*index)
                .is_some_and(|named| named.owners.iter().any(|owner| mentioned.contains(owner)))
        };
        let weighty = |least: Surface| -> Vec<usize> {
            let all = expected.iter().enumerate();
            all.filter(|(_, surface)| **surface >= least)
                .map(|(index, _)| index)
                .collect()
        };
        // Changes of the member itself, of its owner, of a type that it mentions, of another member: those that weigh enough before others.
        let mut accounting = Vec::new();
        for least in [item.weight, Surface::Minor] {
            let candidates = weighty(least);
            for tier in 0..4 {
                let fits = |index: &usize| match tier {
                    0 => at(index, true),
                    1 => at(index, false),
                    2 => mentions(index),
                    _ => owns(index),
                };
                accounting = candidates.iter().copied().filter(fits).collect();
                if !accounting.is_empty() {
                    break;
                }
            }
            if !accounting.is_empty() {
                break;
            }
        }
        for index in &accounting {
            if let Some(verdict) = verdicts.get_mut(*index) {
                *verdict = (*verdict).max(item.weight);
            }
        }
        if accounting.is_empty() {
            for line in &item.lines {
                let removed = change
                    .removed
                    .iter()
                    .any(|other| std::ptr::eq(other.as_str(), line.text));
                let side = if removed {
                    &mut rest.removed
                } else {
                    &mut rest.added
                };
                side.push(line.text.to_owned());
            }
        }
    }
    for (finding, verdict) in findings.iter_mut().zip(verdicts) {
        finding.surface = if finding.adds_required_input {
            Surface::Major
        } else {
            verdict
        };
    }
    rest
}
