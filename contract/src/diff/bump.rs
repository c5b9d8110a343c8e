//! The version that follows from a diff, and why.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use super::finding::Finding;
use super::rules::{Surface, Wire};
use super::surface::SurfaceChange;

/// Which part of the version goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// No release is needed.
    None,
    /// Fixes and documentation.
    Patch,
    /// Additions.
    Minor,
    /// Something that callers may use is removed or changed.
    Major,
}

/// A version bump with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bump {
    /// Which part goes up.
    pub part: Part,
    /// Why, in words.
    pub reason: String,
}

impl fmt::Display for Bump {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = match self.part {
            Part::None => "none",
            Part::Patch => "patch",
            Part::Minor => "minor",
            Part::Major => "major",
        };
        write!(out, "Version bump: {part} — {}", self.reason)
    }
}

pub(super) fn bump(findings: &[Finding], surface: &Result<SurfaceChange, String>) -> Bump {
    let required_inputs: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| finding.adds_required_input)
        .map(|finding| finding.fingerprint.as_str())
        .collect();
    let required_inputs = required_inputs.len();
    // Every change of the interface has a finding.
    let verdicts = findings.iter().map(|finding| finding.surface);
    let verdict = verdicts.max().unwrap_or(Surface::None);
    let changes: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| finding.wire == Wire::Breaking)
        .map(|finding| finding.fingerprint.as_str())
        .collect();
    let breaking = changes.len();
    let plural = |count: usize, one: &str| {
        if count == 1 {
            format!("1 {one}")
        } else {
            format!("{count} {one}s")
        }
    };
    let shipped = match breaking {
        0 => "shipped clients keep working".to_owned(),
        1 => "1 change breaks shipped clients".to_owned(),
        count => format!("{count} changes break shipped clients"),
    };
    let interface = match surface {
        Ok(_) if required_inputs > 0 => format!(
            "callers must send more than before ({})",
            plural(required_inputs, "change")
        ),
        Ok(change) => format!(
            "the public interface loses or changes {} and gains {}",
            plural(change.removed.len(), "line"),
            plural(change.added.len(), "line"),
        ),
        Err(why) => format!("judged by the rules alone, because {why}"),
    };
    let (part, reason) = match (verdict, findings.is_empty()) {
        (Surface::Major, _) => (Part::Major, format!("{interface}; {shipped}")),
        (Surface::Minor, _) => (Part::Minor, format!("{interface}; {shipped}")),
        (Surface::None, true) => (Part::None, "the contracts are the same".to_owned()),
        (Surface::None, false) => (
            Part::Patch,
            format!("the public interface does not change; {shipped}"),
        ),
    };
    Bump { part, reason }
}
