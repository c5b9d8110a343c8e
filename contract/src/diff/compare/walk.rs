//! Walking the schemas of one body, parameter or header: every place of use is reported, and every pair is compared once.

use std::collections::HashMap;

use super::{At, Compare, Key, uses};
use crate::diff::finding::Finding;
use crate::diff::model::Node;

/// A body can reach one schema in more ways than anyone reads: this many are reported.
const PLACES_PER_BODY: usize = 32;
/// A change that is reported at this many places is reported once for every further body.
const PLACES: usize = 1000;

/// The pairs of one body: by their own places, and by the place of use that they are compared for.
type Seen = (Key, Option<(usize, usize)>);

#[derive(Default)]
pub(super) struct Walk {
    /// What was found at and below each pair that was compared.
    done: HashMap<Seen, Done>,
    /// Pairs that are being compared, and how deep: contracts have cycles.
    active: HashMap<Seen, isize>,
    /// How far up a cycle led back since the present pair began.
    highest: isize,
    /// How often each finding was reported in this body.
    here: HashMap<String, usize>,
    /// How often each finding was reported in all bodies.
    everywhere: HashMap<String, usize>,
}

struct Done {
    /// The findings, with the place relative to the pair.
    findings: Vec<Finding>,
    differences: usize,
    /// A cycle led out of the pair: what is below it was found elsewhere.
    open: bool,
}

/// Above every pair: what a cycle left out is not known any more.
const ABOVE: isize = -1;
/// Below every pair: no cycle led out.
const BELOW: isize = isize::MAX;

/// The differences inside of a schema that are counted. Beyond, two schemas are as different as schemas get.
const MOST_COUNTED: usize = 1 << 20;

impl<'v> Compare<'v> {
    /// A walk over one body, parameter or header; what it finds equal throughout is not walked again.
    pub(super) fn root(&mut self, base: &Node<'v>, head: &Node<'v>, at: At) {
        let before = self.differences;
        self.walk.done.clear();
        self.walk.active.clear();
        self.walk.here.clear();
        self.walk.highest = BELOW;
        self.schema(base, head, at);
        if self.differences == before {
            let done = std::mem::take(&mut self.walk.done);
            self.equal.extend(done.into_keys().map(|(key, _)| key));
        }
    }

    pub(super) fn schema(&mut self, base: &Node<'v>, head: &Node<'v>, at: At) {
        let key = (base.address(), head.address(), at);
        self.visited.insert((base.address(), head.address()));
        if self.equal.contains(&key) {
            return;
        }
        let seen = (key, self.site.as_ref().map(uses::Site::address));
        if let Some(depth) = self.walk.active.get(&seen) {
            self.walk.highest = self.walk.highest.min(*depth);
            return;
        }
        if let Some(done) = self.walk.done.get(&seen) {
            // In a document made to explode, the places of a difference outnumber what a counter holds.
            self.differences += done.differences.min(MOST_COUNTED);
            if done.open {
                self.walk.highest = ABOVE;
            }
            for finding in done.findings.clone() {
                let place = format!("{}{}", self.place, finding.place);
                self.report(Finding { place, ..finding });
            }
            return;
        }
        let depth = isize::try_from(self.walk.active.len()).unwrap_or(BELOW);
        self.walk.active.insert(seen, depth);
        let outside = std::mem::replace(&mut self.walk.highest, BELOW);
        let (first, before) = (self.findings.len(), self.differences);
        self.pair(base, head, at);
        self.walk.active.remove(&seen);
        let open = self.walk.highest < depth;
        let differences = self.differences - before;
        if differences == 0 && !open {
            self.equal.insert(key);
        } else {
            let findings = self.findings.get(first..).unwrap_or_default().iter();
            let relative = findings.map(|finding| Finding {
                place: finding
                    .place
                    .get(self.place.len()..)
                    .unwrap_or_default()
                    .to_owned(),
                ..finding.clone()
            });
            let done = Done {
                findings: relative.collect(),
                differences,
                open,
            };
            self.walk.done.insert(seen, done);
        }
        if !open {
            self.walk.highest = BELOW;
        }
        self.walk.highest = self.walk.highest.min(outside);
    }

    /// Keeps a finding, unless it is reported at this place already or at more places than anyone reads.
    pub(super) fn report(&mut self, finding: Finding) {
        self.differences += 1;
        let name = &finding.fingerprint;
        if !self.walk.active.is_empty() {
            let everywhere = self.walk.everywhere.get(name).copied().unwrap_or_default();
            let limit = if everywhere < PLACES {
                PLACES_PER_BODY
            } else {
                1
            };
            if self.walk.here.get(name).copied().unwrap_or_default() >= limit {
                return;
            }
        }
        let place = format!(
            "{} {} {}",
            finding.method.as_deref().unwrap_or_default(),
            finding.path.as_deref().unwrap_or_default(),
            finding.place
        );
        if self.reported.insert((name.clone(), place)) {
            *self.walk.here.entry(name.clone()).or_default() += 1;
            *self.walk.everywhere.entry(name.clone()).or_default() += 1;
            self.findings.push(finding);
        }
    }
}
