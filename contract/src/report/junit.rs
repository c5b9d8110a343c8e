//! JUnit XML for CI systems that show test results: a suite for each operation, a case for each finding.

use std::fmt::Write as _;

use super::{Change, Report};

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let groups = report.groups();
    let cases: usize = groups.iter().map(|group| group.changes.len()).sum();
    let failing = report.failing();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<testsuites name=\"neo-contract diff\" tests=\"{cases}\" failures=\"{failing}\">"
    );
    for group in &groups {
        let findings = &group.changes;
        let failures = findings
            .iter()
            .filter(|change| report.fails(change.finding))
            .count();
        let name = escape(&group.subject);
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\">",
            findings.len()
        );
        for change in findings {
            let finding = change.finding;
            let case = escape(&format!("{} {}", finding.rule, finding.fingerprint));
            let _ = write!(out, "    <testcase classname=\"{name}\" name=\"{case}\"");
            let sentence = escape(&sentence(change));
            if report.fails(finding) {
                let _ = writeln!(
                    out,
                    ">\n      <failure message=\"{sentence}\" type=\"{}\">{}</failure>\n    </testcase>",
                    finding.severity(report.profile).word(),
                    escape(&change.pointer()),
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

fn sentence(change: &Change<'_>) -> String {
    let mut sentence = change.sentence();
    for location in change.also() {
        sentence.push_str("; also in ");
        sentence.push_str(&location);
    }
    sentence
}

fn escape(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            '\'' => "&apos;".to_owned(),
            // XML 1.0 cannot represent them, not even as an escape.
            other if !is_xml(other) => "\u{fffd}".to_owned(),
            other => other.to_string(),
        })
        .collect()
}

/// `Char` of XML 1.0, section 2.2.
fn is_xml(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::{escape, is_xml};

    #[test]
    fn characters_invalid_in_xml_are_replaced() {
        let all: String = ('\0'..=char::MAX).collect();
        let escaped = escape(&all);
        assert!(escaped.chars().all(is_xml));
        assert!(!escaped.contains(['\u{0}', '\u{b}', '\u{1b}', '\u{fffe}', '\u{ffff}']));
    }
}
