//! GitHub workflow commands: an annotation for each finding, at its line of the document.

use std::fmt::Write as _;

use super::{Change, Report};
use crate::diff::Severity;
use crate::sanitize;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    let file = std::path::Path::new(report.head)
        .is_file()
        .then_some(report.head);
    for change in report.changes() {
        let finding = change.finding;
        if finding.informational {
            continue;
        }
        let command = match finding.severity(report.profile) {
            Severity::Breaking => "error",
            Severity::Risky => "warning",
            Severity::Safe => "notice",
        };
        let location = file.map_or_else(String::new, |file| {
            let line = report.head_lines.of(finding.pointer());
            format!("file={},line={line},", property(&sanitize::line(file)))
        });
        let message = format!(
            "{} — {} [{}]",
            sanitize::line(&finding.subject()),
            sentence(&change),
            change.verdicts()
        );
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "::{command} {location}title={}::{}",
            property(&finding.rule),
            data(&message)
        );
    }
    let _ = writeln!(out, "{}", data(&report.bump()));
    out
}

fn sentence(change: &Change<'_>) -> String {
    match change.others.len() {
        0 => change.sentence(),
        1 => format!("{} (and in 1 more location)", change.sentence()),
        others => format!("{} (and in {others} more locations)", change.sentence()),
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
