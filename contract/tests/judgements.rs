//! What a change of credentials or servers does to a shipped client, in which words, and under which fingerprint.

// The list of variants is another test's as well.
#[path = "variants/list.rs"]
mod list;

use list::{contract, remove, set};
use neo_contract::diff::{self, Finding, Wire};
use serde_json::{Value, json};

const OPERATION: &str = "/paths/~1public-api~1phone~1numbers/get";
const SECURITY: &str = "/paths/~1public-api~1phone~1numbers/get/security";
const SCHEMES: &str = "/components/securitySchemes";

fn changed(change: impl Fn(&mut Value)) -> Value {
    let mut head = contract();
    change(&mut head);
    head
}

fn findings(change: impl Fn(&mut Value)) -> Vec<Finding> {
    diff::findings(&contract(), &changed(change))
}

fn key() -> Value {
    json!({"type": "apiKey", "in": "header", "name": "X-K"})
}

/// The contract with a second scheme, and an operation that asks for `security`.
fn secured(security: Value) -> Value {
    changed(|c| {
        set(c, &format!("{SCHEMES}/k"), key());
        set(c, SECURITY, security.clone());
    })
}

/// The worst verdict between two requirements, and all sentences of the operation.
fn judged(from: &Value, to: &Value) -> (Wire, Vec<String>) {
    let found = diff::findings(&secured(from.clone()), &secured(to.clone()));
    let worst = found.iter().map(|finding| finding.wire).max();
    let said = found.into_iter().map(|finding| finding.what).collect();
    (worst.unwrap_or(Wire::Safe), said)
}

#[test]
fn what_a_shipped_client_sends_is_enough_or_it_is_not() {
    let bearer = || json!([{"bearerAuth": []}]);
    for (from, to, wire, says) in [
        (
            bearer(),
            json!([{"k": []}]),
            Wire::Breaking,
            "bearerAuth is no longer enough",
        ),
        (
            bearer(),
            json!([{"bearerAuth": [], "k": []}]),
            Wire::Breaking,
            "bearerAuth is no longer enough",
        ),
        (
            bearer(),
            json!([]),
            Wire::Safe,
            "no credential is needed any more",
        ),
        (
            bearer(),
            json!([{"bearerAuth": []}, {}]),
            Wire::Safe,
            "no credential is needed any more",
        ),
        (
            json!([]),
            bearer(),
            Wire::Breaking,
            "a credential is needed where none was: bearerAuth",
        ),
        (
            json!([{"bearerAuth": []}, {}]),
            bearer(),
            Wire::Breaking,
            "a credential is needed where none was: bearerAuth",
        ),
        (
            bearer(),
            json!([{"bearerAuth": []}, {"k": []}]),
            Wire::Safe,
            "k is enough now",
        ),
        (
            json!([{"bearerAuth": []}, {"k": []}]),
            json!([{"k": []}]),
            Wire::Breaking,
            "bearerAuth is no longer enough",
        ),
        (
            json!([{"bearerAuth": []}, {"k": []}]),
            bearer(),
            Wire::Risky,
            "k is no longer enough",
        ),
        (
            json!([{"bearerAuth": [], "k": []}]),
            bearer(),
            Wire::Safe,
            "bearerAuth is enough now",
        ),
        (
            bearer(),
            json!([{"bearerAuth": ["admin"]}]),
            Wire::Breaking,
            "scope admin of bearerAuth added",
        ),
    ] {
        let (found, said) = judged(&from, &to);
        assert_eq!(found, wire, "{from} to {to}: {said:?}");
        assert!(
            said.iter().any(|one| one == says),
            "{from} to {to}: {said:?}"
        );
    }
    assert!(judged(&json!([]), &json!([{}])).1.is_empty());
}

#[test]
fn a_scheme_that_is_only_renamed_shuts_nobody_out() {
    let found = findings(|c| {
        let scheme = remove(c, &format!("{SCHEMES}/bearerAuth"));
        set(c, &format!("{SCHEMES}/jwt"), scheme);
        set(c, SECURITY, json!([{"jwt": []}]));
    });
    assert!(
        found.iter().all(|finding| finding.wire == Wire::Safe),
        "{found:#?}"
    );
    let renamed = found
        .iter()
        .filter(|finding| finding.rule == "rust-security-renamed");
    assert_eq!(renamed.count(), 1, "{found:#?}");
}

#[test]
fn harmless_and_fatal_removals_have_names_of_their_own() {
    let removal = |to: Value| {
        let found = diff::findings(&secured(json!([{"bearerAuth": []}])), &secured(to));
        let removal = found
            .into_iter()
            .find(|one| one.rule == "api-security-removed");
        removal.unwrap().fingerprint
    };
    assert_ne!(removal(json!([])), removal(json!([{"k": []}])));
}

#[test]
fn what_is_said_for_all_operations_is_judged_at_each_that_takes_it() {
    let bearer = || json!([{"bearerAuth": []}]);
    for (what, found) in [
        ("kept", findings(|c| set(c, "/security", bearer()))),
        (
            "inherited",
            findings(|c| {
                set(c, "/security", bearer());
                remove(c, SECURITY);
            }),
        ),
    ] {
        let safe = found.iter().all(|finding| finding.wire == Wire::Safe);
        assert!(safe && found.len() == 1, "{what}: {found:#?}");
        assert_eq!(found[0].rule, "api-global-security-added", "{what}");
    }

    let base = changed(|c| {
        remove(c, SECURITY);
    });
    let mut head = base.clone();
    set(&mut head, "/security", bearer());
    let found = diff::findings(&base, &head);
    let breaking: Vec<_> = found
        .iter()
        .filter(|finding| finding.wire == Wire::Breaking)
        .collect();
    assert_eq!(breaking.len(), 1, "{found:#?}");
    assert_eq!(breaking[0].rule, "api-security-added");
    assert!(head.pointer(OPERATION).is_some());
}
