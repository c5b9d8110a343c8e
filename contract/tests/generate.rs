//! `generate`: its output compiles, whatever names the document has.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use neo_contract::generate::{Done, Error, Request, generate};

fn workspace() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    folder.canonicalize().unwrap()
}

const ODD: &str = include_str!("generate/odd_names.json");
/// Calls operations of `ODD`, and prints what it sent.
const CALLS: &str = include_str!("generate/calls.rs");

fn write(document: &str, folder: &Path) -> Done {
    let path = folder.with_extension("json");
    fs::write(&path, document).unwrap();
    generate(&Request {
        document: path.to_str().unwrap(),
        folder,
        conventions: None,
        runtime: Some(&workspace()),
        strict: false,
    })
    .unwrap()
}

#[test]
fn names_reserved_by_rust_compile_and_keep_their_spelling_on_the_wire() {
    let temporary = tempfile::tempdir().unwrap();
    let root = temporary.path().join("odd-names");
    let done = write(ODD, &root);
    let renamed: Vec<String> = done
        .notes
        .iter()
        .filter(|note| note.what.contains("is taken"))
        .map(ToString::to_string)
        .collect();
    for expected in [
        "/paths/~1ids~128/get (operation_ids): the preferred name is taken; this operation is `client_get`",
        "/components/schemas/Names/properties/fooBar (field_name_collisions): the name `foo_bar` is taken; the field of `fooBar` is `foo_bar3`",
        "/components/schemas/ExtraTyped/properties/Extra (field_name_collisions): the name `extra` is taken; the field of `Extra` is `extra2`",
    ] {
        assert!(
            renamed.iter().any(|it| it == expected),
            "{expected}\n{renamed:#?}"
        );
    }

    let output = run(&root, "calls", CALLS, &[]);
    assert!(
        output.status.success(),
        "{}{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
        renamed.join("\n")
    );
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        include_str!("generate/sent.txt")
    );
}

/// Runs a program inside a generated crate.
fn run(root: &Path, name: &str, program: &str, features: &[&str]) -> Output {
    fs::create_dir(root.join("src/bin")).unwrap();
    fs::write(root.join(format!("src/bin/{name}.rs")), program).unwrap();
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap().replace(
        "[dependencies]\n",
        "[dependencies]\ntokio = { version = \"1\", features = [\"rt\", \"net\", \"time\", \"io-util\", \"macros\"] }\n",
    );
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet", "--no-default-features"])
        .args(["--bin", name])
        .args(features)
        .env("CARGO_TARGET_DIR", workspace().join("target/surface-probe"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(root)
        .output()
        .unwrap()
}

/// The mock, and the schema diagnostics of errors, read the contract at run time.
#[test]
fn a_crate_of_a_3_0_contract_reads_it_as_3_0() {
    let schema = serde_json::json!({ "type": "object", "required": ["a", "b"], "properties": {
        "a": { "type": "string", "nullable": true },
        "b": { "type": "integer", "minimum": 0, "exclusiveMinimum": true }
    } });
    let document = serde_json::json!({
        "openapi": "3.0.3",
        "info": { "title": "Old", "version": "1" },
        "paths": { "/it": { "get": { "operationId": "look", "responses": { "200": {
            "description": "", "content": { "application/json": { "schema": schema } }
        } } } } }
    });
    let temporary = tempfile::tempdir().unwrap();
    let root = temporary.path().join("old-contract");
    write(&document.to_string(), &root);
    let output = run(
        &root,
        "old",
        include_str!("generate/old.rs"),
        &["--features", "mock"],
    );
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}");
}

const SMALL: &str = r#"{"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": {}}"#;

/// Generates the small document into a folder.
fn small(folder: &Path, runtime: Option<&Path>) -> Result<Done, Error> {
    let document = tempfile::NamedTempFile::new().unwrap();
    fs::write(document.path(), SMALL).unwrap();
    generate(&Request {
        document: document.path().to_str().unwrap(),
        folder,
        conventions: None,
        runtime,
        strict: false,
    })
}

#[test]
fn a_cursor_that_no_list_has_is_counted_and_strictly_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("conventions.json");
    let neo = fs::read_to_string(workspace().join("openapi/conventions.json")).unwrap();
    let document = workspace().join("codegen/tests/fixtures/neo-like.json");
    let request = |strict, root: &'static str| {
        generate(&Request {
            document: document.to_str().unwrap(),
            folder: &folder.path().join(root),
            conventions: Some(&file),
            runtime: None,
            strict,
        })
    };
    fs::write(&file, &neo).unwrap();
    let lists = request(false, "right").unwrap().paginated;
    assert!(lists > 1, "{lists}");
    fs::write(&file, neo.replace("\"cursor\",", "\"after\",")).unwrap();
    assert_eq!(request(false, "wrong").unwrap().paginated, 0);
    let strict = request(true, "strict");
    assert!(matches!(strict, Err(Error::Cursor { parameter, .. }) if parameter == "after"));
    assert!(!folder.path().join("strict").exists());
}

#[test]
fn a_folder_with_other_files_is_unchanged() {
    let temporary = tempfile::tempdir().unwrap();
    let root = temporary.path().join("pets");
    fs::create_dir_all(root.join("src")).unwrap();
    fs::write(root.join("src/lib.rs"), "// mine").unwrap();
    assert!(matches!(small(&root, None), Err(Error::Taken(_))));
    for manifest in [&b"[package]"[..], b"\xff"] {
        fs::write(root.join("Cargo.toml"), manifest).unwrap();
        assert!(matches!(small(&root, None), Err(Error::Taken(_))));
    }
    fs::remove_file(root.join("Cargo.toml")).unwrap();
    fs::create_dir(root.join("Cargo.toml")).unwrap();
    assert!(matches!(small(&root, None), Err(Error::Read { .. })));
    assert_eq!(
        fs::read_to_string(root.join("src/lib.rs")).unwrap(),
        "// mine"
    );

    let file = temporary.path().join("a-file");
    fs::write(&file, "mine").unwrap();
    assert!(matches!(small(&file, None), Err(Error::Read { .. })));

    let new = temporary.path().join("new");
    fs::create_dir(&new).unwrap();
    small(&new, None).unwrap();
    fs::write(new.join("notes.txt"), "kept").unwrap();
    small(&new, None).unwrap();
    assert_eq!(fs::read_to_string(new.join("notes.txt")).unwrap(), "kept");
}

#[test]
fn the_folder_of_neo_api_is_written_from_the_root() {
    let temporary = tempfile::tempdir().unwrap();
    let root = temporary.path().join("pets");
    // Tests run in the folder of this package.
    small(&root, Some(Path::new(".."))).unwrap();
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let path = workspace().display().to_string();
    let path = Path::new(&path).join("runtime").display().to_string();
    let expected = format!("path = {}", serde_json::Value::from(path));
    assert!(manifest.contains(&expected), "{manifest}");

    let other = small(&root, Some(Path::new("."))).unwrap_err();
    assert!(matches!(other, Error::Runtime { .. }), "{other}");
    let missing = small(&root, Some(&temporary.path().join("no"))).unwrap_err();
    assert!(matches!(missing, Error::Runtime { .. }), "{missing}");
}

#[test]
fn a_crate_cannot_have_a_reserved_name() {
    let temporary = tempfile::tempdir().unwrap();
    for (name, reason) in [
        ("fn", "keyword"),
        ("std", "ships with Rust"),
        ("neo-api", "dependency"),
    ] {
        let folder = temporary.path().join(name);
        let refused = small(&folder, None).unwrap_err().to_string();
        assert!(refused.contains(reason), "{refused}");
        assert!(!folder.exists());
    }
}
