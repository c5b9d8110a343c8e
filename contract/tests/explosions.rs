//! Documents made to explode end no program: `diff` and `explain` say what they make of each.

#[path = "../../codegen/tests/support/explosions.rs"]
mod documents;
mod support;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::Bench;

/// Against loops without end alone.
const GUARD: Duration = Duration::from_secs(300);

const SMALL: &str = r#"{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{}}"#;

/// The exit code and standard error.
fn run(bench: &Bench, arguments: &[&str]) -> (Option<i32>, String) {
    let stderr = bench.folder.path().join("stderr");
    let mut child = Command::new(env!("CARGO_BIN_EXE_neo-contract"))
        .current_dir(bench.folder.path())
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(&stderr).unwrap())
        .spawn()
        .unwrap();
    let begin = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begin.elapsed() > GUARD {
            child.kill().unwrap();
            panic!("{arguments:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let stderr = std::fs::read(&stderr).unwrap();
    (status.code(), String::from_utf8_lossy(&stderr).into_owned())
}

#[test]
fn what_is_made_to_explode_is_compared_or_refused() {
    let bench = Bench::new();
    let small = bench.file("small.json", SMALL);
    std::fs::create_dir(bench.out()).unwrap();
    for (name, text) in documents::all(100) {
        println!("{name}");
        let edited = text
            .replacen(r#""type":"string""#, r#""type":"boolean""#, 3)
            .replacen("value-7", "value-x", 1);
        let retargeted = text.replacen("schemas/A7\"", "schemas/A3\"", 3);
        let narrowed = text.replace(r#""type":"array""#, r#""type":"array","minItems":1"#);
        let (base, head) = (
            bench.file("base.json", &text),
            bench.file("head.json", &edited),
        );
        let retargeted = bench.file("retargeted.json", &retargeted);
        let narrowed = bench.file("narrowed.json", &narrowed);
        std::fs::write(bench.out().join("openapi.json"), &text).unwrap();
        let mut all = vec![
            vec!["diff", "--base", &base, "--head", &head],
            vec!["diff", "--base", &small, "--head", &head],
            vec!["explain"],
        ];
        if name == "a oneOf of each other" {
            all.push(vec!["diff", "--base", &base, "--head", &retargeted]);
            all.push(vec!["diff", "--base", &base, "--head", &narrowed]);
        }
        for arguments in all {
            let (code, stderr) = run(&bench, &arguments);
            // Clean, findings, or a document that cannot be loaded: no signal, and no panic.
            assert!(
                matches!(code, Some(0 | 1 | 3)),
                "{name} {arguments:?}: {code:?} {stderr}"
            );
            assert!(!stderr.contains("panicked"), "{name}: {stderr}");
        }
    }
}

/// `count` unions, each of lists of the others.
fn unions(count: usize) -> serde_json::Value {
    documents::document(documents::each_other(count))
}

/// Locations with too much to compare are reported; equal text is never a difference, however long.
#[test]
fn reference_sites_beyond_the_limit_are_reported_as_not_compared() {
    // The program compares on a stack of this size.
    let compared = std::thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(compare_unions)
        .unwrap();
    compared.join().unwrap();
}

fn compare_unions() {
    let base = unions(20);
    assert_eq!(neo_contract::diff::findings(&base, &base), []);
    // Each union may have become each of the others: all of them name twins of what they named.
    let (mut base, mut head) = (base.clone(), base);
    let originals = base["components"]["schemas"].to_string();
    let twins = originals.replace("schemas/A", "schemas/B");
    let twins: serde_json::Value = serde_json::from_str(&twins).unwrap();
    for (name, twin) in twins.as_object().unwrap() {
        let called = name.replace('A', "B");
        base["components"]["schemas"][&called] = twin.clone();
        head["components"]["schemas"][&called] = twin.clone();
        head["components"]["schemas"][name] = twin.clone();
    }
    let findings = neo_contract::diff::findings(&base, &head);
    let not_compared = findings
        .iter()
        .filter(|finding| finding.rule == "rust-schema-not-compared");
    let mut count = 0;
    for finding in not_compared {
        count += 1;
        assert!(finding.what.contains("not compared"), "{finding:?}");
        assert!(
            finding.base_pointer.is_some() && finding.head_pointer.is_some(),
            "{finding:?}"
        );
    }
    assert!(count > 0, "{} findings", findings.len());
    // Fewer such unions are compared as a whole.
    let (few, mut other) = (unions(4), unions(4));
    other["components"]["schemas"]["A1"]["oneOf"][0]["items"] =
        serde_json::json!({ "type": "string" });
    let findings = neo_contract::diff::findings(&few, &other);
    assert!(!findings.is_empty());
    assert!(
        findings
            .iter()
            .all(|finding| finding.rule != "rust-schema-not-compared"),
        "{findings:#?}"
    );
}

/// A change at the end of a long chain is reported in every body that reaches it.
#[test]
fn what_is_compared_once_is_reported_in_every_body() {
    let schema =
        |index: usize| serde_json::json!({ "$ref": format!("#/components/schemas/A{index}") });
    let document = |end: &str| {
        let schemas: serde_json::Map<String, serde_json::Value> = (0..6)
            .map(|index| {
                let next = schema((index + 1) % 6);
                let members = serde_json::json!({ "next": next, "own": { "type": if index == 3 { end } else { "string" } } });
                (format!("A{index}"), serde_json::json!({ "type": "object", "properties": members }))
            })
            .collect();
        let paths: serde_json::Map<String, serde_json::Value> = (0..6)
            .map(|index| {
                let body = serde_json::json!({ "application/json": { "schema": schema(index) } });
                let operation = serde_json::json!({ "operationId": format!("it{index}"), "responses": { "200": { "description": "", "content": body } } });
                (format!("/it{index}"), serde_json::json!({ "get": operation }))
            })
            .collect();
        serde_json::json!({
            "openapi": "3.1.0",
            "info": { "title": "T", "version": "1" },
            "paths": paths,
            "components": { "schemas": schemas }
        })
    };
    let findings = neo_contract::diff::findings(&document("string"), &document("integer"));
    for index in 0..6 {
        let steps = (3 + 6 - index) % 6;
        let location = format!("response 200 application/json{}.own", ".next".repeat(steps));
        let path = format!("/it{index}");
        let reported = findings.iter().filter(|finding| {
            finding.path.as_deref() == Some(&path) && finding.location == location
        });
        assert_eq!(reported.count(), 1, "{path} {location} {findings:#?}");
    }
}
