//! The verdicts on edits of the contracts in `codegen/tests/corpus`: `verdicts.json` has a merge patch (RFC 7396) for each,
//! and the most severe wire and surface that its findings may have.

use std::fs;
use std::path::Path;

use neo_contract::diff;
use serde_json::Value;

use self::merge_patch::merge;

#[path = "support/merge_patch.rs"]
mod merge_patch;

#[test]
fn each_edit_has_its_verdict() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(folder.join(path)).unwrap()).unwrap()
    };
    let edits = read("tests/verdicts.json");
    let mut wrong = Vec::new();
    for edit in edits.as_array().unwrap() {
        let text = |key: &str| edit[key].as_str().unwrap_or("none");
        let base = read(&format!("../codegen/tests/corpus/{}.json", text("base")));
        let mut head = base.clone();
        merge(&mut head, &edit["patch"]);
        let diff = diff::diff(&base.to_string(), &head.to_string()).unwrap();
        let wire = diff.findings.iter().map(|it| it.wire).max();
        let surface = diff.findings.iter().map(|it| it.surface).max();
        let name = |value: Value| value.as_str().unwrap_or("none").to_owned();
        let found = (
            name(serde_json::to_value(wire).unwrap()),
            name(serde_json::to_value(surface).unwrap()),
        );
        let has_rule = match edit["rule"].as_str() {
            Some(rule) => diff.findings.iter().any(|it| it.rule == rule),
            None => diff.findings.is_empty(),
        };
        if (found.0.as_str(), found.1.as_str()) != (text("wire"), text("surface")) || !has_rule {
            let rules: Vec<&str> = diff.findings.iter().map(|it| it.rule.as_ref()).collect();
            wrong.push(format!("{}: {found:?} {rules:?}", text("name")));
        }
        // The way back is judged too, and finds something where the edit does.
        let back = diff::diff(&head.to_string(), &base.to_string()).unwrap();
        if back.findings.is_empty() != diff.findings.is_empty() {
            wrong.push(format!("{}: nothing on the way back", text("name")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
