//! For a terminal: grouped by operation, the worst first, the version bump in the last line.

use std::fmt::Write as _;

use super::Report;
use crate::diff::Severity;
use crate::plain;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for (subject, findings) in report.groups() {
        let operation = findings
            .iter()
            .find_map(|folded| folded.finding.operation.as_deref());
        let name = operation
            .map(|name| format!(" ({})", plain::line(name)))
            .unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{subject}{name}");
        let mut notes = 0;
        for folded in &findings {
            if folded.finding.is_note() {
                notes += 1;
                continue;
            }
            let severity = folded.finding.severity(report.profile);
            let word = paint(report.colour, severity);
            let _ = writeln!(out, "  {word} {}", folded.sentence());
            let finding = folded.finding;
            let _ = writeln!(
                out,
                "           {} [{}] {}",
                finding.rule,
                folded.verdicts(),
                finding.fingerprint
            );
            let _ = writeln!(out, "           {}", folded.pointer());
        }
        if notes > 0 {
            let plural = if notes == 1 { "change" } else { "changes" };
            let _ = writeln!(out, "  {notes} {plural} of words or extensions only");
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", report.tally());
    if report.failing() > 0 {
        let _ = writeln!(
            out,
            "To accept one of them: neo-contract accept FINGERPRINT --reason WHY --what TEXT"
        );
    }
    let _ = writeln!(out, "{}", report.bump());
    out
}

fn paint(colour: bool, severity: Severity) -> String {
    let word = format!("{:8}", severity.word());
    if !colour {
        return word;
    }
    let code = match severity {
        Severity::Breaking => "1;31",
        Severity::Risky => "33",
        Severity::Safe => "32",
    };
    format!("\x1b[{code}m{word}\x1b[0m")
}
