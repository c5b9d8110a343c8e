//! The report for programs.

use serde_json::json;

use super::Report;
use crate::sanitize;

pub(super) fn render(report: &Report<'_>) -> String {
    let findings: Vec<_> = report
        .diff
        .findings
        .iter()
        .map(|finding| {
            let mut value = serde_json::to_value(finding).unwrap_or_default();
            if let Some(object) = value.as_object_mut() {
                let page = format!("docs/rules.md#{}", finding.rule);
                object.insert("help".into(), json!(page));
                object.insert("severity".into(), json!(finding.severity(report.profile)));
                object.insert("fails".into(), json!(report.fails(finding)));
            }
            value
        })
        .collect();
    let surface = match &report.diff.surface {
        Ok(change) => {
            json!({"verdict": change.verdict(), "removed": change.removed, "added": change.added})
        }
        Err(why) => json!({"error": why}),
    };
    let value = json!({
        "format": 1,
        "base": report.base,
        "head": report.head,
        "findings": findings,
        "allowed": report.allowed,
        "failing": report.failing(),
        "surface": surface,
        "bump": report.diff.bump,
    });
    sanitize::json(&format!("{value:#}\n"))
}
