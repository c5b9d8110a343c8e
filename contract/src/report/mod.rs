//! The reports of a diff, for people and programs.

mod github;
mod html;
mod json;
mod junit;
mod line;
mod markdown;
mod text;

pub use line::Lines;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use clap::ValueEnum;

use crate::diff::{Diff, Finding, Profile, Severity, Wire};
use crate::{sanitize, shell};

/// A report format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
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
    /// One self-contained page to read and filter.
    Html,
}

/// A diff with the settings of its reports.
pub struct Report<'d> {
    /// The findings, without those on the allowlist.
    pub diff: &'d Diff,
    /// The number of findings on the allowlist.
    pub allowed: usize,
    /// The point of view that sets the severities.
    pub profile: Profile,
    /// The lowest severity that makes the run fail.
    pub fail_on: Option<Severity>,
    /// The vendor folder, for the command that accepts a change.
    pub folder: &'d Path,
    /// The name of the base.
    pub base: &'d str,
    /// The name of the head; annotations refer to it if it is a file.
    pub head: &'d str,
    /// The head's lines, for annotations.
    pub head_lines: Lines<'d>,
    /// Colour the text.
    pub colour: bool,
}

impl Report<'_> {
    /// Renders the report in a format.
    pub fn render(&self, form: Format) -> String {
        match form {
            Format::Text => text::render(self),
            Format::Json => json::render(self),
            Format::Github => github::render(self),
            Format::Markdown => markdown::render(self),
            Format::Junit => junit::render(self),
            Format::Html => html::render(self),
        }
    }

    /// Changes at or above the threshold.
    pub fn failing(&self) -> usize {
        let changes = self.changes();
        changes
            .iter()
            .filter(|change| self.fails(change.finding))
            .count()
    }

    fn fails(&self, finding: &Finding) -> bool {
        self.fail_on
            .is_some_and(|least| finding.severity(self.profile) >= least)
    }

    /// A change at several locations is one change with a list of them.
    fn changes(&self) -> Vec<Change<'_>> {
        let mut order: Vec<Change<'_>> = Vec::new();
        let mut known: BTreeMap<_, usize> = BTreeMap::new();
        for finding in &self.diff.findings {
            match known
                .get(&finding.fingerprint)
                .and_then(|index| order.get_mut(*index))
            {
                Some(change) => change.others.push(finding),
                None => {
                    known.insert(&finding.fingerprint, order.len());
                    order.push(Change {
                        finding,
                        others: Vec::new(),
                    });
                }
            }
        }
        order.sort_by_key(|change| self.class(change.finding));
        order
    }

    /// Changes by their effect, the most severe first, and by operation.
    fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        let mut known: HashMap<(Class, String), usize> = HashMap::new();
        for change in self.changes() {
            let class = self.class(change.finding);
            let subject = sanitize::line(&change.finding.subject());
            let key = (class, subject.clone());
            match known.get(&key).and_then(|index| groups.get_mut(*index)) {
                Some(group) => group.changes.push(change),
                None => {
                    known.insert(key, groups.len());
                    groups.push(Group {
                        class,
                        subject,
                        changes: vec![change],
                    });
                }
            }
        }
        groups
    }

    fn class(&self, finding: &Finding) -> Class {
        match (self.profile, finding.severity(self.profile)) {
            _ if finding.informational => Class::Informational,
            (Profile::Consumer, _) if finding.wire == Wire::Breaking => Class::BreaksClients,
            (Profile::Consumer, Severity::Breaking) => Class::BreaksCallers,
            (_, Severity::Breaking) => Class::Breaking,
            (_, Severity::Risky) => Class::Risky,
            (_, Severity::Safe) => Class::Safe,
        }
    }

    fn bump(&self) -> String {
        sanitize::line(&self.diff.bump.to_string())
    }

    /// `2 changes break shipped clients, 1 is risky, 3 are safe`.
    fn tally(&self) -> String {
        let mut counts: BTreeMap<Class, usize> = BTreeMap::new();
        for change in self.changes() {
            *counts.entry(self.class(change.finding)).or_default() += 1;
        }
        let mut parts: Vec<String> = Vec::new();
        for (class, count) in counts {
            let changes = match (parts.is_empty(), count) {
                (false, _) => "",
                (true, 1) => " change",
                (true, _) => " changes",
            };
            parts.push(format!("{count}{changes} {}", class.counted(count)));
        }
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

/// The effect of a change, the most severe first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Class {
    BreaksClients,
    BreaksCallers,
    Breaking,
    Risky,
    Safe,
    Informational,
}

impl Class {
    fn title(self) -> &'static str {
        match self {
            Class::BreaksClients => "Breaks shipped clients",
            Class::BreaksCallers => "Breaks callers at the next build",
            Class::Breaking => "Breaking",
            Class::Risky => "Risky",
            Class::Safe => "Safe",
            Class::Informational => "Documentation and extensions",
        }
    }

    /// The name in the markup of a page.
    fn word(self) -> &'static str {
        match self {
            Class::BreaksClients => "breaks-clients",
            Class::BreaksCallers => "breaks-callers",
            Class::Breaking => "breaking",
            Class::Risky => "risky",
            Class::Safe => "safe",
            Class::Informational => "informational",
        }
    }

    /// The phrase after a count.
    fn counted(self, count: usize) -> &'static str {
        match (self, count) {
            (Class::BreaksClients, 1) => "breaks shipped clients",
            (Class::BreaksClients, _) => "break shipped clients",
            (Class::BreaksCallers, 1) => "breaks callers at the next build",
            (Class::BreaksCallers, _) => "break callers at the next build",
            (Class::Breaking, 1) => "is breaking",
            (Class::Breaking, _) => "are breaking",
            (Class::Risky, 1) => "is risky",
            (Class::Risky, _) => "are risky",
            (Class::Safe, 1) => "is safe",
            (Class::Safe, _) => "are safe",
            (Class::Informational, 1) => "affects only documentation or extensions",
            (Class::Informational, _) => "affect only documentation or extensions",
        }
    }
}

struct Group<'d> {
    class: Class,
    subject: String,
    changes: Vec<Change<'d>>,
}

struct Change<'d> {
    /// The finding at the first location.
    finding: &'d Finding,
    /// The findings at the others.
    others: Vec<&'d Finding>,
}

impl Change<'_> {
    fn sentence(&self) -> String {
        let finding = self.finding;
        sanitize::line(&match finding.location.as_str() {
            "" => finding.what.clone(),
            location => format!("{location}: {}", finding.what),
        })
    }

    /// The locations after the first: operations that have it at the same pointer in one line, the others by operation.
    fn also(&self) -> Vec<String> {
        let first = (self.finding.subject(), self.finding.location.as_str());
        let mut same: Vec<String> = Vec::new();
        let mut others: Vec<(String, Vec<&str>)> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for finding in &self.others {
            let subject = finding.subject();
            if finding.location == first.1 && subject != first.0 {
                same.push(subject);
                continue;
            }
            match known.get(&subject).and_then(|index| others.get_mut(*index)) {
                Some((_, locations)) => locations.push(&finding.location),
                None => {
                    known.insert(subject.clone(), others.len());
                    others.push((subject, vec![&finding.location]));
                }
            }
        }
        let joined = (!same.is_empty()).then(|| sanitize::line(&same.join(", ")));
        let lines = others.into_iter().map(|(subject, locations)| {
            let locations = locations.join("; ");
            if subject == first.0 {
                sanitize::line(&locations)
            } else {
                sanitize::line(&format!("{subject}: {locations}"))
            }
        });
        joined.into_iter().chain(lines).collect()
    }

    fn pointer(&self) -> String {
        sanitize::line(self.finding.pointer())
    }

    fn verdicts(&self) -> String {
        format!(
            "wire {:?}, surface {:?}",
            self.finding.wire, self.finding.surface
        )
        .to_lowercase()
    }

    /// The page that explains the rule.
    fn page(&self) -> String {
        format!("docs/rules.md#{}", self.finding.rule)
    }
}

/// The command that accepts a change.
fn accept_command(finding: &Finding, folder: &Path) -> String {
    format!(
        "neo-contract accept {} --reason WHY{}",
        finding.fingerprint,
        shell::dir_option(folder)
    )
}
