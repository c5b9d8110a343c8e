//! Documents made to be slow: long keys, and anchors inside of anchors.

mod support;

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

#[test]
fn anchors_inside_of_anchors_are_counted() {
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
