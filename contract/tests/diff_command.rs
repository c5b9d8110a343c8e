//! `diff`, `accept` and `probe` as in a CI job.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const PROPERTY: &str = "/components/schemas/PublicPhoneNumber/properties/number/type";

/// The vendored contract, and a revision with a changed property type.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let own =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures/phone-numbers.json");
    fs::create_dir(folder.path().join("openapi")).unwrap();
    fs::copy(&own, folder.path().join("openapi/openapi.json")).unwrap();
    let mut revision: Value = serde_json::from_str(&fs::read_to_string(own).unwrap()).unwrap();
    *revision.pointer_mut(PROPERTY).unwrap() = "integer".into();
    fs::write(folder.path().join("broken.json"), revision.to_string()).unwrap();
    folder
}

fn run(folder: &TempDir, arguments: &[&str]) -> (Output, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_neo-contract"))
        .current_dir(folder.path())
        .env_remove("NEO_API_KEY")
        .env_remove("NEO_BASE_URL")
        .args(arguments)
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    (output, printed)
}

const DIFF: [&str; 5] = [
    "diff",
    "--base",
    "openapi/openapi.json",
    "--head",
    "broken.json",
];

fn diff(folder: &TempDir, more: &[&str]) -> (Output, String) {
    run(folder, &[&DIFF[..], more].concat())
}

fn json(folder: &TempDir, name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.path().join(name)).unwrap()).unwrap()
}

#[test]
fn findings_fail_the_run_and_the_last_line_has_the_version() {
    let folder = folder();
    let (output, printed) = diff(&folder, &[]);
    assert_eq!(output.status.code(), Some(1), "{printed}");
    let last = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .last()
        .unwrap()
        .to_owned();
    assert!(last.starts_with("Version bump: major — "), "{last}");
    assert_eq!(
        diff(&folder, &["--fail-on", "never"]).0.status.code(),
        Some(0)
    );
    let same = run(&folder, &["diff", "--base", "openapi/openapi.json"]);
    assert_eq!(same.0.status.code(), Some(0), "{}", same.1);
}

#[test]
fn contracts_that_cannot_be_compared_are_not_findings() {
    let folder = folder();
    let missing = run(&folder, &["diff", "--base", "nowhere.json"]);
    assert_eq!(missing.0.status.code(), Some(3));
    assert_eq!(run(&folder, &["diff"]).0.status.code(), Some(2));
    fs::write(folder.path().join("old.json"), "{\"swagger\": \"2.0\"}").unwrap();
    let (output, printed) = run(&folder, &["diff", "--base", "old.json"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        printed.contains("its `swagger` is \"2.0\"; convert it first"),
        "{printed}"
    );
}

#[test]
fn several_reports_at_once_each_in_its_format() {
    let folder = folder();
    let files = [
        "--format",
        "json=d.json",
        "--format",
        "junit=d.xml",
        "--format",
        "markdown=d.md",
    ];
    let (_, printed) = diff(&folder, &[&["--format", "github"], &files[..]].concat());
    assert!(
        printed
            .lines()
            .any(|line| line.starts_with("::error file=broken.json,line=")),
        "{printed}"
    );

    let report = json(&folder, "d.json");
    assert_eq!(report["bump"]["part"], "major");
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("diff-report.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let wrong: Vec<_> = validator
        .iter_errors(&report)
        .map(|error| error.to_string())
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");

    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("d.xml").contains("<failure "));
    assert!(read("d.md").contains("Version bump: major"));
    assert!(read("d.md").chars().count() < 65_000);
}

#[test]
fn a_report_overwrites_neither_another_nor_a_document() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let before = fs::read(path("broken.json")).unwrap();
    let full = format!("json={}", path("openapi/../broken.json").display());
    for formats in [
        ["json=r.json", "text=r.json"],
        ["json=r.json", "text=openapi/../r.json"],
        ["json", "text=broken.json"],
        ["json", "text=openapi/openapi.json"],
        ["json", "text=openapi/drift-allow.toml"],
        ["text", &full],
    ] {
        let (output, printed) = diff(&folder, &["--format", formats[0], "--format", formats[1]]);
        assert_eq!(output.status.code(), Some(2), "{formats:?}: {printed}");
        assert!(output.stdout.is_empty(), "{printed}");
        assert!(printed.lines().count() == 1, "{printed}");
    }
    assert_eq!(fs::read(path("broken.json")).unwrap(), before);
    assert!(!path("r.json").exists());
}

#[test]
fn an_accepted_finding_does_not_fail_and_a_stale_entry_does() {
    let folder = folder();
    diff(&folder, &["--format", "json=d.json"]);
    for finding in json(&folder, "d.json")["findings"].as_array().unwrap() {
        let name = finding["fingerprint"].as_str().unwrap();
        let accept = |reason| {
            run(&folder, &["accept", name, "--reason", reason])
                .0
                .status
                .code()
        };
        assert_eq!(accept("planned \"move\""), Some(0));
        assert_eq!(accept("again"), Some(5), "accepted twice");
    }
    let (output, printed) = diff(&folder, &[]);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    assert!(printed.contains("1 allowed"), "{printed}");

    let (output, printed) = run(&folder, &["diff", "--base", "openapi/openapi.json"]);
    assert_eq!(output.status.code(), Some(5), "an unused entry: {printed}");
    let list = folder.path().join("openapi/drift-allow.toml");
    let expired = fs::read_to_string(&list)
        .unwrap()
        .replace("expires = \"2", "expires = \"1");
    fs::write(&list, expired).unwrap();
    let (output, printed) = diff(&folder, &[]);
    assert_eq!(output.status.code(), Some(5));
    assert!(printed.contains("expired"), "{printed}");
    let dated = fs::read_to_string(&list).unwrap();
    let (start, _) = dated.split_once("expires = ").unwrap();
    fs::write(&list, format!("{start}expires = 2099-01-01\n")).unwrap();
    let (output, printed) = diff(&folder, &[]);
    assert_eq!(output.status.code(), Some(0), "a date of TOML: {printed}");
}

#[test]
fn an_invalid_entry_is_not_accepted() {
    let folder = folder();
    let name = "0123456789abcdef";
    for arguments in [
        vec!["accept", "no fingerprint", "--reason", "x"],
        vec!["accept", "0123456789ABCDEF", "--reason", "x"],
        vec!["accept", "0123456789abcde", "--reason", "x"],
        vec!["accept", name, "--reason", " "],
        vec!["accept", name, "--reason", "x", "--expires", "2020-01-01"],
        vec!["accept", name, "--reason", "x", "--expires", "tomorrow"],
        vec!["accept", name, "--reason", "x", "--dir", "nowhere"],
        vec!["accept", name, "--reason", "x", "--dir", "broken.json"],
    ] {
        let (output, printed) = run(&folder, &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {printed}");
        assert_eq!(printed.lines().count(), 1, "{printed}");
    }
    let list = folder.path().join("openapi/drift-allow.toml");
    assert!(!list.exists());
    let what = "a \"type\" changed";
    let arguments = ["accept", name, "--reason", "x", "--what", what];
    assert_eq!(run(&folder, &arguments).0.status.code(), Some(0));
    let written = fs::read_to_string(list).unwrap();
    assert!(written.contains("what = "), "{written}");
    assert!(written.contains("changed"), "{written}");
    let (_, printed) = diff(&folder, &["--no-allowlist"]);
    assert!(printed.contains(" --reason WHY --what TEXT"), "{printed}");
    let same = run(
        &folder,
        &["diff", "--no-allowlist", "--base", "openapi/openapi.json"],
    );
    assert!(!same.1.contains("accept"), "{}", same.1);
}

#[test]
fn a_recording_is_validated_without_printing_its_values() {
    let folder = folder();
    let number = r#"{"id":1,"number":5,"country":["ZZ","+0",null,null],"status":"ACTIVE",
        "minutes_used_this_month":null,"psa_settings":{"secret_a":1},"agent_settings":{},
        "created_at":"2024-01-02T03:04:05Z","extra":"s3cret"}"#;
    let meta = r#"{"request_id":"00000000-0000-0000-0000-000000000000","timings_ms":{}}"#;
    let body = format!("{{\"data\":[{number}],\"meta\":{meta}}}").replace('\n', "");
    let url = "https://api.example/public-api/phone/numbers?x=s3cret";
    let lines = format!(
        "{{\"method\":\"GET\",\"url\":\"{url}\",\"status\":200,\"body\":{body}}}\n\
         {{\"method\":\"GET\",\"url\":\"/public-api/phone/numbers\",\"status\":418,\"body\":{{}}}}\n"
    );
    fs::write(folder.path().join("r.jsonl"), lines).unwrap();
    let (output, printed) = run(&folder, &["probe", "--recording", "r.jsonl"]);
    assert_eq!(output.status.code(), Some(1), "{printed}");
    for location in [
        "/data/*/number",
        "/data/*/country: this value is not documented",
        "/data/*/extra: this field is not documented",
        "418: this status is not documented",
        "updated_at",
    ] {
        assert!(printed.contains(location), "{location}: {printed}");
    }
    assert!(
        !printed.contains("s3cret") && !printed.contains("ZZ"),
        "{printed}"
    );
    assert!(
        !printed.contains("secret_a"),
        "what is opaque is not looked into: {printed}"
    );
}

#[test]
fn a_key_is_checked_before_sending_and_never_printed() {
    let folder = folder();
    let (output, printed) = run(&folder, &["probe", "--base-url", "http://api.example"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(printed.contains("https"), "{printed}");
    let output = Command::new(env!("CARGO_BIN_EXE_neo-contract"))
        .current_dir(folder.path())
        .env("NEO_API_KEY", "pasted-s3cret")
        .args(["probe", "--base-url", "http://127.0.0.1:9"])
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3));
    assert!(
        printed.contains("neo_sk_") && !printed.contains("s3cret"),
        "{printed}"
    );
}

#[test]
fn a_dangling_reference_of_the_head_is_named_before_the_changes_it_causes() {
    let folder = TempDir::new().unwrap();
    let schema = serde_json::json!({ "$ref": "#/components/schemas/A" });
    let base = serde_json::json!({
        "openapi": "3.1.0", "info": { "title": "a", "version": "1" },
        "paths": { "/a": { "get": { "operationId": "a", "responses": { "200": {
            "description": "", "content": { "application/json": { "schema": schema } } } } } } },
        "components": { "schemas": {
            "A": { "type": "object", "properties": {
                "x": { "$ref": "#/components/schemas/B" },
                "old": { "$ref": "#/components/schemas/Old" },
            } },
            "B": { "type": "object", "properties": { "k": { "type": "string" } } },
        } },
    });
    let mut head = base.clone();
    head["components"]["schemas"]
        .as_object_mut()
        .unwrap()
        .remove("B");
    fs::write(folder.path().join("base.json"), base.to_string()).unwrap();
    fs::write(folder.path().join("head.json"), head.to_string()).unwrap();
    let arguments = ["diff", "--base", "base.json", "--head", "head.json"];
    let (output, printed) = run(&folder, &arguments);
    let errors = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<&str> = errors.lines().collect();
    let [line] = lines.as_slice() else {
        panic!("{printed}");
    };
    for text in [
        "head.json: /components/schemas/A/properties/x/$ref",
        "`#/components/schemas/B` does not resolve",
    ] {
        assert!(line.contains(text), "{printed}");
    }
}

#[test]
fn hints_name_the_folder_unless_it_is_the_default() {
    let folder = folder();
    fs::rename(folder.path().join("openapi"), folder.path().join("my api")).unwrap();
    let arguments = [
        "diff",
        "--dir",
        "my api",
        "--base",
        "my api/openapi.json",
        "--head",
        "broken.json",
    ];
    for form in ["text", "markdown", "html"] {
        let (_, printed) = run(&folder, &[&arguments[..], &["--format", form]].concat());
        let named = printed.contains("--reason WHY --dir 'my api'")
            || printed.contains("--reason WHY --dir &#39;my api&#39;");
        assert!(named, "{form}: {printed}");
    }
    let (output, printed) = run(&folder, &["vendor", "broken.json", "--dir", "my api"]);
    assert!(output.status.success(), "{printed}");
    assert!(
        printed.contains("check --write --dir 'my api'\n"),
        "{printed}"
    );
    let (_, printed) = run(&folder, &["check", "--dir", "my api"]);
    assert!(
        printed.contains("check --write --dir 'my api'\n"),
        "{printed}"
    );
    let (_, printed) = run(&folder, &["explain"]);
    assert!(printed.contains("--dir is the folder"), "{printed}");
}

#[test]
fn vendor_counts_losses_and_names_the_option_that_refuses_them() {
    let folder = TempDir::new().unwrap();
    let document = serde_json::json!({
        "openapi": "3.1.0", "info": { "title": "a", "version": "1" }, "paths": {},
        "components": { "schemas": { "A": { "type": "string", "maxLenght": 1, "minLenght": 1 } } },
    });
    fs::write(folder.path().join("new.json"), document.to_string()).unwrap();
    let (output, printed) = run(&folder, &["vendor", "new.json"]);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    assert_eq!(
        printed.matches("\nlost: /components/schemas/A").count(),
        2,
        "{printed}"
    );
    assert!(
        printed.contains("losses: 2; ") && printed.contains("--strict"),
        "{printed}"
    );
    let (output, printed) = run(&folder, &["vendor", "new.json", "--strict"]);
    assert_eq!(output.status.code(), Some(3), "{printed}");
}
