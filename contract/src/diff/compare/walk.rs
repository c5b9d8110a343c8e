//! Walking the schemas of bodies, parameters and headers: every pair is compared once, and its findings are reported at every
//! place of use.

use std::collections::{HashMap, HashSet};

use super::{At, Compare, Key, uses, wording};
use crate::diff::finding::{Finding, Found};
use crate::diff::model::Node;
use crate::diff::rules::places;

/// A body can reach one schema in more ways than anyone reads: this many are reported.
const PLACES_PER_BODY: usize = 32;
/// A change that is reported at this many places is reported once for every further body.
const PLACES: usize = 1000;
/// A body in which this much is reported has every further change reported once.
const FINDINGS_PER_BODY: usize = 4_000;

/// The pairs that are compared for the sake of places whose reference names another schema than before: as many in any
/// document, and as many more for each of its references. Of unions that contain each other, each place has all of them
/// below it. Beyond, the place is reported as not compared.
const RETARGETED: usize = 10_000;
const RETARGETED_PER_REFERENCE: usize = 20;
/// The number of nested pairs that are compared: each takes stack space.
const RETARGETED_DEPTH: usize = 1_000;

/// Two schemas by their own places, and by the place of use that they are compared for.
type Pair = (Key, Option<(usize, usize)>);

#[derive(Default)]
pub(super) struct Walk {
    /// The number of each pair that was compared in any body.
    known: HashMap<Pair, usize>,
    outcomes: Vec<Outcome>,
    told: Vec<Told>,
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

/// Places are relative to the pair.
enum Step {
    Found(Box<Found>),
    Into {
        place: String,
        pair: usize,
        /// The pair was being compared when the way led to it: a cycle.
        back: bool,
    },
}

/// The number of places where a pair is reported.
#[derive(Clone, Copy, Default)]
struct Told {
    body: usize,
    here: usize,
    everywhere: usize,
    active: bool,
}

struct Open {
    /// The length of the place at which the pair is compared.
    start: usize,
    steps: Vec<Step>,
}

impl Walk {
    /// A pair more for the sake of a place whose reference names another schema than before, unless that is too many.
    fn retargets(&mut self, references: usize) -> bool {
        self.retargeted += 1;
        let most = RETARGETED_PER_REFERENCE.saturating_mul(references);
        self.retargeted <= most.saturating_add(RETARGETED)
    }

    /// Finds out which of the pairs from `first` have anything to tell, and forgets the ways into the others. Earlier pairs
    /// lead to no later one.
    fn settle(&mut self, first: usize) {
        let mut owners: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut live: Vec<usize> = Vec::new();
        for (index, outcome) in self.outcomes.iter().enumerate().skip(first) {
            let mut tells = false;
            for step in &outcome.steps {
                match step {
                    Step::Found(_) => tells = true,
                    Step::Into { pair, .. } if *pair < first => {
                        tells |= self.outcomes.get(*pair).is_some_and(|it| it.live);
                    }
                    Step::Into { pair, .. } => owners.entry(*pair).or_default().push(index),
                }
            }
            if tells {
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
        self.told.resize(self.outcomes.len(), Told::default());
    }

    /// Whether a pair may be reported at one more place of this body, and counts it.
    fn enter(&mut self, pair: usize, back: bool) -> bool {
        let (body, full) = (self.body, self.findings >= FINDINGS_PER_BODY);
        let Some(told) = self.told.get_mut(pair) else {
            return false;
        };
        if told.body != body {
            (told.body, told.here) = (body, 0);
        }
        let limit = if back || full || told.everywhere >= PLACES {
            1
        } else {
            PLACES_PER_BODY
        };
        if told.active || told.here >= limit {
            return false;
        }
        told.here += 1;
        told.everywhere += 1;
        told.active = true;
        true
    }

    fn leave(&mut self, pair: usize) {
        if let Some(told) = self.told.get_mut(pair) {
            told.active = false;
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
        self.tell(&outcomes, &steps);
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
            let place = self.place.get(open.start..).unwrap_or_default().to_owned();
            open.steps.push(Step::Into {
                place,
                pair: index,
                back,
            });
        }
    }

    fn open(&mut self) {
        self.walk.open.push(Open {
            start: self.place.len(),
            steps: Vec::new(),
        });
    }

    fn close(&mut self) -> Vec<Step> {
        let open = self.walk.open.pop();
        open.map(|open| open.steps).unwrap_or_default()
    }

    /// Whether one pair more may be compared for the sake of a place whose reference names another schema than before.
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
        let rule = places::RUST_SCHEMA_NOT_COMPARED.clone();
        self.found(rule, (Some(base), Some(head)), &[&from, &to], what);
    }

    /// Keeps what was found in the pair that is being compared, for each of its places. Gives it back where there is no pair.
    pub(super) fn keep(&mut self, found: Found) -> Option<Found> {
        let Some(open) = self.walk.open.last_mut() else {
            return Some(found);
        };
        let place = found.place.get(open.start..).unwrap_or_default().to_owned();
        open.steps
            .push(Step::Found(Box::new(Found { place, ..found })));
        None
    }

    /// Runs both, and keeps of what the second finds what the first did not find at the same place.
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
                        findings.insert((found.rule.id, &found.place, &found.arguments));
                    }
                    Step::Into { place, pair, .. } => {
                        ways.insert((place.clone(), *pair));
                        let outcome = self.walk.outcomes.get(*pair);
                        if let Some(outcome) = outcome.filter(|_| place.is_empty())
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
                !findings.contains(&(found.rule.id, &found.place, &found.arguments))
            }
            Step::Into { place, pair, .. } => !ways.contains(&(place.clone(), *pair)),
        });
        if let Some(open) = self.walk.open.last_mut() {
            // Both are at the place of the pair itself.
            let here = self.place.get(open.start..).unwrap_or_default();
            for mut step in known.into_iter().chain(new) {
                let place = match &mut step {
                    Step::Found(found) => &mut found.place,
                    Step::Into { place, .. } => place,
                };
                place.insert_str(0, here);
                open.steps.push(step);
            }
        }
    }

    fn tell(&mut self, outcomes: &[Outcome], steps: &[Step]) {
        for step in steps {
            match step {
                Step::Found(found) => {
                    let place = format!("{}{}", self.place, found.place);
                    let found = Found {
                        place,
                        parameter: self.parameter.clone(),
                        ..Found::clone(found)
                    };
                    self.tell_once(found);
                }
                Step::Into { place, pair, back } => {
                    let Some(outcome) = outcomes.get(*pair).filter(|it| it.live) else {
                        continue;
                    };
                    if self.walk.enter(*pair, *back) {
                        let length = self.place.len();
                        self.place.push_str(place);
                        self.tell(outcomes, &outcome.steps);
                        self.place.truncate(length);
                        self.walk.leave(*pair);
                    }
                }
            }
        }
    }

    /// Reports what was found in a body, unless that is reported at more places than anyone reads.
    fn tell_once(&mut self, found: Found) {
        let finding = self.judged(found);
        let name = &finding.fingerprint;
        let everywhere = self.walk.everywhere.get(name).copied().unwrap_or_default();
        let limit = if everywhere < PLACES {
            PLACES_PER_BODY
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

    /// Keeps a finding, unless it is reported at this place already.
    pub(super) fn report(&mut self, finding: Finding) -> bool {
        let place = format!(
            "{} {} {}",
            finding.method.as_deref().unwrap_or_default(),
            finding.path.as_deref().unwrap_or_default(),
            finding.place
        );
        let new = self.reported.insert((finding.fingerprint.clone(), place));
        if new {
            self.findings.push(finding);
        }
        new
    }
}
