//! Changes of credentials or servers: verdicts for shipped clients, sentences and fingerprints.

// Another test uses the same list of variants.
#[path = "variants/list.rs"]
mod list;

use list::{OPERATION, SCHEMES, SECURITY, changed, contract, key, remove, set};
use neo_contract::diff::{self, Finding, Wire};
use serde_json::{Value, json};

fn findings(change: impl Fn(&mut Value)) -> Vec<Finding> {
    diff::findings(&contract(), &changed(change))
}

/// The contract with a second scheme, and an operation with `security`.
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
    let sentences = found.into_iter().map(|finding| finding.what).collect();
    (worst.unwrap_or(Wire::Safe), sentences)
}

#[test]
#[rustfmt::skip]
fn what_a_shipped_client_sends_is_enough_or_it_is_not() {
    let bearer = || json!([{"bearerAuth": []}]);
    for (from, to, wire, what) in [
        (bearer(), json!([{"k": []}]), Wire::Breaking, "bearerAuth is no longer sufficient"),
        (bearer(), json!([{"bearerAuth": [], "k": []}]), Wire::Breaking, "bearerAuth is no longer sufficient"),
        (bearer(), json!([]), Wire::Safe, "a credential is no longer required"),
        (bearer(), json!([{"bearerAuth": []}, {}]), Wire::Safe, "a credential is no longer required"),
        (json!([]), bearer(), Wire::Breaking, "a credential is now required: bearerAuth"),
        (json!([{"bearerAuth": []}, {}]), bearer(), Wire::Breaking, "a credential is now required: bearerAuth"),
        (bearer(), json!([{"bearerAuth": []}, {"k": []}]), Wire::Safe, "k is now sufficient"),
        (json!([{"bearerAuth": []}, {"k": []}]), json!([{"k": []}]), Wire::Breaking, "bearerAuth is no longer sufficient"),
        (json!([{"bearerAuth": []}, {"k": []}]), bearer(), Wire::Risky, "k is no longer sufficient"),
        (json!([{"bearerAuth": [], "k": []}]), bearer(), Wire::Safe, "bearerAuth is now sufficient"),
        (bearer(), json!([{"bearerAuth": ["admin"]}]), Wire::Breaking, "scope admin of bearerAuth added"),
    ] {
        let (found, sentences) = judged(&from, &to);
        assert_eq!(found, wire, "{from} to {to}: {sentences:?}");
        assert!(
            sentences.iter().any(|one| one == what),
            "{from} to {to}: {sentences:?}"
        );
    }
    assert!(judged(&json!([]), &json!([{}])).1.is_empty());
}

#[test]
fn a_renamed_security_scheme_is_safe() {
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
fn document_wide_security_is_judged_at_each_operation_that_inherits_it() {
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
}

/// Server lists from and to; the verdict, and the sentence.
#[test]
fn only_the_first_server_matters() {
    const API: &str = "https://api.example";
    const EU: &str = "https://eu.example";
    let list = |urls: &[&str]| -> Value { urls.iter().map(|url| json!({"url": url})).collect() };
    for (from, to, wire, what) in [
        (
            list(&[API, EU]),
            list(&[EU, API]),
            Wire::Risky,
            "the first server changed from https://api.example to https://eu.example",
        ),
        (
            list(&[API]),
            list(&[API, EU]),
            Wire::Safe,
            "servers changed from https://api.example to https://api.example, https://eu.example",
        ),
        (
            list(&[API, EU]),
            list(&[API]),
            Wire::Risky,
            "servers changed from https://api.example, https://eu.example to https://api.example",
        ),
        (
            list(&[API]),
            json!([{"url": API, "description": "production"}]),
            Wire::Safe,
            "documentation of the servers changed",
        ),
        (
            list(&[API]),
            json!([]),
            Wire::Risky,
            "servers changed from https://api.example to none",
        ),
        (
            list(&[API]),
            list(&["https://user:hunter2@api.example?key=hunter2#hunter2"]),
            Wire::Risky,
            "the first server is still https://api.example, with different variables, user or query",
        ),
    ] {
        let with = |servers: &Value| changed(|c| set(c, "/servers", servers.clone()));
        let found = diff::findings(&with(&from), &with(&to));
        assert_eq!(found.len(), 1, "{from} to {to}: {found:#?}");
        assert_eq!((found[0].wire, found[0].what.as_str()), (wire, what));
        assert!(!format!("{found:?}").contains("hunter2"), "{found:#?}");
    }
}

#[test]
fn sentences_say_from_what_to_what() {
    let base = changed(|c| {
        set(c, "/openapi", json!("3.1.0"));
        set(c, "/info/title", json!("Old"));
        set(c, &format!("{OPERATION}/x-foo"), json!(1));
        set(c, &format!("{OPERATION}/callbacks"), json!({"done": {}}));
    });
    for (pointer, value, location, what) in [
        (
            "/openapi".to_owned(),
            json!("3.1.1"),
            "",
            "openapi changed from 3.1.0 to 3.1.1",
        ),
        (
            "/info/title".to_owned(),
            json!("New"),
            "info",
            "title changed from Old to New",
        ),
        (format!("{OPERATION}/x-foo"), json!(2), "", "x-foo changed"),
        (format!("{OPERATION}/x-bar"), json!(2), "", "x-bar added"),
        (
            format!("{OPERATION}/callbacks/more"),
            json!({}),
            "callback",
            "more added",
        ),
        (
            format!("{SCHEMES}/bearerAuth/bearerFormat"),
            json!("JWT"),
            "security scheme bearerAuth",
            "bearerFormat added",
        ),
    ] {
        let mut head = base.clone();
        set(&mut head, &pointer, value);
        let found = diff::findings(&base, &head);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(
            (found[0].location.as_str(), found[0].what.as_str()),
            (location, what)
        );
        let risky = pointer.contains("callbacks");
        assert_eq!(found[0].wire == Wire::Safe, !risky, "{found:#?}");
    }
    let mut head = base.clone();
    remove(&mut head, &format!("{OPERATION}/x-foo"));
    assert_eq!(diff::findings(&base, &head)[0].what, "x-foo removed");
}

#[test]
fn another_kind_of_scheme_is_one_finding() {
    let scheme = format!("{SCHEMES}/bearerAuth");
    let bare = |scheme_is: Value| changed(|c| set(c, &scheme, scheme_is.clone()));
    let base = bare(json!({"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}));
    for (to, what) in [
        (key(), "changed from http bearer to apiKey X-K in header"),
        (
            json!({"type": "http", "scheme": "basic", "bearerFormat": "JWT"}),
            "changed from http bearer to http basic",
        ),
    ] {
        let found = diff::findings(&base, &bare(to));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(
            (found[0].wire, found[0].what.as_str()),
            (Wire::Breaking, what)
        );
    }
    let spelled = bare(json!({"type": "http", "scheme": "Bearer", "bearerFormat": "JWT"}));
    assert!(diff::findings(&base, &spelled).is_empty());
}
