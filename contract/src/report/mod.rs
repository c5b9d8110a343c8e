//! A diff as people and machines read it.

mod github;
mod json;
mod junit;
mod line;
mod markdown;
mod text;

use std::collections::BTreeMap;

use clap::ValueEnum;

use crate::diff::{Diff, Finding, Profile, Severity};
use crate::plain;

/// A form of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For a terminal.
    Text,
    /// For programs; `contract/diff-report.schema.json` describes it.
    Json,
    /// GitHub workflow commands: annotations at the line of the document.
    Github,
    /// One comment on a pull request.
    Markdown,
    /// For CI systems that show test results.
    Junit,
}

/// A diff with everything a report says about it.
pub struct Report<'d> {
    /// What was found. Findings that the allowlist takes are not among it.
    pub diff: &'d Diff,
    /// How many findings the allowlist takes.
    pub allowed: usize,
    /// Whose judgement counts.
    pub profile: Profile,
    /// At and above this, the run fails.
    pub fail_on: Option<Severity>,
    /// What the base is called.
    pub base: &'d str,
    /// What the head is called; annotations stand in it when it is a file.
    pub head: &'d str,
    /// The head's text, to find the lines of pointers.
    pub head_text: &'d str,
    /// Colour the text.
    pub colour: bool,
}

impl Report<'_> {
    /// The report in a form.
    pub fn render(&self, form: Form) -> String {
        match form {
            Form::Text => text::render(self),
            Form::Json => json::render(self),
            Form::Github => github::render(self),
            Form::Markdown => markdown::render(self),
            Form::Junit => junit::render(self),
        }
    }

    /// Findings at or above the threshold.
    pub fn failing(&self) -> usize {
        self.diff
            .findings
            .iter()
            .filter(|finding| self.fails(finding))
            .count()
    }

    fn fails(&self, finding: &Finding) -> bool {
        self.fail_on
            .is_some_and(|least| finding.severity(self.profile) >= least)
    }

    /// One change to a shared schema concerns many operations, and is told once.
    fn folded(&self) -> Vec<Folded<'_>> {
        let mut order: Vec<Folded<'_>> = Vec::new();
        let mut known: BTreeMap<_, usize> = BTreeMap::new();
        for finding in &self.diff.findings {
            let key = (
                &finding.rule,
                &finding.base_pointer,
                &finding.head_pointer,
                &finding.arguments,
            );
            match known.get(&key).and_then(|index| order.get_mut(*index)) {
                Some(folded) => folded.others += 1,
                None => {
                    known.insert(key, order.len());
                    order.push(Folded { finding, others: 0 });
                }
            }
        }
        order
    }

    /// Folded findings by operation, the operation with the worst of them first.
    fn groups(&self) -> Vec<(String, Vec<Folded<'_>>)> {
        let mut groups: BTreeMap<String, Vec<Folded<'_>>> = BTreeMap::new();
        for folded in self.folded() {
            groups
                .entry(plain::line(&folded.finding.subject()))
                .or_default()
                .push(folded);
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        for (_, findings) in &mut groups {
            findings.sort_by_key(|folded| std::cmp::Reverse(self.rank(folded.finding)));
        }
        groups.sort_by_key(|(_, findings)| {
            std::cmp::Reverse(findings.first().map(|folded| self.rank(folded.finding)))
        });
        groups
    }

    fn rank(&self, finding: &Finding) -> (Severity, bool) {
        (finding.severity(self.profile), !finding.is_note())
    }

    fn bump(&self) -> String {
        plain::line(&self.diff.bump.to_string())
    }

    /// `2 breaking, 1 risky, 3 safe`.
    fn tally(&self) -> String {
        let count = |severity| {
            self.diff
                .findings
                .iter()
                .filter(|finding| finding.severity(self.profile) == severity)
                .count()
        };
        let mut parts: Vec<String> = [Severity::Breaking, Severity::Risky, Severity::Safe]
            .into_iter()
            .map(|severity| (count(severity), severity))
            .filter(|(count, _)| *count > 0)
            .map(|(count, severity)| format!("{count} {}", severity.word()))
            .collect();
        if self.allowed > 0 {
            parts.push(format!("{} allowed", self.allowed));
        }
        if parts.is_empty() {
            "no differences".to_owned()
        } else {
            parts.join(", ")
        }
    }
}

struct Folded<'d> {
    finding: &'d Finding,
    /// How many more operations it concerns.
    others: usize,
}

impl Folded<'_> {
    fn sentence(&self) -> String {
        let finding = self.finding;
        let place = if finding.place.is_empty() {
            String::new()
        } else {
            format!("{}: ", finding.place)
        };
        let sentence = match self.others {
            0 => format!("{place}{}", finding.what),
            1 => format!("{place}{} (and in 1 more operation)", finding.what),
            others => format!("{place}{} (and in {others} more operations)", finding.what),
        };
        plain::line(&sentence)
    }

    fn pointer(&self) -> String {
        plain::line(self.finding.pointer())
    }

    fn verdicts(&self) -> String {
        format!(
            "wire {:?}, surface {:?}",
            self.finding.wire, self.finding.surface
        )
        .to_lowercase()
    }
}
