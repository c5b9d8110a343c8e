//! A change reported once for many locations, and its line in the file.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

fn document() -> Value {
    let shared = json!({ "$ref": "#/components/schemas/Shared" });
    let operation = |id: &str| {
        let schema = json!({ "type": "object", "properties": { "it": shared } });
        json!({ "get": { "operationId": id, "responses": { "200": {
            "description": "ok", "content": { "application/json": { "schema": schema } }
        } } } })
    };
    json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/p": operation("p_get"), "/q": operation("q_get"), "/r": operation("r_get") },
        "components": { "schemas": { "Shared": {
            "type": "object",
            "required": ["name"],
            "properties": { "name": { "type": "string" }, "age": { "type": "integer" } }
        } } }
    })
}

/// The member of each operation's response that refers to the shared schema.
fn use_in<'a>(document: &'a mut Value, path: &str) -> &'a mut Value {
    &mut document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        ["properties"]["it"]
}

fn or_null(schema: &mut Value) {
    *schema = json!({ "anyOf": [schema.take(), { "type": "null" }] });
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("openapi")).unwrap();
        fs::write(
            folder.path().join("openapi/openapi.json"),
            document().to_string(),
        )
        .unwrap();
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_neo-contract"))
            .current_dir(self.0.path())
            .args(arguments)
            .output()
            .unwrap()
    }

    fn diff(&self, head: &Value) -> Output {
        fs::write(self.0.path().join("head.json"), head.to_string()).unwrap();
        self.run(&[
            "diff",
            "--base",
            "openapi/openapi.json",
            "--head",
            "head.json",
            "--format",
            "json=d.json",
        ])
    }

    /// The fingerprints of breaking findings that are not accepted, and the operations that report each.
    fn broken(&self, head: &Value) -> Vec<(String, BTreeSet<String>)> {
        let output = self.diff(head);
        let text = fs::read_to_string(self.0.path().join("d.json")).unwrap();
        let report: Value = serde_json::from_str(&text).unwrap();
        let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
        for finding in report["findings"].as_array().unwrap() {
            if finding["fails"] != true {
                continue;
            }
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            let location = text("path");
            match found.iter_mut().find(|(it, _)| *it == text("fingerprint")) {
                Some((_, locations)) => drop(locations.insert(location)),
                None => found.push((text("fingerprint"), BTreeSet::from([location]))),
            }
        }
        let clean = output.status.code() == Some(0);
        assert_eq!(clean, found.is_empty(), "{report:#}");
        found
    }

    fn accept(&self, fingerprint: &str) {
        let output = self.run(&["accept", fingerprint, "--reason", "known"]);
        assert!(output.status.success(), "{output:?}");
    }
}

#[test]
fn accepting_a_folded_change_covers_every_location_and_no_later_change() {
    let folder = Folder::new();
    let mut head = document();
    let shared = &mut head["components"]["schemas"]["Shared"];
    shared["properties"]["name"]["type"] = json!("integer");
    let broken = folder.broken(&head);
    let [(fingerprint, locations)] = broken.as_slice() else {
        panic!("{broken:#?}");
    };
    assert_eq!(locations.len(), 3, "{locations:?}");
    folder.accept(fingerprint);
    assert_eq!(folder.broken(&head), []);

    let mut later = head.clone();
    or_null(use_in(&mut later, "/q"));
    let broken = folder.broken(&later);
    let locations: BTreeSet<&String> = broken.iter().flat_map(|(_, locations)| locations).collect();
    assert_eq!(locations, BTreeSet::from([&"/q".to_owned()]), "{broken:#?}");
    // Accepted findings stay accepted.
    assert!(broken.iter().all(|(it, _)| it != fingerprint));
}

#[test]
fn the_same_change_at_two_uses_is_accepted_at_each() {
    let folder = Folder::new();
    let mut head = document();
    or_null(use_in(&mut head, "/p"));
    let one = folder.broken(&head);
    let [(fingerprint, _)] = one.as_slice() else {
        panic!("{one:#?}");
    };
    folder.accept(fingerprint);
    assert_eq!(folder.broken(&head), []);
    or_null(use_in(&mut head, "/r"));
    let broken = folder.broken(&head);
    let [(other, locations)] = broken.as_slice() else {
        panic!("{broken:#?}");
    };
    assert_ne!(other, fingerprint);
    assert_eq!(*locations, BTreeSet::from(["/r".to_owned()]));
}

const YAML: &str = "\
openapi: 3.1.0
info: {title: T, version: '1'}
# A comment that JSON does not have.
paths:
  /p: &p
    get:
      operationId: p_get
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  it: {$ref: '#/components/schemas/Shared'}
components:
  schemas:
    Shared:
      type: object
      required: [name]
      properties:
        age: {type: integer}

        name:
          type: integer
";

#[test]
fn annotations_have_the_lines_of_the_yaml_file() {
    let folder = Folder::new();
    fs::write(folder.0.path().join("head.yaml"), YAML).unwrap();
    let output = folder.run(&[
        "diff",
        "--base",
        "openapi/openapi.json",
        "--head",
        "head.yaml",
        "--format",
        "github",
    ]);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("::error file=head.yaml,line="))
        .collect();
    let at: Vec<(&str, &str)> = lines
        .iter()
        .filter_map(|line| {
            let (number, rest) = line.split_once(',')?;
            let line = YAML.lines().nth(number.parse::<usize>().ok()? - 1)?;
            Some((line.trim(), rest))
        })
        .collect();
    assert_eq!(at.len(), lines.len(), "{text}");
    let reports = |line: &str, what: &str| {
        at.iter()
            .any(|(at, rest)| *at == line && rest.contains(what))
    };
    // A changed type is reported at its keyword or its schema.
    assert!(
        reports("name:", "type") || reports("type: integer", "type"),
        "{text}"
    );
    // A removed value is reported where it would be.
    let gone = at.iter().filter(|(_, rest)| rest.contains("removed"));
    assert!(gone.clone().count() >= 2, "{text}");
    assert!(gone.clone().all(|(line, _)| *line == "paths:"), "{text}");
}
