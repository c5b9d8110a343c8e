//! One comment on a pull request. GitHub takes 65,536 characters; this stays below.

use std::fmt::Write as _;

use super::Report;

const LIMIT: usize = 64_000;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = format!("**{}**\n\n{}.\n", escape(&report.bump()), report.tally());
    let mut left_out = 0;
    for (subject, findings) in report.groups() {
        let mut section = format!(
            "\n### `{}`\n\n| | change | rule | wire | surface |\n|---|---|---|---|---|\n",
            code(&subject)
        );
        for folded in &findings {
            let finding = folded.finding;
            let row = format!(
                "| {} | {} | `{}` | {:?} | {:?} |\n",
                finding.severity(report.profile).word(),
                escape(&folded.sentence()),
                finding.rule,
                finding.wire,
                finding.surface,
            );
            if out.chars().count() + section.chars().count() + row.chars().count() > LIMIT {
                left_out += 1;
            } else {
                section.push_str(&row);
            }
        }
        if out.chars().count() + section.chars().count() <= LIMIT {
            out.push_str(&section);
        }
    }
    if left_out > 0 {
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "\n{left_out} more findings do not fit here; `neo-contract diff` prints them all."
        );
    }
    out
}

/// Text from a document must not become markup, a mention, or a cell of its own.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' => out.push(' '),
            '@' => out.push_str("&#64;"),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '#' | '\\' | '~' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

fn code(text: &str) -> String {
    text.replace(['`', '\n', '\r'], " ")
}
