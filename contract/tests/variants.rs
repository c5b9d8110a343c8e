//! A contract with one change at a time: the findings, and the resulting version.

#[path = "variants/list.rs"]
mod list;

use list::{contract, variants};
use neo_contract::diff::{self, Diff};
use serde_json::{Value, json};

fn compare(base: &Value, head: &Value) -> Diff {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi");
    let mut options = neo_api_codegen::Options::default();
    options.conventions =
        neo_contract::conventions::read(&folder.join("conventions.json")).unwrap();
    diff::diff_with(&base.to_string(), &head.to_string(), &options).unwrap()
}

#[test]
fn each_change_has_its_finding_and_its_version() {
    let base = contract();
    let variants = variants();
    assert!(variants.len() >= 40);
    let mut wrong = Vec::new();
    for variant in variants {
        let mut head = base.clone();
        (variant.change)(&mut head);
        assert_ne!(base, head, "{}: nothing changed", variant.what);
        let diff = compare(&base, &head);
        let found: Vec<_> = diff
            .findings
            .iter()
            .map(|finding| (finding.rule.as_str(), finding.wire))
            .collect();
        let as_expected = match variant.found {
            None => found.is_empty(),
            Some(expected) => found.contains(&expected),
        };
        if !as_expected || diff.bump.part != variant.bump {
            let surface = diff
                .surface
                .as_ref()
                .map(|change| (change.removed.len(), change.added.len()));
            wrong.push(format!(
                "{}: expected {:?} and {:?}, found {found:?} and {:?} ({})\n    {surface:?}",
                variant.what, variant.found, variant.bump, diff.bump.part, diff.bump.reason
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_component_that_nothing_refers_to_does_not_change_in_silence() {
    let mut base = contract();
    for (kind, component) in [
        (
            "parameters",
            json!({"name": "a", "in": "query", "schema": {"type": "string"}}),
        ),
        ("headers", json!({"schema": {"type": "string"}})),
        (
            "responses",
            json!({"description": "", "content": {"application/json": {"schema": {"type": "string"}}}}),
        ),
        (
            "requestBodies",
            json!({"content": {"application/json": {"schema": {"type": "string"}}}}),
        ),
        ("examples", json!({"value": "string"})),
        ("x-own", json!({"value": "string"})),
    ] {
        base["components"][kind] = json!({});
        let mut head = base.clone();
        head["components"][kind]["Unused"] = component.clone();
        let rules = |base: &Value, head: &Value| -> Vec<String> {
            diff::findings(base, head)
                .into_iter()
                .map(|finding| finding.rule)
                .collect()
        };
        assert_eq!(rules(&base, &head).len(), 1, "{kind} added");
        assert_eq!(rules(&head, &base).len(), 1, "{kind} removed");
        let edited = head["components"][kind]["Unused"]
            .to_string()
            .replace("\"string\"", "\"boolean\"");
        let mut other = head.clone();
        other["components"][kind]["Unused"] = serde_json::from_str(&edited).unwrap();
        assert_eq!(rules(&head, &other).len(), 1, "{kind} edited");
    }
}

#[test]
fn a_finding_that_explains_some_interface_lines_hides_no_others() {
    let base = contract();
    let surface_changed = |change: &dyn Fn(&mut Value)| {
        let mut head = base.clone();
        change(&mut head);
        let findings = compare(&base, &head).findings;
        let found = findings
            .into_iter()
            .find(|finding| finding.rule == "rust-surface-changed");
        found.map(|finding| finding.arguments.join("\n"))
    };
    let without_inactive = |head: &mut Value| {
        let values = &mut head["components"]["schemas"]["PhoneNumberStatus"]["enum"];
        values.as_array_mut().unwrap().retain(|it| it != "INACTIVE");
    };
    let with_country_inside = |head: &mut Value| {
        let country = head["components"]["schemas"]["CountryCode"].clone();
        head["components"]["schemas"]["PublicPhoneNumber"]["properties"]["country"] = country;
    };
    assert_eq!(surface_changed(&without_inactive), None);
    let both = surface_changed(&|head| {
        without_inactive(head);
        with_country_inside(head);
    });
    let both = both.unwrap();
    assert!(both.contains("PublicPhoneNumber.country"), "{both}");
    assert!(!both.contains("Inactive"), "{both}");
}
