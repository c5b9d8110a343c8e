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

/// Generates the fixture contract with other conventions.
fn with_conventions(folder: &Path, conventions: &str, strict: bool) -> Result<Done, Error> {
    let file = folder.join("conventions.json");
    fs::write(&file, conventions).unwrap();
    generate(&Request {
        document: workspace()
            .join("codegen/tests/fixtures/neo-like.json")
            .to_str()
            .unwrap(),
        folder: &folder.join(if strict { "strict" } else { "lenient" }),
        conventions: Some(&file),
        runtime: None,
        strict,
    })
}

#[test]
fn each_convention_is_counted_and_one_that_no_operation_has_is_strictly_an_error() {
    let neo = fs::read_to_string(workspace().join("openapi/conventions.json")).unwrap();
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path();
    let done = with_conventions(folder, &neo, false).unwrap();
    assert!(done.paginated > 1, "{}", done.paginated);
    let members: Vec<&str> = done.conventions.iter().map(|it| it.member).collect();
    let all = "envelope cursor envelope.data envelope.meta cursor.parameter cursor.page_size cursor.has_more cursor.next \
               error.code error.message error.details error.request_id";
    assert_eq!(members.join(" "), all);
    for row in &done.conventions {
        assert!(row.operations > 1 && row.operations <= row.of, "{row:#?}");
        assert!(row.instead.is_empty(), "{row:#?}");
    }
    with_conventions(folder, &neo, true).unwrap();

    for (right, wrong, member, instead) in [
        (
            r#"{"data": "data""#,
            r#"{"data": "payload""#,
            "envelope.data",
            "`data`",
        ),
        (
            r#""meta": "meta""#,
            r#""meta": "about""#,
            "envelope.meta",
            "`meta`",
        ),
        (
            r#""cursor","#,
            r#""after","#,
            "cursor.parameter",
            "`cursor`",
        ),
        (
            r#""page_size","#,
            r#""limit","#,
            "cursor.page_size",
            "`page_size`",
        ),
        (
            "/meta/pagination/has_more",
            "/meta/pagination/more",
            "cursor.has_more",
            "`/meta/pagination/has_more`",
        ),
        (
            "/meta/pagination/next_cursor",
            "/meta/paging/next",
            "cursor.next",
            "`/meta/pagination`",
        ),
        ("/error/code", "/error/kind", "error.code", "`/error/code`"),
        ("/error/message", "/message", "error.message", "`/error`"),
        (
            "/error/details",
            "/error/more",
            "error.details",
            "`/error/details`",
        ),
        (
            "/meta/request_id",
            "/meta/id",
            "error.request_id",
            "`/meta/request_id`",
        ),
    ] {
        let changed = neo.replace(right, wrong);
        assert_ne!(changed, neo, "{right}");
        fs::remove_dir_all(folder.join("strict")).ok();
        let error = with_conventions(folder, &changed, true).unwrap_err();
        let text = error.to_string();
        assert!(matches!(error, Error::Unmatched { .. }), "{text}");
        for expected in [member, "conventions.json", instead] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
        assert!(!folder.join("strict").exists());
    }
}

/// A contract need not describe what its service guarantees.
#[test]
fn a_convention_about_undescribed_responses_is_not_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("api.json");
    let conventions = folder.path().join("conventions.json");
    let schema = serde_json::json!({ "description": "", "content": { "application/json": { "schema": { "type": "object" } } } });
    let contract = serde_json::json!({ "openapi": "3.1.0", "info": { "title": "a", "version": "1" }, "paths": {
        "/a": { "get": { "operationId": "a", "responses": { "200": schema, "400": schema, "404": { "description": "" } } } },
    } });
    fs::write(&document, contract.to_string()).unwrap();
    let text =
        r#"{"envelope": {"data": "data", "meta": "meta"}, "error": {"code": "/error/code"}}"#;
    fs::write(&conventions, text).unwrap();
    let done = generate(&Request {
        document: document.to_str().unwrap(),
        folder: &folder.path().join("a"),
        conventions: Some(&conventions),
        runtime: None,
        strict: true,
    });
    let rows = done.unwrap().conventions;
    assert!(rows.iter().all(|it| it.of == 0), "{rows:#?}");
}

/// The command's standard output and standard error.
fn printed(arguments: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_neo-contract"))
        .arg("generate")
        .args(arguments)
        .current_dir(workspace())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

#[test]
fn notes_of_one_kind_are_one_line_and_verbose_prints_each() {
    let folder = tempfile::tempdir().unwrap();
    let crate_folder = folder.path().join("neo-like");
    let crate_folder = crate_folder.to_str().unwrap();
    let fixture = "codegen/tests/fixtures/neo-like.json";
    let (short, _) = printed(&[fixture, "--crate", crate_folder]);
    assert!(short.lines().count() < 30, "{short}");
    let line = "operation_ids (75): `…` is the method `…`, at /paths/~1public-api~1agents/get, \
                /paths/~1public-api~1agents/post and 73 more\n";
    assert!(short.contains(line), "{short}");
    let (long, _) = printed(&[fixture, "--crate", crate_folder, "--verbose"]);
    for text in [
        "`public_api.agents_run` is the method `agents_run`",
        "/paths/~1public-api~1agents/get",
    ] {
        assert!(long.contains(text), "{long}");
    }
    assert!(long.lines().count() > 150, "{long}");
}

#[test]
fn each_loss_is_printed_up_to_a_limit() {
    let folder = tempfile::tempdir().unwrap();
    let document = |losses: usize| {
        let properties: serde_json::Map<String, serde_json::Value> = (0..losses)
            .map(|it| {
                (
                    format!("p{it:02}"),
                    serde_json::json!({ "type": "string", "maxLenght": 1 }),
                )
            })
            .collect();
        let path = folder.path().join(format!("{losses}.json"));
        let contract = serde_json::json!({ "openapi": "3.1.0", "info": { "title": "a", "version": "1" }, "paths": {},
            "components": { "schemas": { "A": { "type": "object", "properties": properties } } } });
        fs::write(&path, contract.to_string()).unwrap();
        path.display().to_string()
    };
    let crate_folder = folder.path().join("pets").display().to_string();
    let (text, _) = printed(&[&document(3), "--crate", &crate_folder]);
    assert_eq!(text.matches("lost: /components/").count(), 3, "{text}");
    let (text, _) = printed(&[&document(50), "--crate", &crate_folder]);
    assert_eq!(text.matches("lost: /components/").count(), 20, "{text}");
    assert!(text.contains("lost: 30 more\n"), "{text}");
    assert!(text.contains("50 of them report a loss"), "{text}");
}

#[test]
fn a_convention_that_does_not_fit_is_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.json");
    fs::write(&file, r#"{"envelope": {"data": "data", "meta": "about"}}"#).unwrap();
    let crate_folder = folder.path().join("neo-like").display().to_string();
    let (out, warned) = printed(&[
        "codegen/tests/fixtures/neo-like.json",
        "--crate",
        &crate_folder,
        "--conventions",
        file.to_str().unwrap(),
    ]);
    assert!(out.contains("envelope.meta in 0 of "), "{out}");
    let line = warned.lines().find(|it| it.starts_with("warning: "));
    let line = line.unwrap_or_default();
    assert!(
        line.contains("ours.json: `envelope.meta` is `about`"),
        "{warned}"
    );
    assert!(line.contains("`meta` ("), "{warned}");
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
fn a_readme_of_the_users_is_kept() {
    let temporary = tempfile::tempdir().unwrap();
    let root = temporary.path().join("pets");
    small(&root, None).unwrap();
    let (readme, example) = (root.join("README.md"), root.join("examples/first_call.rs"));
    let written = fs::read_to_string(&readme).unwrap();
    assert!(written.contains("# a\n"), "{written}");
    fs::write(&readme, written.replace("# a\n", "# b\n")).unwrap();
    small(&root, None).unwrap();
    let again = fs::read_to_string(&readme).unwrap();
    assert!(again.contains("# a\n"), "{again}");
    for path in [&readme, &example] {
        let (_, mine) = written.split_once('\n').unwrap();
        fs::write(path, mine).unwrap();
        small(&root, None).unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), mine);
    }
}

/// Its text becomes Markdown, a doc test, Rust and TOML.
#[test]
fn a_hostile_title_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "x\n```\nfn evil() {}\n```\n<script>[y](z)|`";
    let document = folder.path().join("evil.json");
    let contract = serde_json::json!({
        "openapi": "3.1.0",
        "info": { "title": evil, "version": evil },
        "servers": [{ "url": "https://a.example/`\n```\n" }],
        "components": { "securitySchemes": { evil: { "type": "apiKey", "in": "header", "name": evil } } },
        "security": [{ evil: [] }],
        "paths": { "/a`|": { "get": { "operationId": "a", "summary": evil, "responses": { "200": {
            "description": "", "content": { "text/plain": {} } } } } } }
    });
    fs::write(&document, contract.to_string()).unwrap();
    let root = folder.path().join("evil");
    generate(&Request {
        document: document.to_str().unwrap(),
        folder: &root,
        conventions: None,
        runtime: None,
        strict: false,
    })
    .unwrap();
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let fences: Vec<&str> = readme.lines().filter(|it| it.starts_with("```")).collect();
    assert_eq!(
        fences,
        ["```sh", "```", "```rust,no_run", "```", "```sh", "```"],
        "{readme}"
    );
    // Within code, it is text.
    let prose = readme.replace(r"\`", "'");
    let prose: Vec<&str> = prose.split('`').step_by(2).collect();
    assert!(!prose.join("").contains("<script>"), "{readme}");
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
