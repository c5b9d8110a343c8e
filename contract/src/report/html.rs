//! One self-contained page, to read and filter a large revision.

use std::fmt::Write as _;
use std::path::Path;

use super::{Change, Class, Report, accept_command};
use crate::sanitize;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    let title = escape(&sanitize::line(&format!(
        "{} to {}",
        report.base, report.head
    )));
    // Nothing is loaded; the policy holds even if a document finds a way around `escape`. Writing to a String cannot
    // fail.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>{}</h1>\n<p>{title}: {}.</p>\n</header>\n",
        hash(STYLE),
        hash(SCRIPT),
        escape(&report.bump()),
        escape(&report.tally()),
    );
    let groups = report.groups();
    let mut classes: Vec<(Class, usize)> = Vec::new();
    for group in &groups {
        match classes.iter_mut().find(|(class, _)| *class == group.class) {
            Some((_, count)) => *count += group.changes.len(),
            None => classes.push((group.class, group.changes.len())),
        }
    }
    out.push_str("<form>\n<label>Filter <input type=\"search\" id=\"words\" placeholder=\"operation, location, rule, fingerprint\"></label>\n");
    for (class, count) in &classes {
        let checked = if *class == Class::Informational {
            ""
        } else {
            " checked"
        };
        let _ = writeln!(
            out,
            "<label><input type=\"checkbox\" value=\"{}\"{checked}> {} ({count})</label>",
            class.word(),
            class.title()
        );
    }
    out.push_str("<output id=\"shown\"></output>\n</form>\n<main>\n");
    for group in &groups {
        let operation = group
            .changes
            .iter()
            .find_map(|change| change.finding.operation.as_deref());
        let name =
            operation.map(|name| format!(" <small>{}</small>", escape(&sanitize::line(name))));
        let _ = writeln!(
            out,
            "<section class=\"{}\">\n<h2>{}{}</h2>\n<p class=\"class\">{}</p>\n<ul>",
            group.class.word(),
            escape(&group.subject),
            name.unwrap_or_default(),
            group.class.title()
        );
        for change in &group.changes {
            item(change, report.folder, &mut out);
        }
        out.push_str("</ul>\n</section>\n");
    }
    let _ = write!(
        out,
        "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    );
    out
}

fn item(change: &Change<'_>, folder: &Path, out: &mut String) {
    let finding = change.finding;
    let _ = writeln!(out, "<li>\n<p>{}</p>", escape(&change.sentence()));
    let also = change.also();
    if !also.is_empty() {
        let locations = change.others.len();
        let plural = if locations == 1 {
            "location"
        } else {
            "locations"
        };
        let _ = writeln!(
            out,
            "<details><summary>and in {locations} more {plural}</summary>"
        );
        for location in also {
            let _ = writeln!(out, "<p>{}</p>", escape(&location));
        }
        out.push_str("</details>\n");
    }
    let _ = writeln!(
        out,
        "<p class=\"detail\"><a href=\"{}\">{}</a> [{}] <code>{}</code></p>\n<p class=\"detail\"><code>{}</code></p>\n</li>",
        escape(&change.page()),
        escape(&finding.rule),
        change.verdicts(),
        escape(&change.pointer()),
        escape(&accept_command(finding, folder)),
    );
}

/// The hash of a script or style for a content security policy.
fn hash(text: &str) -> String {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    use sha2::{Digest as _, Sha256};
    BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()))
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
