//! One comment on a pull request. GitHub allows 65,536 characters; this stays below.

use std::fmt::Write as _;

use super::{Change, Class, Report, accept_command};

const LIMIT: usize = 64_000;
/// The maximum number of locations in a row.
const MOST_LOCATIONS: usize = 20;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = format!("**{}**\n\n{}.\n", escape(&report.bump()), report.tally());
    let worst = report
        .changes()
        .into_iter()
        .find(|change| report.fails(change.finding));
    if let Some(worst) = worst {
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "\nTo accept a change: `{}`",
            accept_command(worst.finding, report.folder)
        );
    }
    let mut left_out = 0;
    let mut length = out.chars().count();
    let mut class = None;
    let groups = report.groups();
    let folded = groups
        .iter()
        .any(|group| group.class == Class::Informational);
    for group in &groups {
        let mut section = String::new();
        if class.replace(group.class) != Some(group.class) {
            section.push_str(&match group.class {
                // Documentation changes are folded.
                Class::Informational => {
                    format!("\n<details><summary>{}</summary>\n", group.class.title())
                }
                _ => format!("\n## {}\n", group.class.title()),
            });
        }
        let _ = write!(
            section,
            "\n### `{}`\n\n| change | rule | wire | surface | fingerprint |\n|---|---|---|---|---|\n",
            code(&group.subject)
        );
        let mut rows = 0;
        for change in &group.changes {
            let row = row(change);
            if length + section.chars().count() + row.chars().count() > LIMIT {
                left_out += 1;
            } else {
                section.push_str(&row);
                rows += 1;
            }
        }
        if rows > 0 {
            length += section.chars().count();
            out.push_str(&section);
        }
    }
    if folded && out.contains("<details>") {
        out.push_str("\n</details>\n");
    }
    if left_out > 0 {
        let _ = writeln!(
            out,
            "\n{left_out} more changes do not fit here; `neo-contract diff` prints them all."
        );
    }
    out
}

fn row(change: &Change<'_>) -> String {
    let finding = change.finding;
    let mut sentence = escape(&change.sentence());
    let also = change.also();
    for location in also.iter().take(MOST_LOCATIONS) {
        sentence.push_str("<br>also in ");
        sentence.push_str(&escape(location));
    }
    if also.len() > MOST_LOCATIONS {
        let _ = write!(sentence, "<br>and in {} more", also.len() - MOST_LOCATIONS);
    }
    format!(
        "| {sentence} | [{}]({}) | {:?} | {:?} | `{}` |\n",
        finding.rule,
        change.page(),
        finding.wire,
        finding.surface,
        finding.fingerprint,
    )
}

/// Text from a document must not become markup, a mention, or another cell.
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
