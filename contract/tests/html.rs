//! The HTML report is self-contained: nothing is loaded, and it has every change with its class.

use std::path::Path;
use std::process::Command;

fn rendered(form: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/rework");
    let output = Command::new(env!("CARGO_BIN_EXE_neo-contract"))
        .current_dir(folder)
        .args([
            "diff",
            "--no-allowlist",
            "--base",
            "base.json",
            "--head",
            "head.json",
            "--format",
            form,
        ])
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_page_loads_nothing_and_holds_every_change() {
    let page = rendered("html");
    let report: serde_json::Value = serde_json::from_str(&rendered("json")).unwrap();
    for loads in ["src=", "http://", "https://", "@import", "url("] {
        assert!(!page.contains(loads), "{loads}");
    }
    let findings = report["findings"].as_array().unwrap();
    let prints: std::collections::BTreeSet<_> = findings
        .iter()
        .map(|one| one["fingerprint"].as_str().unwrap())
        .collect();
    for print in &prints {
        assert!(
            page.contains(&format!("neo-contract accept {print} ")),
            "{print}"
        );
    }
    assert_eq!(page.matches("<li>").count(), prints.len());
    for class in ["breaks-clients", "breaks-callers", "safe", "informational"] {
        assert!(
            page.contains(&format!("<section class=\"{class}\">")),
            "{class}"
        );
        assert!(page.contains(&format!("value=\"{class}\"")), "{class}");
    }
}
