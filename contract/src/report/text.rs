//! The report for a terminal: the most severe first, by operation, with the version bump in the last line.

use std::fmt::Write as _;

use super::{Class, Report, accept_command};
use crate::sanitize;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    let mut class = None;
    let groups = report.groups();
    for group in groups
        .iter()
        .filter(|group| group.class != Class::Informational)
    {
        // Writing to a String cannot fail.
        if class.replace(group.class) != Some(group.class) {
            let _ = writeln!(out, "{}\n", paint(report.colour, group.class));
        }
        let named = group
            .changes
            .iter()
            .find_map(|change| change.finding.operation.as_deref());
        let name = named
            .map(|name| format!(" ({})", sanitize::line(name)))
            .unwrap_or_default();
        let _ = writeln!(out, "{}{name}", group.subject);
        for change in &group.changes {
            let finding = change.finding;
            let _ = writeln!(out, "  {}", change.sentence());
            for location in change.also() {
                let _ = writeln!(out, "      also in {location}");
            }
            let _ = writeln!(
                out,
                "      [{}] {} {}",
                change.verdicts(),
                finding.fingerprint,
                change.pointer()
            );
            let _ = writeln!(out, "      {}", change.page());
        }
        out.push('\n');
    }
    let informational = groups
        .iter()
        .filter(|group| group.class == Class::Informational);
    for (index, group) in informational.enumerate() {
        if index == 0 {
            let _ = writeln!(out, "{}\n", paint(report.colour, group.class));
        }
        let count = group.changes.len();
        let plural = if count == 1 { "change" } else { "changes" };
        let _ = writeln!(out, "{}: {count} {plural}", group.subject);
    }
    if groups
        .iter()
        .any(|group| group.class == Class::Informational)
    {
        out.push('\n');
    }
    let _ = writeln!(out, "{}", report.tally());
    let worst = report
        .changes()
        .into_iter()
        .find(|change| report.fails(change.finding));
    if let Some(worst) = worst {
        let _ = writeln!(
            out,
            "To accept a change: {} --what TEXT",
            accept_command(worst.finding, report.folder)
        );
    }
    let _ = writeln!(out, "{}", report.bump());
    out
}

fn paint(colour: bool, class: Class) -> String {
    let title = class.title();
    let code = match class {
        _ if !colour => return title.to_owned(),
        Class::BreaksClients | Class::BreaksCallers | Class::Breaking => "1;31",
        Class::Risky => "33",
        Class::Safe | Class::Informational => "32",
    };
    format!("\x1b[{code}m{title}\x1b[0m")
}
