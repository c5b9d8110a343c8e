//! Two revisions of a document: the lines that `Interface` leaves out are those of both.

use std::collections::BTreeSet;
use std::path::Path;

use neo_api_codegen::{Error, Interface, Options, generate, read};
use serde_json::{Value, json};

/// Every how many values of a document a revision without it is compared.
const STEP: usize = 9;

#[test]
fn interfaces_side_by_side_differ_as_whole_ones_do() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut compared = 0;
    let mut shorter = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let base: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let before = whole(&base).unwrap();
        let mut found = Vec::new();
        pointers(&base, "", &mut found);
        for pointer in found.iter().skip(compared % STEP).step_by(STEP) {
            let mut head = base.clone();
            remove(&mut head, pointer);
            let Ok(after) = whole(&head) else { continue };
            let name = format!("{} without {pointer}", path.display());
            let [left, right] = side_by_side(&base, &head).unwrap();
            assert_eq!(
                difference(&left, &right),
                difference(&before, &after),
                "{name}"
            );
            assert_eq!(
                difference(&right, &left),
                difference(&after, &before),
                "{name}"
            );
            assert!(left.is_subset(&before) && right.is_subset(&after), "{name}");
            compared += 1;
            shorter += usize::from(left.len() * 2 < before.len());
        }
    }
    assert!(compared > 100, "{compared}");
    assert!(shorter * 2 > compared, "{shorter} of {compared}");
}

/// The union is the same, but has a conversion from the builder of its variant only as long as there is one.
#[test]
fn a_variant_without_builder_changes_its_union() {
    let document = |node: Value| {
        json!({
            "openapi": "3.1.0",
            "info": {"title": "t", "version": "1"},
            "paths": {"/a": {"post": {
                "operationId": "a",
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Union"}}}},
                "responses": {"204": {"description": ""}}
            }}},
            "components": {"schemas": {
                "Union": {"anyOf": [{"$ref": "#/components/schemas/Node"}, {"type": "string"}]},
                "Node": node
            }}
        })
    };
    let inside = json!({"$ref": "#/components/schemas/Node"});
    let base = document(json!({"type": "object", "properties": {"inside": inside}}));
    let head = document(json!({"type": "object", "additionalProperties": inside}));
    let (before, after) = (whole(&base).unwrap(), whole(&head).unwrap());
    let gone = "impl TryFrom<builder::Node> for types::Union";
    assert!(difference(&before, &after).iter().any(|it| *it == gone));
    let [left, right] = side_by_side(&base, &head).unwrap();
    assert_eq!(difference(&left, &right), difference(&before, &after));
}

fn whole(document: &Value) -> Result<BTreeSet<String>, Error> {
    let generated = generate(&document.to_string(), &Options::default())?;
    Ok(lines(&generated.surface))
}

fn side_by_side(base: &Value, head: &Value) -> Result<[BTreeSet<String>; 2], Error> {
    let of = |document: &Value| Interface::of(&read(&document.to_string())?, &Options::default());
    let (base, head) = (of(base)?, of(head)?);
    Ok([
        lines(&base.lines_beside(&head)?),
        lines(&head.lines_beside(&base)?),
    ])
}

fn lines(surface: &str) -> BTreeSet<String> {
    surface.lines().map(str::to_owned).collect()
}

fn difference<'a>(left: &'a BTreeSet<String>, right: &'a BTreeSet<String>) -> Vec<&'a String> {
    left.difference(right).collect()
}

/// The pointers of all values inside `paths` and `components`.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let members: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, it)| (key.clone(), it)).collect(),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.map(|(index, it)| (index.to_string(), it)).collect()
        }
        _ => return,
    };
    for (key, value) in members {
        let pointer = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        if pointer.starts_with("/paths/") || pointer.starts_with("/components/") {
            found.push(pointer.clone());
        }
        if !at.is_empty() || key == "paths" || key == "components" {
            pointers(value, &pointer, found);
        }
    }
}

fn remove(document: &mut Value, pointer: &str) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.remove(&last.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(items)) => {
            items.remove(last.parse().unwrap());
        }
        _ => panic!("no value at {parent}"),
    }
}
