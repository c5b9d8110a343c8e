//! Unions of random shapes: a value of a branch decodes as that branch and round-trips.
//!
//! One document with many unions is generated and compiled: three levels deep; discriminated by a discriminator, by
//! constants, also in nested members, by JSON type, by required members, or not at all. The program decodes values of
//! every branch. `NEO_UNIONS_SEED` tries other unions.

#[path = "unions/random.rs"]
mod random;
#[path = "unions/shapes.rs"]
mod shapes;
#[path = "unions/values.rs"]
mod values;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use neo_api_codegen::{Options, generate};
use serde_json::{Value, json};
use shapes::{Shape, Shapes};
use values::{Case, Values};

const PROGRAM: &str = include_str!("unions/program.rs");
/// The number of unions, without nested ones.
const UNIONS: usize = 27;
/// Values of each branch.
const EACH: usize = 12;

#[test]
fn a_value_of_a_branch_decodes_as_that_branch_and_round_trips() {
    let seed = std::env::var("NEO_UNIONS_SEED").map_or(1, |it| it.parse().expect("a number"));
    let made = Shapes::new(seed, UNIONS);
    let unions: Vec<&String> = made
        .shapes
        .iter()
        .filter(|(_, shape)| matches!(shape, Shape::Union(_)))
        .map(|(name, _)| name)
        .collect();
    let mut values = Values::new(seed, &made.shapes);
    let cases: Vec<Case> = unions.iter().flat_map(|it| values.of(it, EACH)).collect();
    let marked = cases.iter().filter(|it| !it.marks.is_empty()).count();
    assert!(
        cases.len() > 500 && marked * 2 > cases.len(),
        "too few values"
    );
    let program = build(&made, &unions);
    let results = run(&program, &cases);
    assert_eq!(results.len(), cases.len());
    let mut wrong = Vec::new();
    let mut checked = 0;
    for (case, result) in cases.iter().zip(&results) {
        checked += 1;
        if let Some(what) = fault(case, result) {
            wrong.push((case, what));
        }
    }
    let mut text = String::new();
    // The smallest cases are the clearest.
    wrong.sort_by_key(|(case, _)| case.value.to_string().len());
    for (case, what) in wrong.iter().take(5) {
        let schema = &made.schemas[&case.component];
        let _ = write!(
            text,
            "\n\n{}: {schema}\n  {}\n  {what}",
            case.component, case.value
        );
    }
    assert!(
        wrong.is_empty(),
        "{} of {checked} (seed {seed}):{text}",
        wrong.len()
    );
}

/// What is wrong with the round trip of a value.
fn fault(case: &Case, result: &Value) -> Option<String> {
    if let Some(error) = result.get("error") {
        return Some(format!("does not decode: {error}"));
    }
    let debug = result["debug"].as_str().unwrap_or_default();
    if result["back"] != case.value {
        return Some(format!("comes back as {}\n  {debug}", result["back"]));
    }
    if debug.contains("Unknown(") {
        return Some(format!("is of no branch: {debug}"));
    }
    let seen = marks(debug);
    let missing: Vec<_> = case
        .marks
        .iter()
        .filter(|(name, count)| seen.get(*name) < Some(count))
        .collect();
    (!missing.is_empty()).then(|| format!("is another branch's: {missing:?} are not in {debug}"))
}

/// The marks in the `Debug` text of a value.
fn marks(debug: &str) -> BTreeMap<String, usize> {
    let mut seen = BTreeMap::new();
    for rest in debug.split("mark_").skip(1) {
        if let Some((number, value)) = rest.split_once(": ")
            && number.bytes().all(|it| it.is_ascii_digit())
            && !value.starts_with("None")
        {
            *seen.entry(format!("mark_{number}")).or_default() += 1;
        }
    }
    seen
}

/// The program that decodes values of each union.
fn build(made: &Shapes, unions: &[&String]) -> PathBuf {
    let all = |name: &&String| {
        (
            name.to_string(),
            json!({ "$ref": format!("#/components/schemas/{name}") }),
        )
    };
    let mut schemas = made.schemas.clone();
    schemas.insert(
        "All".to_owned(),
        json!({ "type": "object", "properties": unions.iter().map(all).collect::<serde_json::Map<_, _>>() }),
    );
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "unions", "version": "1" },
        "paths": { "/all": { "get": { "operationId": "all", "responses": { "200": { "description": "", "content": {
            "application/json": { "schema": { "$ref": "#/components/schemas/All" } }
        } } } } } },
        "components": { "schemas": schemas }
    });
    let mut options = Options::default();
    options.runtime = "::neo_api_runtime".to_owned();
    let generated = generate(&document.to_string(), &options).expect("it generates");
    let mut arms = String::new();
    for name in unions {
        let _ = writeln!(
            arms,
            "            {name:?} => through::<generated::types::{name}>(text),"
        );
    }
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .expect("it is there");
    // In the target folder, to compile dependencies once.
    let target = workspace.join("target/surface-probe");
    let root = workspace.join("target/union-probe");
    fs::create_dir_all(root.join("src")).expect("it can be written");
    let write =
        |path: &str, text: &str| fs::write(root.join(path), text).expect("it can be written");
    write("Cargo.toml", &manifest(&workspace));
    write("src/generated.rs", &generated.code);
    write(
        "src/main.rs",
        &PROGRAM.replace("            // ARMS\n", &arms),
    );
    fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock")).expect("it can be copied");
    let output = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--quiet"])
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(&root)
        .output()
        .expect("cargo starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    target.join(format!("debug/union-probe{}", std::env::consts::EXE_SUFFIX))
}

/// The dependencies of `contract/tests/programs.rs`, to share their build.
fn manifest(workspace: &Path) -> String {
    let runtime = Value::from(workspace.join("runtime").display().to_string());
    format!(
        r#"[package]
name = "union-probe"
version = "0.1.0"
edition = "2024"

[dependencies]
tokio = {{ version = "1", features = ["rt", "net", "time"] }}
chrono = {{ version = "0.4", default-features = false, features = ["serde", "std"] }}
neo-api-runtime = {{ path = {runtime}, default-features = false }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = {{ version = "1", features = ["float_roundtrip", "raw_value"] }}
uuid = {{ version = "1", default-features = false, features = ["serde"] }}

[workspace]
"#
    )
}

/// Sends each value to the program.
fn run(program: &Path, cases: &[Case]) -> Vec<Value> {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("it has one");
    let lines: String = cases
        .iter()
        .map(|it| format!("{}\t{}\n", it.component, it.value))
        .collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it does not panic").expect("it reads");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("it is text");
    text.lines()
        .map(|it| serde_json::from_str(it).expect("it is JSON"))
        .collect()
}
