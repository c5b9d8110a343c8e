//! YAML that PyYAML, go-yaml and js-yaml read.

mod support;

use serde_json::{Value, json};
use support::{Bench, YAML};

/// The vendored document of the text with an addition at its end.
fn read(more: &str) -> Value {
    let bench = Bench::new();
    bench
        .vendor(&bench.file("spec.yaml", format!("{YAML}{more}")))
        .unwrap();
    serde_json::from_str(&bench.written()).unwrap()
}

#[test]
fn a_flow_may_close_at_the_column_of_its_key() {
    let text = "x-a:
  example: {
    'a': \"b\",
    c: [
    1,
    2
  ]
  }
  list: [
    x
  ]
  next: 1
x-b:
- [
  1
]
- 2
x-c: \"one
two\"
x-d: |
  {
  text
x-e: 1
";
    let root = read(text);
    assert_eq!(
        root["x-a"],
        json!({ "example": { "a": "b", "c": [1, 2] }, "list": ["x"], "next": 1 })
    );
    assert_eq!(root["x-b"], json!([[1], 2]));
    assert_eq!(root["x-c"], json!("one two"));
    assert_eq!(root["x-d"], json!("{\ntext\n"));
    assert_eq!(root["x-e"], json!(1));
}

/// Text that is otherwise invalid stays an error, at its line in the file.
#[test]
fn an_error_has_its_line_in_the_file() {
    let line = YAML.lines().count() + 4;
    let error = Bench::new().refused("spec.yaml", format!("{YAML}x-a:\n  b: [\n    1\n  ]]\n"));
    assert!(error.contains(&format!("line {line}")), "{error}");
}

#[test]
fn merge_keys_add_missing_entries() {
    let root = read(
        "x-base: &base {a: 1, b: 2}
x-more: &more {b: 3, c: 4}
x-one: {<<: *base, b: 5}
x-list:
  <<: [*base, *more]
  d: 6
x-text: {'<<': 1}
",
    );
    assert_eq!(root["x-one"], json!({ "a": 1, "b": 5 }));
    assert_eq!(root["x-list"], json!({ "a": 1, "b": 2, "c": 4, "d": 6 }));
    assert_eq!(root["x-text"], json!({ "<<": 1 }));
}

#[test]
fn versions_are_text_and_keys_are_names() {
    let bench = Bench::new();
    let text = YAML
        .replace("openapi: 3.1.0", "openapi: 3.1")
        .replace("title: T, version: 1.0.0", "title: 1e3, version: 1.10");
    let done = bench.vendor(&bench.file("spec.yaml", text)).unwrap();
    assert_eq!(
        (done.lock.version.as_str(), done.lock.openapi.as_str()),
        ("1.10", "3.1")
    );
    let root = read(
        "x-keys: {true: 1, null: 2, 1.5: 3, 010: 4, on: 5}\nx-values: [010, .inf, 1e400, 0x10, 1_000]\n",
    );
    assert_eq!(
        root["x-keys"],
        json!({ "true": 1, "null": 2, "1.5": 3, "010": 4, "on": 5 })
    );
    assert_eq!(
        root["x-values"],
        json!(["010", ".inf", "1e400", 16, "1_000"])
    );
}

#[test]
fn ten_thousand_aliases_are_read_or_refused_before_they_are_copied() {
    let aliases = |size: usize| {
        let list = vec!["1"; size].join(", ");
        let uses = vec!["*a"; 10_000].join(", ");
        format!("x-a: &a [{list}]\nx-b: [{uses}]\n")
    };
    assert_eq!(
        read(&aliases(5))["x-b"].as_array().map(Vec::len),
        Some(10_000)
    );
    let error = Bench::new().refused("spec.yaml", format!("{YAML}{}", aliases(1_000)));
    assert!(error.contains("aliases copy more than"), "{error}");
}
