//! Documents made to be slow: long keys, and nested anchors.

mod support;

use std::process::Command;

use support::{Bench, YAML};

#[test]
fn a_long_key_costs_no_more_than_its_length() {
    let key = "k".repeat(1 << 20);
    let zeros = vec!["0"; 1 << 19].join(",");
    let lists = vec!["[]"; 1 << 18].join(",");
    let json = format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "T", "version": "1"}}, "paths": {{}}, "x-a": {{"{key}": [{zeros}]}}, "x-b": {{"{key}": [{lists}]}}}}"#
    );
    let bench = Bench::new();
    bench.vendor(&bench.file("spec.json", &json)).unwrap();
    let bench = Bench::new();
    bench.vendor(&bench.file("spec.yaml", &json)).unwrap();
}

/// A contract with an unused schema of nested arrays.
fn nested(levels: usize) -> String {
    let open = r#"{"type":"array","items":"#.repeat(levels);
    let deep = format!(r#"{open}{{"type":"string"}}{}"#, "}".repeat(levels));
    format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"T","version":"1"}},"paths":{{"/a":{{"get":{{"operationId":"a","responses":{{"200":{{"description":"ok"}}}}}}}}}},"components":{{"schemas":{{"Deep":{deep}}}}}}}"#
    )
}

/// Every readable document can also be compared.
#[test]
fn a_deep_document_does_not_end_the_program() {
    let bench = Bench::new();
    let base = bench.file("base.json", nested(1));
    for levels in [60, 120] {
        let head = bench.file("head.json", nested(levels));
        for arguments in [
            vec!["diff", "--base", &base, "--head", &head],
            vec!["diff", "--base", &head, "--head", &base],
            vec!["vendor", &head],
        ] {
            let output = Command::new(env!("CARGO_BIN_EXE_neo-contract"))
                .current_dir(bench.folder.path())
                .args(&arguments)
                .output()
                .unwrap();
            let printed = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(
                matches!(output.status.code(), Some(0 | 1)),
                "{levels} {arguments:?}: {printed}"
            );
            assert!(!printed.contains("panicked"), "{printed}");
        }
    }
}

#[test]
fn nested_anchors_are_counted() {
    let levels = 60;
    let open: String = (0..levels).map(|level| format!("&a{level} [")).collect();
    let long = "x".repeat(2 << 20);
    let text = format!("{YAML}x-0: {open}{long}{}\n", "]".repeat(levels));
    assert!(
        Bench::new()
            .refused("spec.yaml", text)
            .contains("more than")
    );
}
