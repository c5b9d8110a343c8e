//! GitHub workflow commands: an annotation for each finding, at its line of the document.

use std::fmt::Write as _;

use super::{Report, line};
use crate::diff::Severity;
use crate::plain;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    let file = std::path::Path::new(report.head)
        .is_file()
        .then_some(report.head);
    for folded in report.folded() {
        let finding = folded.finding;
        if finding.is_note() {
            continue;
        }
        let command = match finding.severity(report.profile) {
            Severity::Breaking => "error",
            Severity::Risky => "warning",
            Severity::Safe => "notice",
        };
        let place = file.map_or_else(String::new, |file| {
            let line = line::of(report.head_text, finding.pointer());
            format!("file={},line={line},", property(&plain::line(file)))
        });
        let message = format!(
            "{} — {} [{}]",
            plain::line(&finding.subject()),
            folded.sentence(),
            folded.verdicts()
        );
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "::{command} {place}title={}::{}",
            property(&finding.rule),
            data(&message)
        );
    }
    let _ = writeln!(out, "{}", data(&report.bump()));
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
