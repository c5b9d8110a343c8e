//! For CI systems that show test results: a suite an operation, a case a finding.

use std::fmt::Write as _;

use super::Report;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let groups = report.groups();
    let cases: usize = groups.iter().map(|(_, findings)| findings.len()).sum();
    let failing: usize = groups
        .iter()
        .flat_map(|(_, findings)| findings)
        .filter(|folded| report.fails(folded.finding))
        .count();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<testsuites name=\"neo-contract diff\" tests=\"{cases}\" failures=\"{failing}\">"
    );
    for (subject, findings) in &groups {
        let failures = findings
            .iter()
            .filter(|folded| report.fails(folded.finding))
            .count();
        let name = escape(subject);
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\">",
            findings.len()
        );
        for folded in findings {
            let finding = folded.finding;
            let case = escape(&format!("{} {}", finding.rule, finding.fingerprint));
            let _ = write!(out, "    <testcase classname=\"{name}\" name=\"{case}\"");
            let sentence = escape(&folded.sentence());
            if report.fails(finding) {
                let _ = writeln!(
                    out,
                    ">\n      <failure message=\"{sentence}\" type=\"{}\">{}</failure>\n    </testcase>",
                    finding.severity(report.profile).word(),
                    escape(finding.pointer()),
                );
            } else {
                let _ = writeln!(
                    out,
                    ">\n      <system-out>{sentence}</system-out>\n    </testcase>"
                );
            }
        }
        let _ = writeln!(out, "  </testsuite>");
    }
    out.push_str("</testsuites>\n");
    out
}

fn escape(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            '\'' => "&apos;".to_owned(),
            // XML has no form for most control characters.
            control if control.is_control() => " ".to_owned(),
            other => other.to_string(),
        })
        .collect()
}
