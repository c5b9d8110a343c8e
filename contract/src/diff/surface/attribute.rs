//! Which finding accounts for which change of the generated interface. What a finding does to callers depends on the
//! items of its own schema or operation, whatever else changed in the same revision.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::SurfaceChange;
use super::line::{self, Line};
use super::owners::{Location, Owners, bare};
use crate::diff::finding::Finding;
use crate::diff::rules::Surface;

/// What the generated code would call the location of a finding.
struct Named {
    owners: BTreeSet<String>,
    /// The members that lead to it, put together, and the last of them.
    way: String,
    member: Option<String>,
}

impl Named {
    fn of(finding: &Finding, owners: &Owners) -> Named {
        let mut named = Named {
            owners: BTreeSet::new(),
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

    fn has(&self, location: &Location) -> bool {
        if !self.owners.contains(&location.owner) {
            return false;
        }
        match &self.member {
            None => true,
            Some(member) => {
                location.member.as_ref() == Some(member)
                    || (!self.way.is_empty() && location.way.contains(&self.way))
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

/// Findings that the generated code would call by one location, and that weigh the same: they have the same part in everything.
struct Alike {
    named: Named,
    expected: Surface,
    findings: Vec<usize>,
}

/// Findings by their location, and where to look for those of an owner.
struct FindingIndex {
    alike: Vec<Alike>,
    owned: HashMap<String, Vec<usize>>,
    /// Those of a member of an owner.
    members: HashMap<(String, String), Vec<usize>>,
}

impl FindingIndex {
    fn of(findings: &[Finding], owners: &Owners) -> FindingIndex {
        let mut index = FindingIndex {
            alike: Vec::new(),
            owned: HashMap::new(),
            members: HashMap::new(),
        };
        let mut known = HashMap::new();
        for (position, finding) in findings.iter().enumerate() {
            let named = Named::of(finding, owners);
            let class = (
                named.owners.clone(),
                named.way.clone(),
                named.member.clone(),
                finding.surface,
            );
            let number = *known.entry(class).or_insert(index.alike.len());
            if let Some(alike) = index.alike.get_mut(number) {
                alike.findings.push(position);
                continue;
            }
            for owner in &named.owners {
                index.owned.entry(owner.clone()).or_default().push(number);
                if let Some(member) = &named.member {
                    let key = (owner.clone(), member.clone());
                    index.members.entry(key).or_default().push(number);
                }
            }
            index.alike.push(Alike {
                named,
                expected: finding.surface,
                findings: vec![position],
            });
        }
        index
    }

    fn owned<'a>(&self, owners: impl Iterator<Item = &'a String>) -> Vec<usize> {
        let found = owners.filter_map(|owner| self.owned.get(owner));
        found.flatten().copied().collect()
    }

    /// Those at one of the locations, of a member or of the owner as a whole.
    fn at(&self, locations: &[Location], precise: bool) -> Vec<usize> {
        let mut found = Vec::new();
        for location in locations {
            if precise && location.way.is_empty() {
                let key = location
                    .member
                    .clone()
                    .map(|it| (location.owner.clone(), it));
                let members = key.and_then(|key| self.members.get(&key));
                found.extend(members.into_iter().flatten());
                continue;
            }
            let owned = self.owned.get(&location.owner).into_iter().flatten();
            found.extend(owned.filter(|number| {
                self.alike.get(**number).is_some_and(|alike| {
                    alike.named.member.is_some() == precise && alike.named.has(location)
                })
            }));
        }
        found
    }

    fn weigh(&self, numbers: Vec<usize>, least: Surface) -> Vec<usize> {
        let weighs = |number: &usize| {
            self.alike
                .get(*number)
                .is_some_and(|alike| alike.expected >= least)
        };
        numbers.into_iter().filter(weighs).collect()
    }

    /// Changes of the member itself, of its owner, of a type that it mentions, of another member: those that weigh enough
    /// before others.
    fn accounting(&self, item: &Item<'_>, owners: &Owners) -> Vec<usize> {
        let lines = item.lines.iter();
        let locations: Vec<Location> = lines.filter_map(|line| owners.location(line)).collect();
        for least in [item.weight, Surface::Minor] {
            for tier in 0..4 {
                let fitting = match tier {
                    0 => self.at(&locations, true),
                    1 => self.at(&locations, false),
                    2 => {
                        let mentioned: HashSet<String> = item
                            .lines
                            .iter()
                            .flat_map(|line| owners.mentioned(line))
                            .collect();
                        self.owned(mentioned.iter())
                    }
                    _ => self.owned(locations.iter().map(|location| &location.owner)),
                };
                let found = self.weigh(fitting, least);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
    }
}

/// Gives each finding its part in what changed, and returns the lines that no finding accounts for.
pub(super) fn attribute(
    findings: &mut [Finding],
    change: &SurfaceChange,
    owners: &Owners,
) -> SurfaceChange {
    let index = FindingIndex::of(findings, owners);
    let mut verdicts = vec![Surface::None; index.alike.len()];
    let mut rest = SurfaceChange::default();
    let removed: HashSet<&str> = change.removed.iter().map(String::as_str).collect();
    for item in items(change) {
        let accounting = index.accounting(&item, owners);
        for number in &accounting {
            if let Some(verdict) = verdicts.get_mut(*number) {
                *verdict = (*verdict).max(item.weight);
            }
        }
        if accounting.is_empty() {
            for line in &item.lines {
                let side = if removed.contains(line.text) {
                    &mut rest.removed
                } else {
                    &mut rest.added
                };
                side.push(line.text.to_owned());
            }
        }
    }
    for (alike, verdict) in index.alike.iter().zip(verdicts) {
        for position in &alike.findings {
            if let Some(finding) = findings.get_mut(*position) {
                finding.surface = if finding.adds_required_input {
                    Surface::Major
                } else {
                    verdict
                };
            }
        }
    }
    rest
}
