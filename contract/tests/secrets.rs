//! URLs with a user, a password or a signature are neither recorded nor printed.

mod support;

use neo_contract::vendor::vendor;
use support::{Bench, YAML};

fn no_secret(text: &str) {
    for secret in ["hunter2", "alice", "signed"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn a_recorded_address_has_no_query_and_no_credential() {
    let bench = Bench::new();
    let source = bench.file("spec.yaml", YAML);
    let record = |address: &str| vendor(&source, Some(address), &bench.out());
    let done = record("https://a.example/openapi.json?sig=signed#x").unwrap();
    assert_eq!(done.lock.source, "https://a.example/openapi.json");
    assert_eq!(
        record("the mail of May").unwrap().lock.source,
        "the mail of May"
    );
    for address in [
        "https://alice:hunter2@a.example/openapi.json",
        "https:/alice:hunter2@a.example/openapi.json",
        "https://hunter2@a.example/",
        "ftp://alice:hunter2@a.example/openapi.json",
    ] {
        no_secret(&record(address).unwrap_err().to_string());
    }
}

#[test]
fn a_pages_address_has_no_query_and_no_credential() {
    let page = |address: &str| format!("```yaml {address} get /a\n{YAML}```\n");
    let bench = Bench::new();
    let source = bench.file("page.md", page("https://a.example/openapi.json?sig=signed"));
    let origin = bench.vendor(&source).unwrap().lock.origin;
    assert_eq!(origin.as_deref(), Some("https://a.example/openapi.json"));
    let error = Bench::new().refused(
        "page.md",
        page("https://alice:hunter2@a.example/openapi.json"),
    );
    no_secret(&error);
    assert!(error.contains("a.example"), "{error}");
}

#[test]
fn an_address_that_cannot_be_read_is_not_repeated() {
    let bench = Bench::new();
    for address in [
        "ftp://alice:hunter2@a.example/openapi.json",
        "ftp:/alice:hunter2@a.example/openapi.json",
        "https:/alice:hunter2@a.example/openapi.json",
        "HTTPS:///alice:hunter2@a.example/openapi.json",
        "git+ssh://alice:hunter2@a.example/openapi.json",
    ] {
        no_secret(&bench.vendor(address).unwrap_err());
    }
}
