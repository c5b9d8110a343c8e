//! Fingerprints: accepting a change accepts that change and no other.

// Another test uses the same list of variants.
#[path = "variants/list.rs"]
mod list;

use std::collections::BTreeMap;

use list::{OPERATION, SCHEMES, SECURITY, changed, contract, key, remove, set};
use neo_contract::diff::{self, Finding, Wire};
use serde_json::{Value, json};

/// Locations with three values: changing from the first to the second differs from changing to the third.
#[test]
fn an_accepted_change_covers_no_other_change_at_its_location() {
    let schema = "/components/schemas/PublicPhoneNumber/properties/number";
    let long = |end: &str| json!(format!("{}{end}", "a long text ".repeat(12)));
    let server = |url: &str| json!([{"url": url}]);
    let callback = |path: &str| json!({"done": {path: {}}});
    let code = |end: &str| json!({"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": end, "scopes": {"a": end}}}});
    let body = |kind: &str| json!({"content": {"multipart/form-data": {"schema": {}, "encoding": {"a": {"contentType": kind}}}}});
    let locations = [
        (
            "/servers".to_owned(),
            [
                server("https://a"),
                server("https://b"),
                server("https://c"),
            ],
        ),
        (
            "/openapi".to_owned(),
            [json!("3.1.0"), json!("3.1.1"), json!("3.1.2")],
        ),
        (
            "/info/version".to_owned(),
            [json!("1"), json!("2"), json!("3")],
        ),
        (
            "/tags".to_owned(),
            [json!([]), json!([{"name": "a"}]), json!([{"name": "b"}])],
        ),
        (
            "/components/x-own".to_owned(),
            [json!(1), json!(2), json!(3)],
        ),
        (format!("{OPERATION}/x-own"), [json!(1), json!(2), json!(3)]),
        (
            format!("{OPERATION}/description"),
            [long("a"), long("b"), long("c")],
        ),
        (
            format!("{OPERATION}/callbacks"),
            [callback("a"), callback("b"), callback("c")],
        ),
        (
            format!("{OPERATION}/requestBody"),
            [body("a/a"), body("b/b"), body("c/c")],
        ),
        (
            format!("{SCHEMES}/bearerAuth"),
            [
                key(),
                json!({"type": "http", "scheme": "bearer"}),
                json!({"type": "http", "scheme": "basic"}),
            ],
        ),
        (
            format!("{SCHEMES}/bearerAuth"),
            [code("a"), code("b"), code("c")],
        ),
        (
            SECURITY.to_owned(),
            [json!([{"bearerAuth": []}]), json!([]), json!([{"k": []}])],
        ),
        (format!("{schema}/x-own"), [json!(1), json!(2), json!(3)]),
        (
            format!("{schema}/unheardOf"),
            [json!(1), json!(2), json!(3)],
        ),
        (
            format!("{schema}/description"),
            [long("a"), long("b"), long("c")],
        ),
        (
            format!("{schema}/default"),
            [json!("a"), json!("b"), json!("c")],
        ),
        (format!("{schema}/const"), [long("a"), long("b"), long("c")]),
        (
            format!("{schema}/pattern"),
            [long("a"), long("b"), long("c")],
        ),
        (
            format!("{schema}/maxLength"),
            [json!(9), json!(8), json!(7)],
        ),
        (
            format!("{schema}/contentMediaType"),
            [long("a"), long("b"), long("c")],
        ),
        (
            format!("{schema}/discriminator"),
            [
                json!({"propertyName": "a"}),
                json!({"propertyName": "b"}),
                json!({"propertyName": "c"}),
            ],
        ),
        (
            format!("{schema}/dependentRequired"),
            [
                json!({"a": ["a"]}),
                json!({"a": ["b"]}),
                json!({"a": ["c"]}),
            ],
        ),
    ];
    let mut shared = Vec::new();
    for (location, values) in locations {
        let with = |value: &Value| changed(|c| set(c, &location, value.clone()));
        let [from, one, other] = values.each_ref().map(with);
        let without = changed(|c| {
            if c.pointer(&location).is_some() {
                remove(c, &location);
            }
        });
        for base in [&from, &without] {
            let (one, other) = (diff::findings(base, &one), diff::findings(base, &other));
            assert!(
                base == &without || !(one.is_empty() || other.is_empty()),
                "{location}"
            );
            // A new component is accepted by its name, whatever it contains.
            let new = |finding: &Finding| {
                [
                    "api-security-component-added",
                    "request-body-added-optional",
                ]
                .contains(&finding.rule.as_str())
            };
            for finding in one.iter().filter(|finding| !new(finding)) {
                let twin = |twin: &&Finding| twin.fingerprint == finding.fingerprint;
                if let Some(twin) = other.iter().find(twin) {
                    shared.push(format!("{location}: {} — {}", finding.what, twin.what));
                }
            }
        }
    }
    assert!(shared.is_empty(), "{}", shared.join("\n"));
}

#[test]
fn no_two_variants_share_a_fingerprint_without_sharing_the_sentence() {
    let base = contract();
    let mut known: BTreeMap<String, (String, Wire, &str)> = BTreeMap::new();
    for variant in list::variants() {
        let mut head = base.clone();
        (variant.change)(&mut head);
        for finding in diff::findings(&base, &head) {
            let verdict = (finding.what, finding.wire, variant.what);
            let first = known.entry(finding.fingerprint).or_insert(verdict.clone());
            assert_eq!(
                (&first.0, first.1),
                (&verdict.0, verdict.1),
                "{} and {}",
                first.2,
                verdict.2
            );
        }
    }
}

#[test]
fn examples_and_extensions_are_not_repeated() {
    let number = "/components/schemas/PublicPhoneNumber/properties/number";
    for location in [number, OPERATION, "/components"] {
        for name in ["x-own", "example"] {
            let found = diff::findings(
                &contract(),
                &changed(|c| set(c, &format!("{location}/{name}"), json!("hunter2"))),
            );
            assert!(!format!("{found:?}").contains("hunter2"), "{found:#?}");
        }
    }
}
