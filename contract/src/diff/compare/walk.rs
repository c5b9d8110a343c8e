//! Walking the schemas of bodies, parameters and headers: every pair is compared once, and its findings are reported at every
//! location that uses it.

use std::collections::{HashMap, HashSet};

use super::{At, Compare, Key, uses, wording};
use crate::diff::finding::{Finding, Found};
use crate::diff::model::Node;
use crate::diff::rules::structure;

/// A body can reach one schema in more ways than anyone reads: this many are reported.
const LOCATIONS_PER_BODY: usize = 32;
/// A change that is reported at this many locations is reported once for every further body.
const LOCATIONS: usize = 1000;
/// A body in which this much is reported has every further change reported once.
const FINDINGS_PER_BODY: usize = 4_000;

/// The pairs that are compared for reference sites that name another schema than before: as many in any
/// document, and as many more for each of its references. Of unions that contain each other, each site has all of them
/// below it. Beyond, the site is reported as not compared.
const RETARGETED: usize = 10_000;
const RETARGETED_PER_REFERENCE: usize = 20;
/// The number of nested pairs that are compared: each takes stack space.
const RETARGETED_DEPTH: usize = 1_000;

/// Two schemas by their addresses, and by the reference site that they are compared for.
type Pair = (Key, Option<(usize, usize)>);

#[derive(Default)]
pub(super) struct Walk {
    /// The number of each pair that was compared in any body.
    known: HashMap<Pair, usize>,
    outcomes: Vec<Outcome>,
    reports: Vec<ReportCount>,
    /// The pairs that are being compared, each within the one before.
    open: Vec<Open>,
    retargeted: usize,
    /// Which body, parameter or header it is.
    body: usize,
    /// How much was reported in it.
    findings: usize,
    /// How often each finding was reported in it.
    here: HashMap<String, usize>,
    /// How often each finding was reported in all bodies.
    everywhere: HashMap<String, usize>,
}

/// What comparing a pair gave.
#[derive(Default)]
struct Outcome {
    steps: Vec<Step>,
    /// It is being compared: contracts have cycles.
    active: bool,
    /// Something was found, in it or below.
    live: bool,
}

/// Locations are relative to the pair.
enum Step {
    Found(Box<Found>),
    Into {
        location: String,
        pair: usize,
        /// The pair was being compared when the way led to it: a cycle.
        back: bool,
    },
}

/// The number of locations where a pair is reported.
#[derive(Clone, Copy, Default)]
struct ReportCount {
    body: usize,
    here: usize,
    everywhere: usize,
    active: bool,
}

struct Open {
    /// The length of the location at which the pair is compared.
    start: usize,
    steps: Vec<Step>,
}

impl Walk {
    /// Counts one pair more for a reference site that names another schema than before; false if that is too many.
    fn retargets(&mut self, references: usize) -> bool {
        self.retargeted += 1;
        let most = RETARGETED_PER_REFERENCE.saturating_mul(references);
        self.retargeted <= most.saturating_add(RETARGETED)
    }

    /// Finds out which of the pairs from `first` have findings, and forgets the ways into the others. Earlier pairs
    /// lead to no later one.
    fn settle(&mut self, first: usize) {
        let mut owners: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut live: Vec<usize> = Vec::new();
        for (index, outcome) in self.outcomes.iter().enumerate().skip(first) {
            let mut has_findings = false;
            for step in &outcome.steps {
                match step {
                    Step::Found(_) => has_findings = true,
                    Step::Into { pair, .. } if *pair < first => {
                        has_findings |= self.outcomes.get(*pair).is_some_and(|it| it.live);
                    }
                    Step::Into { pair, .. } => owners.entry(*pair).or_default().push(index),
                }
            }
            if has_findings {
                live.push(index);
            }
        }
        while let Some(index) = live.pop() {
            match self.outcomes.get_mut(index) {
                Some(outcome) if !outcome.live => outcome.live = true,
                _ => continue,
            }
            live.extend(owners.remove(&index).unwrap_or_default());
        }
        let lives: Vec<bool> = self.outcomes.iter().skip(first).map(|it| it.live).collect();
        for outcome in self.outcomes.iter_mut().skip(first) {
            outcome.steps.retain(|step| match step {
                Step::Into { pair, .. } if *pair >= first => {
                    lives.get(*pair - first).copied().unwrap_or_default()
                }
                _ => true,
            });
            outcome.steps.shrink_to_fit();
        }
        self.reports
            .resize(self.outcomes.len(), ReportCount::default());
    }

    /// Whether a pair may be reported at one more location of this body, and counts it.
    fn enter(&mut self, pair: usize, back: bool) -> bool {
        let (body, full) = (self.body, self.findings >= FINDINGS_PER_BODY);
        let Some(count) = self.reports.get_mut(pair) else {
            return false;
        };
        if count.body != body {
            (count.body, count.here) = (body, 0);
        }
        let limit = if back || full || count.everywhere >= LOCATIONS {
            1
        } else {
            LOCATIONS_PER_BODY
        };
        if count.active || count.here >= limit {
            return false;
        }
        count.here += 1;
        count.everywhere += 1;
        count.active = true;
        true
    }

    fn leave(&mut self, pair: usize) {
        if let Some(count) = self.reports.get_mut(pair) {
            count.active = false;
        }
    }
}

impl<'v> Compare<'v> {
    /// A walk over one body, parameter or header.
    pub(super) fn root(&mut self, base: &Node<'v>, head: &Node<'v>, at: At) {
        let first = self.walk.outcomes.len();
        self.open();
        self.schema(base, head, at);
        let steps = self.close();
        self.walk.settle(first);
        self.walk.body += 1;
        self.walk.findings = 0;
        self.walk.here.clear();
        let outcomes = std::mem::take(&mut self.walk.outcomes);
        self.report_steps(&outcomes, &steps);
        self.walk.outcomes = outcomes;
    }

    pub(super) fn schema(&mut self, base: &Node<'v>, head: &Node<'v>, at: At) {
        self.visited.insert((base.address(), head.address()));
        let site = self.site.as_ref().map(uses::Site::address);
        let pair = ((base.address(), head.address(), at), site);
        let index = match self.walk.known.get(&pair) {
            Some(index) => *index,
            None if self.unchanged.same(base.value, head.value) => return,
            None => {
                let index = self.walk.outcomes.len();
                self.walk.known.insert(pair, index);
                self.walk.outcomes.push(Outcome {
                    active: true,
                    ..Outcome::default()
                });
                self.open();
                if site.is_none() || self.retargets() {
                    self.pair(base, head, at);
                } else {
                    self.not_compared(base, head);
                }
                let steps = self.close();
                if let Some(outcome) = self.walk.outcomes.get_mut(index) {
                    outcome.steps = steps;
                    outcome.active = false;
                }
                index
            }
        };
        let back = self.walk.outcomes.get(index).is_some_and(|it| it.active);
        if let Some(open) = self.walk.open.last_mut() {
            let location = self
                .location
                .get(open.start..)
                .unwrap_or_default()
                .to_owned();
            open.steps.push(Step::Into {
                location,
                pair: index,
                back,
            });
        }
    }

    fn open(&mut self) {
        self.walk.open.push(Open {
            start: self.location.len(),
            steps: Vec::new(),
        });
    }

    fn close(&mut self) -> Vec<Step> {
        let open = self.walk.open.pop();
        open.map(|open| open.steps).unwrap_or_default()
    }

    /// Whether one pair more may be compared for a reference site that names another schema than before.
    pub(super) fn retargets(&mut self) -> bool {
        self.walk.open.len() <= RETARGETED_DEPTH && self.walk.retargets(self.unchanged.references)
    }

    pub(super) fn not_compared(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let called = |at: &Node<'v>| {
            at.text("$ref")
                .map_or("an inline schema", |it| it)
                .to_owned()
        };
        let what = format!(
            "the schema changed from {} to {} and was not compared, because the document has too many such combinations; review the change",
            called(base),
            called(head)
        );
        let (from, to) = (wording::value(Some(base)), wording::value(Some(head)));
        let rule = structure::RUST_SCHEMA_NOT_COMPARED.clone();
        self.found(rule, (Some(base), Some(head)), &[&from, &to], what);
    }

    /// Keeps what was found in the pair that is being compared, for each of its locations. Gives it back where there is no pair.
    pub(super) fn keep(&mut self, found: Found) -> Option<Found> {
        let Some(open) = self.walk.open.last_mut() else {
            return Some(found);
        };
        let location = found
            .location
            .get(open.start..)
            .unwrap_or_default()
            .to_owned();
        open.steps
            .push(Step::Found(Box::new(Found { location, ..found })));
        None
    }

    /// Runs both, and keeps of what the second finds what the first did not find at the same location.
    pub(super) fn beyond(&mut self, first: impl FnOnce(&mut Self), second: impl FnOnce(&mut Self)) {
        self.open();
        first(self);
        let known = self.close();
        self.open();
        second(self);
        let mut new = self.close();
        let (mut findings, mut ways) = (HashSet::new(), HashSet::new());
        let mut seen = HashSet::new();
        let mut lists = vec![&known];
        while let Some(steps) = lists.pop() {
            for step in steps {
                match step {
                    Step::Found(found) => {
                        findings.insert((found.rule.id, &found.location, &found.arguments));
                    }
                    Step::Into { location, pair, .. } => {
                        ways.insert((location.clone(), *pair));
                        let outcome = self.walk.outcomes.get(*pair);
                        if let Some(outcome) = outcome.filter(|_| location.is_empty())
                            && seen.insert(*pair)
                        {
                            lists.push(&outcome.steps);
                        }
                    }
                }
            }
        }
        new.retain(|step| match step {
            Step::Found(found) => {
                !findings.contains(&(found.rule.id, &found.location, &found.arguments))
            }
            Step::Into { location, pair, .. } => !ways.contains(&(location.clone(), *pair)),
        });
        if let Some(open) = self.walk.open.last_mut() {
            // Both are at the location of the pair itself.
            let here = self.location.get(open.start..).unwrap_or_default();
            for mut step in known.into_iter().chain(new) {
                let location = match &mut step {
                    Step::Found(found) => &mut found.location,
                    Step::Into { location, .. } => location,
                };
                location.insert_str(0, here);
                open.steps.push(step);
            }
        }
    }

    fn report_steps(&mut self, outcomes: &[Outcome], steps: &[Step]) {
        for step in steps {
            match step {
                Step::Found(found) => {
                    let location = format!("{}{}", self.location, found.location);
                    let found = Found {
                        location,
                        parameter: self.parameter.clone(),
                        ..Found::clone(found)
                    };
                    self.report_found(found);
                }
                Step::Into {
                    location,
                    pair,
                    back,
                } => {
                    let Some(outcome) = outcomes.get(*pair).filter(|it| it.live) else {
                        continue;
                    };
                    if self.walk.enter(*pair, *back) {
                        let length = self.location.len();
                        self.location.push_str(location);
                        self.report_steps(outcomes, &outcome.steps);
                        self.location.truncate(length);
                        self.walk.leave(*pair);
                    }
                }
            }
        }
    }

    /// Reports what was found in a body, unless that is reported at more locations than anyone reads.
    fn report_found(&mut self, found: Found) {
        let finding = self.judged(found);
        let name = &finding.fingerprint;
        let everywhere = self.walk.everywhere.get(name).copied().unwrap_or_default();
        let limit = if everywhere < LOCATIONS {
            LOCATIONS_PER_BODY
        } else {
            1
        };
        if self.walk.here.get(name).copied().unwrap_or_default() >= limit {
            return;
        }
        let name = name.clone();
        if self.report(finding) {
            self.walk.findings += 1;
            *self.walk.here.entry(name.clone()).or_default() += 1;
            *self.walk.everywhere.entry(name).or_default() += 1;
        }
    }

    /// Keeps a finding, unless it is reported at this location already.
    pub(super) fn report(&mut self, finding: Finding) -> bool {
        let location = format!(
            "{} {} {}",
            finding.method.as_deref().unwrap_or_default(),
            finding.path.as_deref().unwrap_or_default(),
            finding.location
        );
        let new = self
            .reported
            .insert((finding.fingerprint.clone(), location));
        if new {
            self.findings.push(finding);
        }
        new
    }
}
